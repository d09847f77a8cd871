"""Which ids may have changed since the last build."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.articles.model import Article
from generator.facts.model import Fact
from generator.incremental.dependencies import BY_OTHERS, EVERYTHING, FRONT, GATHERED
from generator.incremental.manifest import SiteDependencies
from generator.knowledge_base import KnowledgeBase
from generator.records.model import Record
from generator.schema.model import Ref

if TYPE_CHECKING:  # `check` needs no pages
    from generator.pages import PlannedPage

_LONGEST = 80
ReferencedIds = Mapping[str, tuple[bytes, tuple[str, ...]]]


def state(base: KnowledgeBase, last: SiteDependencies | None, newest: str = "") -> SiteDependencies:
    """What decides which values of the base may have changed; what only a site has counts as unchanged.

    `newest` is the day of the newest article, if days are counted to it.
    """
    referenced = referenced_ids(base, last.referenced if last else {})
    return SiteDependencies(
        referenced=referenced,
        kinds=kinds(base),
        fronts=front_digests(base),
        said=said_by_others(base, last, referenced),
        gathered=last.gathered if last else {},
        schema=schema_digest(base),
        newest=newest,
        has_cards=last.has_cards if last else False,
    )


def referenced_ids(base: KnowledgeBase, before: ReferencedIds) -> dict[str, tuple[bytes, tuple[str, ...]]]:
    """The ids that each article and record names, and a digest; `before` is the last build's.

    The digest is that of the text and of the ids of all articles with the same URL.
    """
    texts: dict[str, Article | Record] = {f"articles/{id_}": article for id_, article in base.articles.items()}
    texts |= {f"{ref.kind}/{ref.id}": record for ref, record in base.records.items()}
    found = {}
    for name, item in texts.items():
        group = base.same_report.get(item.id, ()) if isinstance(item, Article) else ()
        text = "\n".join((item.source.text, *group))
        digest = blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()
        known = before.get(name)
        found[name] = known if known and known[0] == digest else (digest, tuple(sorted(set(_ids(base, item)))))
    found |= {f"history/{ref.id}": (_digest(changes), (ref.id,)) for ref, changes in base.history.items()}
    return found


def changed_ids(before: SiteDependencies, now: SiteDependencies) -> frozenset[str] | None:
    """The lookups whose results may have changed; None if all may have.

    A changed record or article changes its own id; of an id that it names, what others say may have changed.

    Everything changes with the schema, with whether pages have cards, with the newest article, to which days are
    counted, and with an id that is gone
    or that names something of another kind, because other articles may mean it.
    """
    if (before.schema, before.newest, before.has_cards) != (now.schema, now.newest, now.has_cards):
        return None
    if any(now.kinds.get(id_) != kind for id_, kind in before.kinds.items()):
        return None
    changed = _differing(before.referenced, now.referenced)
    own = {name.rpartition("/")[2] for name in changed} | (now.kinds.keys() - before.kinds.keys())
    said = {id_ + BY_OTHERS for id_ in _differing(before.said, now.said)}
    gathered = {id_ + GATHERED for id_ in _differing(before.gathered, now.gathered)}
    fronts = {id_ + FRONT for id_ in _differing(before.fronts, now.fronts)}
    found = {*own, *said, *gathered, *fronts}
    return frozenset({*found, EVERYTHING}) if found else frozenset()


def _differing(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    return {name for name in {*before, *now} if before.get(name) != now.get(name)}


def said_by_others(base: KnowledgeBase, last: SiteDependencies | None, referenced: ReferencedIds) -> dict[str, bytes]:
    """A digest of what records and articles say of each id; only ids that a change may concern are read again."""
    if last is None:
        ids = {*(ref.id for ref in (*base.evidence, *base.mentions, *base.links)), *base.by_article}
        ids |= {*base.corrections, *base.same_report}
        return {id_: digest for id_ in ids if (digest := _said_of(base, id_))}
    changed, sides = _differing(last.referenced, referenced), (last.referenced, referenced)
    own = {name.rpartition("/")[2] for name in changed}
    named = own | {id_ for name in changed for side in sides if name in side for id_ in side[name][1]}
    said = {id_: _said_of(base, id_) for id_ in named}
    differing = own | {id_ for id_, digest in said.items() if last.said.get(id_, b"") != digest}
    said |= {id_: _said_of(base, id_) for id_ in _read_alike(base, differing) - named}
    return {id_: digest for id_, digest in last.said.items() if id_ not in said} | {
        id_: digest for id_, digest in said.items() if digest
    }


def _read_alike(base: KnowledgeBase, ids: Iterable[str]) -> set[str]:
    """The records and articles whose facts are read in the light of what others say of some things.

    Which of several spellings, stints or translations a fact is moved to, others decide: those on the same subject,
    and for the role of a person at a meeting, those on the person.
    """
    known = [ref for id_ in ids if (ref := base.ids.get(id_))]
    links = ((ref, link) for ref in known for links in base.links.get(ref, {}).values() for link in links)
    subjects = {*known, *(link.subject for ref, link in links if link.slot.key[:1] == (ref.id,))}
    facts = (facts for subject in subjects for facts in base.asserted.get(subject, {}).values())
    return {*(subject.id for subject in subjects), *(fact.article for each in facts for fact in each)}


def _said_of(base: KnowledgeBase, id_: str) -> bytes:
    """The digest of all that `dependencies.BY_OTHERS` stands for; b"" if nobody says anything."""
    parts = list[object]()
    for ref in (Ref(kind.name, id_) for kind in base.schema.kinds):
        parts += _words(fact for facts in base.evidence.get(ref, {}).values() for fact in facts)
        parts += _words(fact for facts in base.asserted.get(ref, {}).values() for fact in facts)
        parts += [tuple(each) for each in base.mentions.get(ref, ())]
        parts += [(name, *link[:2]) for name, links in base.links.get(ref, {}).items() for link in links]
    parts += _words(base.by_article.get(id_, ()))
    parts += base.corrections.get(id_, ())
    parts += ((each,) for each in base.same_report.get(id_, ()))
    return _digest(parts) if parts else b""


def _words(facts: Iterable[Fact]) -> Iterator[tuple[object, ...]]:
    """What pages show of facts: not the spans, which move with every word before them."""
    return ((*each.subject, *each.slot, each.value, each.article, each.annotation, each.carried) for each in facts)


def front_digests(base: KnowledgeBase) -> dict[str, bytes]:
    """A digest of each article's front matter."""
    return {id_: _digest(front) for id_, front in base.fronts.items()}


def schema_digest(base: KnowledgeBase) -> bytes:
    """A digest of what every page depends on: the kinds and fields, and the notes on addresses elsewhere."""
    return _digest((base.schema, sorted(base.addresses.items())))


def input_digests(planned: "Mapping[str, PlannedPage]") -> dict[str, bytes]:
    """A digest of what was read for each page before its draft, where that is known."""
    return {path: _digest(page.inputs) for path, page in planned.items() if page.inputs is not None}


def _digest(value: object) -> bytes:
    return blake2b(repr(value).encode(errors="surrogatepass"), digest_size=16).digest()


def kinds(base: KnowledgeBase) -> dict[str, str]:
    """The kind of every id of a record."""
    return {id_: ref.kind for id_, ref in base.ids.items()}


def _ids(base: KnowledgeBase, item: Article | Record) -> Iterator[str]:
    if isinstance(item, Record):
        yield item.ref.id
        for slot, value, _ in base.record_facts[item.ref]:
            yield from (word for word in (*slot.key, value) if _may_be_id(word))
        return
    yield item.id
    yield from filter(None, (item.front.origin, item.front.corrects))
    yield from base.same_report.get(item.id, ())
    yield from (annotation.id for annotation in item.annotations if annotation.id)
    for fact in base.by_article.get(item.id, ()):
        yield fact.subject.id
        yield from (word for word in (*fact.slot.key, fact.value) if _may_be_id(word))


def _may_be_id(word: str) -> bool:
    return 0 < len(word) <= _LONGEST and word.isascii() and " " not in word
