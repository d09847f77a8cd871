"""Sets the project up and works on it: `python3 dev.py build`, `serve`, `test`. Needs Python 3.11 or later, no more."""

import argparse
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
JUDGES = ROOT / "tests/judges"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
DEBIAN = ("chromium", "default-jre-headless")
OLDEST = (3, 11)


def main() -> int:
    """Run one command; its exit code is the tool's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("build", "serve", "test"))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to mkdocs or pytest")
    chosen = parser.parse_args()
    if sys.version_info < OLDEST:
        return _complain(f"Python 3.11 or later is needed, and this is {sys.version.split()[0]}")
    install("test" if chosen.command == "test" else "site")
    if chosen.command == "test":
        install_debian()
        install_judges()
        return run([BIN / "python", "-m", "pytest", *chosen.rest])
    strict = ["--strict"] if chosen.command == "build" else []
    return run([BIN / "mkdocs", chosen.command, *strict, *chosen.rest])


def install(what: str) -> None:
    """Bring the environment to what a lock file says, once for each state of the lock and the project file."""
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


def install_debian() -> None:
    """Bring the browser and the Java runtime that some tests use, where that is allowed; those tests skip elsewhere."""
    missing = [name for name, program in zip(DEBIAN, ("chromium", "java"), strict=True) if not shutil.which(program)]
    if not missing:
        return
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        _complain(f"without the right to install {', '.join(missing)}: the tests that use them are skipped")
        return
    quiet = {"stdout": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
        subprocess.run(["apt-get", "-qq", *step], check=False, env=environment, **quiet)  # noqa: S603, S607


def install_judges() -> None:
    """Bring the judges that come from npm, once for each state of their lock file; their tests skip without npm."""
    lock, stamp = JUDGES / "package-lock.json", JUDGES / "node_modules/installed"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    npm = shutil.which("npm")
    if not npm:
        _complain("without npm: the tests of tests/judges that use its packages are skipped")
    elif run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], JUDGES):
        _complain("npm brought no judges; the lines above say why, and their tests are skipped")
    else:
        stamp.write_bytes(lock.read_bytes())


def run(command: Sequence[str | Path], folder: Path = ROOT) -> int:
    """Run a program in one of the project's folders."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([str(part) for part in command], cwd=folder, check=False, env=environment).returncode  # noqa: S603


def _complain(message: str) -> int:
    print(f"dev.py: {message}", file=sys.stderr)  # noqa: T201 -- it is a program
    return 1


if __name__ == "__main__":
    sys.exit(main())
