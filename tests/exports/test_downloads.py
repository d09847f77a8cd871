"""Downloads: tables that agree with the records and with each other, harmless, and the same bytes each time."""

import csv
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
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


def test_every_statement_names_its_sentence(made: dict[str, bytes]):
    base, told = survey(ROOT).base, rows(made, "statements")
    held = sum(slot.part != "source" for facts in base.record_facts.values() for slot, _, _ in facts)
    assert len({(row["subject"], row["field"], row["value"]) for row in told}) == held
    for row in told:
        assert bool(row["article"]) == bool(row["sentence"]) == bool(row["origin"]) == bool(row["url"])
        assert row["article"] or row["state"] in ("unsourced", "almanac", "cited")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''", "'"])
def test_no_cell_begins_like_a_formula(cell: str):
    assert comma_separated.defused(cell) == f"'{cell}"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_every_text_comes_back_from_a_table(cells: list[list[str]]):
    columns = (Column("a", ""), Column("b", ""))
    data = comma_separated.make_csv(Table("t", "", columns, key=False, rows=lambda: iter(map(tuple, cells))))
    read = list(csv.reader(StringIO(data.decode(), newline="")))[1:]
    assert not [cell for row in read for cell in row if cell.startswith(tuple("=+-@\t\r\n"))]
    assert [[comma_separated.restored(cell) for cell in row] for row in read] == cells


def test_a_hostile_name_comes_back_as_it_was(tmp_path: Path):
    made = files(hostile(tmp_path))
    assert {comma_separated.restored(row["name"]) for row in rows(made, "persons")} == {NAME}
    assert rows(made, "quotations")[0]["says"] == "'=cmd()"
    with closing(opened(made)) as database:
        assert database.execute("SELECT DISTINCT name FROM things").fetchall() == [(NAME,)]
        assert database.execute("SELECT says FROM quotations").fetchall() == [("=cmd()",)]
    lines = made["downloads/statements.jsonl"].decode().split("\n")
    assert NAME in {json.loads(line).get("value") for line in lines if line}


def test_the_database_holds_the_tables_and_their_links(made: dict[str, bytes]):
    with closing(opened(made)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert names == {Path(path).stem for path in made if path.endswith(".csv")}
        for name in sorted(names):
            told = database.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 -- our own names
            cells = [tuple(comma_separated.restored(cell) or None for cell in row.values()) for row in rows(made, name)]
            assert told == cells
        asked = (
            "SELECT DISTINCT person.name FROM meetings_participants JOIN things person ON person.id = person "
            "JOIN statements ON statements.subject = meetings_participants.subject "
            "WHERE meetings_participants.subject = ? AND sentence LIKE '%Kremlin%' ORDER BY 1"
        )
        assert database.execute(asked, (sample.MEETING,)).fetchall()[0] == (sample.ADVISER_NAME,)


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


def test_the_page_lists_every_file_with_its_rows(made: dict[str, bytes]):
    found = [each for section in downloads.sections(survey(ROOT)) for each in section.files]
    alone = {path for path in made if path.startswith(("downloads/", "schema/")) or "/" not in path}
    assert {each.path for each in found} == alone
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
