"""A build that has nothing to do ends at once; anything that it would read or write makes it build."""

import datetime as dt
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from support.sites import age, empty_project, files, make

from generator.incremental import fingerprints
from generator.incremental.store import Store
from generator.rendering import unchanged_site
from generator.rendering.site_dir import scan_site
from generator.rendering.unchanged_site import BuildInputs, MessageLog, build_inputs

RECORD = "content/records/persons/ann-roe.yaml"
PAGE = "content/pages/about.md"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    empty_project(tmp_path)
    write(tmp_path / RECORD, "name: Ann Roe\nborn: 19\n")
    write(tmp_path / PAGE, "# About\n\n[gone](gone.md)\n")
    age(tmp_path)
    return tmp_path


def inputs(root: Path, **options: object) -> BuildInputs | None:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), **options)
    return build_inputs(config, root, root / "site_templates")


def is_unchanged(root: Path, **options: object) -> bool:
    found = inputs(root, **options)
    return found is not None and found.finished() is not None


def test_an_unchanged_site_is_left_alone_and_its_warnings_are_repeated(root: Path, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO, "mkdocs")
    first, site = make(root, root / "site"), files(root / "site")
    stamps = scan_site(root / "site")
    caplog.clear()
    assert make(root, root / "site") == first
    assert "nothing changed since the last build" in caplog.messages
    assert any("gone.md" in text for text in first)
    assert (files(root / "site"), scan_site(root / "site")) == (site, stamps)


def test_an_unchanged_site_needs_no_pages():
    code = "import sys, generator.mkdocs_plugin, generator.rendering.unchanged_site; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "generator.rendering.site_dir" in loaded
    assert not {"generator.pages", "generator.exports", "generator.knowledge_base"}.intersection(loaded)


def _replace(name: str, text: str) -> Callable[[Path], None]:
    return lambda root: write(root / name, text)


def _delete(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


CHANGES = {
    "a record": _replace(RECORD, "name: Ann Rue\n"),
    "a record within the smallest step of the clock": lambda root: _rewrite_unnoticed(root / RECORD),
    "another record": _replace("content/records/persons/bo-lind.yaml", "name: Bo Lind\n"),
    "a record deleted": _delete("content/records/persons/bo-lind.yaml"),
    "a hand-written page": _replace(PAGE, "# About us\n"),
    "a picture": _replace("content/pages/map.svg", "<svg/>"),
    "a template": _replace("site_templates/pages/person.md.j2", "# A person\n"),
    "a style": _replace("site_templates/theme/assets/communique/own.css", "p {}"),
    "the attributes of git": _replace("content/.gitattributes", "facts/** merge=union\n"),
    "a comment in the configuration": lambda root: write(root / "mkdocs.yml", f"# x\n{_text(root / 'mkdocs.yml')}"),
    "a file of the site": _replace("site/persons/ann-roe/index.html", "x"),
    "a file of MkDocs in the site": _delete("site/404.html"),
    "a stray file in the site": _replace("site/stray.txt", "x"),
}


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _rewrite_unnoticed(path: Path) -> None:
    """Write another text of the same length with the times of the first; only the time of the change tells."""
    found = path.stat()
    path.write_text(_text(path).swapcase(), "utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_whatever_changes_is_noticed(root: Path):
    make(root, root / "site")
    for name, change in CHANGES.items():
        assert is_unchanged(root), f"before {name}"
        change(root)
        assert not is_unchanged(root), name
        save(root)


def test_the_files_of_a_large_site_are_found_by_another_process(root: Path, tmp_path: Path, monkeypatch):
    make(root, root / "site")
    monkeypatch.setattr(unchanged_site, "LARGE", 0)
    found = inputs(root)
    assert found
    assert found.finished()
    assert found.site_files() == scan_site(root / "site")
    (root / "site/index.html").write_text("another", "utf-8")
    make(root, root / "site")
    make(root, tmp_path / "fresh")
    assert files(root / "site") == files(tmp_path / "fresh")


def save(root: Path) -> None:
    """Save the fingerprint of the project as it is now, as a build does at its end."""
    now = inputs(root)
    assert now
    store = Store.open(root, root / "site", lambda _: None)
    now.save(store, scan_site(root / "site"), MessageLog())
    store.close()


@pytest.mark.parametrize(
    "options",
    [
        {"site_name": "Another"},
        {"hooks": ["hooks.py"]},
        {"markdown_extensions": ["pymdownx.snippets"]},
        {"plugins": ["communique", "material/tags"]},
    ],
)
def test_other_options_and_whatever_may_read_other_files_are_noticed(root: Path, options: dict[str, object]):
    write(root / "hooks.py", "")
    make(root, root / "site")
    assert is_unchanged(root)
    assert not is_unchanged(root, **options)


def test_another_day_is_noticed_as_a_date_may_have_come(root: Path, monkeypatch: pytest.MonkeyPatch):
    class Tomorrow(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "Tomorrow":
            return super().now(tz) + dt.timedelta(days=1)

    make(root, root / "site")
    assert is_unchanged(root)
    monkeypatch.setattr(fingerprints.dt, "datetime", Tomorrow)
    assert not is_unchanged(root)


def test_a_build_under_way_leaves_no_fingerprint(root: Path):
    make(root, root / "site")
    store = Store.open(root, root / "site", lambda _: None)
    store.begin()
    assert not is_unchanged(root)
    store.close()
