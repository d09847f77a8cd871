"""Sets the project up and works on it: `python3 dev.py build`, `serve`, `test`. Needs Python 3.11 or later, no more.

build      the site, strictly             lint   ruff, and what its formatter would change
serve      the site, while you write it   types  mypy
test       all tests, eight minutes; --all adds the slow ones; files or -k NAME run those alone
screenshots   the pictures of the README and the documentation, from the built site
docs       the documentation of the program, strictly, into docs/site
"""

import argparse
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
LINTERS = ROOT / "tests/linters"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
DEBIAN = {"chromium": "chromium", "java": "default-jre-headless", "faketime": "faketime", "nvim": "neovim"}
DEBIAN_OF_ALL = {"soffice": "libreoffice-calc"}
OLDEST = (3, 11)
MKDOCS = {
    "build": ["build", "--strict"],
    "serve": ["serve"],
    "docs": ["build", "--strict", "-f", "docs/mkdocs.yml"],
}


def main() -> int:
    """Run one command; its exit code is the tool's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("build", "serve", "test", "lint", "types", "screenshots", "docs"))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on to mkdocs, pytest, ruff or mypy")
    chosen = parser.parse_args()
    if sys.version_info < OLDEST:
        return _complain(f"Python 3.11 or later is needed, and this is {sys.version.split()[0]}")
    install("site" if chosen.command in MKDOCS else "test")
    if chosen.command == "test":
        install_debian(DEBIAN | (DEBIAN_OF_ALL if "--all" in chosen.rest else {}))
        install_linters()
        return become([BIN / "python", "-m", "pytest", *parallel(chosen.rest), *chosen.rest])
    if chosen.command == "screenshots":
        return become([BIN / "python", ROOT / "tests/sample/screenshots.py"])
    if chosen.command == "types":
        return become([BIN / "mypy", *chosen.rest])
    if chosen.command == "lint":
        return run([BIN / "ruff", "check", *chosen.rest]) or become([BIN / "ruff", "format", "--check", *chosen.rest])
    return become([BIN / "mkdocs", *MKDOCS[chosen.command], *chosen.rest])


def parallel(rest: Sequence[str]) -> list[str]:
    """Every core for the whole suite; none for a few tests, which are done before workers would have started."""
    is_whole = all(word == "--all" or word.startswith(("--junit", "--cov", "--durations", "-r")) for word in rest)
    return ["-n", "auto", "--dist", "worksteal"] if is_whole else []


def install(what: str) -> None:
    """Install what a lock file names, once for each state of the lock and the project file."""
    lock = ROOT / "requirements" / f"{what}.txt"
    wanted = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    stamp = HOME / f"installed-{what}"
    if stamp.is_file() and stamp.read_bytes() == wanted:
        return
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        _make_home()
    pip = [BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    # A lock file names everything, so pip must not resolve anything: a newer release could change the answer.
    for step in (["--no-deps", "--require-hashes", "-r", lock], ["--no-deps", "--no-build-isolation", "-e", ROOT]):
        if run([*pip, *step]):
            sys.exit(_complain("the installation failed; the lines above say why"))
    stamp.write_bytes(wanted)


def _make_home() -> None:
    try:
        venv.create(HOME, with_pip=True)
    except (OSError, subprocess.CalledProcessError):
        shutil.rmtree(HOME, ignore_errors=True)
        sys.exit(_complain("no virtual environment could be made; on Debian: apt-get install python3-venv"))


def install_debian(wanted: Mapping[str, str]) -> None:
    """Install the programs that some tests use, where that is allowed; those tests are skipped elsewhere."""
    missing = [package for program, package in wanted.items() if not shutil.which(program)]
    if not missing:
        return
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        _complain(f"without the right to install {', '.join(missing)}: the tests that use them are skipped")
        return
    quiet = {"stdout": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
        if subprocess.run(["apt-get", "-qq", *step], check=False, env=environment, **quiet).returncode:  # noqa: S603, S607
            _complain(f"apt-get {step[0]} failed; without {', '.join(missing)} the tests that use them are skipped")
            return


def install_linters() -> None:
    """Install the linters that come from npm, once for each state of their lock file; without npm they are skipped."""
    lock, stamp = LINTERS / "package-lock.json", LINTERS / "node_modules/installed"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    npm = shutil.which("npm")
    if not npm:
        _complain("npm is not installed: the tests that use the packages of tests/linters are skipped")
    elif run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], LINTERS):
        _complain("npm installed no linters; the lines above say why, and the tests that use them are skipped")
    else:
        stamp.write_bytes(lock.read_bytes())


def run(command: Sequence[str | Path], folder: Path = ROOT) -> int:
    """Run a program in one of the project's folders."""
    return subprocess.run([str(word) for word in command], cwd=folder, check=False, env=_environment()).returncode  # noqa: S603


def become(command: Sequence[str | Path]) -> int:
    """Run the last program in the place of this one, so that it gets the signals that are meant for it."""
    if os.name == "nt":
        return run(command)
    sys.stdout.flush()
    os.chdir(ROOT)
    words = [str(word) for word in command]
    os.execve(words[0], words, _environment())  # noqa: S606 -- no shell is wanted
    return 1  # never reached


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def _complain(message: str) -> int:
    print(f"dev.py: {message}", file=sys.stderr)  # noqa: T201 -- it is a program
    return 1


if __name__ == "__main__":
    sys.exit(main())
