"""Names from elsewhere find their records by any spelling; what two records could be is left open."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from support.projects import FRONT, communique

RECORDS = {
    "persons/ann-roe": "name: Ann Roe\nsame_as:\n  - wikidata:Q42\n",
    "persons/bo-lind": "name: Bo Lind\nnames:\n  - {lang: uk, name: Бо Лінд}\n",
    "persons/bo-lind-2": "name: Bo Lind\n",
    "persons/jorg": "name: Jörg Müller\n",
    "organizations/acme": "name: Acme\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        **{f"records/{k}.yaml": v for k, v in RECORDS.items()},
        "articles/a.md": FRONT + "Nothing.\n",
    }.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def matched(root: Path, text: str | bytes, *options: str) -> list[dict[str, str]]:
    data = text.encode() if isinstance(text, str) else text
    (root / "in.csv").write_bytes(data)
    code, output = communique(root, "reconcile", str(root / "in.csv"), *options)
    assert code == 0, output
    assert (root / "in.csv").read_bytes() == data
    return list(csv.DictReader(StringIO((root / "in-reconciled.csv").read_text("utf-8"))))


def test_a_name_finds_its_record_by_any_spelling(root: Path):
    rows = matched(root, "nr,name\n1,Ann Roe\n2,ROE  Ann\n3,Mueller Joerg\n4,Ann Rowe\n5,Бо Лінд\n6,Bo Lind\n7,Zed\n")
    assert [row["match_id"] for row in rows] == ["ann-roe", "ann-roe", "jorg", "ann-roe", "bo-lind", "", ""]
    scores = [int(row["match_score"] or 0) for row in rows]
    assert scores[:3] == [100, 95, 90]
    assert 60 < scores[3] < 90
    assert rows[0]["match_same_as"] == "wikidata:Q42"
    assert all(row["match_reason"] for row in rows)
    assert rows[5]["match_others"] == "bo-lind (100); bo-lind-2 (100)"
    assert [row["nr"] for row in rows] == list("1234567")


def test_kinds_and_columns_are_chosen(root: Path):
    rows = matched(root, "who;firm\nAcme;Acme\n", "--column", "firm", "--kind", "person")
    assert (rows[0]["who"], rows[0]["match_id"]) == ("Acme", "")


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"name\nAnn \xff\n", (), "in.csv:2:5"),
        (b'name\n"Ann\n', (), "in.csv:2:1"),
        (b"", (), "the file is empty"),
        (b"name\n", ("--encoding", "nonsense"), "is not an encoding"),
        (b"name\nAnn\n", ("--column", "nam"), "did you mean `name`?"),
        (b"name\nAnn\n", ("--kind", "persn"), "did you mean `person`?"),
        (b"PK\x03\x04" + b"\0" * 30, (), "not a text"),
    ],
)
def test_what_can_not_be_read_is_told_and_nothing_written(
    root: Path, data: bytes, options: tuple[str, ...], words: str
):
    (root / "in.csv").write_bytes(data)
    code, output = communique(root, "reconcile", str(root / "in.csv"), *options)
    assert (code, words in output) == (1, True), output
    assert not (root / "in-reconciled.csv").exists()


def test_a_file_that_is_there_is_never_replaced(root: Path):
    (root / "in.csv").write_text("name\nAnn\n", "utf-8")
    for out in ("in.csv", "other.csv"):
        (root / "other.csv").write_text("mine", "utf-8")
        code, output = communique(root, "reconcile", str(root / "in.csv"), "--out", str(root / out))
        assert (code, "is there already" in output) == (1, True)
    assert (root / "other.csv").read_text("utf-8") == "mine"
