"""The page of the review on 127.0.0.1: who may ask for what.

Every request carries the token, in its path; its `Host`, and its `Origin` if it names one, are this server's. Whatever
carries a decision is a POST from our own page. Nothing is cached, and nothing is loaded from elsewhere.
"""

import hmac
import json
import os
import secrets
import socketserver
import sys
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qsl, urlsplit

from generator.review.api import GET, POST, Api, ApiError

HOST = "127.0.0.1"
MOST_BYTES = 4_000_000
_PATIENCE = 30
_POLL = 0.25
_LONGEST_QUERY = 2_000
_SCRIPTS = (
    *("api", "app", "article", "card", "carry", "changes", "choose", "dom"),
    *("form", "keys", "kinds", "live", "notes", "queue", "save", "select", "state", "unsaved"),
)
_STATIC = {
    "": ("index.html", "text/html; charset=utf-8"),
    "review.css": ("review.css", "text/css; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
    **{f"{name}.js": (f"{name}.js", "text/javascript; charset=utf-8") for name in _SCRIPTS},
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves a review until nobody asks for anything for `idle` seconds, or until its page says that it is done."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    timeout = _POLL

    def __init__(self, api: Api, port: int, idle: float) -> None:
        super().__init__((HOST, port), _Handler)
        self.api = api
        self.token = secrets.token_urlsafe(24)
        self.ticket = secrets.token_urlsafe(24)
        self.idle = idle
        self.last = time.monotonic()
        self.is_done = False

    def server_bind(self) -> None:
        """Bind the port, without asking a name server what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def host(self) -> str:
        """What `Host` has to say."""
        return f"{HOST}:{self.server_port}"

    @property
    def address(self) -> str:
        """The address of the page, with the token."""
        return f"http://{self.host}/{self.token}/"

    @property
    def one_time_address(self) -> str:
        """An address that leads to the page once: others on this machine see what a browser is started with."""
        return f"http://{self.host}/{self.ticket}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away in the middle of an answer; anything else is our own defect."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def take_ticket(self, word: str) -> bool:
        """Whether a word is the ticket, which then is one no longer."""
        is_ticket = bool(self.ticket) and hmac.compare_digest(word.encode(), self.ticket.encode())
        if is_ticket:
            self.ticket = ""
        return is_ticket

    def run(self) -> bool:
        """Serve until the end; whether the page ended it."""
        while not self.is_done and time.monotonic() - self.last < self.idle:
            self.handle_request()
        return self.is_done


class _RefusedRequest(Exception):  # noqa: N818 -- an answer, no fault
    """A request that is refused: the status, why, and further headers."""

    def __init__(self, status: HTTPStatus, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.headers = headers or {}


class _Handler(BaseHTTPRequestHandler):
    """Answers one request after another of one connection."""

    server: ReviewServer
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """A file of the page, or an answer in JSON."""
        self._answer(self._get)

    def do_HEAD(self) -> None:
        """The same without its body."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """An answer to a person's decisions."""
        self._answer(self._post)

    def version_string(self) -> str:
        """Nobody needs to know what this runs on."""
        return "communique"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 -- the base class's name
        """Say nothing: the terminal belongs to the person."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what isn't even a request of ours, such as another method, as every other refusal."""
        del explain
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        self.close_connection = True
        self._send(status, _json({"error": message or status.phrase}), "application/json", {"Allow": "GET, HEAD, POST"})

    def _answer(self, work: Callable[[str], tuple[bytes, str]]) -> None:
        try:
            rest = self._admitted()
            body, kind = work(rest)
            self._send(HTTPStatus.OK, body, kind)
        except _RefusedRequest as refusal:
            self.close_connection = True  # what the request still holds is not read
            self._send(refusal.status, _json({"error": str(refusal)}), "application/json", refusal.headers)
        except ApiError as error:
            self._send(error.status, _json({"error": str(error)}), "application/json")
        except OSError as error:
            reason = f"{error.filename or self.server.api.review.root}: {error.strerror or error}"
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, _json({"error": reason}), "application/json")

    def _admitted(self) -> str:
        """The path behind the token, of a request that may be answered."""
        headers, host = self.headers, self.server.host
        if headers.get_all("Host") != [host]:
            raise _RefusedRequest(HTTPStatus.FORBIDDEN, "this is another host's request")
        origins = headers.get_all("Origin") or ([] if self.command in ("GET", "HEAD") else [""])
        if any(origin != f"http://{host}" for origin in origins):
            raise _RefusedRequest(HTTPStatus.FORBIDDEN, "this is another site's request")
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise _RefusedRequest(HTTPStatus.FORBIDDEN, "this is another site's request")
        token, _, rest = urlsplit(self.path).path.removeprefix("/").partition("/")
        if self.command == "GET" and not rest and self.server.take_ticket(token):
            raise _RefusedRequest(HTTPStatus.SEE_OTHER, "this way", {"Location": self.server.address})
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            raise _RefusedRequest(HTTPStatus.FORBIDDEN, "open the whole address that the command printed")
        if not rest and not urlsplit(self.path).path.endswith("/"):  # the page's files stand below its slash
            raise _RefusedRequest(HTTPStatus.SEE_OTHER, "this way", {"Location": self.server.address})
        self.server.last = time.monotonic()
        return rest

    def _get(self, rest: str) -> tuple[bytes, str]:
        if rest in _STATIC:
            name, kind = _STATIC[rest]
            return files("generator.review").joinpath("static", name).read_bytes(), kind
        name = rest.removeprefix("api/")
        if name == "ping":
            return b"{}", "application/json"
        work = GET.get(name) if name != rest else None
        if work is None:
            if name in POST or name == "done":
                raise _RefusedRequest(HTTPStatus.METHOD_NOT_ALLOWED, "by POST only", {"Allow": "POST"})
            raise _RefusedRequest(HTTPStatus.NOT_FOUND, "there is nothing here")
        query = urlsplit(self.path).query
        if len(query) > _LONGEST_QUERY:
            raise _RefusedRequest(HTTPStatus.REQUEST_URI_TOO_LONG, "too long a question")
        return _json(work(self.server.api, dict(parse_qsl(query)))), "application/json"

    def _post(self, rest: str) -> tuple[bytes, str]:
        name = rest.removeprefix("api/")
        if name == rest or (name != "done" and name not in POST):
            if rest in _STATIC or name in GET:
                raise _RefusedRequest(HTTPStatus.METHOD_NOT_ALLOWED, "by GET only", {"Allow": "GET, HEAD"})
            raise _RefusedRequest(HTTPStatus.NOT_FOUND, "there is nothing here")
        body = self._body()
        if name == "done":
            self.server.is_done = True
            return b"{}", "application/json"
        return _json(POST[name](self.server.api, body)), "application/json"

    def _body(self) -> Mapping[str, object]:
        """The JSON of a request, which says how long it is and is no longer than anybody's decisions."""
        if self.headers.get_content_type() != "application/json":
            raise _RefusedRequest(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "JSON only")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or self.headers.get("Transfer-Encoding"):
            raise _RefusedRequest(HTTPStatus.LENGTH_REQUIRED, "how long is it?")
        if len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
            raise _RefusedRequest(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST_BYTES:,} bytes")
        try:
            found = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise _RefusedRequest(HTTPStatus.BAD_REQUEST, "this is not JSON") from None
        if not isinstance(found, dict):
            raise _RefusedRequest(HTTPStatus.BAD_REQUEST, "this is not an object")
        return found

    def _send(self, status: HTTPStatus, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
