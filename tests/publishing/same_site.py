"""Two sites compared as a browser reads them: elements, attributes, texts, data; not the spaces between."""

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

_ADDRESSES = {"href", "src", "data-shards", "data-scope"}
_MADE_ELSEWHERE = {"search.json"}
"""What Zensical writes besides, even where its own search is off; no page asks for it."""


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = f"https://site.invalid/{page.removesuffix('index.html')}"
        self.read: list[object] = []
        self.is_data = False

    def handle_starttag(self, tag, attrs):
        known = {name: urljoin(self.address, value) if name in _ADDRESSES else value for name, value in attrs}
        self.is_data = tag == "script" and "json" in (known.get("type") or "")
        self.read.append((tag, sorted(known.items(), key=str)))

    def handle_endtag(self, tag):
        self.read.append(tag)

    def handle_data(self, data):
        words = json.loads(data) if self.is_data else " ".join(data.split())
        if words:
            self.read.append(["text", words])
        self.is_data = False


def read(site: Path, page: str) -> list[object]:
    """A page as a list of what a browser reads, with whole addresses."""
    reader = _Reader(page)
    reader.feed((site / page).read_text("utf-8"))
    return reader.read


def pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def differences(one: Path, other: Path) -> dict[str, tuple[object, object]]:
    """The pages in which two sites differ, each with the first two things that do."""
    found = {}
    for name in sorted(pages(one) & pages(other)):
        left, right = read(one, name), read(other, name)
        if left != right:
            pairs = zip([*left, None], [*right, None], strict=False)
            found[name] = next((a, b) for a, b in pairs if a != b)
    return found


def other_files(site: Path) -> dict[str, bytes]:
    """All files that are no pages, without the map of the site and what is made elsewhere."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if path.suffix != ".html" and name not in _MADE_ELSEWHERE and not name.startswith("sitemap.xml")
    }
