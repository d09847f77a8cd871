"""Tombstones: what a project keeps of a record that was removed on request, so that it does not come back.

A tombstone stands in `content/removed/<kind>/<id>.yaml`. It bars its id, the ids before it, and names: these as hashes
of their search keys, so that all spellings of one name have one hash, and the file publishes no name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.facts.naming import spelling
from generator.project.files import REMOVED
from generator.records.model import facts_with_nodes
from generator.records.new import new_record
from generator.records.read import read_record
from generator.schema.model import Field, Kind, Ref
from generator.text.source import SourceText
from generator.values.search_keys import keys

_BYTES = 12
_LAST_R = re.compile(r"(?<=[^aeiou])er$")
_HEADER = "# Written by `communique remove`: it keeps the record from coming back. Names are kept as hashes.\n"
_FIELDS = (
    Field("removed", "date", "Removed", "The day of the removal.", required=True),
    Field("reason", "text", "Reason", "Why it was removed; the page says so.", required=True),
    Field("previous_ids", "id", "Previous ids", "Ids that the record had before.", many=True),
    Field("names", "text", "Names", "Hashes of the names that are barred.", many=True),
    Field("namesakes", "id", "Namesakes", "Ids of others who bear a barred name.", many=True),
)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A record that was removed: its kind and id, the day, the reason, and what is barred.

    `names` are hashes, as `name_hash` makes them; `namesakes` are the ids of other records that bear such a name.
    """

    ref: Ref
    removed: str
    reason: str
    previous_ids: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    namesakes: frozenset[str] = frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids that are barred, the last one first."""
        return (self.ref.id, *self.previous_ids)

    def bars_name(self, name: str, bearer: str) -> bool:
        """Whether a name is barred for the thing with an id."""
        return bearer not in self.namesakes and name_hash(name, self.ref.id) in self.names


def name_hash(name: str, id_: str) -> str:
    """A name as the tombstone of an id keeps it: one hash for all spellings, scripts and orders of its words.

    The id is the key, so that no list of hashes made once reveals the names of other tombstones.
    """
    words = sorted(_LAST_R.sub("r", key) for key in keys(spelling(name)))
    return blake2b(" ".join(words).encode(), digest_size=_BYTES, key=id_.encode()[:64]).hexdigest() if words else ""


def read_tombstone(source: SourceText, kind: Kind, id_: str) -> tuple[Tombstone | None, tuple[Problem, ...]]:
    """The tombstone that a file holds; None if anything in it is in error."""
    form = _form(kind)
    record, problems = read_record(source, form, id_)
    if record is None:
        return None, problems
    found: dict[str, list[str]] = {}
    for slot, value, _ in facts_with_nodes(record.tree, form):
        found.setdefault(slot.field, []).append(value)
    names, namesakes = (frozenset(found.get(name, ())) for name in ("names", "namesakes"))
    ids = tuple(found.get("previous_ids", ()))
    return Tombstone(Ref(kind.name, id_), found["removed"][0], found["reason"][0], ids, names, namesakes), problems


def write_tombstone(tombstone: Tombstone, kind: Kind) -> str:
    """The text of a tombstone's file."""
    plain = [(Slot("removed"), tombstone.removed), (Slot("reason"), tombstone.reason)]
    lists = {
        "previous_ids": tombstone.previous_ids,
        "names": tombstone.names,
        "namesakes": tombstone.namesakes,
    }
    many: list[Assertion] = [(Slot(name), value) for name, values in lists.items() for value in values]
    _, _, body = new_record([*plain, *many], _form(kind)).partition("\n")
    return _HEADER + body


def tombstone_path(ref: Ref, kind: Kind) -> str:
    """The path of the tombstone of a thing, from the project's root."""
    return f"{REMOVED}/{kind.plural}/{ref.id}.yaml"


def references(fact: Assertion, kind: Kind) -> Iterable[str]:
    """The ids that a fact of a record of a kind refers to."""
    slot, value = fact
    field = kind.field(slot.field)
    if field is None:
        return ()
    if not field.fields:
        return (value,) if field.type == "reference" else ()
    types = {part.name: part.type for part in field.fields}
    found = [text for name, text in zip(field.key, slot.key, strict=False) if types.get(name) == "reference" and text]
    return (*found, *([value] if types.get(slot.part) == "reference" else []))


def _form(kind: Kind) -> Kind:
    """The fields of a tombstone, as a kind of record."""
    return Kind(
        "tombstone", "Tombstone", kind.plural, "Removed", "", kind.annotation, kind.identifier, "", "Thing", _FIELDS
    )
