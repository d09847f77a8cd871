"""The JSON-LD of a page, in schema.org terms."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from generator.articles.model import Article, FrontMatter
from generator.knowledge_base import KnowledgeBase
from generator.pages.downloads import distributions
from generator.pages.json_ld_kinds import properties
from generator.pages.jsonld_refs import CONTEXT, Data, JsonLdView, nearest_iso, view, without_empty
from generator.pages.page_context import address
from generator.pages.publication import covered, licence_of, sources, updated
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement, language_of_words
from generator.records.addresses import note_on
from generator.schema.model import Kind, Ref
from generator.values import authority_iri, iso_8601

_ARTICLES = 10
_STATEMENTS = 20
_MENTIONS = 50
_SOURCES = 100


def record(site: SiteIndex, ref: Ref, kind: Kind) -> Mapping[str, object]:
    """A record as JSON-LD of its kind's type, with the newest articles and statements about it."""
    base, seen = site.base, view(site, ref)
    name = base.name(ref)
    names = [slot.key[1] for slot, _, _ in base.record_facts[ref] if slot.field == "names" and not slot.part]
    articles = dict.fromkeys(mention.article for mention in base.mentions.get(ref, ()))
    page = seen.page(name, (kind.heading, f"{kind.plural}/"))
    said = (each for role in ("by", "about") for each in site.statements.of(role, ref))
    page |= without_empty({"dateModified": nearest_iso(site.fragments.as_of(ref)), "hasPart": _statements(seen, said)})
    return {
        "@context": CONTEXT,
        **seen.thing(ref),
        **without_empty(
            {
                "url": seen.url(seen.own),
                "alternateName": list(dict.fromkeys(names)),
                "sameAs": list(_same(site, ref, kind)),
                "subjectOf": [seen.article(id_) for id_ in islice(reversed(articles), _ARTICLES)],
                "mainEntityOfPage": page,
            }
        ),
        **properties(seen, ref),
    }


def _same(site: SiteIndex, ref: Ref, kind: Kind) -> Iterator[str]:
    """The addresses of the thing elsewhere: its identifiers, and web pages about it."""
    types = {field.name: field.type for field in kind.fields}
    facts = site.base.record_facts[ref]
    yield from filter(None, (authority_iri(value) for slot, value, _ in facts if types.get(slot.field) == "authority"))
    yield from (value for slot, value, _ in facts if slot.field == "links")


def _statements(seen: JsonLdView, said: Iterable[Statement]) -> list[Data]:
    unique = {(each.subject, each.slot): each for each in said}
    return [_statement(seen, each) for each in islice(unique.values(), _STATEMENTS)]


def _statement(seen: JsonLdView, said: Statement) -> Data:
    """A statement as Quotation, or Claim for a paraphrase, with its speaker and the articles that report it."""
    base, parts = seen.site.base, said.parts
    facts = base.evidence.get(said.subject, {}).get((said.slot, ""), ())
    sources = [seen.article(id_) for id_ in dict.fromkeys(fact.article for fact in facts)]
    speaker = base.ids.get(parts["by"])
    about = dict.fromkeys(base.ids[parts[role]] for role in ("about", "topic") if parts[role] in base.ids)
    claim = parts["form"] == "paraphrase"
    return without_empty(
        {
            "@type": "Claim" if claim else "Quotation",
            "text": parts["says"],
            "inLanguage": language_of_words(base, said),
            "translationOfWork": _original(parts),
            "creator": seen.agent(speaker) if speaker else None,
            "creditText": parts["speaker"],
            "about": [seen.thing(each) for each in about],
            "dateCreated": iso_8601(parts["on"]),
            "appearance" if claim else "isBasedOn": sources,
        }
    )


def _original(parts: Mapping[str, str]) -> Data | None:
    """The quotation that a translated one goes back to."""
    if not parts["original"]:
        return None
    return without_empty({"@type": "Quotation", "text": parts["original"], "inLanguage": parts["language"]})


def article(site: SiteIndex, item: Article) -> Mapping[str, object]:
    """An article as a creative work, with its origin, mentions and quotations."""
    front, base = item.front, site.base
    seen = JsonLdView(site, f"articles/{item.id}/")
    origin = front.origin if front.origin in base.fronts else ""
    words = {kind.annotation: kind.name for kind in base.schema.kinds}
    named = dict.fromkeys(Ref(words.get(each.kind, ""), each.id or "") for each in item.annotations)
    types = ("Person", "Organization")
    authors = [{"@type": types[each.is_organization], "name": each.name} for each in front.written_by]
    corrections = [seen.article(id_) for id_ in base.corrections.get(item.id, ())]
    house = {"@type": "Organization", "name": front.publisher} if front.publisher else None
    return {
        "@context": CONTEXT,
        **seen.article(item.id),
        **without_empty(
            {
                "name": front.title,
                "url": seen.url(seen.own),
                "datePublished": nearest_iso(front.date),
                "inLanguage": front.language,
                "license": front.licence,
                "author": authors if len(authors) > 1 else next(iter(authors), None),
                "creativeWorkStatus": "Retracted" if front.retracted else "Draft" if front.is_draft else "",
                "correction": corrections,
                "publisher": house,
                "isBasedOn": [*([seen.article(origin)] if origin else []), *_original_page(base, front)],
                "citation": [seen.article(origin)] if origin else [],
                "mentions": [seen.thing(ref) for ref in islice((r for r in named if r in base.records), _MENTIONS)],
                "mainEntityOfPage": seen.page(front.title, (site.catalogue["articles"], "articles/")),
            }
        ),
    }


def _original_page(base: KnowledgeBase, front: FrontMatter) -> list[object]:
    """The page that an article was taken from: its address, or a work with the address of its copy, too."""
    if archived := note_on(base.addresses, front.url, front.archived).archived:
        return [without_empty({"@type": "CreativeWork", "url": front.url, "archivedAt": archived})]
    return [front.url] if front.url else []


def collection(site: SiteIndex, title: str, path: str) -> Mapping[str, object]:
    """A list of records as CollectionPage."""
    seen = JsonLdView(site, address(path))
    return {
        "@context": CONTEXT,
        **seen.page(title),
        "@type": "CollectionPage",
        "name": title,
        "url": seen.url(seen.own),
    }


def _published(seen: JsonLdView) -> Data:
    """Licence, version, dates, publisher and authors, as far as they are known."""
    made, licence = seen.site.publication, licence_of(seen.site.publication)
    house = {"@type": "Organization", "name": made.publisher or seen.site.title}
    return without_empty(
        {
            "license": licence.url if licence else "",
            "version": made.version,
            "identifier": f"https://doi.org/{made.doi}" if made.doi else "",
            "dateModified": nearest_iso(updated(seen.site)),
            "temporalCoverage": covered(seen.site),
            "publisher": house,
            "creator": [{"@type": "Person", "name": name} for name in made.authors] or house,
        }
    )


def _sources(site: SiteIndex) -> Iterator[Data]:
    """The original articles, as works that others published."""
    for each in sources(site):
        house = {"@type": "Organization", "name": each.publisher} if each.publisher else None
        yield without_empty({"@type": "CreativeWork", "name": each.title, "publisher": house, "url": each.url})


def dataset(site: SiteIndex, path: str) -> Mapping[str, object]:
    """The whole site as Dataset, with the files to download."""
    seen = JsonLdView(site, address(path))
    files = [
        {"@type": "DataDownload", "name": each.about, "encodingFormat": each.type, "contentUrl": seen.url(each.path)}
        for each in distributions(site)
    ]
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": seen.url("#data"),
        "name": site.title,
        "description": site.subject or site.catalogue["hero"],
        "url": seen.url(""),
        "inLanguage": site.language,
        "isAccessibleForFree": True,
        **_published(seen),
        **({"isBasedOn": [*islice(_sources(site), _SOURCES)]} if path != "index.md" else {}),
        "distribution": files,
        "mainEntityOfPage": seen.page(site.title if path == "index.md" else site.catalogue["downloads"]),
    }
