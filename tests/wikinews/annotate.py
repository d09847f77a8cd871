"""News reports with marked mentions and dates, as the GUM corpus gives them, to annotated articles of the same words.

A report is a mapping with `id`, `title`, `date`, `url`, `text`, `mentions` and `dates`; places in its text are offsets
in code points, the end not included. A mention counts where it has an `identity`, a Wikipedia title, whatever its
words are, a name or a pronoun, and is of a person, a place or an organization; of events we know no kind.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.values import value_type

Report = Mapping[str, Any]

DEPTH = 8
WORDS = {"place": "place", "organization": "org", "person": "person"}
"""Types of mentions and the words of annotations; of types that are equally frequent for a thing the first counts."""

_LICENCE = "CC BY"
_LONGEST = 100
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng"}
)
_NEVER_IN_FILES = re.compile("[\0\ud800-\udfff]")
_BREAK = re.compile(r"\r\n|[\r\n]")
_SPACE = re.compile(r"\s+")
_SPECIAL = re.compile(r"[\\`*_\[\]{<&]")
_STARTS_BLOCK = re.compile(r"(?:\A|[\r\n])\s*+(?:([-+>#=:~|])|[0-9]++([.)]))")
_ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')
_BARE = re.compile(r"[A-Za-z0-9:_-]+")


class Place(NamedTuple):
    """What is to be annotated: the annotation's word and value, and its offsets in the report's text."""

    start: int
    end: int
    word: str
    value: str


class Dropped(NamedTuple):
    """A mention or a date of a report that can't be an annotation, and why."""

    reason: str
    start: int
    end: int


class Annotated(NamedTuple):
    """An article: its id, its file's text, its annotations in their order, and what had to be left out."""

    id: str
    markdown: str
    places: tuple[Place, ...]
    dropped: tuple[Dropped, ...]


class Thing(NamedTuple):
    """What an identity becomes: one word and one id, in every report."""

    word: str
    id: str


def annotate(reports: Sequence[Report]) -> tuple[Annotated, ...]:
    """An article of each report, in their order; one thing has the same id in all of them."""
    known = things(reports)
    articles = _unique((str(report["id"]) for report in reports), set())
    return tuple(_article(report, articles[str(report["id"])], known) for report in reports)


def things(reports: Iterable[Report]) -> dict[str, Thing]:
    """All identities of the reports by their title: the kind that most mentions say, and an id of its own for each."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for mention in report["mentions"]:
            if (name := title(mention)) and mention["type"] in WORDS:
                types[name][mention["type"]] += 1
    ids = _unique(types, set())
    return {name: Thing(WORDS[max(WORDS, key=types[name].__getitem__)], ids[name]) for name in types}


def title(mention: Mapping[str, Any]) -> str:
    """The Wikipedia title of a mention as readers see it, "" for none."""
    name = unquote(mention.get("identity") or "").replace("_", " ")
    return unicodedata.normalize("NFC", fold(name))


def fold(text: str) -> str:
    """Words as Markdown keeps them: one blank between two, and no character that no file can hold."""
    return " ".join(_writable(text).split())


def edtf(when: str) -> str | None:
    """The EDTF date of TEI attributes (`when`, `from` and `to`, `notBefore` and `notAfter`) or of a bare ISO date.

    A date that lies somewhere between two others becomes their interval: one of several days has no form in level 1.
    """
    given = dict(_ATTRIBUTE.findall(when)) or {"when": when.strip()}
    first = given.get("from") or given.get("notBefore") or ".."
    last = given.get("to") or given.get("notAfter") or ".."
    date = given.get("when") or (first if first == last else f"{first}/{last}")
    return None if value_type("date").check(date) else date


def _writable(text: str) -> str:
    return _NEVER_IN_FILES.sub("\ufffd", text)


def _article(report: Report, id_: str, known: Mapping[str, Thing]) -> Annotated:
    text = _writable(report["text"])
    wanted: list[Place] = []
    dropped: list[Dropped] = []
    for found in (*_mentions(report, known), *_dates(report)):
        trimmed = _trimmed(text, found) if isinstance(found, Place) else found
        if isinstance(trimmed, Place):
            wanted.append(trimmed)
        else:
            dropped.append(trimmed)
    places, crossing = _tree(wanted)
    return Annotated(id_, f"{_front(report)}{_body(text, places)}\n", places, (*dropped, *crossing))


def _mentions(report: Report, known: Mapping[str, Thing]) -> Iterator[Place | Dropped]:
    for mention in report["mentions"]:
        name = title(mention)
        if name and mention["type"] in WORDS:
            yield Place(mention["start"], mention["end"], *known[name])
        elif name:
            yield Dropped("another kind", mention["start"], mention["end"])


def _dates(report: Report) -> Iterator[Place | Dropped]:
    for date in report["dates"]:
        value = edtf(date["when"] or "")
        if value:
            yield Place(date["start"], date["end"], "date", value)
        else:
            yield Dropped("no date", date["start"], date["end"])


def _trimmed(text: str, place: Place) -> Place | Dropped:
    """The place without white space around its words; none where it has no words or goes beyond its paragraph."""
    words = text[max(place.start, 0) : max(place.end, 0)]
    start = place.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if not words.strip():
        return Dropped("no words", place.start, place.end)
    if any(_breaks(space) > 1 for space in _SPACE.findall(words.strip())):
        return Dropped("several paragraphs", place.start, place.end)
    return place._replace(start=start, end=end)


def _tree(wanted: Iterable[Place]) -> tuple[tuple[Place, ...], list[Dropped]]:
    """The places as a tree, outer ones first, the longer of two that cross; what has no place in it."""
    placed: list[Place] = []
    dropped: list[Dropped] = []
    for place in sorted(wanted, key=lambda place: (place.start - place.end, place)):
        if any(_cross(place, other) for other in placed):
            dropped.append(Dropped("crossing", place.start, place.end))
        elif sum(other.start <= place.start and place.end <= other.end for other in placed) >= DEPTH:
            dropped.append(Dropped("too deep", place.start, place.end))
        else:
            placed.append(place)
    return tuple(sorted(placed, key=lambda place: (place.start, -place.end, place.word, place.value))), dropped


def _cross(one: Place, other: Place) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _body(text: str, places: Iterable[Place]) -> str:
    """The text as Markdown in which nothing but the places is markup."""
    opened: Counter[int] = Counter()
    closed: dict[int, str] = defaultdict(str)
    for place in places:
        opened[place.start] += 1
        value = place.value if _BARE.fullmatch(place.value) else f'"{place.value}"'
        closed[place.end] = f"]{{{place.word}={value}}}{closed[place.end]}"
    pieces = _literally(text)
    return "".join(f"{closed[at]}{'[' * opened[at]}{piece}" for at, piece in enumerate((*pieces, "")))


def _literally(text: str) -> list[str]:
    """What Markdown reads as just these characters, one piece for each of them."""
    pieces = list(text)
    marks = [match.start() for match in _SPECIAL.finditer(text)]
    marks += [match.start(match.lastindex or 0) for match in _STARTS_BLOCK.finditer(text)]
    for at in marks:
        pieces[at] = f"\\{text[at]}"
    for space in _SPACE.finditer(text):
        start, end = space.span()
        breaks = "\n" * min(_breaks(space.group()), 2)
        inside = start > 0 and end < len(text)
        pieces[start:end] = [(breaks or space.group()) if inside else "", *[""] * (end - start - 1)]
    return pieces


def _breaks(space: str) -> int:
    return len(_BREAK.findall(space))


def _front(report: Report) -> str:
    url = report.get("url") or ""
    rows = {
        "title": fold(report["title"] or "") or "Untitled",
        "date": report["date"],
        "publisher": "Wikinews",
        "url": "" if value_type("url").check(url) else url,
        "language": "en",
        "licence": _LICENCE,
    }
    lines = "".join(f"{key}: {_quoted(value)}\n" for key, value in rows.items() if value)
    return f"---\n{lines}---\n\n"


def _quoted(value: str) -> str:
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in plain) + '"'


def _unique(names: Iterable[str], taken: set[str]) -> dict[str, str]:
    """An id for each name, numbered from 2 on where it is taken; the order of the names does not matter."""
    ids: dict[str, str] = {}
    for name in sorted(set(names)):
        stem, number = _slug(name), 1
        ids[name] = stem
        while ids[name] in taken or value_type("id").check(ids[name]):
            number += 1
            ids[name] = f"{stem}-{number}"
        taken.add(ids[name])
    return ids


def _slug(name: str) -> str:
    """A name in a-z, 0-9 and hyphens; letters and figures of other scripts as their code points."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LATIN))
    pieces = (c if c.isascii() or not c.isalnum() else f"-u{ord(c):x}-" for c in folded)
    bare = "".join(c for c in pieces if not unicodedata.combining(c[0]))
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:_LONGEST].strip("-") or "thing"
