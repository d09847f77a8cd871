"""What rests on an article alone that nobody has reviewed says so in the data files."""

import csv
import io
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import jsonschema
from exported import article, files, project

TABLES = ("articles", "evidence", "statements", "meetings_participants", "encounters")
OTHER = "[Ann Roe]{person=ann-roe} met [Bo Lind]{person=bo-lind} on [Tuesday]{date=2025-12-02}"
MEETING = f"[{OTHER} in [Geneva]{{place=geneva}}.]{{meeting=2025-12-02-geneva name=Talks}}"


def exported(folder: Path, other: str) -> Mapping[str, bytes]:
    """The data of a draft, and of an article that somebody has read."""
    return files(project(folder, {"one": article(MEETING, more="review: draft\n"), "two": article(other)}))


def test_data_say_so_as_pages_do(tmp_path: Path):
    made = exported(tmp_path, "[Ann Roe]{person=ann-roe} was silent.")
    data = json.loads(made["meetings/2025-12-02-geneva/index.json"])
    jsonschema.validate(data, json.loads(made["schema/record.json"]))
    assert data["fields"]["date"]["review"] == "draft"
    assert [each["review"] for each in data["fields"]["date"]["evidence"]] == ["draft"]
    drafted, read = (json.loads(made[f"articles/{name}/index.json"]) for name in ("one", "two"))
    jsonschema.validate(drafted, json.loads(made["schema/article.json"]))
    assert (drafted["review"], read.get("review")) == ("draft", None)
    rows = {name: list(csv.DictReader(io.StringIO(made[f"downloads/{name}.csv"].decode()))) for name in TABLES}
    assert [row["review"] for row in rows["articles"]] == ["draft", ""]
    assert {row["review"] for row in rows["evidence"] if row["article"] == "one"} == {"draft"}
    assert {row["review"] for row in rows["evidence"] if row["article"] == "two"} <= {""}
    assert {row["review"] for row in rows["meetings_participants"]} == {"draft"}
    assert [row["review"] for row in rows["encounters"]] == ["draft"]
    assert "draft" in {row["review"] for row in rows["statements"]}
    database = sqlite3.connect(":memory:")
    database.deserialize(made["downloads/communique.db"])
    assert database.execute("SELECT review FROM encounters").fetchall() == [("draft",)]
    query = "SELECT DISTINCT review, evidence_review FROM statements_with_evidence WHERE field = 'date'"
    assert database.execute(query).fetchall() == [("draft", "draft")]
    assert b'key="edge-review">draft<' in made["downloads/encounters.graphml"]


def test_data_of_what_a_reviewed_article_says_too_has_no_mark(tmp_path: Path):
    made = exported(tmp_path, f"[{OTHER}]{{meeting=2025-12-02-geneva}}.")
    data = json.loads(made["meetings/2025-12-02-geneva/index.json"])
    assert "review" not in data["fields"]["date"]
    assert [each.get("review") for each in data["fields"]["date"]["evidence"]] == ["draft", None]
    assert data["fields"]["place"]["review"] == "draft"


def test_points_things_and_the_guide_for_language_models_say_so(tmp_path: Path):
    made = exported(tmp_path, "[Ann Roe]{person=ann-roe} was silent.")
    place = tmp_path / "content/records/places/geneva.yaml"
    place.write_text(place.read_text("utf-8") + 'coordinates: "46.2, 6.1"\n', "utf-8")
    made = files(tmp_path)
    for name in ("places", "meetings"):
        (feature,) = json.loads(made[f"downloads/{name}.geojson"])["features"]
        assert feature["properties"]["review"] == "draft"
    things = {row["id"]: row["review"] for row in csv.DictReader(io.StringIO(made["downloads/things.csv"].decode()))}
    assert (things["2025-12-02-geneva"], things["ann-roe"]) == ("draft", "")
    assert "Nobody has reviewed the annotations of 1 of 2 articles." in made["llms.txt"].decode()


def test_where_nothing_is_a_draft_they_say_nothing(tmp_path: Path):
    made = files(project(tmp_path, {"one": article(MEETING)}))
    assert b"review" not in made["llms.txt"]
    things = csv.DictReader(io.StringIO(made["downloads/things.csv"].decode()))
    assert {row["review"] for row in things} == {""}
