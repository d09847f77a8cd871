"""One input, one site: whatever the hash seed, the time zone, the locale, the folder and the order of the files."""

import shutil
from pathlib import Path

import pytest
from support.tools import ROOT, python

WORLDS = {
    "plain": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    "other": {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
}
ANOTHER_DAY = """
import sys, time
real = time.time
time.time = lambda: real() + 86400 * 400
sys.argv = ["module", *sys.argv[1:]]
import runpy
runpy.run_module(sys.argv.pop(1), run_name="__main__")
"""


def laid(folder: Path, *, backwards: bool) -> Path:
    """The shipped project, its files made in one order or the other, without what extraction wrote."""
    files = [
        ROOT / "mkdocs.yml",
        *(path for part in ("content", "site_templates") for path in (ROOT / part).rglob("*")),
    ]
    for path in sorted((path for path in files if path.is_file()), reverse=backwards):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    article = folder / "content/articles/2025-12-30-more.md"
    article.write_text(
        "---\ntitle: More\ndate: 2025-12-30\n---\n\n[Ann Example]{person=ann-example role=envoy country=us}, "
        "[Ben Example]{person=ben-example} and [Cy Example]{person=cy-example} spoke.\n",
        "utf-8",
    )
    return folder


def made(folder: Path, **environment: str) -> dict[str, bytes]:
    """All files of the project after `extract`, `pages` and a build."""
    for command in (["generator", "extract"], ["generator", "pages", "--out", "made"], ["mkdocs", "build", "-q"]):
        settings = {**environment, "SOURCE_DATE_EPOCH": "1764806400", "PYTHONPATH": str(ROOT)}
        runner = ["-c", ANOTHER_DAY] if environment["TZ"] != "UTC" else ["-m"]
        result = python([*runner, *command], folder, **settings)
        assert result.returncode == 0, result.stderr[-2000:]
    paths = (path for path in folder.rglob("*") if path.is_file() and not {".cache", ".communique"} & set(path.parts))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(laid(tmp_path_factory.mktemp("first"), backwards=False), **WORLDS["plain"])


def test_another_day_seed_zone_locale_folder_and_order_change_no_byte(first: dict[str, bytes], tmp_path: Path):
    deep = tmp_path / "a folder" / "ünder" / "others"
    deep.mkdir(parents=True)
    second = made(laid(deep, backwards=True), **WORLDS["other"])
    assert first.keys() == second.keys()
    assert not [name for name, data in first.items() if data != second[name]]
    assert "content/records/persons/ann-example.yaml" in first
    assert "site/persons/ann-example/index.html" in first
