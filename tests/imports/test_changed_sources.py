"""A value that a person changed keeps no source of an import, and the next import says so."""

from pathlib import Path

import pytest
from support.projects import command

RECORD = "content/records/persons/ann-roe.yaml"
TABLE = (
    "name,born,positions.title,positions.from,positions.to,source\n"
    "Ann Roe,1960,Envoy,2020,2021,https://example.org/roe 2031-03-01\n"
)
URL = "https://example.org/roe"


@pytest.mark.parametrize(
    ("old", "new", "sources", "what"),
    [
        ("born: '1960'", "born: '1961'", 1, "born of person"),
        ("title: Envoy", "title: Judge", 1, "positions (Judge"),
        ("to: '2021'", "to: '2022'", 1, "positions (Envoy"),
        ("name: Ann Roe", "name: Ann Roe # hers", 2, ""),
    ],
)
def test_a_changed_value_loses_the_source_of_the_import(tmp_path: Path, old: str, new: str, sources: int, what: str):
    (tmp_path / "people.csv").write_text(TABLE, "utf-8")
    (tmp_path / "content/articles").mkdir(parents=True)
    words = ("import", "csv", "people.csv", "--kind", "person")
    command(tmp_path, *words)
    record = tmp_path / RECORD
    text = record.read_text("utf-8")
    assert text.count(URL) == 2
    assert old in text
    record.write_text(text.replace(old, new), "utf-8")
    said = command(tmp_path, *words)
    kept = record.read_text("utf-8")
    assert new in kept
    assert kept.count(URL) == sources
    output = said.stdout + said.stderr
    assert ("has lost the source" in output) == bool(what)
    assert what in output
    command(tmp_path, *words)
    assert record.read_text("utf-8") == kept


@pytest.mark.parametrize("order", [("csv-a", "csv-b"), ("csv-b", "csv-a")])
@pytest.mark.parametrize("second", ["name,born\nKim Vale,1960\n", "name,country\nKim Vale,no\n"])
def test_what_two_imports_wrote_is_gone_when_both_are_undone(tmp_path: Path, order: tuple[str, str], second: str):
    (tmp_path / "a.csv").write_text("name,country\nKim Vale,no\n", "utf-8")
    (tmp_path / "b.csv").write_text(second, "utf-8")
    (tmp_path / "content/articles").mkdir(parents=True)
    record = tmp_path / "content/records/persons/kim-vale.yaml"
    for name in ("a", "b"):
        command(tmp_path, "import", "csv", f"{name}.csv", "--kind", "person")
    said = command(tmp_path, "import", "undo", order[0])
    assert "Kim Vale" in record.read_text("utf-8")
    assert ("country: " in record.read_text("utf-8")) == ("country" in second or order[0] == "csv-b")
    said = (said.stdout + said.stderr, (last := command(tmp_path, "import", "undo", order[1])).stdout + last.stderr)
    assert not record.exists()
    assert not list((tmp_path / "content/imports").glob("*"))
    assert "a person has a hand" not in "".join(said)


def project(root: Path) -> Path:
    record = root / "content/records/persons/eva-dahl.yaml"
    record.parent.mkdir(parents=True)
    record.write_text("name: Eva Dahl\nlinks:\n  - https://example.org/dahl\n", "utf-8")
    (root / "content/articles").mkdir()
    return root


@pytest.mark.parametrize(
    ("header", "row", "said", "unsaid"),
    [
        ("name,born", "Eva Dähl,1960", "info: “Eva Dähl” is taken for `eva-dahl`", "error"),
        ("name,born", "Eva Dahl,1960", "", "is taken for"),
        (
            "name,positions.title,positions.from,positions.to",
            "Eva Dahl,Envoy,2022,2021",
            "from 2022 to 2021",
            "change ",
        ),
        ("name,positions.title,positions.from,positions.to", "Eva Dahl,Envoy,2021,2021", "change ", "error"),
        ("name,born,source", "Eva Dahl,1960,ftp://x y", "source-is-valid", "takes one"),
    ],
)
def test_what_a_table_says_oddly_is_reported(tmp_path: Path, header: str, row: str, said: str, unsaid: str):
    (project(tmp_path) / "people.csv").write_text(f"{header}\n{row}\n", "utf-8")
    made = command(tmp_path, "import", "csv", "people.csv", "--kind", "person")
    assert said in made.stdout + made.stderr
    assert unsaid not in made.stdout + made.stderr


def test_commands_that_only_read_records_wait_for_no_extraction(tmp_path: Path):
    text = "---\ntitle: A\ndate: 2031-03-01\npublisher: P\n---\n\n[Bo Lind]{person=bo-lind} spoke.\n"
    (project(tmp_path) / "content/articles/a.md").write_text(text, "utf-8")
    (tmp_path / "n.csv").write_text("name\nEva Dahl\n", "utf-8")
    assert "https://example.org/dahl" in command(tmp_path, "links").stdout
    assert "1 of 1 row matched" in command(tmp_path, "reconcile", "n.csv").stdout
