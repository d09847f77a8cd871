"""What a file of the site holds, as the programs that read it see it: elements, addresses, texts."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

_ADDRESSES = {"data", "href", "src", "action", "formaction", "poster", "srcset", "xlink:href", "cite", "background"}
_OPENED = {"href", "cite"}
_SCHEME = re.compile(r"[\s\x00-\x1f]*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.]+$)")
_LOADING = re.compile(r"url|import|expression|\\", re.IGNORECASE)
_RUN = re.compile(r"\s*(javascript|data|vbscript|file):", re.IGNORECASE)
_LINE_OF_CALENDAR = re.compile(r"[A-Z][A-Z0-9-]*[:;]")
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


class Page(HTMLParser):
    """The elements of a page with their attributes' names, its addresses, its data and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.shapes: set[tuple[str, ...]] = set()
        self.addresses: set[tuple[str, str, str]] = set()
        self.styles: set[str] = set()
        self.data: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.inside = [""]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.shapes.add((tag, *sorted(name for name, _ in attrs)))
        for name, value in attrs:
            if name in _ADDRESSES:
                self.addresses.add((tag, name, value or ""))
            elif name == "style":
                self.styles.add(value or "")
        if tag not in _VOID:
            self.inside.append(tag)
            if (tag, dict(attrs).get("type")) == ("script", "application/ld+json"):
                self.inside[-1] = "data"
                self.data.append("")

    def handle_endtag(self, tag):
        while len(self.inside) > 1 and self.inside.pop() not in {tag, "data"}:
            pass

    def handle_data(self, data):
        if self.inside[-1] == "data":
            self.data[-1] += data
        for tag in {self.inside[-1], *(each for each in self.inside if each in {"h1", "title"})}:
            self.texts.setdefault(tag, []).append(data)

    def says(self, tag: str) -> str:
        return " ".join("".join(self.texts.get(tag, [])).split())


def faults_of_page(page: Page) -> Iterator[str]:
    """Ways in which a page would run, load or open what it must not."""
    for tag, *names in page.shapes:
        yield from (f"<{tag} {name}>" for name in names if name.startswith("on") or name == "srcdoc")
    for tag, name, value in page.addresses:
        scheme = _SCHEME.match(value)
        leaves = value.strip().startswith(("//", "\\\\", "/\\", "\\/"))
        if (scheme and scheme[1].lower() not in {"http", "https", "mailto"}) or leaves:
            yield f'<{tag} {name}="{value}">'
        elif scheme and (name not in _OPENED or tag not in {"a", "area", "blockquote", "q"}) and not _is_own(tag):
            yield f'<{tag} {name}="{value}"> is loaded from elsewhere'
    yield from (
        f"style={style}" for style in page.styles if re.search(r"url|import|expression|\\", style, re.IGNORECASE)
    )


def _is_own(tag: str) -> bool:
    """A page may name its own lasting address, which nothing loads."""
    return tag == "link"


class Export(NamedTuple):
    """What is wrong with a file of data, and all texts that a program finds in it."""

    faults: list[str]
    texts: set[str]


def export(path: Path) -> Export | None:
    """A file of the site that is no page; None where its kind carries no text of articles or records."""
    reader = _READERS.get(path.suffix)
    return reader(path) if reader else None


def _json(path: Path) -> Export:
    return Export([], set(strings_of(json.loads(path.read_bytes()))))


def _lines_of_json(path: Path) -> Export:
    rows = [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
    return Export([], set(strings_of(rows)))


def _call(path: Path) -> Export | None:
    """A script that only hands plain data to a function, as pages read from a disk take it; others carry no text."""
    if "assets" in path.parts:
        return None
    call = re.fullmatch(r"[A-Za-z_$.]+\((.*)\);?\s*", path.read_bytes().decode(), re.DOTALL)
    if not call:
        return Export(["a script that is no call with plain data"], set())
    return Export([], set(strings_of(json.loads(f"[{call[1]}]"))))


def strings_of(value: object) -> Iterator[str]:
    """All texts in a value of JSON, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner)


def _csv(path: Path) -> Export:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True))
    faults = [f"a row of {len(row)} cells" for row in rows if len(row) != len(rows[0])]
    faults += [f"a formula: {cell[:60]}" for row in rows for cell in row if _FORMULA.match(cell)]
    return Export(faults, {cell for row in rows for cell in row})


def _xml(path: Path) -> Export:
    data = path.read_bytes()
    faults = ["a document type" for _ in re.finditer(rb"<!(DOCTYPE|ENTITY)", data)]
    root = ET.fromstring(data)  # noqa: S314 -- our own files; a document type is a fault
    texts = set()
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        faults += [f"<{name}>" for _ in range(name in {"script", "foreignObject", "iframe"})]
        faults += [f"<{name} {key}>" for key in element.attrib if key.startswith("on")]
        faults += [
            f"<{name} {key}={value[:60]}>"
            for key, value in element.attrib.items()
            if key.rpartition("}")[2] in {"href", "src", "url"} and _RUN.match(value)
        ]
        texts |= {element.text or "", *element.attrib.values()}
    return Export(faults, texts)


def _calendar(path: Path) -> Export:
    text = path.read_bytes().decode()
    faults = ["a line of another end" for _ in re.finditer(r"(?<!\r)\n|\r(?!\n)", text)]
    lines = re.sub(r"\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n")
    faults += [f"no property: {line[:60]}" for line in lines if not _LINE_OF_CALENDAR.match(line)]
    faults += [
        f"a property of no calendar: {line[:60]}" for line in lines if line.startswith(("ATTACH", "BEGIN:VALARM"))
    ]
    faults += ["events left open" for _ in range(lines.count("BEGIN:VEVENT") != lines.count("END:VEVENT"))]
    faults += ["another calendar" for _ in range(lines.count("BEGIN:VCALENDAR") != 1)]
    values = (line.partition(":")[2] for line in lines)
    return Export(faults, {re.sub(r"\\([\\;,])", r"\1", value) for value in values})


def _database(path: Path) -> Export:
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as base:
        faults = [] if base.execute("pragma integrity_check").fetchone() == ("ok",) else ["broken"]
        tables = [name for (name,) in base.execute("select name from sqlite_master where type='table'")]
        texts = {
            cell
            for table in tables
            for row in base.execute(f'select * from "{table}"')  # noqa: S608 -- names of our own tables
            for cell in row
            if isinstance(cell, str)
        }
    return Export(faults, texts)


def _words(path: Path) -> Export:
    """A text that no program takes apart: it must hold no control character."""
    text = path.read_bytes().decode()
    return Export([f"U+{ord(char):04X}" for char in re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)], {text})


_READERS = {
    ".js": _call,
    ".json": _json,
    ".webmanifest": _json,
    ".jsonld": _json,
    ".geojson": _json,
    ".jsonl": _lines_of_json,
    ".ndjson": _lines_of_json,
    ".csv": _csv,
    ".xml": _xml,
    ".rss": _xml,
    ".atom": _xml,
    ".svg": _xml,
    ".gexf": _xml,
    ".graphml": _xml,
    ".kml": _xml,
    ".ics": _calendar,
    ".sqlite": _database,
    ".db": _database,
    ".bib": _words,
    ".ris": _words,
    ".txt": _words,
    ".md": _words,
    ".ttl": _words,
    ".nt": _words,
}
