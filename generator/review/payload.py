"""Between the page and the review: JSON with offsets as JavaScript counts them, in UTF-16 units."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.diagnostics.problem import Problem
from generator.drafting import Proposal
from generator.drafting.model import participants
from generator.drafting.prose import GAP, TextBlock
from generator.facts.annotation_schema import AnnotationType
from generator.review.model import NewAnnotation, Pairs, Replacement, ReviewChanges, ReviewText
from generator.review.preview import Preview
from generator.schema.model import Field

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_MOST = 10_000
_LONGEST = 2_000


class PayloadError(ValueError):
    """What the page sent is not what it may send."""


@dataclass(frozen=True, slots=True)
class Units:
    """Code points of a text to UTF-16 units and back; `beyond` are the characters that take two units."""

    beyond: tuple[int, ...]
    beyond_units: tuple[int, ...]

    def units(self, offset: int) -> int:
        """The offset in UTF-16 units."""
        return offset + bisect_left(self.beyond, offset)

    def points(self, offset: int) -> int:
        """The offset in code points."""
        return offset - bisect_left(self.beyond_units, offset)


def units_of(text: str) -> Units:
    """The conversion for a text."""
    beyond = tuple(match.start() for match in _BEYOND.finditer(text))
    return Units(beyond, tuple(at + count for count, at in enumerate(beyond)))


def article_json(read: ReviewText, proposals: Sequence[Proposal], refused: Collection[int] = ()) -> dict[str, Any]:
    """The text, its passages and sentences, the annotations that it has, and the proposals.

    `refused` are the numbers of the proposals that a reviewer refused before.
    """
    units = units_of(read.text)
    at = units.units
    existing = [
        {
            "start": at(each.start), "end": at(each.end), "kind": each.kind, "id": each.id,
            "attributes": each.attributes, "block": each.is_block,
        }
        for each in read.existing
    ]  # fmt: skip
    proposed = [
        {
            "start": at(read.prose.seen(each.start)), "end": at(read.prose.seen(each.end)),
            "kind": each.kind, "id": each.id, "attributes": each.attributes, "confidence": each.confidence,
            "reason": each.reason, "new": each.new, "name": each.name, "people": participants(each.parts),
            "refused": number in refused,
        }
        for number, each in enumerate(proposals)
    ]  # fmt: skip
    return {
        "text": read.text,
        "passages": [{"start": at(p.start), "end": at(p.end), "prose": p.is_prose} for p in _passages(read)],
        "sentences": [(at(start), at(end)) for start, end in read.prose.sentences],
        "existing": existing,
        "proposals": proposed,
    }


def _passages(read: ReviewText) -> Iterator[TextBlock]:
    """The passages with all of their words: a credit at the end of one is read, though nothing is drafted in it."""
    at = 0
    for words, passage in zip(read.text.split(GAP), read.prose.blocks, strict=False):
        yield TextBlock(at, at + len(words), passage.is_prose)
        at += len(words) + len(GAP)


def schema_json(words: Mapping[str, AnnotationType]) -> list[dict[str, Any]]:
    """What annotations may say, for the forms of the page: kinds with their attributes."""
    return [
        {
            "kind": word.name,
            "label": word.kind.label if word.kind else word.name.capitalize(),
            "help": word.kind.description if word.kind else "",
            "attributes": [_attribute(name, word, aliases) for name in word.attributes],
            "roles": word.roles,
        }
        for word in words.values()
        for aliases in (_aliases(word),)
    ]


def _aliases(word: AnnotationType) -> Mapping[str, str]:
    """The attributes that say the same as another one, by that which has the key of the field, or is the first."""
    same: dict[tuple[Field, ...], list[str]] = {}
    for name, fields in word.attributes.items():
        same.setdefault(fields, []).append(name)
    usual = {fields: next((n for n in names if n == fields[0].name), names[0]) for fields, names in same.items()}
    return {name: usual[fields] for fields, names in same.items() for name in names if name != usual[fields]}


def _attribute(name: str, word: AnnotationType, aliases: Mapping[str, str]) -> dict[str, Any]:
    fields = word.attributes[name]
    first = fields[0]
    return {
        "key": name,
        "alias": aliases.get(name, ""),
        "label": first.label,
        "help": first.description,
        "type": first.type,
        "choices": [(choice.value, choice.label) for field in fields for choice in field.choices],
        "to": sorted({kind for field in fields for kind in field.to}),
    }


def preview_json(found: Preview, read: ReviewText, after: ReviewText) -> dict[str, Any]:
    """Facts and findings, each with the offset of its words in the text that the page shows."""
    units = units_of(read.text)

    def at(offset: int) -> int:
        return units.units(min(after.prose.seen(offset + 1), len(read.text)))

    return {
        "records": [
            {
                "kind": each.kind, "id": each.id, "name": each.name, "new": each.is_new,
                "facts": [{"label": fact.label, "value": fact.value, "start": at(fact.start)} for fact in each.facts],
            }
            for each in found.records
        ],
        "findings": [{**problem_json(each), "start": at(each.span.start)} for each in found.findings],
        "broken": found.is_broken,
    }  # fmt: skip


def problem_json(problem: Problem) -> dict[str, Any]:
    """A finding for the page."""
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "file": problem.span.source.path,
        "line": problem.span.line,
    }


def changes_of(data: object, read: ReviewText, proposals: Sequence[Proposal]) -> ReviewChanges:
    """The changes that the page sends; raises PayloadError where they are not what it may send."""
    if not isinstance(data, dict):
        message = "the changes are not an object"
        raise PayloadError(message)
    units = units_of(read.text)
    added = [_added(each, units, len(read.text), proposals) for each in _list(data, "added")]
    replaced = {
        _index(each, "number", len(read.existing)): Replacement(
            _word(each, "kind"), _text(each, "id"), _pairs(each) or ()
        )
        for each in _list(data, "replaced")
    }
    removed = _numbers(data, "removed", len(read.existing))
    return ReviewChanges(tuple(added), replaced, removed, _numbers(data, "refused", len(proposals)))


def _added(data: Mapping[str, object], units: Units, length: int, proposals: Sequence[Proposal]) -> NewAnnotation:
    start, end = (units.points(_number(data, key)) for key in ("start", "end"))
    if not 0 <= start < end <= length:
        message = f"no words from {start} to {end}"
        raise PayloadError(message)
    proposal = proposals[_index(data, "proposal", len(proposals))] if data.get("proposal") is not None else None
    return NewAnnotation(start, end, _word(data, "kind"), _text(data, "id"), _pairs(data), proposal)


def _numbers(data: Mapping[str, object], key: str, count: int) -> frozenset[int]:
    return frozenset(_index({"number": each}, "number", count) for each in _items(data, key))


def _items(data: Mapping[str, object], key: str) -> list[object]:
    found = data.get(key, [])
    if not isinstance(found, list) or len(found) > _MOST:
        message = f"`{key}` is not a list of at most {_MOST:,}"
        raise PayloadError(message)
    return found


def _list(data: Mapping[str, object], key: str) -> Iterable[Mapping[str, object]]:
    for each in _items(data, key):
        if not isinstance(each, dict):
            message = f"`{key}` has an item that is not an object"
            raise PayloadError(message)
        yield each


def _number(data: Mapping[str, object], key: str) -> int:
    found = data.get(key)
    if not isinstance(found, int) or isinstance(found, bool):
        message = f"`{key}` is not a number"
        raise PayloadError(message)
    return found


def _index(data: Mapping[str, object], key: str, count: int) -> int:
    found = _number(data, key)
    if not 0 <= found < count:
        message = f"`{key}` is none of {count}"
        raise PayloadError(message)
    return found


def _text(data: Mapping[str, object], key: str) -> str:
    found = data.get(key, "")
    if not isinstance(found, str) or len(found) > _LONGEST or not found.isprintable():
        message = f"`{key}` is not one line of text"
        raise PayloadError(message)
    return found.strip()


def _word(data: Mapping[str, object], key: str) -> str:
    found = _text(data, key)
    if not _KEY.fullmatch(found):
        message = f"`{key}` is not a word"
        raise PayloadError(message)
    return found


def _pairs(data: Mapping[str, object]) -> Pairs | None:
    """The attributes; None where the page leaves them to the proposal. One without a value is left out."""
    if data.get("attributes") is None:
        return None
    pairs: dict[str, str] = {}
    for each in _items(data, "attributes"):
        if not isinstance(each, list) or len(each) != len(("key", "value")):
            message = "an attribute is not a pair"
            raise PayloadError(message)
        key, value = _word({"key": each[0]}, "key"), _text({"value": each[1]}, "value")
        if value:
            pairs[key] = value
    return tuple(pairs.items())
