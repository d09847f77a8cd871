"""Measure the time from saving to the reloaded page: `python benchmarks/serve.py [--pages 10000]`.

Serves an invented project with `mkdocs serve`, saves the record of a meeting under another name, waits as a browser
does on the address that the page's own live reload asks, and gets the page again: the new name must stand there. After
the last of the saves it waits for the whole site, too: until the page of the meeting's place says the new name. Beside
it, the same for a stock MkDocs site of one page: what MkDocs itself waits before it builds.
"""

import argparse
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

import synthetic
from contenders import middle

_RELOAD = re.compile(r"livereload\((\d+), (\d+)\)")
_LONGEST = 600.0  # seconds
_PAUSE = 1.0  # seconds between two saves


class Wait(NamedTuple):
    """Seconds from saving until the server tells of a new build, and until the page with the change is there."""

    told: float
    seen: float


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of a project that `mkdocs serve` shows, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(Path(sys.executable).parent / "mkdocs"), "serve", "-q", "-a", address]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            until = time.monotonic() + _LONGEST
            while not _answers(f"http://{address}/"):
                if process.poll() is not None or time.monotonic() > until:
                    message = "mkdocs serve does not answer"
                    raise RuntimeError(message)
                time.sleep(0.2)
            yield f"http://{address}"
        finally:
            process.terminate()


def wait(address: str, page: str, file: Path, old: str, new: str) -> Wait:
    """Save a file with other words, and wait until the page shows them. Raises RuntimeError if it never does."""
    before = _RELOAD.search(_get(f"{address}{page}"))
    if before is None:
        message = f"{page} does not ask for reloads"
        raise RuntimeError(message)
    epoch, request = before.groups()
    text = file.read_text("utf-8").replace(old, new, 1)
    begun = time.perf_counter()
    file.write_text(text, "utf-8")
    while int(_get(f"{address}/livereload/{epoch}/{request}")) <= int(epoch):
        if time.perf_counter() - begun > _LONGEST:
            message = "no new build"
            raise RuntimeError(message)
    told = time.perf_counter() - begun
    if new not in _get(f"{address}{page}"):
        message = f"the new build of {page} does not show the change"
        raise RuntimeError(message)
    return Wait(told, time.perf_counter() - begun)


def wait_for_all(address: str, page: str, words: str) -> float:
    """Seconds from now until a page that follows from what was saved last says some words."""
    begun = time.perf_counter()
    while words not in _get(f"{address}{page}"):
        if time.perf_counter() - begun > _LONGEST:
            message = f"{page} never shows the change"
            raise RuntimeError(message)
        time.sleep(0.2)
    return time.perf_counter() - begun


def of_record(root: Path, rounds: int) -> tuple[list[Wait], float]:
    """The waits for a record's page of a project, and for the whole site after the last."""
    record = middle(root / "content/records/meetings")
    fields = dict(re.findall(r"^(name|place): (.*)$", record.read_text("utf-8"), re.MULTILINE))
    names = [fields["name"], *(f"{fields['name']} round {number}" for number in range(rounds))]
    return _repeated(root, f"/meetings/{record.stem}/", record, names, f"/places/{fields['place']}/")


def of_page(root: Path, rounds: int) -> tuple[list[Wait], float]:
    """The waits for a stock site of one page, which is written here."""
    page = root / "docs/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Page 0 of one\n", "utf-8")
    (root / "mkdocs.yml").write_text("site_name: One page\n", "utf-8")
    return _repeated(root, "/", page, [f"Page {number} of one" for number in range(rounds + 1)], "/")


def _repeated(root: Path, page: str, file: Path, words: list[str], whole: str) -> tuple[list[Wait], float]:
    waits = []
    with served(root) as address:
        for old, new in pairwise(words):
            time.sleep(_PAUSE)
            waits.append(wait(address, page, file, old, new))
        return waits, waits[-1].seen + wait_for_all(address, whole, words[-1])


def _answers(address: str) -> bool:
    try:
        return bool(_get(address))
    except (urllib.error.URLError, ConnectionError):
        return False


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=_LONGEST) as answer:  # noqa: S310 -- an address made here
        return str(answer.read().decode("utf-8"))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        synthetic.write_project(folder / "project", options.pages)
        rows = {
            f"a record of {options.pages:,} pages": of_record(folder / "project", options.rounds),
            "stock MkDocs, one page": of_page(folder / "one", options.rounds),
        }
    print("| | runs | build told, median s | page seen, median s | min | max | whole site, s |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, (waits, whole) in rows.items():
        seen = [wait.seen for wait in waits]
        cells = (median(wait.told for wait in waits), median(seen), min(seen), max(seen), whole)
        print(f"| {name} | {len(waits)} | {' | '.join(f'{cell:.2f}' for cell in cells)} |")


if __name__ == "__main__":
    main()
