"""What is released: a wheel that holds the whole product, on every Python and Material that it says it works with."""

import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from support.environments import fresh, install
from support.sites import files
from support.tools import ROOT, environment, program, say

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MATERIALS = ("9.7.7", "")
"""The oldest release that the project allows, and the newest that there is."""
SOURCES = ("generator", "site_templates", "pyproject.toml", "README.md", "LICENSE")


def tree(folder: Path) -> Path:
    """What a build of the package reads, apart from this checkout."""
    for name in SOURCES:
        source = ROOT / name
        ignore = shutil.ignore_patterns("__pycache__")
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignore)
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("source")
    made = tmp_path_factory.mktemp("dist")
    result = say([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", made], cwd=tree(source))
    assert result.returncode == 0, result.stderr
    (path,) = made.glob("*.whl")
    return path


def build(command: list[str], folder: Path, **more: str) -> dict[str, bytes]:
    """A new project's site, by the `communique` and the MkDocs of some Python."""
    for words in (["generator", "init", "talks", "--name", "Talks", "--example"], ["mkdocs", "build", "--strict"]):
        root = folder / "talks" if words[0] == "mkdocs" else folder
        result = say([*command, "-m", *words], cwd=root, env=environment(**more))
        assert result.returncode == 0, result.stdout + result.stderr
    return files(folder / "talks/site")


def test_the_wheel_alone_makes_the_same_site(wheel: Path, tmp_path: Path):
    installed, ours, theirs = tmp_path / "installed", tmp_path / "ours", tmp_path / "theirs"
    zipfile.ZipFile(wheel).extractall(installed)
    for folder in (ours, theirs):
        folder.mkdir()
    where = "import generator; print(generator.__file__)"
    found = say([sys.executable, "-c", where], cwd=theirs, env=environment(PYTHONPATH=str(installed)))
    assert found.stdout.startswith(str(installed))
    made = build([sys.executable], theirs, PYTHONPATH=str(installed))
    assert made == build([sys.executable], ours)
    assert b"Ann Roe" in made["persons/ann-roe/index.html"]
    assert "assets/communique/record.css" in made


def test_the_wheel_holds_no_cache_and_no_file_of_this_machine(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        texts = [archive.read(name) for name in names if not name.endswith((".woff2", ".png"))]
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests", "content"))]
    assert not [text for text in texts if str(ROOT).encode() in text]


@pytest.mark.slow
def test_what_is_released_passes_the_checks_of_the_registry(tmp_path: Path):
    python = fresh(sys.executable, tmp_path / "venv")
    install(python, "--no-deps", "--require-hashes", "-r", str(ROOT / "requirements/release.txt"))
    (tmp_path / "source").mkdir()
    command = [python, "-m", "build", "--no-isolation", "-o", tmp_path / "dist", tree(tmp_path / "source")]
    assert say(command).returncode == 0
    made = sorted((tmp_path / "dist").iterdir())
    assert len(made) == 2
    assert say([python, "-m", "twine", "check", "--strict", *made]).returncode == 0
    checker = Path(python).with_name("check-wheel-contents")
    result = say([checker, *(path for path in made if path.suffix == ".whl")])
    assert result.returncode == 0, result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("material", MATERIALS, ids=["oldest", "newest"])
@pytest.mark.parametrize("version", PYTHONS)
def test_it_installs_into_an_empty_folder_and_builds_there(wheel: Path, tmp_path: Path, version: str, material: str):
    python = fresh(interpreter(version), tmp_path / "venv")
    install(python, str(wheel), f"mkdocs-material=={material}" if material else "mkdocs-material")
    made = build([python], tmp_path)
    page = made["index.html"].decode()
    styles = [part.partition('"')[0] for part in page.split('<link rel="stylesheet" href="')[1:]]
    scripts = [part.partition('"')[0] for part in page.split('<script src="')[1:]]
    assert len(styles) > 10
    assert {*styles, *scripts} <= made.keys()


def interpreter(version: str) -> str:
    """A Python of a version, on the path or where pyenv keeps it; the test skips where there is none."""
    kept = sorted((Path.home() / ".pyenv/versions").glob(f"{version}.*/bin/python"))
    if kept:
        return str(kept[-1])
    if not shutil.which(f"python{version}"):
        pytest.skip(f"there is no Python {version}")
    return program(f"python{version}")
