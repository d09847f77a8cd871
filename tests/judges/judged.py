"""Where the judges are, which pages they look at, and the server that shows them the pages."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NODE_MODULES = HERE / "node_modules"
VNU = NODE_MODULES / "vnu-jar/build/dist/vnu.jar"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LARGE = 200
LATE = 0.3  # seconds
WRITTEN = {path.stem for path in ROOT.glob("content/pages/*.md")} | {"codebook"}
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


def lack(what: str) -> None:
    """Skip the test for want of a tool; on a machine that is there to test, fail it."""
    word = f"{what} is not installed: this judge was not heard"
    if os.environ.get("CI") == "true":
        pytest.fail(word)
    pytest.skip(word)


def program(*names: str) -> str:
    """The first of these programs that stands beside this Python or on the path."""
    beside = str(Path(sys.executable).parent)
    found = [path for name in names for path in (shutil.which(name, path=beside), shutil.which(name)) if path]
    if not found:
        lack(names[0])
    return found[0]


def package(name: str) -> Path:
    """The folder of a package of npm's."""
    if not (NODE_MODULES / name).is_dir():
        lack(f"{name} of tests/judges/package.json")
    return NODE_MODULES / name


def say(command: Sequence[str | Path], **options: object) -> subprocess.CompletedProcess[str]:
    """What a tool has to say, as text."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def build(folder: Path) -> Path:
    """Build the project in a folder strictly; the built site."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    result = say([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder, env=environment)
    assert result.returncode == 0, result.stderr
    return folder / "site"


def sample(site: Path) -> list[str]:
    """The addresses of one page of each kind: in every folder its own page and the longest below it; 404.html.

    A large site is seen without the pages that no record makes larger.
    """
    pages = sorted(site.rglob("index.html"), key=lambda path: (-path.stat().st_size, path))
    places = [page.parent.relative_to(site).parts for page in pages]
    kinds: dict[tuple[str, int], str] = {}
    for parts in places:
        if len(pages) <= LARGE or not WRITTEN.intersection(parts):
            kinds.setdefault(("".join(parts[:1]), len(parts)), "".join(f"{part}/" for part in parts))
    return [*sorted(kinds.values()), "404.html"]


def files_of(site: Path) -> list[Path]:
    """The files of the sampled pages."""
    return [site / address / "index.html" if not address.endswith(".html") else site / address
            for address in sample(site)]  # fmt: skip


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A site as a plain host serves it: under a path, 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments, base: str, late: str, **options) -> None:
        self.base, self.late = base, late
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        if self.late and self.path.endswith(self.late):
            time.sleep(LATE)
        super().do_GET()

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory) / "no such page")
        return super().translate_path("/" + path.removeprefix(self.base))

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "allowed")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path, base: str = "/", late: str = "") -> Iterator[str]:
    """Serve a folder under a path of this machine, files of one suffix late if that is named; its address."""
    handler = partial(_Handler, directory=str(folder), base=base, late=late)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()


def broken(folder: Path, body: str, head: str = "") -> Path:
    """A folder with one page that is well but for what the words put into it; every judge has such a control."""
    folder.mkdir(parents=True, exist_ok=True)
    start = f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Broken</title>{head}</head>\n'
    text = f"{start}<body>\n<main>\n<h1>Broken</h1>\n{body}\n</main>\n</body>\n</html>\n"
    (folder / "index.html").write_text(text, "utf-8")
    return folder
