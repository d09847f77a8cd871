"""Who may ask the review for what: nobody but its own page, and that only for the articles that are named."""

import http.client
import socket
import threading
from pathlib import Path

import pytest
from review.reviews import PATH, article, ask, project, reviewing, write

from generator.review import Review
from generator.review.api import Api
from generator.review.server import MOST_BYTES, ReviewServer

OTHER = "content/articles/2025-12-05-other.md"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("review"))
    write(root, OTHER, "---\ntitle: Another\ndate: 2025-12-05\n---\n\nNothing.\n")
    with reviewing(root) as server:
        yield server


def save(server, **more: object) -> dict[str, object]:
    version = ask(server, "GET", f"api/article?path={PATH}")[2]["version"]
    return {"path": PATH, "version": version, "changes": {}, **more}


def test_the_page_is_served_to_whoever_has_the_token(server):
    status, headers, body = ask(server, "GET", "")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"<script>" not in body
    assert b"style=" not in body


def test_nothing_is_cached_framed_or_loaded_from_elsewhere(server):
    for method, path, token in (
        ("GET", "", None),
        ("GET", "app.js", None),
        ("GET", "api/queue", None),
        ("GET", "", "x"),
    ):
        headers = ask(server, method, path, token=token)[1]
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_an_address_without_its_last_slash_leads_to_the_page(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.request("GET", f"/{server.token}", headers={"Host": server.host})
    answer = connection.getresponse()
    connection.close()
    assert (answer.status, answer.headers["Location"]) == (303, server.address)


@pytest.mark.parametrize("token", ["", "x", "../etc", "%00"])
def test_without_the_token_nothing_is_answered(server, token: str):
    for method, path in (("GET", ""), ("GET", "review.css"), ("GET", "api/queue"), ("POST", "api/save")):
        assert ask(server, method, path, {}, token=token)[0] == 403


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1", "evil.example", "evil.example:{port}", None])
def test_another_host_is_refused(server, host: str | None):
    named = host and host.format(port=server.server_port)
    assert ask(server, "GET", "", headers={"Host": named})[0] == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://localhost:{port}"]
)
def test_another_origin_is_refused(server, origin: str):
    named = {"Origin": origin.format(port=server.server_port)}
    assert ask(server, "GET", "api/queue", headers=named)[0] == 403
    assert ask(server, "POST", "api/preview", save(server), headers=named)[0] == 403


def test_a_post_names_its_origin(server):
    assert ask(server, "POST", "api/preview", save(server), headers={"Origin": None})[0] == 403
    assert ask(server, "GET", "api/queue", headers={"Sec-Fetch-Site": "cross-site"})[0] == 403


def test_decisions_are_posted_and_nothing_else(server):
    for name in ("save", "preview", "done"):
        status, headers, _ = ask(server, "GET", f"api/{name}")
        assert (status, headers["Allow"]) == (405, "POST")
    assert ask(server, "POST", "api/queue", {})[0] == 405
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
        assert ask(server, method, "api/save")[0] == 405


def test_a_body_is_json_of_a_length_that_is_known_and_small(server):
    sound = save(server)
    assert ask(server, "POST", "api/preview", sound)[0] == 200
    assert ask(server, "POST", "api/preview", sound, headers={"Content-Type": "text/plain"})[0] == 415
    assert ask(server, "POST", "api/preview", sound, headers={"Content-Length": None})[0] == 411
    assert ask(server, "POST", "api/preview", b"{}", headers={"Content-Length": str(MOST_BYTES + 1)})[0] == 413
    assert ask(server, "POST", "api/preview", b"{}", headers={"Content-Length": "9" * 30})[0] == 413
    assert ask(server, "POST", "api/preview", b"{", headers={})[0] == 400
    assert ask(server, "POST", "api/preview", b"[" * 100_000)[0] == 400
    assert ask(server, "POST", "api/preview", [])[0] == 400


@pytest.mark.parametrize(
    "path",
    ["mkdocs.yml", OTHER, f"content/articles/../articles/{Path(PATH).name}", "../../etc/passwd", "/etc/passwd", ""],
)
def test_only_the_articles_named_are_opened(server, path: str):
    assert ask(server, "GET", f"api/article?path={path}")[0] == 404
    assert ask(server, "POST", "api/save", save(server, path=path))[0] == 409


@pytest.mark.parametrize(
    "path", ["../server.py", "static/app.js", "%2e%2e/server.py", "index.html", "app.js/", "api/", "api/x"]
)
def test_only_the_files_of_the_page_are_served(server, path: str):
    assert ask(server, "GET", path)[0] == 404


@pytest.mark.parametrize(
    "changes",
    [
        [],
        {"added": {}},
        {"added": [{"start": 0, "end": 10_000, "kind": "person", "id": "x"}]},
        {"added": [{"start": 5, "end": 5, "kind": "person", "id": "x"}]},
        {"added": [{"start": True, "end": 5, "kind": "person", "id": "x"}]},
        {"added": [{"start": 0, "end": 5, "kind": "per son", "id": "x"}]},
        {"added": [{"start": 0, "end": 5, "kind": "person", "id": "x\n"}]},
        {"added": [{"start": 0, "end": 5, "kind": "person", "id": "x", "attributes": [["a", "b", "c"]]}]},
        {"added": [{"start": 0, "end": 5, "kind": "person", "id": "x", "proposal": 99}]},
        {"removed": [0]},
        {"replaced": [{"number": -1, "kind": "person", "id": "x"}]},
    ],
)
def test_changes_that_no_page_of_ours_sends_are_refused(server, changes: object):
    status, _, body = ask(server, "POST", "api/save", save(server, changes=changes))
    assert status == 400
    assert body["error"]


def test_the_ticket_of_the_browser_leads_to_the_page_once(server):
    ticket = server.ticket
    status, headers, _ = ask(server, "GET", "", token=ticket)
    assert (status, headers["Location"]) == (303, server.address)
    assert ask(server, "GET", "", token=ticket)[0] == 403


def test_an_idle_review_ends(tmp_path: Path):
    with ReviewServer(Api(Review(project(tmp_path), (PATH,)), "Ada Moroz"), 0, idle=0.2) as server:
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        thread.join(60)
        assert not thread.is_alive()
        assert not server.is_done


def test_the_page_ends_the_command(tmp_path: Path):
    with reviewing(project(tmp_path)) as server:
        assert ask(server, "POST", "api/done", {})[0] == 200
        assert server.is_done


def test_it_listens_on_this_machine_alone(server):
    assert server.socket.getsockname()[0] == "127.0.0.1"
    with pytest.raises(OSError, match=r".*"), socket.create_connection(("::1", server.server_port), timeout=1):
        pass


def test_a_refused_request_writes_nothing(server):
    before = article(server.api.review.root)
    ask(server, "POST", "api/save", save(server, reviewer="Eve"), headers={"Origin": "http://evil.example"})
    assert article(server.api.review.root) == before
