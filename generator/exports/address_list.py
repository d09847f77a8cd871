"""The addresses elsewhere that a project names, with the facts that rest on each."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.articles.front import front_spans
from generator.exports.comma_separated import defused
from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages.article import grouped
from generator.records.addresses import AddressNote, address_key, note_on
from generator.records.conflicts import rejection
from generator.schema.model import Ref
from generator.text.count import count
from generator.text.source import SourceText, Span

CSV_HEADER = ("address", "archived", "dead", "reason", "kind", "id", "field", "facts", "alone", "file", "line")
_IN_TEXT = re.compile(r"https?://[^\s<>\"'`\\{}|^]+")
_BEHIND = ".,;:!?)]*_"


@dataclass(frozen=True, slots=True)
class AddressUse:
    """A field or text of an article, record or page that has an address; `alone` facts have no other origin."""

    kind: str
    id: str
    field: str
    span: Span
    facts: tuple[str, ...] = ()
    alone: int = 0


@dataclass(frozen=True, slots=True)
class OutsideAddress:
    """An address, what is known of it, and its uses in the order of files."""

    note: AddressNote
    uses: tuple[AddressUse, ...]


def outside_addresses(base: KnowledgeBase, pages: Sequence[SourceText] = ()) -> tuple[OutsideAddress, ...]:
    """All addresses in articles, records and `pages`, those that people write, and their copies, by the alphabet."""
    found: dict[str, list[AddressUse]] = defaultdict(list)
    first: dict[str, str] = {}
    copies: dict[str, str] = {}
    for url, use in (*_of_articles(base), *_of_records(base), *_of_pages(pages)):
        key = address_key(url)
        first.setdefault(key, url)
        found[key].append(use)
    for front in base.fronts.values():
        if front.url and front.archived:
            copies.setdefault(address_key(front.url), front.archived)
    for note in base.addresses.values():
        if note.archived and address_key(note.address) in found:
            first.setdefault(address_key(note.archived), note.archived)
    return tuple(
        OutsideAddress(note_on(base.addresses, first[key], copies.get(key, "")), tuple(found.get(key, ())))
        for key in sorted(first)
    )


def _of_articles(base: KnowledgeBase) -> Iterator[tuple[str, AddressUse]]:
    for id_ in sorted(base.articles):
        article, spans = base.articles[id_], front_spans(base.articles[id_].source)
        front = article.front
        if front.url:
            facts = [group[0] for group in grouped(base, base.by_article.get(id_, ()))]
            alone = sum(_is_alone(base, fact) for fact in facts)
            named = tuple(_named(fact.subject, fact.slot, fact.value) for fact in facts)
            yield front.url, AddressUse("article", id_, "url", spans["url"], named, alone)
        if front.archived:
            yield front.archived, AddressUse("article", id_, "archived", spans["archived"])
        if front.retracted and front.retracted.url:
            yield front.retracted.url, AddressUse("article", id_, "retracted", spans["retracted"])
        start = max((span.end for span in spans.values()), default=0)
        yield from _in_text("article", id_, article.source, start)


def _of_pages(pages: Sequence[SourceText]) -> Iterator[tuple[str, AddressUse]]:
    for source in pages:
        yield from _in_text("page", PurePosixPath(source.path).stem, source, 0)


def _in_text(kind: str, id_: str, source: SourceText, start: int) -> Iterator[tuple[str, AddressUse]]:
    """The addresses in a text from an offset on, as its reader sees them or as targets of links."""
    for match in _IN_TEXT.finditer(source.text, start):
        url = match[0].rstrip(_BEHIND)
        url += ")" * (url.count("(") > url.count(")") and match[0].startswith(f"{url})"))
        yield url, AddressUse(kind, id_, "text", source.span(match.start(), match.start() + len(url)))


def _of_records(base: KnowledgeBase) -> Iterator[tuple[str, AddressUse]]:
    for ref in sorted(base.records):
        kind = base.schema.kind(ref.kind)
        types = {field.name: field.type for field in kind.fields} if kind else {}
        for slot, value, span in base.record_facts[ref]:
            if types.get(slot.field) == "url" and not slot.part:
                yield value, AddressUse(ref.kind, ref.id, slot.field, span)
        cited: dict[str, list[str]] = defaultdict(list)
        spans: dict[str, Span] = {}
        for slot, source in base.cited[ref].items():
            url = source.source.partition(" ")[0]
            if "://" in url:
                cited[url].append(_named(ref, slot, ""))
                spans.setdefault(url, source.span)
        for url, facts in cited.items():
            yield url, AddressUse(ref.kind, ref.id, "source", spans[url], tuple(dict.fromkeys(facts)), len(facts))


def _is_alone(base: KnowledgeBase, fact: Fact) -> bool:
    others = base.evidence.get(fact.subject, {}).get((fact.slot, fact.value), ())
    return len({base.origin(each.article) for each in others}) <= 1


def _named(ref: Ref, slot: Slot, value: str) -> str:
    """A fact by field and value, as records name it under `rejected:`."""
    field, named = rejection((slot, value))
    return f"{ref.kind} {ref.id}: {field}{f' = {named}' if named else ''}"


def as_text(addresses: tuple[OutsideAddress, ...]) -> Iterator[str]:
    """The lines for a person."""
    for each in addresses:
        note = each.note
        known = [f"not found since {note.dead}"] if note.dead else []
        known += [f"copy: {note.archived}"] if note.archived else []
        known += [f"copy not found since {note.lost}"] if note.lost else []
        more = f" ({'; '.join(known)})" if known else ""
        yield f"{note.address}{more}"
        yield from () if each.uses else ("  a copy of another address",)
        for use in each.uses:
            facts = f": {count(len(use.facts), 'fact')}, {use.alone:,} from no other origin" if use.facts else ""
            yield f"  {use.span.source.path}:{use.span.line}: {use.field}{facts}"
    dead = sum(bool(each.note.dead) for each in addresses)
    copies = sum(bool(each.note.archived) for each in addresses)
    yield f"{count(len(addresses), 'address', 'addresses')}: {dead:,} not found, {copies:,} with a copy"


def as_values(addresses: tuple[OutsideAddress, ...]) -> list[dict[str, object]]:
    """The addresses for programs."""
    return [
        {
            "address": each.note.address,
            "archived": each.note.archived,
            "dead": each.note.dead,
            "reason": each.note.reason,
            "copy_dead": each.note.lost,
            "uses": [
                {
                    "kind": use.kind,
                    "id": use.id,
                    "field": use.field,
                    "facts": list(use.facts),
                    "alone": use.alone,
                    "file": use.span.source.path,
                    "line": use.span.line,
                }
                for use in each.uses
            ],
        }
        for each in addresses
    ]


def as_rows(addresses: tuple[OutsideAddress, ...]) -> Iterator[tuple[str, ...]]:
    """One row for each use; a cell that a spreadsheet would run is defused."""
    yield CSV_HEADER
    for each in addresses:
        note = each.note
        for use in each.uses:
            cells = (note.address, note.archived, note.dead, note.reason, use.kind, use.id, use.field)
            row = (*cells, str(len(use.facts)), str(use.alone), use.span.source.path, str(use.span.line))
            yield tuple(map(defused, row))
