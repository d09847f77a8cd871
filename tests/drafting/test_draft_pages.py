"""An article that nobody has reviewed says so on its page, and at each fact that rests on it alone."""

from pathlib import Path

from click.testing import CliRunner

from generator import pipeline
from generator.cli import main

TEMPLATES = Path(__file__).parents[2] / "site_templates"
FRONT = "---\ntitle: {}\ndate: 2025-12-04\npublisher: The Paper\nlanguage: en\n{}---\n\n"
MEETING = "[Ann Roe]{{person=ann-roe}} met [Bo Lind]{{person=bo-lind}} on [Tuesday]{{date=2025-12-02}} in {}."
ONE = f"[{MEETING.format('[Geneva]{place=geneva}')}]{{{{meeting=2025-12-02-geneva name=Talks}}}}\n".replace(
    "{{", "{"
).replace("}}", "}")
OTHER = "[Ann Roe]{person=ann-roe} met [Bo Lind]{person=bo-lind} on [Tuesday]{date=2025-12-02}"
SAID = "not reviewed"


def pages(root: Path, other: str) -> dict[str, str]:
    articles = root / "content/articles"
    articles.mkdir(parents=True)
    (articles / "one.md").write_text(FRONT.format("One", "review: draft\n") + ONE, "utf-8")
    (articles / "two.md").write_text(FRONT.format("Two", "") + other, "utf-8")
    assert CliRunner().invoke(main, ["extract", "--root", str(root)]).exit_code == 0
    made, _ = pipeline.build(root, TEMPLATES, "en", "A")
    return {page.path: page.text for page in made}


def test_it_is_said_on_its_page_and_at_its_facts(tmp_path: Path):
    made = pages(tmp_path, "Nothing.\n")
    assert "Nobody has reviewed the annotations of this article" in made["articles/one.md"]
    assert "Nobody has reviewed" not in made["articles/two.md"]
    assert SAID in made["meetings/2025-12-02-geneva.md"]
    listed = {
        title: SAID in row
        for row in made["articles/index.md"].split("<tr>")
        for title in ("One", "Two")
        if title in row
    }
    assert listed == {"One": True, "Two": False}


def test_a_reviewed_article_that_says_the_same_takes_the_mark_away(tmp_path: Path):
    facts = pages(tmp_path, f"[{OTHER}]{{meeting=2025-12-02-geneva}}.\n")["meetings/2025-12-02-geneva.md"]
    alone = pages(tmp_path / "alone", "Nothing.\n")["meetings/2025-12-02-geneva.md"]
    assert 0 < facts.count(SAID) < alone.count(SAID)


def test_check_counts_them(tmp_path: Path):
    pages(tmp_path, "Nothing.\n")
    told = CliRunner().invoke(main, ["check", "--root", str(tmp_path)])
    assert "; 1 article not reviewed" in told.output
    assert told.exit_code == 0
