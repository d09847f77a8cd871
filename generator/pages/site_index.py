"""The index of a site: what all pages share, gathered once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from generator.catalogue import Catalogue
from generator.diagnostics import checks
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages import chains, dates, meetings, pagination, speakers, statements
from generator.pages.accounts import accounts
from generator.pages.as_of import AsOfInputs, dates_by_record
from generator.pages.chains import Chains
from generator.pages.evidence import mark_parts, source
from generator.pages.meetings import Meetings
from generator.pages.model import Publication
from generator.pages.page_context import Fragments, MarkParts, PageContext, link
from generator.pages.pagination import PaginatedList
from generator.pages.quotation import passage
from generator.pages.repository import Repository
from generator.pages.speakers import Voices
from generator.pages.statements import Statements
from generator.pages.translation import translate
from generator.per_record import ForEach, directly
from generator.records.previous_ids import PREVIOUS, previous_of
from generator.schema.model import Ref
from generator.values import iso_range
from generator.values.collation import collation_key

AS_OF, CALENDAR_OF_ALL = "as of", "calendar of all"
"""In `SiteIndex.whole`: the date of the newest article, retraction or change of a record; "" if it has no calendar."""
_Value = TypeVar("_Value")
_Arguments = ParamSpec("_Arguments")


def _each(name: str, refs: Iterable[Ref], make: Callable[[Ref], _Value]) -> list[_Value]:  # noqa: ARG001 -- see `SiteIndex.each`
    return [make(ref) for ref in refs]


def _of_one(name: str, make: Callable[[Ref], _Value]) -> Callable[[Ref], _Value]:  # noqa: ARG001 -- see `SiteIndex.of_one`
    return cache(make)


def _each_time(function: Callable[..., _Value]) -> Callable[..., _Value]:
    return function


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What all pages share: the knowledge base, its statements, meetings and chains, the interface's words, the title.

    `base_url` is the site's public address with a slash at its end, "" if it has none; `first_ids` are the ids that
    renamed things had first. `voices` are the statements by the side that speaks, `paginated` the long lists that have
    pages of their own, `newest` is the day of the newest article, YYYY-MM-DD, `updated` that of the newest
    article, retraction or change of a record, `whole` has what is found of the whole site by name. `written`
    are the paths of the pages that people write, `subject` says what the site is about, `publication` by whom, in which
    version and under which licence it is published. `findings` gives the number of findings of the checks, by rule and
    severity, `has_cards` whether the pages of records and articles have social cards of their own, `fragments` what
    recurs on many pages. `once` remembers what a function gives for the same arguments; nothing else may remember what
    it read of the base. `briefly` does so while there are few values, and `twice` for the next caller alone, which
    suits what is long. `of_one` does so for a function of a record, by its name, and keeps what it gives for the next
    build. `shared` are the functions that `shared_by_pages` and `kept_by_record` made so.
    """

    base: KnowledgeBase
    statements: Statements
    meetings: Meetings
    catalogue: Catalogue
    language: str
    title: str
    chains: Chains
    fragments: Fragments
    base_url: str = ""
    first_ids: Mapping[Ref, str] = field(default_factory=dict)
    voices: Voices = field(default_factory=dict)
    paginated: Mapping[Ref, tuple[PaginatedList, ...]] = field(default_factory=dict)
    newest: str = ""
    updated: str = ""
    whole: Mapping[str, str] = field(default_factory=dict)
    repository: Repository | None = None
    written: frozenset[str] = frozenset()
    subject: str = ""
    publication: Publication = field(default_factory=Publication)
    findings: Callable[[], Mapping[tuple[str, str], int]] = dict
    has_cards: bool = False
    once: Callable[[Callable[..., _Value]], Callable[..., _Value]] = cache
    twice: Callable[[Callable[..., _Value]], Callable[..., _Value]] = _each_time
    briefly: Callable[[Callable[..., _Value]], Callable[..., _Value]] = cache
    each: Callable[[str, Iterable[Ref], Callable[[Ref], Any]], list[Any]] = _each
    of_one: Callable[[str, Callable[[Ref], Any]], Callable[[Ref], Any]] = _of_one
    collate: Callable[[str, str], bytes] = collation_key
    shared: dict[Callable[..., Any], Callable[..., Any]] = field(default_factory=dict, init=False, repr=False)

    def remembering(
        self,
        once: Callable[[Callable[..., Any]], Callable[..., Any]],
        twice: Callable[[Callable[..., Any]], Callable[..., Any]],
        briefly: Callable[[Callable[..., Any]], Callable[..., Any]],
    ) -> "SiteIndex":
        """The site with another `once`, which memoizes its functions, `twice` and `briefly`."""
        accounts_of = once(partial(accounts, self.base, self.statements))
        inputs = AsOfInputs(self.base, self.meetings, self.statements, self.voices, accounts_of)
        fragments = _fragments(inputs, self.language, self.catalogue, self.title, self.whole, once, briefly)
        return replace(self, once=once, twice=twice, briefly=briefly, fragments=fragments)

    def at(self, base_url: str) -> "SiteIndex":
        """The site at a public address; "" if none."""
        return replace(self, base_url=f"{base_url.rstrip('/')}/" if base_url else "")

    def sort_text(self, ref: Ref) -> str:
        """The text by which a record is sorted: its own (`sort: Roe, Ann`), else its name."""
        record = self.base.records.get(ref)
        return (record.text("sort") if record else "") or self.base.name(ref)

    def sort_key(self, ref: Ref) -> tuple[bytes, Ref]:
        """The key that orders records by name in the language of the site."""
        return self.collate(self.sort_text(ref), self.language), ref

    def place(self, path: str) -> PageContext:
        """The context of one page."""
        return PageContext(self.base, path, self.language, self.catalogue, self.fragments, self.title)


def shared_by_pages(
    function: Callable[Concatenate[SiteIndex, _Arguments], _Value],
) -> Callable[Concatenate[SiteIndex, _Arguments], _Value]:
    """A function of a site and of what it is asked for, which a site calls once for the same."""

    def call(site: SiteIndex, /, *arguments: _Arguments.args, **_: _Arguments.kwargs) -> _Value:
        known = site.shared.get(function)
        if known is None:
            known = site.shared[function] = site.once(partial(function, site))
        found: _Value = known(*arguments)
        return found

    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call


KEPT: dict[str, Callable[[SiteIndex, Ref], Any]] = {}
"""The functions that `kept_by_record` has decorated, by name."""


def kept_by_record(function: Callable[[SiteIndex, Ref], _Value]) -> Callable[[SiteIndex, Ref], _Value]:
    """A function of a site and a record, whose values are kept for the next build.

    What calls it depends on the value alone: pages are written again if it is another one, and not if only what it was
    made from is.
    """
    KEPT[function.__name__] = function

    def call(site: SiteIndex, ref: Ref) -> _Value:
        known = site.shared.get(function)
        if known is None:
            known = site.shared[function] = site.of_one(function.__name__, partial(function, site))
        found: _Value = known(ref)
        return found

    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call


def gather_site(
    base: KnowledgeBase,
    catalogue: Catalogue,
    language: str,
    title: str,
    base_url: str = "",
    repository: Repository | None = None,
    written: frozenset[str] = frozenset(),
    subject: str = "",
    publication: Publication | None = None,
    findings: Mapping[tuple[str, str], int] | None = None,
    *,
    has_cards: bool = False,
    for_each: ForEach | None = None,
) -> SiteIndex:
    """Gather what needs all records and articles, once per build.

    `base_url` is the site's public address; "" if none; `repository` is where the files behind the pages can be
    edited, None for nowhere. `written` are the paths of the pages that people write, `subject` is the line that says
    what the site is about, `findings` what the checks found, where they ran already. `for_each` gives values of single
    records, by default each made anew.
    """
    base = replace(base, schema=translate(base.schema, catalogue))
    for_each = for_each or directly(base)
    said = statements.gather_statements(base, for_each)
    voices = speakers.gather_voices(base, said, for_each)
    met = meetings.gather_meetings(base, for_each)
    gathered = said, met, catalogue, language, title, chains.gather_chains(base)
    has_calendar = any(dates.on_calendar(base, ref) for ref in met.all)
    whole = {AS_OF: dates.as_of_site(base, for_each), CALENDAR_OF_ALL: "yes" if has_calendar else ""}
    inputs = AsOfInputs(base, met, said, voices, cache(partial(accounts, base, said)))
    fragments = _fragments(inputs, language, catalogue, title, whole, cache, cache)
    found = SiteIndex(base, *gathered, fragments).at(base_url)
    return replace(
        found,
        first_ids=_first_ids(base),
        voices=voices,
        newest=dates.newest(base, base.articles),
        whole=whole,
        updated=iso_range(whole[AS_OF])[1],
        repository=repository,
        written=written,
        subject=subject,
        publication=publication or Publication(),
        findings=lambda: checks.count(checks.run(base)) if findings is None else findings,
        has_cards=has_cards,
        paginated=pagination.gather_lists(pagination.ListInputs(base, met, said), for_each),
    )


def _fragments(
    inputs: AsOfInputs,
    language: str,
    catalogue: Catalogue,
    title: str,
    whole: Mapping[str, str],
    once: Callable[[Callable[..., Any]], Callable[..., Any]],
    briefly: Callable[[Callable[..., Any]], Callable[..., Any]],
) -> Fragments:
    """What recurs on many pages, each made once."""
    base, behind = inputs.base, dates_by_record(inputs, once)

    def mark(folder: str, subject: Ref, slot: Slot, value: str) -> MarkParts:
        return mark_parts(base, place(folder), subject, slot, value)

    def cited(folder: str, article: str) -> tuple[str, str]:
        return source(base, place(folder), base.articles[article])

    def place(folder: str) -> PageContext:
        return PageContext(base, f"{folder}/", language, catalogue, found, title)

    def as_of(ref: Ref | None) -> str:
        return behind(ref) if ref else whole[AS_OF]

    quoted, linked = once(partial(passage, base, language)), briefly(partial(link, base))
    found = Fragments(quoted, linked, briefly(mark), once(cited), inputs.accounts, as_of)
    return found


def _first_ids(base: KnowledgeBase) -> Mapping[Ref, str]:
    """For renamed records the first id that no other record has now, or has claimed before."""
    renamed = {ref: record for ref, record in base.records.items() if PREVIOUS in record.texts}
    before = {ref: previous_of(record.tree) for ref, record in renamed.items()}
    gone = {ref: [id_.value for id_ in ids if id_.value not in base.ids] for ref, ids in before.items() if ids}
    owner = {ids[0]: ref for ref, ids in reversed(gone.items()) if ids}
    return {ref: id_ for id_, ref in owner.items()}
