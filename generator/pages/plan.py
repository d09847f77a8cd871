"""Which pages there are, which template each takes, and what it hands to the template."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.articles.model import Article
from generator.knowledge import KnowledgeBase
from generator.pages import article as article_page
from generator.pages import codebook, context, home, json_ld, lead, meetings, statements, views
from generator.pages.context import Site
from generator.pages.escape import Markdown
from generator.pages.links import path_of
from generator.pages.model import Draft
from generator.pages.own import OWN
from generator.pages.views import sections
from generator.schema.model import Kind, Ref
from generator.values import iso_range

_LONG = 80


def plan(base: KnowledgeBase, catalogue: Mapping[str, str], language: str, title: str) -> Iterator[Draft]:
    """All generated pages of a site: home, the codebook, an index a kind, the articles, and one page a record."""
    site = Site(base, statements.gather(base), meetings.gather(base), catalogue, language, title)
    yield _home(site)
    yield _articles(site)
    yield _codebook(site)
    yield from views.drafts(site, _day(base, base.articles))
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
    data = json_ld.record(site, ref, kind)
    return Draft(path, site.base.name(ref), description, f"{kind.name}.md.j2", source, updated, data, make)


def _article(site: Site, article: Article) -> Draft:
    path, title = f"articles/{article.id}.md", article.front.title
    first = next((block.text for block in article.blocks if len(block.text) > _LONG), title)
    updated, data = _day(site.base, [article.id]), json_ld.article(site, article)
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
        rows = [
            _Listed(
                ref,
                tuple(place.link(value) if (value := site.base.records[ref].text(c.name)) else "" for c in columns),
                len({mention.article for mention in site.base.mentions.get(ref, ())}),
            )
            for ref in by_name
        ]
        return context.common(site, path) | {
            "kind": kind,
            "dated": dated,
            "columns": columns,
            "dated_years": sections.by_year(site, dated, kind.timeline),
            "listed": sections.by_letter(rows, lambda row: site.base.name(row.ref)),
            "total": len(dated or rows),
        }

    data = json_ld.collection(site, kind.heading)
    return Draft(
        path, kind.heading, kind.description, "index.md.j2", "", _day(site.base, site.base.articles), data, make
    )


def _articles(site: Site) -> Draft:
    path, title = "articles/index.md", site.catalogue["articles"]

    def make() -> dict[str, object]:
        return context.common(site, path) | {"listed": tuple(site.base.articles.values())[::-1]}

    data = json_ld.collection(site, title)
    return Draft(path, title, title, "articles.md.j2", "", _day(site.base, site.base.articles), data, make)


def _home(site: Site) -> Draft:
    updated, what = _day(site.base, site.base.articles), site.catalogue["hero"]
    data = json_ld.home(site)
    return Draft(home.PATH, site.title, what, "home.md.j2", "", updated, data, lambda: home.context_of(site))


def _codebook(site: Site) -> Draft:
    title, about = site.catalogue["codebook"], site.catalogue["codebook_about"]
    updated, data = _day(site.base, site.base.articles), json_ld.collection(site, title)
    return Draft(codebook.PATH, title, about, "codebook.md.j2", "", updated, data, lambda: codebook.context_of(site))


def _day(base: KnowledgeBase, articles: Iterable[str]) -> str:
    """The last day of the newest of some articles' dates, "" for none."""
    return max((iso_range(base.articles[article].front.date)[1] for article in articles), default="")
