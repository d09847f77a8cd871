"""Projects under review, and the page that reviews them, as tests say them."""

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.drafting import Draft, Register, build_drafter, draft_one
from generator.review import Review
from generator.review.api import Api
from generator.review.server import ReviewServer
from generator.text.source import SourceText

CONFIGURATION = "site_name: A site\ndocs_dir: content/pages\ntheme: communique\nplugins: [communique]\n"
PATH = "content/articles/2025-12-04-talks.md"
FRONT = "---\ntitle: Envoys meet in Geneva\ndate: 2025-12-04\npublisher: The Paper\nlanguage: en\n---\n\n"
TALKS = """\
U.S. special envoy Ann Roe met Bo Lind in Geneva on Tuesday, Dec. 2.
"It was useful," Roe said. Lind told reporters that another round would follow.

Roe will fly to **Vienna** on Friday, and Bo Lind waits in Bern.
"""
WORDS = "Ann Roe met Bo Lind in Geneva on Tuesday. Roe praised the Alpine plan. The Alpine plan came from Ann Roe.\n"


def project(root: Path, text: str = TALKS, front: str = FRONT, **records: str) -> Path:
    """A project with one article; records by their paths below `content/records`, `persons_ann_roe` for short."""
    write(root, "mkdocs.yml", CONFIGURATION)
    write(root, PATH, front + text)
    for name, record in ({"persons/ann-roe": "name: Ann Roe\n"} | records).items():
        write(root, f"content/records/{name}.yaml", record)
    return root


def source(text: str, front: str = FRONT) -> SourceText:
    return SourceText(PATH, front + text)


def drafted(text: str) -> Draft:
    """The draft of a text with an empty register."""
    return draft_one(source(text), build_drafter(Register(), "en"))


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode())


def article(root: Path, path: str = PATH) -> str:
    return (root / path).read_bytes().decode()


@contextmanager
def reviewing(root: Path, *paths: str, idle: float = 600, reviewer: str = "Ada Moroz") -> Iterator[ReviewServer]:
    """The page of a review, served in this process until the block ends."""
    with ReviewServer(Api(Review(root, paths or (PATH,)), reviewer), 0, idle) as server:
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.is_done = True
            thread.join()


def ask(
    server: ReviewServer,
    method: str,
    path: str,
    body: object = None,
    headers: Mapping[str, str | None] | None = None,
    *,
    token: str | None = None,
) -> tuple[int, Mapping[str, str], Any]:
    """Status, headers and JSON of an answer; `headers` replace those of a sound request, None leaves one out."""
    own = f"http://{server.host}"
    sound = {"Host": server.host} | ({"Origin": own, "Content-Type": "application/json"} if method == "POST" else {})
    data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    sent = {**sound, **({"Content-Length": str(len(data))} if method == "POST" else {}), **(headers or {})}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.putrequest(method, f"/{server.token if token is None else token}/{path}", skip_host=True)
    for name, value in sent.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(data or None)
    answer = connection.getresponse()
    found = answer.read()
    connection.close()
    is_json = "json" in answer.headers.get("Content-Type", "")
    return answer.status, dict(answer.headers), json.loads(found) if found and is_json else found
