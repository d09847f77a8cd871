"""Downloads: tables that agree with the records and with each other, harmless, and the same bytes each time."""

import csv
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from exported import NAME, ROOT, URL, article, files, hostile, project, survey
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from support import sample

from generator.exports import comma_separated
from generator.pages import downloads
from generator.pages.tables import Column, Table, tables


def rows(made: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(made[f"downloads/{name}.csv"].decode(), newline="")))


def opened(made: dict[str, bytes]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made["downloads/communique.db"])
    return connection


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files(ROOT)


def test_a_table_a_kind_has_a_row_a_record(made: dict[str, bytes]):
    base = survey(ROOT).base
    for kind in base.schema.kinds:
        ids = {ref.id for ref in base.records if ref.kind == kind.name}
        assert {row["id"] for row in rows(made, kind.plural)} == ids
    assert {row["id"] for row in rows(made, "things")} == set(base.ids)
    assert {row["id"] for row in rows(made, "articles")} == set(base.articles)


def test_a_meeting_stands_in_its_tables(made: dict[str, bytes]):
    row = next(row for row in rows(made, "meetings") if row["id"] == sample.MEETING)
    assert (row["date"], row["place"], row["follows"]) == ("2025-12-02", "kremlin", sample.FIRST_ROUND)
    there = [row for row in rows(made, "meetings_participants") if row["subject"] == sample.MEETING]
    assert {"person": sample.ENVOY, "for": "us", "role": "special envoy"}.items() <= there[2].items()
    said = [row["says"] for row in rows(made, "quotations") if row["about"] == sample.MEETING]
    assert "very useful" in said


def test_every_fact_is_one_statement_and_every_sentence_one_row_of_evidence(made: dict[str, bytes]):
    base, facts, evidence = survey(ROOT).base, rows(made, "statements"), rows(made, "evidence")
    stored = sum(slot.part != "source" for facts in base.record_facts.values() for slot, _, _ in facts)
    assert len(facts) == len({row["id"] for row in facts}) == stored
    counted = Counter(row["fact"] for row in evidence)
    assert {row["id"]: int(row["sentences"]) for row in facts} == {row["id"]: counted[row["id"]] for row in facts}
    for row in facts:
        assert row["sentences"] != "0" or row["state"] in ("unsourced", "almanac", "cited")
        assert (base.ids[row["subject"]].kind, row["permalink"].endswith(f"/{row['subject']}/")) == (row["kind"], True)
    assert all(all(row[name] for name in ("article", "sentence", "words", "origin", "address")) for row in evidence)


def test_a_fact_and_a_statement_keep_their_ids_and_links_when_the_record_is_renamed(tmp_path: Path):
    text = "[[Ann]{person=ann} on [a day]{date=2025-12-02}]{meeting=talks}: [“good”]{.quote by=ann about=talks}"
    before = project(tmp_path / "1", {"a": article(text)})
    record = "name: Talks\ndate: 2025-12-02\nprevious_ids:\n  - talks\n"
    after = project(tmp_path / "2", {"a": article(text.replace("talks", "new"))}, {"meetings/new": record})
    old, new = files(before, URL), files(after, URL)
    assert [row["permalink"] for row in rows(new, "things") if row["id"] == "new"] == [f"{URL}meetings/talks/"]
    assert [row["id"] for row in rows(new, "quotations")] == [row["id"] for row in rows(old, "quotations")]
    dates = [
        {row["id"] for row in rows(made, "statements") if (row["kind"], row["field"]) == ("meeting", "date")}
        for made in (old, new)
    ]
    assert dates[0] == dates[1]
    assert len(dates[0]) == 1


def test_two_records_that_claim_one_previous_id_have_ids_of_their_own(tmp_path: Path):
    records = {f"persons/{name}": "name: Ann\nprevious_ids: [one]\n" for name in ("ann", "ann-roe")}
    text = "[Ann]{person=ann} and [Ann]{person=ann-roe}. [“Yes”]{.quote by=ann} [“Yes”]{.quote by=ann-roe}"
    made = files(project(tmp_path, {"a": article(text)}, records))
    for name in ("statements", "quotations"):
        ids = [row["id"] for row in rows(made, name)]
        assert len(ids) == len(set(ids)) > 1


DATES = {
    "2025-12-02": ("2025-12-02", "2025-12-02"),
    "2025-12~": ("", ""),
    "199X": ("1990-01-01", "1999-12-31"),
    "2025-12-02/..": ("2025-12-02", ""),
    "2025-W10": ("2025-03-03", "2025-03-09"),
    "1917-10-25[julian]": ("1917-11-07", "1917-11-07"),
}


def test_a_date_has_its_first_and_last_day_and_coordinates_their_degrees(tmp_path: Path):
    records = {f"meetings/m{n}": f'name: M\ndate: "{date}"\n' for n, date in enumerate(DATES)}
    records["places/port-ada"] = "name: Port Ada\ncoordinates: -33.8, 151.25\n"
    made = files(project(tmp_path, {"a": article("[Port Ada]{place=port-ada}")}, records))
    found = {row["date"]: (row["date_earliest"], row["date_latest"]) for row in rows(made, "meetings")}
    assert found == DATES
    (place,) = rows(made, "places")
    assert (place["coordinates"], place["latitude"], place["longitude"]) == ("'-33.8, 151.25", "-33.8", "151.25")
    with closing(opened(made)) as database:
        assert database.execute("SELECT latitude, longitude FROM places").fetchall() == [(-33.8, 151.25)]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''", "'"])
def test_no_cell_begins_like_a_formula(cell: str):
    assert comma_separated.defused(cell) == f"'{cell}"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_every_text_comes_back_from_a_table(cells: list[list[str]]):
    columns = (Column("a", ""), Column("b", ""))
    table = Table("t", "", columns, key=False, owners=tuple, rows_of=lambda _: iter(()))
    data = comma_separated.make_head(table) + comma_separated.make_lines(table, map(tuple, cells))
    read = list(csv.reader(StringIO(data.decode(), newline="")))[1:]
    assert not [cell for row in read for cell in row if cell.startswith(tuple("=+-@\t\r\n"))]
    assert [[comma_separated.restored(cell) for cell in row] for row in read] == cells
    assert [list(row) for row in comma_separated.read_rows(table, data)] == cells


def test_a_hostile_name_comes_back_as_it_was(tmp_path: Path):
    made = files(hostile(tmp_path))
    assert {comma_separated.restored(row["name"]) for row in rows(made, "persons")} == {NAME}
    assert rows(made, "quotations")[0]["says"] == "'=cmd()"
    assert all(not row["value"].startswith("=") for row in rows(made, "statements"))
    with closing(opened(made)) as database:
        assert database.execute("SELECT DISTINCT name FROM things").fetchall() == [(NAME,)]
        assert database.execute("SELECT says FROM quotations").fetchall() == [("=cmd()",)]
    lines = made["downloads/statements.jsonl"].decode().split("\n")
    assert NAME in {json.loads(line).get("value") for line in lines if line}


def test_the_database_holds_the_tables_and_their_links(made: dict[str, bytes]):
    with closing(opened(made)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        made_of = dict(database.execute("SELECT name, sql FROM sqlite_master"))
        for name in (Path(path).stem for path in made if path.endswith(".csv")):
            assert name in made_of
            stored = [
                tuple("" if cell is None else str(cell) for cell in row)
                for row in database.execute(f'SELECT * FROM "{name}"')  # noqa: S608 -- our own names
            ]
            cells = [tuple(map(comma_separated.restored, row.values())) for row in rows(made, name)]
            assert sorted(map(as_numbers, stored)) == sorted(map(as_numbers, cells)), name
        assert made_of["encounters"].startswith("CREATE VIEW")
        asked = (
            "SELECT DISTINCT person.name FROM meetings_participants JOIN things person ON person.id = person "
            "JOIN statements_with_evidence s ON s.subject = meetings_participants.subject "
            "WHERE meetings_participants.subject = ? AND sentence LIKE '%Kremlin%' ORDER BY 1"
        )
        assert database.execute(asked, (sample.MEETING,)).fetchall()[0] == (sample.ADVISER_NAME,)


def as_numbers(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(repr(float(cell)) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else cell for cell in row)


def test_the_database_finds_words_whatever_their_accents(made: dict[str, bytes]):
    with closing(opened(made)) as database:
        for name, word in (
            ("quotations", "úseful"),
            ("evidence", "Kremlin"),
            ("articles", "plan"),
            ("things", "plan"),
        ):
            found = f"SELECT count(*) FROM {name} JOIN {name}_fts ON {name}.rowid = {name}_fts.rowid"  # noqa: S608
            assert database.execute(f"{found} WHERE {name}_fts MATCH ?", (word,)).fetchone()[0] > 0, name
            database.execute(f"INSERT INTO {name}_fts ({name}_fts, rank) VALUES ('integrity-check', 1)")  # noqa: S608


def test_a_reference_to_nothing_is_told_by_the_statements_alone(tmp_path: Path):
    made = files(
        project(tmp_path, {"a": article("[Ann]{person=ann} spoke.")}, {"persons/ann": "name: Ann\ncountry: xx\n"})
    )
    assert rows(made, "persons")[0]["country"] == ""
    assert [row["value"] for row in rows(made, "statements") if row["field"] == "country"] == ["xx"]
    with closing(opened(made)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_package_describes_the_tables(tmp_path: Path):
    for place, folder in {"shipped": ROOT, "hostile": hostile(tmp_path / "project")}.items():
        for path, data in files(folder, URL).items():
            if path.startswith("downloads/"):
                (tmp_path / place / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / place / path).write_bytes(data)
        report = Package(tmp_path / place / "downloads/datapackage.json").validate()
        assert report.valid, report.flatten(["title", "message"])
        told = json.loads((tmp_path / place / "downloads/datapackage.json").read_text("utf-8"))["resources"]
        for resource in told:
            data = (tmp_path / place / "downloads" / resource["path"]).read_bytes()
            assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


def test_a_correction_is_no_article(tmp_path: Path):
    project(tmp_path, {"a": article("[Ann Roe]{person=ann-roe country=us} spoke.", date="2031-03-01")})
    change = "  - record: persons/ann-roe\n    fact: country\n    was: se\n    now: us\n    how: changed\n"
    corrected = f"on: 2031-03-09\nchanges:\n{change}"
    (tmp_path / "content/history").mkdir()
    (tmp_path / "content/history/2031-03-09-0123456789ab.yaml").write_text(corrected, "utf-8")
    made = files(tmp_path)
    readme = made["downloads/README.txt"].decode()
    assert "- Newest article: 2031-03-01\n- Newest correction: 2031-03-09\n" in readme
    assert json.loads(made["downloads/datapackage.json"])["created"] == "2031-03-09T00:00:00Z"


def test_the_page_lists_every_file_with_its_rows(made: dict[str, bytes]):
    found = [each for section in downloads.sections(survey(ROOT)) for each in section.files]
    alone = {path for path in made if path.startswith(("downloads/", "schema/")) or "/" not in path}
    assert {each.path for each in found} == alone - {"llms.txt", "manifest.webmanifest"}
    for each in found:
        if each.rows is not None and each.type == downloads.CSV:
            assert each.rows == len(rows(made, Path(each.path).stem))


TREATY = (
    "label: T\nplural: {}\nheading: T\nannotation: treaty\nfields:\n  parts: {{type: text, label: P, many: true}}\n"
)


@pytest.mark.parametrize("plural", ["names", "statements", "things", "quotations"])
def test_a_kind_of_a_sites_own_takes_no_tables_name(tmp_path: Path, plural: str):
    (tmp_path / "content/schema").mkdir(parents=True)
    (tmp_path / "content/schema/treaty.yaml").write_text(TREATY.format(plural), "utf-8")
    site = survey(project(tmp_path, {"a": article("[It]{treaty=start} holds.")}))
    names = [table.name for table in tables(site)]
    assert len(set(names)) == len(names)
    assert len(files(tmp_path)) > len(names)


PRINTED = """
import hashlib, sys
sys.path.insert(0, "tests/exports")
from exported import ROOT, files
for path, data in sorted(files(ROOT).items()):
    print(path, hashlib.sha256(data).hexdigest())
"""


def test_hash_seed_and_time_zone_change_no_byte():
    told = [
        subprocess.run(
            [sys.executable, "-c", PRINTED],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima"))
    ]
    assert "downloads/communique.db" in told[0]
    assert told[0] == told[1]
