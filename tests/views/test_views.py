"""Timeline, who met whom, map, quality, indexes: what they show is what the records say, no more and no less."""

import re
from collections import Counter
from html import unescape
from math import dist
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.tiers import scale
from worlds_to_look_at import SIDES, known, pages_of, site_of, world

from generator.pages.dates import When, when
from generator.pages.svg.graph import Edge, graph
from generator.pages.svg.map import Dot, draw_map
from generator.pages.svg.network import NetworkNode, network
from generator.pages.svg.outlines import convert, outlines
from generator.pages.svg.strip import RoleBar, strip
from generator.pages.svg.timeline import Bar, timeline
from generator.pages.views.contacts import of_persons, of_sides
from generator.pages.views.timeline import dates_of, filters, listed

HOSTILE = '"><script>alert(1)</script>]{x=y} <b>& `'


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-12-02", When("2025", "2025-12")),
        ("2025-12", When("2025", "2025-12")),
        ("2025-12-XX", When("2025", "2025-12")),
        ("2025-12-02/2025-12-04", When("2025", "2025-12")),
        ("2025-11-30/2025-12-01", When("2025", "2025-11")),
        ("2025-12-02T10:00:00Z", When("2025", "2025-12")),
        ("2025-12~", When("2025", "2025-12")),
        ("2025?", When("2025", "")),
        ("2025", When("2025", "")),
        ("2025-21", When("2025", "")),
        ("2025/2027", When("2025", "")),
        ("0044-03-15", When("0044", "0044-03")),
        ("199X", When()),
        ("../2025", When()),
        ("-0044", When()),
        ("yesterday", When()),
        ("", When()),
    ],
)
def test_a_date_belongs_to_the_month_and_year_that_it_says(date: str, expected: When):
    assert when(date) == expected


def test_entries_stand_in_the_section_of_their_month(tmp_path: Path):
    dates = ("2025-12-02", "2025-12", "2025-12-02/2025-12-04", "2025?", "2025-11-03", "0044-03-15", "199X")
    base = known(tmp_path, world([{"id": f"m{i}", "date": date} for i, date in enumerate(dates)], {}))
    text = pages_of(base)["timeline.md"].text
    sections = dict(re.findall(r'<section id="([^"]+)".*?>(.*?)</section>', text, re.DOTALL))
    held = {id_: sorted(set(re.findall(r"meetings/(m\d)\.md", body))) for id_, body in sections.items()}
    assert held == {
        "2025-12": ["m0", "m1", "m2"],
        "2025-11": ["m4"],
        "2025": ["m3"],
        "0044-03": ["m5"],
        "undated": ["m6"],
    }


people = {f"p{i}": (*SIDES, "")[i % 4] for i in range(8)}
meetings_ = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.sampled_from(("2025-12-02", "2025-12", "2024-02-29", "2024?", "0987-01", "198X")),
            "status": st.sampled_from(("held", "planned", "cancelled", "denied")),
            "people": st.lists(st.sampled_from(sorted(people)), unique=True, max_size=6),
        }
    ),
    max_size=12,
)
worlds = meetings_.map(lambda found: world([{**item, "id": f"m{i}"} for i, item in enumerate(found)], people))
some = settings(max_examples=scale(6, 60), suppress_health_check=[HealthCheck.function_scoped_fixture])


@some
@given(files=worlds)
def test_filters_hold_just_what_they_say(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory):
    site = site_of(known(tmp_path_factory.mktemp("w"), files))
    dates = dates_of(site)
    chosen = list(filters(site, dates))
    for group in ("year", "status"):
        passed = Counter(ref for each in chosen if each.group == group for ref in each.refs)
        assert passed == Counter(list(dates))
    for each in chosen:
        word = each.path.removeprefix("timeline/").removesuffix(".md")
        if each.group == "status":
            assert all(site.base.records[ref].text("status") == word.removeprefix("status-") for ref in each.refs)
        elif each.group == "side":
            assert {*each.refs} == {r for r in dates if word[5:] in {side.id for side in site.meetings.sides[r]}}
        else:
            assert all(dates[ref].year == word.replace("undated", "") for ref in each.refs)


@some
@given(files=worlds, most=st.integers(1, 6))
def test_the_timeline_loses_nothing_when_it_is_cut(
    files: dict[str, str], most: int, tmp_path_factory: pytest.TempPathFactory
):
    site = site_of(known(tmp_path_factory.mktemp("w"), files))
    dates = dates_of(site)
    paths = {each.path for each in filters(site, dates)}
    months = [month for year in listed(site, dates, dates, most) for month in year.months]
    assert [ref for month in months for ref in month.refs] == sorted(
        dates, key=lambda ref: (dates[ref].year, dates[ref].month), reverse=True
    )
    assert len({month.id for month in months}) == len(months)
    assert all(month.elsewhere in {"", *paths} for month in months)


@some
@given(files=worlds)
def test_pairs_are_those_of_other_sides_in_meetings_that_were_held(
    files: dict[str, str], tmp_path_factory: pytest.TempPathFactory
):
    site = site_of(known(tmp_path_factory.mktemp("w"), files))
    found = of_persons(site, 100)
    for pair in found.pairs.values():
        assert pair.meetings == dict(site.meetings.met_most(pair.one))[pair.other]
        assert pair.meetings == dict(site.meetings.met_most(pair.other))[pair.one]
    met = sum(len(site.meetings.met_most(ref)) for ref in site.base.records if ref.kind == "person")
    assert met == 2 * len(found.pairs)
    for pair in of_sides(site, 100).pairs.values():
        both = [
            r
            for r in site.meetings.all
            if r in site.meetings.held and {pair.one, pair.other} <= {*site.meetings.sides[r]}
        ]
        assert list(pair.meetings) == both


@some
@given(files=worlds)
def test_matrix_graph_and_table_tell_the_same(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory):
    base = known(tmp_path_factory.mktemp("w"), files)
    text = pages_of(base)["who-met-whom.md"].text
    rows = dict(re.findall(r'<tr id="(p\d--p\d)">.*?<td class="cq-number">.*?(\d+)</td>', text))
    cells = re.findall(r'href="#(p\d--p\d)">(\d+)</a>', text)
    assert Counter(cells) == Counter(dict.fromkeys(rows.items(), 2))
    chords = re.findall(r"<title>Person (p\d) – Person (p\d)&#58; (\d+)</title>", text)
    assert {tuple(sorted(pair)): n for *pair, n in chords} == {tuple(k.split("--")): n for k, n in rows.items()}


def test_the_bars_of_the_timeline_are_the_rows_of_its_table(tmp_path: Path):
    days = ("2025-01-03", "2025-01-09", *(f"2025-03-{day:02}" for day in range(1, 12)))
    files = world([{"id": f"m{i}", "date": d, "status": "planned" if i else "held"} for i, d in enumerate(days)], {})
    text = pages_of(known(tmp_path, files))["timeline.md"].text
    rows = re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+).*?>(\d+)</td><td class="cq-number">(\d+)</td>', text)
    assert rows == [("January 2025", "1", "1"), ("February 2025", "0", "0"), ("March 2025", "0", "11")]
    bars = set(re.findall(r"<title>(\w+ \d+)&#58; (\d+)</title>", text))
    assert bars == {(name, str(int(held) + int(other))) for name, held, other in rows if held != other or held != "0"}


def test_the_map_has_a_dot_for_each_row_with_coordinates(tmp_path: Path):
    places = {"geneva": "46.2, 6.14", "lima": "-12.05, -77.04", "nowhere": ""}
    files = world([{"id": f"m{i}", "date": "2025-01", "place": p} for i, p in enumerate([*places, "room"])], {})
    for place, at in places.items():
        files[f"places/{place}"] = f"name: {place}\n" + (f"coordinates: {at}\n" if at else "")
    files["places/room"] = "name: room\npart_of: lima\n"
    text = pages_of(known(tmp_path, files))["map.md"].text
    told = re.findall(r'<circle class="cq-drawing__spot[^"]*"[^>]*><title>([^<]+)</title>', unescape(text))
    assert sorted(told) == ["geneva (1)", "lima (1); room (1)"]
    links = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"><circle cx="[^>]*pointer-events="all"', unescape(text))
    assert sorted(links) == [("places/geneva.md", "geneva (1)"), ("places/lima.md", "lima (1); room (1)")]
    assert '<svg role="group"' in text
    assert text.count("no coordinates") == 1
    assert len(re.findall(r'<tr><th scope="row">', text)) == 4
    assert 'scope="col">Country<' not in text


def test_sides_with_as_many_people_stand_in_the_order_of_their_names(tmp_path: Path):
    files = {f"countries/{code}": f"name: {name}\n" for code, name in (("ae", "Zed"), ("ch", "Ann"), ("de", "Mid"))}
    files |= {f"persons/p{n}": f"name: P{n}\ncountry: {code}\n" for n, code in enumerate(("ae", "ch", "de", "de"))}
    text = pages_of(known(tmp_path, files))["people-by-side.md"].text
    assert re.findall(r"^## .*?(Zed|Ann|Mid)", text, re.MULTILINE) == ["Mid", "Ann", "Zed"]


def test_the_list_of_articles_has_no_empty_column(tmp_path: Path):
    front = "title: T\ndate: 2025-01-01\npublisher: P\n"
    (tmp_path / "content/articles").mkdir(parents=True)
    for name, more, has_column in (("a", "", False), ("b", "origin: a\n", True)):
        (tmp_path / f"content/articles/{name}.md").write_text(f"---\n{front}{more}---\n\nText.\n", "utf-8")
        text = pages_of(known(tmp_path, {}))["articles/index.md"].text
        assert ("Based on" in text) is has_column


def test_the_map_names_the_country_around_a_place_that_states_none(tmp_path: Path):
    files = world([{"id": f"m-{place}", "date": "2025-01", "place": place} for place in ("room", "geneva")], {})
    files |= {"places/geneva": "name: Geneva\ncoordinates: 46.2, 6.14\n", "countries/pe": "name: Peru\n"}
    files |= {"places/room": "name: room\npart_of: lima\n", "places/lima": "name: Lima\ncountry: pe\n"}
    text = pages_of(known(tmp_path, files))["map.md"].text
    cells = re.findall(r'<tr><th scope="row">.*?</th><td>(.*?)</td>', text)
    assert cells == ["", '<a class="cq-ref cq-ref--country" href="countries/pe.md">Peru</a>']
    assert '<a href="countries/pe.md" aria-label="Peru (1)">' in unescape(text)


def test_places_that_are_part_of_one_another_in_a_ring_have_no_dot(tmp_path: Path):
    places = ["a", "geneva", "lima"]
    files = world([{"id": f"m-{place}", "date": "2025-01", "place": place} for place in places], {})
    files |= {"places/a": "name: a\npart_of: b\n", "places/b": "name: b\npart_of: a\n"}
    files |= {f"places/{place}": f"name: {place}\ncoordinates: 1, 2\n" for place in places[1:]}
    assert "no coordinates" in pages_of(known(tmp_path, files))["map.md"].text


def test_a_site_without_content_has_the_pages_that_the_navigation_names(tmp_path: Path):
    (tmp_path / "content").mkdir()
    made = pages_of(known(tmp_path, {}))
    assert {"timeline.md", "who-met-whom.md", "people-by-side.md", "quality.md"} <= {*made}
    assert "map.md" not in made


def test_a_place_without_coordinates_stands_in_the_middle_of_its_country_and_one_place_makes_no_map(tmp_path: Path):
    files = world([{"id": f"m-{place}", "date": "2025-01", "place": place} for place in ("geneva", "lima")], {})
    files |= {"places/geneva": "name: Geneva\ncoordinates: 46.2, 6.14\n", "places/lima": "name: Lima\n"}
    assert "map.md" not in pages_of(known(tmp_path / "one", files))
    files |= {"places/lima": "name: Lima\ncountry: pe\n", "countries/pe": "name: Peru\n"}
    text = pages_of(known(tmp_path / "two", files))["map.md"].text
    assert "<title>Peru (1)</title>" in unescape(text)
    assert "middle of the country" in text


def test_few_meetings_are_dots_with_their_dates_and_places(tmp_path: Path):
    held = [{"id": "a", "date": "2025-01-03", "place": "hall"}, {"id": "b", "date": "2025-03-01", "status": "planned"}]
    text = pages_of(known(tmp_path, world(held, {}) | {"places/hall": "name: The hall\n"}))["timeline.md"].text
    assert text.count('<circle class="cq-drawing__spot') == 2
    assert text.count("cq-drawing__spot--open") == 1
    assert ">3 January 2025, The hall</text>" in text
    assert "The same as a table" not in text


def test_hostile_names_stay_text(tmp_path: Path):
    held = [
        {"id": f"m{i}", "date": "2025-01-02", "people": ["p0", "p1"], "place": "x", "name": HOSTILE} for i in (1, 2)
    ]
    files = world(held, people, dict.fromkeys(people, HOSTILE))
    files["places/x"] = f"name: '{HOSTILE}'\ncoordinates: 1, 2\n"
    files["countries/ru"] = files["countries/ua"] = f"name: '{HOSTILE}'\n"
    for path, page in pages_of(known(tmp_path, files)).items():
        assert "<script" not in page.text, path
        assert "alert(1)" not in page.text, path
    assert "alert" in pages_of(known(tmp_path, {}))["who-met-whom.md"].text


def test_drawings_escape_what_they_are_told():
    node = NetworkNode(HOSTILE, HOSTILE, 2)
    for drawn in (
        network(node, [node], title=HOSTILE, description=HOSTILE),
        graph([node, node], [Edge(0, 1, 3)], title=HOSTILE, description=HOSTILE),
        strip([RoleBar(HOSTILE, "2001", "")], title=HOSTILE, description=HOSTILE),
        timeline(
            [Bar(HOSTILE, 1, 1, HOSTILE)], title=HOSTILE, description=HOSTILE, unit=HOSTILE, held=HOSTILE, other=HOSTILE
        ),
        draw_map([Dot(HOSTILE, 1, 2, 3)], title=HOSTILE, description=HOSTILE),
    ):
        assert "<script" not in drawn
        assert "<b>" not in drawn
        assert "&#60;script" in drawn
        assert "\n\n" not in drawn
        ids = re.findall(r' id="([^"]+)"', drawn)
        assert re.search(r'aria-labelledby="([^"]+)"', drawn)[1].split() == ids


def test_drawings_of_nothing_are_nothing():
    node = NetworkNode("A", "", 1)
    assert network(node, [], title="t", description="d") == ""
    assert graph([node], [], title="t", description="d") == ""
    assert strip([RoleBar("A", "", "yesterday")], title="t", description="d") == ""
    assert timeline([], title="t", description="d", unit="u", held="h", other="o") == ""
    assert draw_map([], title="t", description="d") == ""


edtf = st.sampled_from(("", "0001", "9999-12-31", "2025-12", "199X", "2025?", "-0044", "..", "x", "2025-12-02/.."))


@given(st.lists(st.builds(RoleBar, st.text(max_size=30), edtf, edtf), max_size=6), st.lists(edtf, max_size=4))
def test_a_strip_takes_any_dates(spans: list[RoleBar], marks: list[str]):
    assert "nan" not in strip(spans, title="t", description="d", marks=marks)


@given(
    st.lists(
        st.builds(Dot, st.just("x"), st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 9), st.just(0)),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=scale(8, 25))
def test_every_dot_lies_in_the_drawing(dots: list[Dot]):
    drawn = draw_map(dots, title="t", description="d")
    found = re.findall(r'cx="([-\d.]+)" cy="([-\d.]+)"', drawn)
    assert found
    assert all(0 <= float(x) <= 460 and 0 <= float(y) <= 270 for x, y in found)


def test_dots_that_overlap_have_the_smaller_on_top_and_each_its_own_part_to_tap():
    dots = [Dot("small", 46, 7, 1, 0, "s.md"), Dot("large", 46, 9, 9, 0, "l.md"), Dot("far", 30, 40, 4, 0, "f.md")]
    drawn = draw_map(dots, title="t", description="d")
    circles = re.findall(r'<a href="(.)\.md"[^>]*><circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawn)
    at = {name: (float(x), float(y), float(radius)) for name, x, y, radius in circles}
    assert list(at) == ["l", "f", "s"]
    assert at["f"][2] == 16
    apart = dist(at["s"][:2], at["l"][:2])
    assert at["s"][2] == pytest.approx(apart / 2, abs=0.2)
    assert 5 < at["s"][2] < apart


def test_outlines_are_those_of_a_topology():
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[170, 0], [10, 0], [0, 10]], [[180, 10], [-10, 0], [0, -10]], [[0, 0], [0, 0]]],
        "objects": {
            "land": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "Polygon", "arcs": [[2]]}],
            }
        },
    }
    assert convert(topology).splitlines()[2:] == ["1700 0 100 0 0 100 -100 0 0 -100"]


def test_the_shipped_outlines_are_small_and_on_the_globe():
    rings = outlines()
    assert len(rings) > 100
    assert all(min(x for x, _ in ring) > -181 and max(x for x, _ in ring) < 200 for ring in rings)
    assert any(
        x > 60 and y > 60 for ring in rings for x, y in ring if max(a for a, _ in ring) - min(a for a, _ in ring) > 150
    )


def test_same_records_give_the_same_pages(tmp_path: Path):
    files = world([{"id": f"m{i}", "date": "2025-01", "people": sorted(people)[: i + 2]} for i in range(5)], people)
    one = pages_of(known(tmp_path / "one", files))
    assert one == pages_of(known(tmp_path / "two", dict(reversed(files.items()))))


def test_long_indexes_have_sections_that_hold_every_record_once(tmp_path: Path):
    many = {f"p{i}": "us" for i in range(50)}
    files = world(
        [{"id": f"m{i}", "date": f"{1990 + i % 9}-0{i % 9 + 1}"} for i in range(50)], many, {"p1": "Émile", "p2": "7"}
    )
    pages = pages_of(known(tmp_path, files))
    persons, meetings = pages["persons/index.md"].text, pages["meetings/index.md"].text
    assert re.findall(r'<section id="([^"]+)"', persons) == ["letter-e", "letter-p", "letter-other"]
    assert re.findall(r'<section id="year-(\d+)"', meetings) == [str(year) for year in range(1998, 1989, -1)]
    assert sorted(re.findall(r'cq-ref--person" href="(p\d+)\.md"', persons)) == sorted(f"p{i}" for i in range(50))
    assert Counter(re.findall(r'cq-ref--meeting" href="(m\d+)\.md"', meetings)) == Counter(f"m{i}" for i in range(50))


@pytest.mark.parametrize(("periods", "most"), [(10, 392), (24, 9)])
def test_bars_bear_their_numbers(periods: int, most: int):
    assert str(most) in numbers_on_bars(periods, most)


@pytest.mark.parametrize(("periods", "most"), [(24, 392), (60, 9)])
def test_bars_that_are_too_narrow_bear_none(periods: int, most: int):
    assert numbers_on_bars(periods, most) == []


def numbers_on_bars(periods: int, most: int) -> list[str]:
    bars = [Bar(str(1900 + index), most if index % 2 else 1, 0) for index in range(periods)]
    drawn = timeline(bars, title="", description="", unit="meetings", held="held", other="")
    return re.findall(r'text-anchor="middle">(\d+)<', drawn)
