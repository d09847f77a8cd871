"""Each fact of a record with its state and evidence, for all exports."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.articles.model import DRAFT
from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages.addresses import address_of
from generator.pages.drafts import is_draft
from generator.pages.evidence import state
from generator.pages.quotation import quotation
from generator.pages.row_counts import EXCLUDED, each_sentence
from generator.pages.site_index import SiteIndex
from generator.records.model import RecordFact
from generator.schema.model import Field, Kind, Ref


class Evidence(NamedTuple):
    """A sentence: its article, its text, the annotated words in it, their URL, and the article of its origin.

    `retracted` is the day on which the article was retracted, "" if it was not. `review` is "draft" if nobody has
    reviewed the article's annotations, else "".
    """

    article: str
    sentence: str
    words: str
    address: str
    origin: str
    retracted: str
    review: str


class Sourced(NamedTuple):
    """A fact with its standing as `pages.evidence.state` names it; `cited` is the source that a person gave, or "".

    `review` is "draft" if it rests on articles alone that nobody has reviewed, else "".
    """

    slot: Slot
    value: str
    state: str
    evidence: tuple[Evidence, ...]
    cited: str
    review: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Looks up what several exports need, only once.

    - `evidence`: the sentence of an annotation, by the article's id and the annotation's index
    - `facts`: the facts of a record, fields in the order of the schema, items in that of the file
    - `thing`: the kind, id, name and URL of a record
    - `links`: the fields with which records of a kind refer to others, by field and part, including keys of items
    """

    base: KnowledgeBase
    kinds: Mapping[str, Kind]
    evidence: Callable[[str, int], Evidence]
    facts: Callable[[Ref], tuple[Sourced, ...]]
    links: Callable[[str], Mapping[tuple[str, str], str]]
    thing: Callable[[Ref], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Facts:
    base: KnowledgeBase
    kind: Kind
    evidence: Callable[[str, int], Evidence]

    def of(self, ref: Ref) -> Iterator[Sourced]:
        base, kind = self.base, self.kind
        by_field: dict[str, list[RecordFact]] = {field.name: [] for field in kind.fields if field.name not in EXCLUDED}
        for fact in base.record_facts[ref]:
            if fact.slot.field in by_field and fact.slot.part != "source":
                by_field[fact.slot.field].append(fact)
        known, cited = base.evidence.get(ref, {}), base.cited.get(ref, {})
        for facts in by_field.values():
            for slot, value, _ in facts:
                sentences = tuple(self._sentences(known.get((slot, value), ())))
                source = cited[slot].source if slot in cited else ""
                review = DRAFT if is_draft(base, ref, slot, value) else ""
                yield Sourced(slot, value, state(base, ref, slot, value).name, sentences, source, review)

    def _sentences(self, facts: Iterable[Fact]) -> Iterator[Evidence]:
        for fact in each_sentence(facts):
            yield self.evidence(fact.article, fact.annotation)


def reader(site: SiteIndex) -> Reader:
    """A reader for the knowledge base of a site."""
    base = site.base

    @site.briefly
    def evidence(article: str, annotation: int) -> Evidence:
        quoted = quotation(base.articles[article], annotation)
        sentence = f"{quoted.before}{quoted.words}{quoted.after}".strip()
        address, front = f"articles/{article}/#{quoted.anchor}", base.fronts[article]
        retracted = front.retracted.date if front.retracted else ""
        return Evidence(
            article, sentence, quoted.words, address, base.origin(article), retracted, DRAFT if front.is_draft else ""
        )

    @site.once
    def facts(ref: Ref) -> tuple[Sourced, ...]:
        return tuple(_Facts(base, kinds[ref.kind], evidence).of(ref))

    @site.once
    def links(kind: str) -> Mapping[tuple[str, str], str]:
        return {(path, part): f"{path}.{part}" if part else path for path, part in _references(kinds[kind])}

    @site.once
    def thing(ref: Ref) -> Mapping[str, str]:
        return {"kind": ref.kind, "id": ref.id, "name": base.name(ref), "address": address_of(base, ref)}

    kinds = {kind.name: kind for kind in base.schema.kinds}
    return Reader(base, kinds, evidence, facts, links, thing)


def _references(kind: Kind) -> Iterator[tuple[str, str]]:
    for field in kind.fields:
        if field.type == "reference":
            yield field.name, ""
        yield from ((field.name, part.name) for part in field.fields if part.type == "reference")


def key_of(field: Field, slot: Slot) -> dict[str, str]:
    """The key fields of an item by name, without missing ones."""
    return {name: value for name, value in zip(field.key, slot.key, strict=True) if value}
