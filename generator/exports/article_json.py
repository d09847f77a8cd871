"""`index.json` beside the page of an article: its front matter, facts and mentions."""

from collections.abc import Iterator

from generator.articles.model import DRAFT, Article
from generator.exports.json_lines import line
from generator.exports.sourced import Reader, key_of
from generator.facts.extract import LABEL
from generator.pages.site_index import SiteIndex
from generator.records.addresses import note_on
from generator.schema.model import Ref

_FRONT = ("title", "date", "publisher", "author", "url", "language", "licence", "retrieved")


def make_article_json(site: SiteIndex, reader: Reader, article: Article) -> bytes:
    """The data of one article, as described by the site's `schema/article.json`, except for the head."""
    front = {name: value for name in _FRONT if (value := getattr(article.front, name))}
    made: dict[str, object] = {
        "address": f"articles/{article.id}/",
        "kind": "article",
        "id": article.id,
        **front,
        **(
            {"archived": copy}
            if (copy := note_on(site.base.addresses, article.front.url, article.front.archived).archived)
            else {}
        ),
        **_status(article),
        "origin": site.base.origin(article.id),
        "facts": list(_facts(site, reader, article)),
        "mentions": list(_mentions(site, reader, article)),
    }
    return line(made)


def _status(article: Article) -> dict[str, object]:
    """Several authors, the retraction, what the article corrects, and that it is a draft, as far as there are any."""
    front = article.front
    kinds = ("name", "organization")
    made: dict[str, object] = {}
    made |= {"authors": [{kinds[each.is_organization]: each.name} for each in front.authors]} if front.authors else {}
    if front.retracted:
        made["retracted"] = {name: value for name, value in front.retracted._asdict().items() if value}
    more = {"corrects": front.corrects, "review": DRAFT if front.is_draft else ""}
    return made | {name: text for name, text in more.items() if text}


def _facts(site: SiteIndex, reader: Reader, article: Article) -> Iterator[dict[str, object]]:
    """The facts from the article, in the order of its text."""
    for fact in site.base.by_article.get(article.id, ()):
        field = reader.kinds[fact.subject.kind].field(fact.slot.field)
        if fact.slot == LABEL or field is None:
            continue
        said = reader.evidence(article.id, fact.annotation)
        made: dict[str, object] = {"kind": fact.subject.kind, "id": fact.subject.id, "field": fact.slot.field}
        made |= {"key": key_of(field, fact.slot)} if fact.slot.key else {}
        made |= {"part": fact.slot.part} if fact.slot.part else {}
        made |= {"value": fact.value} if fact.value else {}
        yield made | {"sentence": said.sentence, "words": said.words, "address": said.address}


def _mentions(site: SiteIndex, reader: Reader, article: Article) -> Iterator[dict[str, str]]:
    """Everything that the article mentions, each once with its first mention."""
    words = {kind.annotation: kind.name for kind in site.base.schema.kinds}
    seen = set()
    for index, annotation in enumerate(article.annotations):
        ref = Ref(words.get(annotation.kind, ""), annotation.id or "")
        if ref in site.base.records and ref not in seen:
            seen.add(ref)
            address = reader.evidence(article.id, index).address
            yield {"kind": ref.kind, "id": ref.id, "name": site.base.name(ref), "address": address}
