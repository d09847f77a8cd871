"""The first sentences of a page, and the home page's open questions and news, are told from the records alone."""

from pathlib import Path

from small_sites import TEMPLATES, article, made, write

from generator import pages, pipeline

PEOPLE = {"persons/ana.yaml": "name: Ana\n", "countries/us.yaml": "name: United States\n"}


def meeting(name: str, date: str, status: str = "held") -> str:
    return f"name: {name}\ndate: {date}\nstatus: {status}\nparticipants:\n  - person: ana\n    for: us\n"


def test_days_that_are_an_interval_are_told_without_a_second_from(tmp_path: Path):
    files = PEOPLE | {
        "meetings/one.yaml": meeting("One", "2024-02-02/2024-02-04"),
        "meetings/two.yaml": meeting("Two", "2024-05-06/2024-05-08"),
    }
    found = made(write(tmp_path, files))
    assert "from 2 February 2024 to 8 May 2024" in found["persons/ana.md"]
    assert "from 2 February 2024 to 8 May 2024" in found["countries/us.md"]
    assert "Held 2–4 February 2024" in found["meetings/one.md"]
    assert not any("from from" in page or "on from" in page or "to from" in page for page in found.values())


def test_a_plan_whose_day_has_passed_is_an_open_question(tmp_path: Path):
    files = PEOPLE | {
        "meetings/late.yaml": meeting("Late talks", "2025-12-01", "planned"),
        "meetings/next.yaml": meeting("Next talks", "2026-01-01", "planned"),
        "a.md": article("[Ana]{person=ana} spoke.", "2025-12-04", "News of Ana"),
    }
    home = made(write(tmp_path, files))["index.md"]
    questions = home.partition("## Open questions")[2].partition("\n## ")[0]
    assert "Late talks" in questions
    assert "Next talks" not in questions
    assert "News of Ana" in home.partition("## What is new")[2]


def test_the_home_page_names_the_busiest_of_each_side_and_counts_the_rest(tmp_path: Path):
    people = {f"persons/p{i:02}.yaml": f"name: P{i:02}\n" for i in range(12)}
    both = "  - person: p11\n    for: us\n"
    files = PEOPLE | people
    for i in range(12):
        files[f"meetings/m{i}.yaml"] = meeting(f"M{i}", f"2024-01-{i + 1:02}").replace(
            "person: ana", f"person: p{i:02}"
        )
    files["meetings/m0.yaml"] += both
    home = made(write(tmp_path, files))["index.md"]
    who = home.partition("## Who is who")[2].partition("\n## ")[0]
    assert 'United States</a> <span class="cq-count">12</span>' in who
    assert who.count('<th scope="row">') == 8
    assert who.index("P11") < who.index("P00")
    assert 'href="people-by-side.md"' in who


def test_data_and_quality_lead_to_the_method_where_one_is_written(tmp_path: Path):
    base, _ = pipeline.build_knowledge(write(tmp_path, PEOPLE))
    templates, _ = pages.read_templates(TEMPLATES, "en")
    for written in (frozenset[str](), frozenset({"method.md"})):
        site = pages.gather_site(base, templates.catalogue, "en", "A site", written=written)
        planned = {each.path: each for each in pages.plan(site)}
        quality, _ = templates.page(planned["quality.md"])
        assert ('<a href="method.md">Method</a>' in quality.text) == bool(written)
