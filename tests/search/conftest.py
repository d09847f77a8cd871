"""A site whose search readers ask, in a browser."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from asking import HOSTILE, ROOT, Reader

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def run(arguments: list[str], folder: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


MORE = {
    "persons/mallory.yaml": f"name: '{HOSTILE.replace(chr(39), chr(39) * 2)}'\ncountry: ua\n",
    "persons/mueller.yaml": "name: Jörg Müller\ncountry: ua\nnames:\n  - lang: uk\n    name: Йорґ Мюллер\n",
    "persons/petrenko.yaml": "name: Олена Петренко\ncountry: ua\n",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped knowledge base with some more people, built; the folder of the site."""
    folder = tmp_path_factory.mktemp("search")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "site_templates", folder / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name, text in MORE.items():
        (folder / "content/records" / name).write_text(text, "utf-8")
    run(["mkdocs", "build"], folder)
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served from: under a path of its own, as on a project's pages."""
    root = tmp_path_factory.mktemp("served")
    (root / "some").mkdir()
    (root / "some/where").symlink_to(site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/where/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: no browser looks at the search"
    )
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed: no browser looks at the search")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def reader(browser) -> Iterator[Callable[..., Reader]]:
    """Opens pages for readers; at the end none of them has met an error or asked for anything elsewhere."""
    readers, contexts = [], []

    def made(**options: object) -> Reader:
        contexts.append(browser.new_context(**options))
        readers.append(Reader(contexts[-1].new_page()))
        return readers[-1]

    yield made
    for context in contexts:
        context.close()
    for one in readers:
        assert one.troubles == []
        assert all(url.startswith(("http://127.0.0.1:", "file:", "data:")) for url in one.requests)
