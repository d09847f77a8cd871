"""A site as a plain host serves it."""

import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

DELAY = 0.3  # seconds


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site under a path, and 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments, base: str, late: str, **options) -> None:
        self.base, self.late = base, late
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        if self.late and self.path.endswith(self.late):
            time.sleep(DELAY)
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
    """Serve a folder under a path of this machine; files with the suffix `late` are delayed. Gives the address."""
    handler = partial(_Handler, directory=str(folder), base=base, late=late)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()
