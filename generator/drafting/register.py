"""Builds the register from records and articles, searching their lines instead of parsing them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.drafting.model import MEETING, PERSON, Entry, MeetingEntry, Register
from generator.project.files import RECORDS
from generator.text import yaml_tree
from generator.text.source import SourceText

_NAME = re.compile(r"^name:[ \t]+(?P<name>[^\s'\"|>&*!%@`#{}\[\]](?:[^\n#:]*[^\s#:])?)[ \t]*\r?$", re.MULTILINE)
_MORE = re.compile(r"^(?:names|aliases|previous_ids|short_name):", re.MULTILINE)
_LABEL = re.compile(r"\[([^\[\]{}]{2,80})\]\{([a-z][a-z0-9_-]*)=([A-Za-z0-9-]+)(?=[ }\n])")
_BRACES = re.compile(r"\{([a-z][a-z0-9_-]*)=([A-Za-z0-9-]+)\s([^{}]{1,600})\}")
_GIVEN = re.compile(r'(?:^|\s)name="((?:[^"\\]|\\.)+)"')
_CODE = 2
_ESCAPED = re.compile(r"\\(.)")
_ENTRY = re.compile(r"^(?P<key>date|place|status):[ \t]+['\"]?(?P<value>[^\s'\"#]+)", re.MULTILINE)
_POSITION = re.compile(
    r"(?:^|(?<=[\s{,-]))(?P<key>title|role|for|country):[ \t]+['\"]?(?P<value>[^'\"\n,}#\[]+)", re.MULTILINE
)
_PARTICIPANT = re.compile(r"^[ \t]*(?:-[ \t]+)?person:[ \t]+['\"]?(?P<id>[a-z0-9-]+)", re.MULTILINE)
_SIDES = re.compile(r"^sides:(?:[^\n]*\n)(?:[ \t]*-[^\n]*\n?)*", re.MULTILINE)
_ITEM = re.compile(r"(?<=[\s\[,-])[a-z][a-z0-9-]*(?=[\s\],]|$)")
_NOT_LABELS = frozenset({"date", MEETING})


def build_register(records: Iterable[SourceText], articles: Iterable[SourceText], words: Mapping[str, str]) -> Register:
    """The register of some records and of the labels and names in articles.

    `words` maps a folder of records to its kind's annotation. An unreadable record gives no name.
    """
    names: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    roles: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
    meetings: list[MeetingEntry] = []
    for source in records:
        folder, _, file = source.path.removeprefix(f"{RECORDS}/").partition("/")
        kind, id_ = words.get(folder), file.removesuffix(".yaml")
        if kind == MEETING:
            meetings.append(_meeting(id_, source.text))
        elif kind:
            names[kind, id_] |= dict.fromkeys(_names(source))
            if kind == PERSON:
                roles[id_] = _roles(source.text)
    for (kind, id_), label in _labels(articles, frozenset(words.values())):
        names[kind, id_].setdefault(label)
    return Register(
        tuple(
            Entry(kind, id_, tuple(found), *(roles.get(id_, ()) if kind == PERSON else ()))
            for (kind, id_), found in names.items()
            if found
        ),
        tuple(meetings),
    )


def _roles(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The titles of a person's record, and the countries that they are for, searched in its lines."""
    found = [(match["key"], match["value"].strip()) for match in _POSITION.finditer(text)]
    titles = tuple(value for key, value in found if key in ("title", "role"))
    return titles, frozenset(value for key, value in found if key in ("for", "country") and len(value) == _CODE)


def _names(source: SourceText) -> Iterator[str]:
    """The names in a record: by one search if the file is plain, else by parsing it."""
    match = _NAME.search(source.text)
    if match and not _MORE.search(source.text):
        yield match["name"]
        return
    tree, _ = yaml_tree.read(source)
    data = yaml_tree.plain(tree) if tree else {}
    if isinstance(data, dict):
        yield from _texts(data.get("name"))
        for key in ("names", "aliases", "short_name"):
            yield from _texts(data.get(key))


def _texts(value: object) -> Iterator[str]:
    """Every name in a value: a text, a mapping with `name`, or a list of these."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.get("name"))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _meeting(id_: str, text: str) -> MeetingEntry:
    """A meeting's participants, place, date and status, searched in its record's lines."""
    found = {match["key"]: match["value"] for match in _ENTRY.finditer(text)}
    people = frozenset(match["id"] for match in _PARTICIPANT.finditer(text))
    sides = _SIDES.search(text)
    countries = frozenset(_ITEM.findall(sides.group())) if sides else frozenset[str]()
    return MeetingEntry(id_, found.get("date", ""), found.get("place", ""), people, countries, found.get("status", ""))


def _labels(articles: Iterable[SourceText], kinds: frozenset[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """The labels and the names given in articles, by kind and id; a label in small letters is none."""
    for source in articles:
        for match in _BRACES.finditer(source.text):
            given = _GIVEN.search(match[3])
            if given and match[1] in kinds - _NOT_LABELS:
                yield (match[1], match[2]), " ".join(_ESCAPED.sub(r"\1", given[1]).split())
        for match in _LABEL.finditer(source.text):
            label = " ".join(match[1].split())
            if match[2] in kinds - _NOT_LABELS and label[:1].isupper() and (match[2] != PERSON or " " in label):
                yield (match[2], match[3]), label
