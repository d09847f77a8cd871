"""A build whose records and articles are unchanged reports what a build from nothing reports."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from support.sites import age, empty_project, make

STYLE = "site_templates/theme/assets/communique/print.css"
NOTES = "content/links/dead.yaml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def put_before(name: str, line: str) -> Callable[[Path], None]:
    return lambda root: write(root / name, f"{line}\n{(root / name).read_text('utf-8')}")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a style replaces a former original": put_before(STYLE, "/* replaces: 0123456789abcdef */"),
    "a script does": put_before("site_templates/theme/assets/communique/search.js", "/* replaces: 0123456789abcdef */"),
    "a comment moves what is wrong with the options": put_before("parent.yml", "# Options"),
    "a page has almost the address of a note": put_before("content/pages/about.md", "<https://example.org/reprot>\n"),
    "the project is a repository": lambda root: (root / ".git").mkdir(),
    "git merges by line": lambda root: write(root / ".gitattributes", "content/facts/** merge=union\n"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = empty_project(tmp_path / "project")
    (root / "mkdocs.yml").rename(root / "parent.yml")
    options = (root / "parent.yml").read_text("utf-8").replace("- communique\n", "- communique: {colour: red}\n")
    write(root / "parent.yml", options)
    write(root / "mkdocs.yml", "INHERIT: parent.yml\n")
    write(root / "content/records/persons/ann-roe.yaml", "name: Ann Roe\n")
    write(root / NOTES, f"https://example.org/report:\n  dead: {dt.datetime.now(tz=dt.UTC).date()}\n")
    (root / "content/facts").mkdir()
    age(root)
    return root


def test_whatever_changes_findings_is_noticed(root: Path, tmp_path: Path):
    before = make(root, root / "site")
    for number, (name, change) in enumerate(CHANGES.items()):
        change(root)
        found = make(root, root / "site")
        assert found != before, name
        assert found == make(root, tmp_path / f"fresh-{number}"), name
        before = found


def test_a_day_that_has_come_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch):
    later = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=2)
    write(root / NOTES, f"https://example.org/report:\n  dead: {later.date()}\n")
    early = make(root, root / "site")

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "Later":
            return cls.fromtimestamp(later.timestamp(), tz)

    monkeypatch.setattr(dt, "datetime", Later)
    late = make(root, root / "site")
    assert [text for text in early if text not in late]
    assert not [text for text in late if text not in early]
