"""Plans the pages: which there are, with which templates and contexts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from generator.facts.model import Slot
from generator.pages import (
    addresses,
    codebook,
    downloads,
    home,
    indexes,
    intro,
    json_ld,
    list_page,
    pagination,
    views,
)
from generator.pages.article import ArticleContext, ArticlesContext
from generator.pages.contexts import RecordContext
from generator.pages.coverage import Coverage, measure_coverage
from generator.pages.dates import newest_date
from generator.pages.escape import Markdown
from generator.pages.kinds import CONTEXTS
from generator.pages.model import AlternateForm, PageDraft, PlannedPage
from generator.pages.page_context import path_of
from generator.pages.page_metadata import head
from generator.pages.previews import Previews, previews
from generator.pages.references import page_kind
from generator.pages.repository import foot
from generator.pages.site_index import SiteIndex
from generator.schema.model import Kind, Ref
from generator.values import iso_prefix

_LONG = 80
_NAME = Slot("name")
_ARTICLES = "articles/index.md"


def plan(site: SiteIndex) -> Iterator[PlannedPage]:
    """All generated pages of a site: home, codebook, an index for each kind, articles, and records."""
    cards, coverage = previews(site), site.once(partial(measure_coverage, site))
    for view in views.drafts(site, site.updated, coverage):
        draft = partial(_completed, site, partial(_ready, view), cards)
        depends_on_all = view.inputs is None
        yield PlannedPage(view.path, draft, depends_on_all, is_empty=view.is_empty, inputs=view.inputs)
    empty = frozenset(_empty_indexes(site))
    for path, make_draft, inputs in _drafts(site, coverage):
        yield PlannedPage(path, partial(_completed, site, make_draft, cards), is_empty=path in empty, inputs=inputs)


def plan_records(site: SiteIndex, refs: Iterable[Ref]) -> Iterator[PlannedPage]:
    """The pages of some records."""
    cards, kinds = previews(site), {kind.name: kind for kind in site.base.schema.kinds}
    for ref in refs:
        draft = partial(_completed, site, partial(_record, site, ref, kinds[ref.kind]), cards)
        yield PlannedPage(path_of(site.base, ref), draft)


def _empty_indexes(site: SiteIndex) -> Iterator[str]:
    """The indexes of which nothing is known yet."""
    used = {ref.kind for ref in site.base.records}
    yield from (f"{kind.plural}/index.md" for kind in site.base.schema.kinds if kind.name not in used)
    if not site.base.articles:
        yield _ARTICLES


def _ready(draft: PageDraft) -> PageDraft:
    return draft


def _completed(site: SiteIndex, draft: Callable[[], PageDraft], cards: Previews) -> PageDraft:
    """The draft with its alternate forms, citation, and preview cards."""
    made = draft()
    feeds, citation, card = head(site, made)
    return replace(made, feeds=feeds, citation=citation, card=card, after=partial(cards, made.path))


def _drafts(site: SiteIndex, coverage: Callable[[], Coverage]) -> Iterator[tuple[str, Callable[[], PageDraft], object]]:
    """The pages of lists, articles and records with their inputs."""
    yield home.PATH, partial(_home, site, coverage), None
    articles = tuple(site.base.articles)[::-1]
    yield _ARTICLES, partial(_articles, site, articles), (site.updated, articles)
    yield codebook.PATH, partial(_codebook, site), None
    yield downloads.PATH, partial(_downloads, site), None
    kinds = {kind.name: kind for kind in site.base.schema.kinds}
    for kind in kinds.values():
        yield from indexes.drafts(site, kind, site.updated)
    for id_ in articles[::-1]:
        yield f"articles/{id_}.md", partial(_article, site, id_), None
    for ref in site.base.records:
        yield f"{kinds[ref.kind].plural}/{ref.id}.md", partial(_record, site, ref, kinds[ref.kind]), None
    for path, ref, own, part in pagination.paths(site.base, site.paginated):
        yield path, partial(list_page.draft, site, path, ref, own, part), None


def _record(site: SiteIndex, ref: Ref, kind: Kind) -> PageDraft:
    path = path_of(site.base, ref)
    feeds, like = tuple(addresses.feeds(site, ref)), page_kind(site.base.schema, kind)

    def make_context() -> RecordContext:
        class_ = CONTEXTS.get(like, RecordContext)
        page, links = site.place(path), _foot_links(site, path, ref)
        forms = addresses.forms(site, path, feeds)
        return class_(
            site=site,
            page=page,
            name=site.base.name(ref),
            subject=ref,
            kind=kind,
            as_of=site.fragments.as_of(ref),
            forms=forms,
            foot_links=links,
        )

    source = site.base.records[ref].source.path
    description = intro.description(site, ref)
    updated = iso_prefix(site.fragments.as_of(ref))
    data = partial(json_ld.record, site, ref, kind)
    return PageDraft(
        path,
        site.base.name(ref),
        description,
        f"{kind.name}.md.j2",
        source,
        updated,
        data,
        make_context,
        feeds,
        like=like,
    )


def _article(site: SiteIndex, id_: str) -> PageDraft:
    article = site.base.articles[id_]
    path, title = f"articles/{id_}.md", article.front.title
    first = next((block.text for block in article.blocks if len(block.text) > _LONG), title)
    updated, data = iso_prefix(newest_date(site.base, [article.id])), partial(json_ld.article, site, article)
    source, feeds = article.source.path, (addresses.data_feed(site, path, title),)

    def make_context() -> ArticleContext:
        page = site.place(path)
        links, forms = foot(site.repository, page, title, source, 1), addresses.forms(site, path, feeds)
        return ArticleContext(site=site, page=page, name=title, source=article, forms=forms, foot_links=links)

    return PageDraft(path, title, intro.truncate(first), "article.md.j2", source, updated, data, make_context, feeds)


def _foot_links(site: SiteIndex, path: str, ref: Ref) -> Markdown:
    """The footer links of a record's page; the one to its file leads to the line of the name."""
    record = site.base.records[ref]
    line = _line_of_name(site, ref) if site.repository else 1
    return foot(site.repository, site.place(path), site.base.name(ref), record.source.path, line)


def _line_of_name(site: SiteIndex, ref: Ref) -> int:
    """The line of a record's file on which the key of its name stands."""
    source = site.base.records[ref].source
    value = next((span.start for slot, _, span in site.base.record_facts[ref] if slot == _NAME), 0)
    at = max(source.text.rfind(_NAME.field, 0, value), 0)
    return source.span(at, at).line


def _articles(site: SiteIndex, ids: Sequence[str]) -> PageDraft:
    """The list of articles; `ids` are theirs, newest first."""
    path, title = _ARTICLES, site.catalogue["articles"]

    def make_context() -> ArticlesContext:
        listed = tuple(site.base.articles[id_] for id_ in ids)
        return ArticlesContext(site=site, page=site.place(path), name=title, listed=listed)

    data = json_ld.collection(site, title, path)
    return PageDraft(path, title, title, "articles.md.j2", "", site.updated, data, make_context)


def _home(site: SiteIndex, coverage: Callable[[], Coverage]) -> PageDraft:
    updated, what = site.updated, site.subject or site.catalogue["hero"]
    data = json_ld.dataset(site, home.PATH)
    return PageDraft(
        home.PATH, site.title, what, "home.md.j2", "", updated, data, lambda: home.context(site, coverage())
    )


def _codebook(site: SiteIndex) -> PageDraft:
    title, about = site.catalogue["codebook"], site.catalogue["codebook_about"]
    updated, data = site.updated, json_ld.collection(site, title, codebook.PATH)
    return PageDraft(codebook.PATH, title, about, "codebook.md.j2", "", updated, data, lambda: codebook.context(site))


def _downloads(site: SiteIndex) -> PageDraft:
    title, about = site.catalogue["downloads"], site.catalogue["downloads_about"]
    updated, data = site.updated, json_ld.dataset(site, downloads.PATH)
    files = (AlternateForm(each.type, each.name, each.path) for each in downloads.distributions(site))
    feeds = (*files, *addresses.site_feeds(site))
    return PageDraft(
        downloads.PATH, title, about, "downloads.md.j2", "", updated, data, lambda: downloads.context(site), feeds
    )
