"""The project's files to what they say: schema, articles, records, facts, each checked alone and with the others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.articles import read_article
from generator.articles.front import front_spans
from generator.articles.model import Article
from generator.diagnostics.problem import Problem, failed
from generator.facts.check import a, check_references, check_words, referenced_records
from generator.facts.extract import extract
from generator.facts.model import Fact
from generator.memo import Memoize, no_memo
from generator.project.files import ARTICLES, RECORDS, SUFFIXES, Project
from generator.records.model import Record
from generator.records.previous_ids import previous_ids
from generator.records.read import read_record
from generator.schema import read_schema
from generator.schema.model import Ref, Schema
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest
from generator.values import read_date, value_type
from generator.values.date import Date

_FRONT_TYPES = {"date": "date", "retrieved": "date", "url": "url", "language": "language"}


@dataclass(frozen=True, slots=True)
class LoadedProject:
    """What the files say, as far as it is sound.

    `articles` are in the order of their dates, then ids; `facts` in the order of the articles. `places` are all
    things that articles name, each with the first place that does. `kinds` maps every known id to the name of its kind.
    """

    schema: Schema
    articles: tuple[Article, ...]
    records: tuple[Record, ...]
    facts: tuple[Fact, ...]
    places: Mapping[Ref, Span]
    kinds: Mapping[str, str]


def load_project(project: Project, remember: Memoize = no_memo) -> tuple[LoadedProject, tuple[Problem, ...]]:
    """Everything that the input says, and everything that is wrong with it."""
    schema, problems = remember("schema", read_schema, project.schema)
    found = list(problems)
    records = _records(project.records, schema, found, remember)
    parsed = _articles(project.articles, found, remember)
    sound = tuple(article for article in parsed if not _told(remember(article.id, _words, article, schema), found))
    places = _places(records, sound, schema)
    found += _clashes(places)
    kinds: Mapping[str, str] = remember("kinds", dict, {ref.id: ref.kind for ref in reversed(places)})
    previous: Mapping[str, Ref] = remember("previous", dict, previous_ids(records))
    linked = tuple(
        article
        for article in sound
        if not _told(remember(article.id, _references, article, schema, kinds, previous), found)
    )
    found += _origins(parsed)
    ordered = tuple(sorted(linked, key=_age))
    facts = tuple(fact for article in ordered for fact in remember(article.id, extract, article, schema, kinds))
    named = dict(reversed(tuple(referenced_records(ordered, schema))))
    return LoadedProject(schema, ordered, records, facts, named, kinds), tuple(found)


def _words(article: Article, schema: Schema) -> tuple[Problem, ...]:
    return tuple(check_words(article, schema))


def _references(
    article: Article, schema: Schema, kinds: Mapping[str, str], previous: Mapping[str, Ref]
) -> tuple[Problem, ...]:
    return tuple(check_references(article, schema, kinds, previous))


def record_path(ref: Ref, schema: Schema) -> str:
    """Where a thing's record stands, from the project's root."""
    kind = schema.kind(ref.kind)
    return f"{RECORDS}/{kind.plural if kind else ref.kind}/{ref.id}.yaml"


def _told(problems: Iterable[Problem], found: list[Problem]) -> bool:
    """Note problems; whether one of them is an error."""
    new = tuple(problems)
    found += new
    return failed(new)


def _age(article: Article) -> tuple[object, str]:
    date = read_date(article.front.date)
    return (date.sort_key if isinstance(date, Date) else (), article.id)


def _articles(sources: Sequence[SourceText], found: list[Problem], remember: Memoize) -> tuple[Article, ...]:
    articles = []
    for source in sources:
        article, problems = remember(source.path, read_article, source)
        found += problems
        if article is not None and not _told(_front(article), found):
            articles.append(article)
    by_id: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_id[article.id].append(article)
    for same in by_id.values():
        for article in same[1:]:
            message = f"two articles have the id `{article.id}`: {same[0].source.path} too"
            hint = "an article's id is its file's name: rename one of them"
            found.append(Problem("id-is-unique", message, article.source.whole(), hint=hint))
    return tuple(same[0] for same in by_id.values())


def _front(article: Article) -> Iterator[Problem]:
    """Values of the front matter that are none of their type, and a file's name that makes no address."""
    spans = front_spans(article.source)
    for key, type_name in _FRONT_TYPES.items():
        value = getattr(article.front, key)
        fault = value_type(type_name).check(value) if value else None
        if fault:
            yield Problem(f"{type_name}-is-valid", f"{key}: {fault.message}", spans[key], hint=fault.hint)
    fault = value_type("id").check(article.id)
    if fault:
        message = f"the file's name makes no address: {fault.message}"
        yield Problem("id-is-valid", message, article.source.whole(), hint=f"rename the file; {fault.hint}")


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
            message = f"`{folder or '.'}` is no kind of record"
            found.append(Problem("folder-is-kind", message, source.whole(), hint=hint))
            continue
        record, problems = remember(source.path, read_record, source, kind, name.removesuffix(SUFFIXES[RECORDS]))
        found += problems
        if record is not None:
            records.append(record)
    return tuple(records)


def _places(records: Sequence[Record], articles: Sequence[Article], schema: Schema) -> dict[Ref, Span]:
    """Every thing that a record or an article names, with the first place that does."""
    places = {record.ref: record.source.whole() for record in records}
    for ref, span in referenced_records(articles, schema):
        places.setdefault(ref, span)
    return places


def _clashes(places: Mapping[Ref, Span]) -> Iterator[Problem]:
    """One id names one thing, whatever its kind: links and quotations give ids alone."""
    first: dict[str, Ref] = {}
    for ref, span in places.items():
        other = first.setdefault(ref.id, ref)
        if other != ref:
            message = f"`{ref.id}` is {a(ref.kind)} here and {a(other.kind)} in {places[other].source.path}"
            hint = f"give one of them another id, such as `{ref.id}-{ref.kind}`"
            yield Problem("id-is-unique", message, span, hint=hint)


def _origins(articles: Sequence[Article]) -> Iterator[Problem]:
    ids = sorted(article.id for article in articles)
    for article in articles:
        origin = article.front.origin
        if origin and origin not in ids:
            near = nearest(origin, ids)
            hint = f"did you mean `{near}`?" if near else f"put the article it reprints into {ARTICLES}"
            span = front_spans(article.source)["origin"]
            yield Problem("reference-resolves", f"no article has the id `{origin}`", span, hint=hint)
