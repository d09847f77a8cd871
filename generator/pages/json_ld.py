"""What a page says to machines, in the terms of schema.org."""

from collections.abc import Iterable, Mapping
from itertools import islice

from generator.articles.model import Article
from generator.pages.days import newest, newest_day
from generator.pages.downloads import distributions
from generator.pages.json_ld_kinds import TYPES
from generator.pages.linked import CONTEXT, Data, View, filled, iso, nearest, view
from generator.pages.links import address
from generator.pages.site import Site
from generator.pages.statements import Statement
from generator.schema.model import Kind, Ref

_ARTICLES = 10
_STATEMENTS = 20
_MENTIONS = 50


def record(site: Site, ref: Ref, kind: Kind) -> Mapping[str, object]:
    """A record as a thing of its kind's type, with the newest articles about it and the newest statements."""
    base, seen = site.base, view(site, ref)
    name = base.name(ref)
    names = [slot.key[1] for slot, _, _ in base.held[ref] if slot.field == "names" and not slot.part]
    own = TYPES.get(kind.schema_org)
    articles = dict.fromkeys(mention.article for mention in base.mentions.get(ref, ()))
    page = seen.page(name, (kind.heading, f"{kind.plural}/"))
    said = (each for role in ("by", "about") for each in site.statements.of(role, ref))
    page |= filled({"dateModified": newest_day(base, ref), "hasPart": _statements(seen, said)})
    return {
        "@context": CONTEXT,
        **seen.thing(ref),
        **filled(
            {
                "url": seen.url(seen.own),
                "alternateName": list(dict.fromkeys(names)),
                "sameAs": [value for slot, value, _ in base.held[ref] if slot.field == "links"],
                "subjectOf": [seen.article(base.articles[id_]) for id_ in islice(reversed(articles), _ARTICLES)],
                "mainEntityOfPage": page,
            }
        ),
        **(own(seen, ref) if own else {}),
    }


def _statements(seen: View, said: Iterable[Statement]) -> list[Data]:
    unique = {(each.subject, each.slot): each for each in said}
    return [_statement(seen, each) for each in islice(unique.values(), _STATEMENTS)]


def _statement(seen: View, said: Statement) -> Data:
    """A quotation, or for a paraphrase the claim, with its speaker and the articles that report it."""
    base, parts = seen.site.base, said.parts
    facts = base.evidence.get(said.subject, {}).get((said.slot, ""), ())
    sources = [seen.article(base.articles[id_]) for id_ in dict.fromkeys(fact.article for fact in facts)]
    speaker = base.ids.get(parts["by"])
    about = dict.fromkeys(base.ids[parts[role]] for role in ("about", "topic") if parts[role] in base.ids)
    claim = parts["form"] == "paraphrase"
    return filled(
        {
            "@type": "Claim" if claim else "Quotation",
            "text": parts["says"],
            "creator": seen.agent(speaker) if speaker else None,
            "about": [seen.thing(each) for each in about],
            "dateCreated": iso(parts["on"]),
            "appearance" if claim else "isBasedOn": sources,
        }
    )


def article(site: Site, item: Article) -> Mapping[str, object]:
    """An article as a news article, with the one that it reports, what it names and what it quotes."""
    front, base = item.front, site.base
    seen = View(site, f"articles/{item.id}/")
    origin = base.articles.get(front.origin)
    words = {kind.annotation: kind.name for kind in base.schema.kinds}
    named = dict.fromkeys(Ref(words.get(each.kind, ""), each.id or "") for each in item.annotations)
    author = {"@type": "Person", "name": front.author} if front.author else None
    house = {"@type": "Organization", "name": front.publisher} if front.publisher else None
    return {
        "@context": CONTEXT,
        **seen.article(item),
        **filled(
            {
                "name": front.title,
                "url": seen.url(seen.own),
                "datePublished": nearest(front.date),
                "inLanguage": front.language,
                "license": front.licence,
                "author": author,
                "publisher": house,
                "isBasedOn": [*([seen.article(origin)] if origin else []), *([front.url] if front.url else [])],
                "citation": [seen.article(origin)] if origin else [],
                "mentions": [seen.thing(ref) for ref in islice((r for r in named if r in base.records), _MENTIONS)],
                "mainEntityOfPage": seen.page(front.title, (site.catalogue["articles"], "articles/")),
            }
        ),
    }


def collection(site: Site, title: str, path: str) -> Mapping[str, object]:
    """A list of records as a page of a collection."""
    seen = View(site, address(path))
    return {
        "@context": CONTEXT,
        **seen.page(title),
        "@type": "CollectionPage",
        "name": title,
        "url": seen.url(seen.own),
    }


def dataset(site: Site, path: str) -> Mapping[str, object]:
    """The whole site as a data set, with the files to take."""
    seen = View(site, address(path))
    files = [
        {"@type": "DataDownload", "name": each.about, "encodingFormat": each.type, "contentUrl": seen.url(each.path)}
        for each in distributions(site)
    ]
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": seen.url("#data"),
        "name": site.title,
        "description": site.catalogue["hero"],
        "url": seen.url(""),
        "inLanguage": site.language,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": site.title},
        **filled({"dateModified": newest(site.base, site.base.articles)}),
        "distribution": files,
        "mainEntityOfPage": seen.page(site.title if path == "index.md" else site.catalogue["downloads"]),
    }
