"""Shows in the browser what `mkdocs serve` could not build; nothing of it is written into the site."""

import posixpath
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.livereload import LiveReloadServer

from generator.incremental.server_memory import ServerMemory
from generator.text.count import count

_Headers = list[tuple[str, str]]
_App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_SHOWN = 10
_RELOADS = "This page reloads by itself when a file is saved."
_LAST = f"This is the page as it last was: the last build left it out. {_RELOADS}"
_FAILED = f"This is the page as it last was: the last build failed. {_RELOADS}"
_MISSING = f"The last build left something out, perhaps this page. {_RELOADS}"
_PARTIAL = "The last build left something out."
_BOX = (
    "position:fixed;inset:auto 0 0 0;z-index:1000;max-height:60vh;overflow:auto;padding:.75rem 1rem;"
    "background:#7f1d1d;color:#fff;font:15px/1.5 sans-serif"
)
_TEXT = "margin:.5rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 monospace"
_SCRIPT = """<script>(function poll() {{
  var request = new XMLHttpRequest();
  request.onloadend = function () {{
    if (parseFloat(this.responseText) > {epoch}) location.reload();
    else setTimeout(poll, this.status === 200 ? 0 : 3000);
  }};
  request.open("GET", "/livereload/{epoch}/0");
  request.send();
}})();</script>"""


class ServedErrors:
    """The application of a server: MkDocs' own, with a banner on its pages that says what could not be built.

    A page that the last build left out because of an error is served as it last was, from the folder `memory.aside`.
    """

    def __init__(self, server: LiveReloadServer, memory: ServerMemory) -> None:
        self._mkdocs: _App = server.serve_request
        self._mount_path, self._memory = server.mount_path, memory

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return self._mkdocs(environ, start_response)
        before = self._epoch()  # a build that ends meanwhile lets the page reload once more
        status, headers, body = _answer(self._mkdocs, environ)
        errors = self._memory.errors
        if status.startswith("404"):
            last = self._last_page(path) if errors.texts else None
            if isinstance(last, str):
                start_response("302 Found", [("Location", quote(last))])
                return []
            status, text = (status, b"".join(body)) if last is None else ("200 OK", last)
            words = _MISSING if last is None else _LAST
            text = _with(text, _banner(words, errors.texts, is_open=True) + _SCRIPT.format(epoch=before))
        elif errors.texts and status.startswith("200") and ("Content-Type", "text/html") in headers:
            words = _FAILED if errors.is_all else _PARTIAL
            text = _with(b"".join(body), _banner(words, errors.texts, is_open=errors.is_all))
        else:
            start_response(status, headers)
            return body
        kind = ("Content-Type", "text/html; charset=utf-8")
        start_response(status, [kind, ("Content-Length", str(len(text)))])
        return [text]

    def _epoch(self) -> int:
        """The number of the newest build, which MkDocs tells at once to whoever knows none."""
        _, _, body = _answer(self._mkdocs, {"PATH_INFO": "/livereload/0/0"})
        return int(b"".join(body))

    def _last_page(self, path: str) -> bytes | str | None:
        """The page of a path as it last was, or the path to go to instead; None if there is none."""
        folder = self._memory.aside
        if folder is None or not f"{path}/".startswith(self._mount_path):
            return None
        name = posixpath.normpath(f"/{path[len(self._mount_path) :]}").lstrip("/")
        if not path.endswith("/"):
            file = folder / name
            if (file / "index.html").is_file():
                return f"{path}/"
        else:
            file = folder / name / "index.html"
        return file.read_bytes() if file.suffix == ".html" and file.is_file() else None


def keep_aside(folder: Path, site: Path, removed: Iterable[str]) -> None:
    """Keep the pages that a build is about to remove from the site."""
    for path in removed:
        if path.endswith(".html"):
            copy = folder / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((site / path).read_bytes())


def _answer(app: _App, environ: dict[str, Any]) -> tuple[str, _Headers, Iterable[bytes]]:
    """What an application answers."""
    begun: list[tuple[str, _Headers]] = []
    body = app(environ, lambda status, headers, *_: begun.append((status, headers)))
    return (*begun[-1], body)


def _banner(words: str, errors: Sequence[str], *, is_open: bool) -> str:
    """The errors as HTML; "" if there are none."""
    if not errors:
        return ""
    more = f"\n\nand {count(len(errors) - _SHOWN, 'more error')}" if len(errors) > _SHOWN else ""
    text = escape("\n\n".join(errors[:_SHOWN]) + more)
    head = f"<strong>{count(len(errors), 'error')}.</strong> {words}"
    state = " open" if is_open else ""
    inner = f'<details{state}><summary>{head}</summary><pre style="{_TEXT}">{text}</pre></details>'
    return f'<div id="cq-errors" role="alert" style="{_BOX}">{inner}</div>'


def _with(page: bytes, html: str) -> bytes:
    """A page with HTML at its end."""
    before, end, after = page.rpartition(b"</body>")
    return b"".join((before, html.encode(), end, after)) if end else page + html.encode()
