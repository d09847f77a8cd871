"""Who met whom, as a table, a view and networks: only meetings that count as held, only people of different sides."""

import csv
import json
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import bibtexparser
import pytest
import rispy
from exported import NAME, ROOT, URL, article, files, hostile, project, survey

from generator.pages.views.contacts import of_persons

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
SEATS = "[Ann]{{person=ann country=us}}, [Bo]{{person=bo country=ru}}, [Cy]{{person=cy country=us}}"
TALKS = f"[{SEATS} on [a day]{{{{date={{day}}}}}}]{{{{meeting={{id}}{{more}}}}}}."


def meeting(id_: str, day: str = "2025-12-02", more: str = "") -> str:
    return TALKS.format(id=id_, day=day, more=more)


def met(made: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(made["downloads/encounters.csv"].decode(), newline="")))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    statuses = ["held", "planned", "announced", "cancelled", "denied", "postponed"]
    texts = [meeting(f"m-{each}", more=f" status={each}") for each in statuses]
    texts += [meeting("m-none"), meeting("m-due", "2026-01-01"), meeting("m-again", "2025-11-30")]
    return files(project(tmp_path_factory.mktemp("met"), {"a": article("\n\n".join(texts))}), URL)


def test_only_meetings_that_count_as_held_and_people_of_different_sides_are_there(made: dict[str, bytes]):
    found = {(row["meeting"], row["person"], row["other"], row["side"], row["other_side"]) for row in met(made)}
    pairs = (("ann", "bo", "us", "ru"), ("bo", "cy", "ru", "us"))
    assert found == {(id_, *pair) for id_ in ("m-again", "m-held", "m-none") for pair in pairs}
    assert {row["status"] for row in met(made)} == {"held", ""}
    assert {
        (row["date"], row["date_earliest"], row["date_latest"]) for row in met(made) if row["meeting"] == "m-held"
    } == {("2025-12-02",) * 3}


def test_the_view_has_the_same_rows(made: dict[str, bytes]):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(made["downloads/communique.db"])
        told = [tuple(cell or "" for cell in row) for row in database.execute("SELECT * FROM encounters")]
    assert told == [tuple(row.values()) for row in met(made)]
    assert told


def test_the_page_counts_the_same():
    pairs = of_persons(survey(ROOT), 10_000).pairs.values()
    counted = sorted((pair.one.id, pair.other.id, ref.id) for pair in pairs for ref in pair.meetings)
    assert sorted((row["person"], row["other"], row["meeting"]) for row in met(files(ROOT))) == counted


def test_a_site_without_meetings_has_empty_networks(tmp_path: Path):
    made = files(project(tmp_path, {"a": article("[Ann]{person=ann} spoke.")}))
    assert met(made) == []
    assert json.loads(made["downloads/meetings.geojson"])["features"] == []
    assert not list(ET.fromstring(made["downloads/encounters.gexf"]).iter(f"{GEXF}node"))  # noqa: S314 -- our own


def test_networks_have_the_people_and_how_often_they_met(made: dict[str, bytes]):
    graph = ET.fromstring(made["downloads/encounters.graphml"])  # noqa: S314 -- our own
    edges = {
        (e.get("source"), e.get("target")): {d.get("key"): d.text for d in e} for e in graph.iter(f"{GRAPHML}edge")
    }
    assert edges.keys() == {("ann", "bo"), ("bo", "cy")}
    told = edges["ann", "bo"]
    assert (told["edge-weight"], told["edge-first"], told["edge-last"]) == ("3", "2025-11-30", "2025-12-02")
    nodes = {n.get("id"): {d.get("key"): d.text for d in n} for n in graph.iter(f"{GRAPHML}node")}
    assert (nodes["bo"]["node-side"], nodes["bo"]["node-url"]) == ("ru", f"{URL}persons/bo/")
    gexf = ET.fromstring(made["downloads/encounters.gexf"])  # noqa: S314 -- our own
    assert {(e.get("source"), e.get("target"), e.get("weight")) for e in gexf.iter(f"{GEXF}edge")} == {
        ("ann", "bo", "3"),
        ("bo", "cy", "3"),
    }
    assert b"lastmodifieddate" not in made["downloads/encounters.gexf"]


def test_a_hostile_name_comes_back_as_it_was_from_every_file(tmp_path: Path):
    made = files(hostile(tmp_path), URL)
    gexf = ET.fromstring(made["downloads/encounters.gexf"])  # noqa: S314 -- our own
    assert {node.get("label") for node in gexf.iter(f"{GEXF}node")} == {NAME}
    graph = ET.fromstring(made["downloads/encounters.graphml"])  # noqa: S314 -- our own
    assert {data.text for data in graph.iter(f"{GRAPHML}data") if data.get("key") == "node-label"} == {NAME}
    (work,) = json.loads(made["downloads/bibliography.json"])
    assert (work["title"], work["author"]) == (NAME, [{"literal": NAME}])
    for name in ("bibliography.bib", "bibliography.biblatex.bib"):
        assert len(bibtexparser.parse_string(made[f"downloads/{name}"].decode()).entries) == 1
    assert len(rispy.loads(made["downloads/bibliography.ris"].decode())) == 1


def test_points_are_where_the_place_or_what_contains_it_is(tmp_path: Path):
    records = {
        "places/town": "name: Town\ncoordinates: 10.5, -20.25\n",
        "places/hall": "name: Hall\npart_of: town\n",
        "places/nowhere": "name: Nowhere\n",
        "meetings/a": "name: A\ndate: 2025-12\nplace: hall\n",
        "meetings/b": "name: B\ndate: 2025-12-02\nplace: nowhere\n",
    }
    made = files(project(tmp_path, {"n": article("[A]{meeting=a} [B]{meeting=b}")}, records), URL)
    (place,) = json.loads(made["downloads/places.geojson"])["features"]
    assert (place["id"], place["geometry"]) == ("town", {"type": "Point", "coordinates": [-20.25, 10.5]})
    (event,) = json.loads(made["downloads/meetings.geojson"])["features"]
    assert event["geometry"] == place["geometry"]
    assert event["properties"]["located_at"] == "town"
    assert (event["properties"]["date_earliest"], event["properties"]["date_latest"]) == ("2025-12-01", "2025-12-31")


def test_the_bibliography_has_every_article_as_it_was_published(tmp_path: Path):
    more = "url: https://paper.example/1\nauthors:\n  - name: Ada Lux\n  - organization: A, B and C\n"
    texts = {"a": article("[Ann]{person=ann}", more=more), "b": article("[Ann]{person=ann}", date="2025-12")}
    made = files(project(tmp_path, texts), URL)
    one, other = json.loads(made["downloads/bibliography.json"])
    assert (one["URL"], one["container-title"]) == ("https://paper.example/1", "The Paper")
    assert [author["literal"] for author in one["author"]] == ["Ada Lux", "A, B and C"]
    assert other["URL"] == f"{URL}articles/b/"
    first, second = bibtexparser.parse_string(made["downloads/bibliography.biblatex.bib"].decode()).entries
    assert (first["date"], second["date"]) == ("2025-12-04", "2025-12")
    assert [each["urls"] for each in rispy.loads(made["downloads/bibliography.ris"].decode())] == [
        ["https://paper.example/1"],
        [f"{URL}articles/b/"],
    ]
