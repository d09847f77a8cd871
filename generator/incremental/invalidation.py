"""Which ids may have changed since the last build."""

from collections.abc import Iterator, Mapping
from hashlib import blake2b

from generator.articles.model import Article
from generator.incremental.dependencies import BY_OTHERS, EVERYTHING, GATHERED
from generator.incremental.manifest import SiteDependencies
from generator.knowledge_base import KnowledgeBase
from generator.records.model import Record

_LONGEST = 80
ReferencedIds = Mapping[str, tuple[bytes, tuple[str, ...]]]


def referenced_ids(base: KnowledgeBase, before: ReferencedIds) -> dict[str, tuple[bytes, tuple[str, ...]]]:
    """The ids that each article and record names, and the digest of its text; `before` is the last build's."""
    texts: dict[str, Article | Record] = {f"articles/{id_}": article for id_, article in base.articles.items()}
    texts |= {f"{ref.kind}/{ref.id}": record for ref, record in base.records.items()}
    found = {}
    for name, item in texts.items():
        digest = blake2b(item.source.text.encode(errors="surrogatepass"), digest_size=16).digest()
        known = before.get(name)
        found[name] = known if known and known[0] == digest else (digest, tuple(sorted(set(_ids(base, item)))))
    return found


def changed_ids(before: SiteDependencies, now: SiteDependencies) -> frozenset[str] | None:
    """The lookups whose results may have changed; None if all may have.

    A changed record or article changes its own id, and what others say of each id that it names.

    Everything changes with the newest article, to which days are counted, and with an id that is gone or that names
    something of another kind, because other articles may mean it.
    """
    if before.newest != now.newest or any(now.kinds.get(id_) != kind for id_, kind in before.kinds.items()):
        return None
    changed = {
        name
        for name in {*before.referenced, *now.referenced}
        if before.referenced.get(name) != now.referenced.get(name)
    }
    own = {name.rpartition("/")[2] for name in changed} | (now.kinds.keys() - before.kinds.keys())
    sides = (before.referenced, now.referenced)
    named = {id_ for name in changed for side in sides if name in side for id_ in side[name][1]} | own
    gathered = {id_ for id_ in {*before.gathered, *now.gathered} if before.gathered.get(id_) != now.gathered.get(id_)}
    found = {*own, *(id_ + BY_OTHERS for id_ in named), *(id_ + GATHERED for id_ in gathered)}
    return frozenset({*found, EVERYTHING}) if found else frozenset()


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
    yield from (annotation.id for annotation in item.annotations if annotation.id)
    for fact in base.by_article.get(item.id, ()):
        yield fact.subject.id
        yield from (word for word in (*fact.slot.key, fact.value) if _may_be_id(word))


def _may_be_id(word: str) -> bool:
    return 0 < len(word) <= _LONGEST and word.isascii() and " " not in word
