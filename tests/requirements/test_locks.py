"""The lock files: whole, so that an installation resolves nothing, and installed by the oldest pip of Python 3.11."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from support.tools import ROOT, say

EXTRAS = {"site": ("build",), "test": ("build", "test")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OLDEST_PIP = "22.3.1"  # of Python 3.11.0 to 3.11.2
PINNED = re.compile(r"^(?P<name>[\w.-]+)(?:\[(?P<extras>[\w,.-]+)\])?==(?P<version>[^\s;]+)(?: ; (?P<marker>.*?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pins(lock: str) -> dict[str, Requirement]:
    """The packages that a lock file pins for this system, by their names."""
    found = {}
    for line in (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines():
        if match := PINNED.match(line):
            pinned = Requirement(line.removesuffix(" \\"))
            if not pinned.marker or pinned.marker.evaluate():
                found[canonicalize_name(match["name"])] = pinned
    return found


def wanted(lock: str) -> list[Requirement]:
    """What the project file asks for in an installation of this lock."""
    texts = [
        *PROJECT["dependencies"],
        *(text for extra in EXTRAS[lock] for text in PROJECT["optional-dependencies"][extra]),
    ]
    return [Requirement(text) for text in texts]


def applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    """Whether this system needs it, for a package with these extras."""
    environment: Mapping[str, str] = default_environment()
    marker = requirement.marker
    return not marker or any(marker.evaluate({**environment, "extra": extra}) for extra in extras or {""})


def faults(requirements: list[Requirement], pinned: Mapping[str, Requirement]) -> Iterator[str]:
    """What an installation would have to resolve: every requirement that no pin fulfils, with those of extras."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(one, "the project") for one in requirements if applies(one, frozenset())]
    while waiting:
        requirement, asker = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if name not in pinned:
            yield f"{asker} needs {requirement}, which is not pinned"
            continue
        version = Version(str(pinned[name].specifier).removeprefix("=="))
        if not requirement.specifier.contains(version, prereleases=True):
            yield f"{asker} needs {requirement}, and {version} is pinned"
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            yield f"{name} is not installed"
            continue
        waiting += [(one, name) for one in map(Requirement, needs) if applies(one, extras | {""})]


@pytest.mark.parametrize("lock", EXTRAS)
def test_the_lock_pins_all_that_is_needed(lock: str):
    assert list(faults(wanted(lock), pins(lock))) == []


@pytest.mark.parametrize("lock", EXTRAS)
def test_every_pin_has_a_hash(lock: str):
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines()
    assert len(lines) > 30
    for before, line in zip(["", *lines], lines, strict=False):
        assert PINNED.match(line) or HASH.match(line), line
        assert before.endswith("\\") == bool(HASH.match(line)), line
    assert not lines[-1].endswith("\\")


def test_both_locks_pin_the_same_versions():
    site, test = pins("site"), pins("test")
    assert site.items() <= test.items()


def test_what_an_installation_would_resolve_is_found():
    pinned = {name: pin for name, pin in pins("test").items() if name != "coverage"}
    assert any("pytest-cov needs coverage" in line for line in faults(wanted("test"), pinned))
    older = {**pins("site"), "jinja2": Requirement("jinja2==2.0")}
    assert any(line.startswith("the project needs jinja2") for line in faults(wanted("site"), older))


def test_the_installation_resolves_nothing():
    """As dev.py starts pip."""
    steps = re.findall(r"\[(\"--no-deps\"[^]]*)\]", (ROOT / "dev.py").read_text("utf-8"))
    assert steps == ['"--no-deps", "--require-hashes", "-r", lock', '"--no-deps", "--no-build-isolation", "-e", ROOT']


@pytest.mark.slow
@pytest.mark.parametrize("lock", EXTRAS)
def test_the_oldest_pip_installs_the_lock(lock: str, tmp_path: Path):
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = next(path for path in (tmp_path / "venv").glob("*/python*") if path.is_file())
    pip = [python, "-m", "pip", "--disable-pip-version-check"]
    for words in (
        ["install", "--quiet", f"pip=={OLDEST_PIP}"],
        ["install", "--quiet", "--no-deps", "--require-hashes", "-r", ROOT / "requirements" / f"{lock}.txt"],
        ["check"],
    ):
        done = say([*pip, *words])
        assert done.returncode == 0, done.stdout + done.stderr
    assert say([*pip, "--version"]).stdout.startswith(f"pip {OLDEST_PIP} ")
    frozen = {line.partition("==")[0] for line in say([*pip, "freeze"]).stdout.splitlines()}
    assert {canonicalize_name(name) for name in frozen} >= pins(lock).keys() - {"pip", "setuptools"}
