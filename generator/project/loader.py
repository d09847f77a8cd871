"""Load a project: schema, articles, records and facts, each checked alone and with the others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

from generator.articles import read_article
from generator.articles.front import front_spans
from generator.articles.front_values import check_front
from generator.articles.model import Article
from generator.diagnostics.problem import Problem, failed
from generator.facts.assemble import SITE
from generator.facts.check import a, check_readable, check_references, check_words, referenced_records
from generator.facts.extract import extract, speakers_of
from generator.facts.model import Fact
from generator.facts.placed import PlacedFacts
from generator.facts.reach import within_reach
from generator.memo import Memoize, no_memo
from generator.project.bars import Bars, read_bars
from generator.project.files import ARTICLES, RECORDS, SUFFIXES, Project
from generator.project.history_checks import check_history
from generator.records.addresses import AddressNotes, read_addresses
from generator.records.history import HistoryFile, read_history
from generator.records.model import Record
from generator.records.previous_ids import previous_ids
from generator.records.read import read_record
from generator.schema import read_schema
from generator.schema.model import Ref, Schema
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest
from generator.values import read_date
from generator.values.date import Date


@dataclass(frozen=True, slots=True)
class LoadedProject:
    """The valid content of a project.

    `articles` are in the order of their dates, then ids; `facts` in the order of the articles. `first_mentions` has
    everything that articles name, each with the span of its first mention. `kinds` maps every known id to its kind.
    `languages` are those of the articles that are written in another one than the site's, and the site's. `bars` are
    the tombstones of removed records; what names one is left out. `history` is what commits changed in records.
    `addresses` are the notes on addresses elsewhere, `links` the files that they stand in.
    """

    schema: Schema
    articles: tuple[Article, ...]
    records: tuple[Record, ...]
    facts: tuple[Fact, ...]
    first_mentions: Mapping[Ref, Span]
    kinds: Mapping[str, str]
    languages: Mapping[str, str]
    bars: Bars
    history: tuple[HistoryFile, ...]
    addresses: AddressNotes
    links: tuple[SourceText, ...]


def load_project(
    project: Project, remember: Memoize = no_memo
) -> tuple[LoadedProject, PlacedFacts, tuple[Problem, ...]]:
    """Load all input; the other values are its facts by the fields that they are about, and every problem with it."""
    schema, problems = remember("schema", read_schema, project.schema)
    found = list(problems)
    bars, broken = read_bars(project.removed, schema)
    history, wrong = read_history(project.history, schema)
    addresses, unclear = read_addresses(project.links)
    found += (*broken, *wrong, *unclear)
    read = _records(project.records, schema, found, remember)
    records = tuple(record for record in read if not _has_error(bars.of_record(record), found))
    parsed = _articles(project.articles, schema, found, remember)
    worded = [article for article in parsed if not _has_error(remember(article.id, _words, article, schema), found)]
    sound = tuple(article for article in worded if not _has_error(bars.of_article(article), found))
    named_by = {article.id: remember(article.id, _named, article, schema) for article in sound}
    spans = _first_spans(records, chain.from_iterable(named_by.values()))
    found += _clashes(spans)
    kinds: Mapping[str, str] = remember("kinds", dict, {ref.id: ref.kind for ref in reversed(spans)})
    records = tuple(record for record in records if kinds[record.ref.id] == record.ref.kind)
    previous: Mapping[str, Ref] = remember("previous", dict, previous_ids(records))
    linked = tuple(
        article
        for article in sound
        if not _has_error(remember(article.id, _references, article, schema, kinds, previous), found)
    )
    found += _origins(parsed)
    ordered = tuple(sorted(linked, key=_age))

    def kinds_in(article: Article) -> Mapping[str, str]:
        ids = remember(article.id, speakers_of, article)
        return {id_: kinds[id_] for id_ in ids if id_ in kinds}

    said = tuple(
        fact for article in ordered for fact in remember(article.id, extract, article, schema, kinds_in(article))
    )
    facts = within_reach(PlacedFacts(said), ordered, _dates(records, schema), schema, remember)
    named = dict(reversed([each for article in ordered for each in named_by[article.id]]))
    languages = _languages(ordered, project.language)
    histories = tuple(map(bars.of_history, history))
    found += check_history(history, schema, _known_ids(project.records, previous, bars, schema)) if history else ()
    loaded = LoadedProject(
        schema, ordered, records, facts.all, named, kinds, languages, bars, histories, addresses, project.links
    )
    return loaded, facts, tuple(found)


def _known_ids(
    records: Sequence[SourceText], previous: Mapping[str, Ref], bars: Bars, schema: Schema
) -> dict[str, set[str]]:
    """The ids of each kind: of records, also of those in error, former ones, and those of removed records."""
    known: dict[str, set[str]] = defaultdict(set)
    kinds = {kind.plural: kind.name for kind in schema.kinds}
    paths = (PurePosixPath(source.path) for source in records)
    named = [(kinds.get(path.parent.name, ""), path.stem) for path in paths]
    named += [(ref.kind, old) for old, ref in previous.items()]
    named += [(tombstone.ref.kind, id_) for tombstone in bars.tombstones for id_ in tombstone.ids]
    for kind, id_ in named:
        known[kind].add(id_)
    return known


def _languages(articles: Iterable[Article], site: str) -> dict[str, str]:
    """The site's language, and those of the articles that are written in another one."""
    own = site.partition("-")[0]
    found = {article.id: article.front.language.partition("-")[0] for article in articles}
    others = {article: language for article, language in found.items() if language and language != own}
    return {SITE: own, **others}


def _dates(records: Sequence[Record], schema: Schema) -> dict[Ref, str]:
    """The dates of the records whose kinds are ordered by one."""
    fields = {kind.name: kind.timeline for kind in schema.kinds if kind.timeline}
    return {record.ref: record.text(fields[record.ref.kind]) for record in records if record.ref.kind in fields}


def _front(article: Article) -> tuple[Problem, ...]:
    return tuple(check_front(article.source, article.front))


def _named(article: Article, schema: Schema) -> tuple[tuple[Ref, Span], ...]:
    """What an article names, each with the span of its first mention."""
    found: dict[Ref, Span] = {}
    for ref, span in referenced_records((article,), schema):
        found.setdefault(ref, span)
    return tuple(found.items())


def _words(article: Article, schema: Schema) -> tuple[Problem, ...]:
    return tuple(check_words(article, schema))


def _readable(source: SourceText, schema: Schema) -> tuple[Problem, ...]:
    return tuple(check_readable(source, schema))


def _references(
    article: Article, schema: Schema, kinds: Mapping[str, str], previous: Mapping[str, Ref]
) -> tuple[Problem, ...]:
    return tuple(check_references(article, schema, kinds, previous))


def record_path(ref: Ref, schema: Schema) -> str:
    """The path of a record, relative to the project's root."""
    kind = schema.kind(ref.kind)
    return f"{RECORDS}/{kind.plural if kind else ref.kind}/{ref.id}.yaml"


def _has_error(problems: Iterable[Problem], found: list[Problem]) -> bool:
    """Add problems to those found; whether any of them is an error."""
    new = tuple(problems)
    found += new
    return failed(new)


def _age(article: Article) -> tuple[object, str]:
    date = read_date(article.front.date)
    return (date.sort_key if isinstance(date, Date) else (), article.id)


def _articles(
    sources: Sequence[SourceText], schema: Schema, found: list[Problem], remember: Memoize
) -> tuple[Article, ...]:
    articles = []
    for source in sources:
        article, problems = remember(source.path, read_article, source)
        found += problems
        if article is None:
            found += remember(source.path, _readable, source, schema)
        elif not _has_error(remember(article.id, _front, article), found):
            articles.append(article)
    by_id: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_id[article.id].append(article)
    for same in by_id.values():
        for article in same[1:]:
            message = f"two articles have the id `{article.id}`: {same[0].source.path} too"
            hint = "the id of an article is its file name: rename one of them"
            found.append(Problem("id-is-unique", message, article.source.whole(), hint=hint))
    return tuple(same[0] for same in by_id.values())


def _records(
    sources: Sequence[SourceText], schema: Schema, found: list[Problem], remember: Memoize
) -> tuple[Record, ...]:
    plurals = {kind.plural: kind for kind in schema.kinds}
    records = []
    for source in sources:
        folder, _, name = source.path.removeprefix(f"{RECORDS}/").rpartition("/")
        kind = plurals.get(folder)
        if kind is None:
            near = nearest(folder, list(plurals))
            hint = f"did you mean `{RECORDS}/{near}/`?" if near else f"the folders are: {', '.join(plurals)}"
            message = f"`{folder or '.'}` is not a folder for records"
            found.append(Problem("folder-is-kind", message, source.whole(), hint=hint))
            continue
        record, problems = remember(source.path, read_record, source, kind, name.removesuffix(SUFFIXES[RECORDS]))
        found += problems
        if record is not None:
            records.append(record)
    return tuple(records)


def _first_spans(records: Sequence[Record], named: Iterable[tuple[Ref, Span]]) -> dict[Ref, Span]:
    """Everything that has a record or is `named` by articles, with the span of the first."""
    spans = {record.ref: record.source.whole() for record in records}
    for ref, span in named:
        spans.setdefault(ref, span)
    return spans


def _clashes(spans: Mapping[Ref, Span]) -> Iterator[Problem]:
    """Ids that name two things of different kinds: links and quotations use an id without its kind."""
    first: dict[str, Ref] = {}
    for ref, span in spans.items():
        other = first.setdefault(ref.id, ref)
        if other != ref:
            message = f"`{ref.id}` is {a(ref.kind)} here and {a(other.kind)} in {spans[other].source.path}"
            hint = f"give one of them another id, such as `{ref.id}-{ref.kind}`"
            yield Problem("id-is-unique", message, span, hint=hint)


def _origins(articles: Sequence[Article]) -> Iterator[Problem]:
    ids = sorted(article.id for article in articles)
    named = ((each, key, getattr(each.front, key)) for each in articles for key in ("origin", "corrects"))
    for article, key, origin in named:
        if origin and origin not in ids:
            near = nearest(origin, ids)
            verb = "reprints" if key == "origin" else "corrects"
            hint = f"did you mean `{near}`?" if near else f"add the article that it {verb} to {ARTICLES}"
            span = front_spans(article.source)[key]
            yield Problem("reference-resolves", f"no article has the id `{origin}`", span, hint=hint)
