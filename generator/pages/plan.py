"""Which pages there are, which template each takes, and what it hands to the template."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.articles.model import Article
from generator.knowledge import KnowledgeBase
from generator.pages import article as article_page
from generator.pages import chains, codebook, context, downloads, home, json_ld, lead, meetings, statements
from generator.pages.context import Site
from generator.pages.escape import Markdown
from generator.pages.links import path_of
from generator.pages.model import Draft
from generator.pages.own import OWN
from generator.records.previous import previous_of
from generator.schema.model import Kind, Ref
from generator.values import iso_range

_LONG = 80


def survey(base: KnowledgeBase, catalogue: Mapping[str, str], language: str, title: str, base_url: str = "") -> Site:
    """What needs a look at everything, once a build; `base_url` is the site's public address, "" for none."""
    found = Site(base, statements.gather(base), meetings.gather(base), catalogue, language, title)
    return replace(found, chains=chains.gather(base), first_ids=_first_ids(base)).at(base_url)


def _first_ids(base: KnowledgeBase) -> Mapping[Ref, str]:
    """Of things that were renamed, the first id that no other thing has now."""
    before = {ref: previous_of(record.tree) for ref, record in base.records.items()}
    gone = {ref: [id_.value for id_ in ids if id_.value not in base.ids] for ref, ids in before.items() if ids}
    return {ref: ids[0] for ref, ids in gone.items() if ids}


def plan(site: Site) -> Iterator[Draft]:
    """All generated pages of a site: home, the codebook, an index a kind, the articles, and one page a record."""
    base = site.base
    yield _home(site)
    yield _articles(site)
    yield _codebook(site)
    yield _downloads(site)
    for each in base.schema.kinds:
        yield _index(site, each)
    for article in base.articles.values():
        yield _article(site, article)
    for ref in base.records:
        kind = base.schema.kind(ref.kind)
        if kind:
            yield _record(site, ref, kind)


def _record(site: Site, ref: Ref, kind: Kind) -> Draft:
    path = path_of(site.base, ref)
    own = OWN.get(kind.name)

    def make() -> dict[str, object]:
        made = context.record_context(site, path, ref, kind)
        return made | own(site, site.place(path), ref) if own else made

    source = site.base.records[ref].source.path
    description = lead.description(site, ref, kind)
    updated = _day(site.base, [mention.article for mention in site.base.mentions.get(ref, ())])
    data = partial(json_ld.record, site, ref, kind)
    return Draft(path, site.base.name(ref), description, f"{kind.name}.md.j2", source, updated, data, make)


def _article(site: Site, article: Article) -> Draft:
    path, title = f"articles/{article.id}.md", article.front.title
    first = next((block.text for block in article.blocks if len(block.text) > _LONG), title)
    updated, data = _day(site.base, [article.id]), partial(json_ld.article, site, article)
    source = article.source.path

    def make() -> dict[str, object]:
        return article_page.context_of(site, article)

    return Draft(path, title, lead.cut(first), "article.md.j2", source, updated, data, make)


@dataclass(frozen=True, slots=True)
class _Listed:
    ref: Ref
    cells: tuple[str | Markdown, ...]
    articles: int


def _index(site: Site, kind: Kind) -> Draft:
    path = f"{kind.plural}/index.md"
    refs = [ref for ref in site.base.records if ref.kind == kind.name]
    dated = tuple(ref for ref in site.meetings.all if ref.kind == kind.name)
    columns = [field for field in kind.fields if field.type == "reference" and not field.many][:2]

    def make() -> dict[str, object]:
        place = site.place(path)
        by_name = sorted(refs, key=lambda ref: (site.base.name(ref).casefold(), ref))
        return context.common(site, path) | {
            "kind": kind,
            "dated": dated,
            "columns": columns,
            "listed": tuple(
                _Listed(
                    ref,
                    tuple(place.link(value) if (value := site.base.records[ref].text(c.name)) else "" for c in columns),
                    len({mention.article for mention in site.base.mentions.get(ref, ())}),
                )
                for ref in by_name
            ),
        }

    data = json_ld.collection(site, kind.heading, path)
    return Draft(
        path, kind.heading, kind.description, "index.md.j2", "", _day(site.base, site.base.articles), data, make
    )


def _articles(site: Site) -> Draft:
    path, title = "articles/index.md", site.catalogue["articles"]

    def make() -> dict[str, object]:
        return context.common(site, path) | {"listed": tuple(site.base.articles.values())[::-1]}

    data = json_ld.collection(site, title, path)
    return Draft(path, title, title, "articles.md.j2", "", _day(site.base, site.base.articles), data, make)


def _home(site: Site) -> Draft:
    updated, what = _day(site.base, site.base.articles), site.catalogue["hero"]
    data = json_ld.dataset(site, home.PATH)
    return Draft(home.PATH, site.title, what, "home.md.j2", "", updated, data, lambda: home.context_of(site))


def _codebook(site: Site) -> Draft:
    title, about = site.catalogue["codebook"], site.catalogue["codebook_about"]
    updated, data = _day(site.base, site.base.articles), json_ld.collection(site, title, codebook.PATH)
    return Draft(codebook.PATH, title, about, "codebook.md.j2", "", updated, data, lambda: codebook.context_of(site))


def _downloads(site: Site) -> Draft:
    title, about = site.catalogue["downloads"], site.catalogue["downloads_about"]
    updated, data = _day(site.base, site.base.articles), json_ld.dataset(site, downloads.PATH)
    return Draft(downloads.PATH, title, about, "downloads.md.j2", "", updated, data, lambda: downloads.context_of(site))


def _day(base: KnowledgeBase, articles: Iterable[str]) -> str:
    """The last day of the newest of some articles' dates, "" for none."""
    return max((iso_range(base.articles[article].front.date)[1] for article in articles), default="")
