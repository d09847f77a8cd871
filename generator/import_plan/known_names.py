"""What names stand for: the records of a project by any spelling, and countries by their names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.drafting.countries import country_names
from generator.drafting.folding import as_id, fold
from generator.drafting.model import Entry
from generator.drafting.register import build_register
from generator.project.files import Project
from generator.records.model import Record
from generator.records.previous_ids import previous_ids
from generator.schema.model import Kind, Ref, Schema
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlList, YamlText
from generator.values import is_country
from generator.values.name_matching import exact_key, fuzzy_key

_Index: TypeAlias = Mapping[tuple[str, str], frozenset[str]]
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class RegisterNames:
    """Names and ids of a project.

    Each of `indexes` maps a kind and a key of a name to ids; the first one that knows a name counts. `kinds` maps every
    id in use to its kind, `previous` each id that a record had before to the record, `links` addresses elsewhere to the
    record that names them. `site` is the site's own address, "" if unknown: then any address may be a page of it.
    """

    indexes: tuple[_Index, ...]
    kinds: Mapping[str, str]
    previous: Mapping[str, Ref]
    links: Mapping[str, Ref]
    site: str = ""

    def find(self, kind: str, name: str) -> frozenset[str]:
        """The ids of a kind that a name stands for: several if it is ambiguous, none if nobody has it."""
        if kind == "country" and (code := country_of(name)):
            return frozenset({code})
        for number, index in enumerate(self.indexes):
            key = fuzzy_key(name) if number % 2 else exact_key(name)
            if key and (found := index.get((kind, key))):
                return found
        return frozenset()

    def current(self, kind: str, id_: str) -> str:
        """An id, or the one that its record has now; "" if nothing of the kind has it."""
        if self.kinds.get(id_) == kind:
            return id_
        now = self.previous.get(id_)
        return now.id if now and now.kind == kind else ""

    def propose(self, kind: str, name: str, taken: Iterable[str] = ()) -> str:
        """A new id for a name; "" if no letter of it can be transliterated."""
        plain = as_id(name)
        used = frozenset(taken)
        if not plain or not (plain in self.kinds or plain in used or plain in self.previous):
            return plain
        choices = (f"{plain}-{kind}", *(f"{plain}-{number}" for number in range(2, len(used) + len(self.kinds) + 3)))
        return next(each for each in choices if each not in self.kinds and each not in used)


def known_names(project: Project, schema: Schema, records: Iterable[Record], kinds: Mapping[str, str]) -> RegisterNames:
    """The names in records, and then those in the articles' annotations; `kinds` maps ids in use to their kinds."""
    words = {kind.plural: kind.annotation for kind in schema.kinds}
    indexes: list[_Index] = []
    for sources in ((project.records, ()), ((), project.articles)):
        indexes += _indexes(sources[0], sources[1], words, schema)
    records = tuple(records)
    return RegisterNames(tuple(indexes), kinds, previous_ids(records), _links(records))


def _links(records: Iterable[Record]) -> dict[str, Ref]:
    """The record of each address that one record alone names among its `links` or as `same_as`."""
    found: dict[str, set[Ref]] = defaultdict(set)
    for record in records:
        for field in ("links", "same_as"):
            node = record.tree.get(field)
            for value in node.values if isinstance(node, YamlList) else ():
                if isinstance(value, YamlText) and "/" in value.value:
                    found[value.value].add(record.ref)
    return {address: min(refs) for address, refs in found.items() if len(refs) == 1}


def country_of(name: str) -> str:
    """The code of a country by its code or its English name; "" if it is none."""
    code = name.strip().lower()
    if is_country(code) and (name.islower() or name.isupper()):
        return code
    return country_names(_LANGUAGE).get(fold(" ".join(name.split())), "")


def annotation_of(kind: str, schema: Schema) -> str:
    """The word of a kind in annotations."""
    found = schema.kind(kind)
    return found.annotation if found else kind


def kind_in_address(address: str, schema: Schema, site: str) -> tuple[Kind, str] | None:
    """The kind and the id of a record by its address on the site: `https://example.org/persons/ann-roe/`.

    On another site, people of the same name may have such an address.
    """
    if site and "//" in address and not _without_scheme(address).startswith(_without_scheme(site)):
        return None
    parts = address.partition("#")[0].partition("?")[0].rstrip("/").removesuffix("/index.html").split("/")
    if len(parts) < 2:  # noqa: PLR2004 -- the folder of the kind, and the id
        return None
    kind = next((kind for kind in schema.kinds if kind.plural == parts[-2]), None)
    return (kind, parts[-1].removesuffix(".html").removesuffix(".json")) if kind else None


def _without_scheme(address: str) -> str:
    host, slash, path = address.partition("//")[2].rstrip("/").partition("/")
    return f"{host.lower()}{slash}{path}/"


def _indexes(
    records: Iterable[SourceText], articles: Iterable[SourceText], words: Mapping[str, str], schema: Schema
) -> tuple[_Index, _Index]:
    kinds = {kind.annotation: kind.name for kind in schema.kinds}
    entries = build_register(records, articles, words).entries
    return _index(entries, kinds, is_fuzzy=False), _index(entries, kinds, is_fuzzy=True)


def _index(entries: Iterable[Entry], kinds: Mapping[str, str], *, is_fuzzy: bool) -> _Index:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries:
        for name in entry.names:
            found[kinds.get(entry.kind, entry.kind), fuzzy_key(name) if is_fuzzy else exact_key(name)].add(entry.id)
    return {key: frozenset(ids) for key, ids in found.items()}
