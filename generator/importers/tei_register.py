"""The people, organizations and places that TEI lists, by the ids that texts point to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.importers.xml_tree import XmlElement

_ENTRIES = {"person": "person", "org": "org", "place": "place"}
_NAMES = {"persName": "person", "orgName": "org", "placeName": "place"}
_LISTED = ("item", "label", "cell")
REGISTERS = ("listPerson", "listOrg", "listPlace", "listNym", "listRelation")
_HALF = 2
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|[IVX]{1,4}")
_PARTS = ("forename", "nameLink", "surname", "genName")
_COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class TeiEntry:
    """What a register says of an id: the annotation's kind, the name ("" if unknown), and addresses of a record."""

    kind: str
    name: str
    addresses: tuple[str, ...] = ()


def register_of(root: XmlElement) -> Mapping[str, TeiEntry]:
    """Everything that has an id and a name: entries of `listPerson` and the like, and names in plain lists."""
    found: dict[str, TeiEntry] = {}
    for element in root.all(*_ENTRIES):
        if id_ := element.get("xml:id"):
            found[id_] = _entry(element)
    for element in root.all(*_NAMES):
        if id_ := element.get("xml:id"):
            found.setdefault(id_, TeiEntry(_NAMES[element.name], _turned(element)))
    for element in root.all(*_LISTED):
        names = [each for each in element.all(*_NAMES) if not each.get("xml:id")]
        if (id_ := element.get("xml:id")) and names:
            found.setdefault(id_, TeiEntry(_NAMES[names[0].name], _turned(names[0])))
    return found


def is_register(element: XmlElement) -> bool:
    """Whether a division, a list or a table is a register, not text: at least half of its entries have ids."""
    if element.name in REGISTERS or element.get("xml:id") in ("persons", "listperson"):
        return True
    if element.name not in ("list", "table"):
        lists = [each for each in element.elements() if each.name in (*REGISTERS, "div", "list", "table")]
        return not any(element.all("p", "ab", "opener", "closer", "dateline")) and any(map(is_register, lists))
    entries = [each for each in element.elements() if each.name in ("item", "row")]
    named = sum(_has_id(each) for each in entries)
    return bool(named) and named * _HALF >= len(entries)


def _has_id(entry: XmlElement) -> bool:
    """Whether an entry names something by an id."""
    names = list(entry.all(*_NAMES))
    cells = (entry, *entry.all("cell"))
    return bool(names) and any(each.get("xml:id") for each in (*names, *cells))


def _entry(element: XmlElement) -> TeiEntry:
    names = [each for each in element.elements() if each.name in (*_NAMES, "name", "label")]
    plain = [each for each in names if not each.get("xml:lang")] or names
    addresses = (element.get("corresp"), element.get("sameAs"), element.get("ref"))
    numbers = (each.text() for each in element.all("idno"))
    kind = (
        _COUNTRY if _COUNTRY in (element.get("type"), element.get("xml:id").split(".")[0]) else _ENTRIES[element.name]
    )
    name = _turned(plain[0]) if plain else element.text()
    return TeiEntry(kind, name, tuple(filter(None, (*addresses, *numbers))))


def _turned(element: XmlElement) -> str:
    """A name in the order in which it is spoken: its parts if they are marked, else `Roe, Ann, Jr.` turned around."""
    parts = {name: element.find(name) for name in _PARTS}
    if element.name == "persName" and parts["forename"] and parts["surname"]:
        return " ".join(each.text() for each in parts.values() if each)
    text = element.text().strip(" ,;:")
    return spoken(text) if element.name == "persName" else text


def spoken(name: str) -> str:
    """A name with a comma in the order in which it is spoken: `Roe, Ann B., Jr.` is `Ann B. Roe, Jr.`."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    rest = [part for part in parts if part not in suffixes]
    if len(rest) != 2:  # noqa: PLR2004 -- a surname, and what goes before it
        return name
    return ", ".join((f"{rest[1]} {rest[0]}", *suffixes))


def target_of(element: XmlElement, names: Sequence[str] = ("ref", "corresp", "key", "who")) -> str:
    """The reference of a name, "" if it has none; of several, the first."""
    return next((value for name in names for value in element.get(name).split()), "")
