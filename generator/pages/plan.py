"""Which pages there are, which template each takes, and what it hands to the template."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from generator.articles.model import Article
from generator.knowledge import KnowledgeBase, items
from generator.pages import article as article_page
from generator.pages import context, json_ld, lead, meetings, statements
from generator.pages.context import Row, Shown, Site
from generator.pages.escape import Markdown, escape
from generator.pages.evidence import mark, state
from generator.pages.links import Place, path_of
from generator.pages.meetings import Participation
from generator.pages.statements import Statement
from generator.schema.model import Kind, Ref
from generator.values import iso_range, language_name

_LATEST = 6
_OF_ONE_SPEAKER = 2
_STANDINGS = ("sourced", "single", "disputed", "cited", "almanac", "unsourced")


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before its template: `context` makes what the template uses."""

    path: str
    title: str
    description: str
    template: str
    record: str
    updated: str
    json_ld: Mapping[str, object]
    context: Callable[[], dict[str, object]]


def plan(base: KnowledgeBase, catalogue: Mapping[str, str], language: str, title: str) -> Iterator[Draft]:
    """All generated pages of a site: home, an index a kind, the articles, and one page a record."""
    site = Site(base, statements.gather(base), meetings.gather(base), catalogue, language, title)
    yield _home(site)
    yield _articles(site)
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
    own = {"meeting": _meeting, "person": _person, "country": _country}.get(kind.name, _thing)

    def make() -> dict[str, object]:
        return context.record_context(site, path, ref, kind) | own(site, site.place(path), ref)

    source = site.base.records[ref].source.path
    description = lead.description(site, ref, kind)
    updated = _day(site.base, [mention.article for mention in site.base.mentions.get(ref, ())])
    data = json_ld.record(site, ref, kind)
    return Draft(path, site.base.name(ref), description, f"{kind.name}.md.j2", source, updated, data, make)


def _day(base: KnowledgeBase, articles: Iterable[str]) -> str:
    """The last day of the newest of some articles' dates, "" for none."""
    return max((iso_range(base.articles[article].front.date)[1] for article in articles), default="")


def _thing(_site: Site, _place: Place, _ref: Ref) -> dict[str, object]:
    return {}


def _person(site: Site, place: Place, ref: Ref) -> dict[str, object]:
    return {"lead": lead.person(site, place, ref)}


@dataclass(frozen=True, slots=True)
class _Office:
    person: Ref
    title: str
    start: str
    end: str
    mark: Markdown


def _country(site: Site, place: Place, ref: Ref) -> dict[str, object]:
    offices = tuple(_offices(site.base, place, ref))
    return {"spokespeople": offices, "dated": any(office.start or office.end for office in offices)}


def _offices(base: KnowledgeBase, place: Place, side: Ref) -> Iterator[_Office]:
    """The offices of a country, or of an organization of it, and who holds them."""
    for person in base.records:
        kind = base.schema.kind(person.kind)
        field = kind.field("positions") if kind else None
        for item in items(base, person, field) if field else ():
            holder = base.ids.get(item.parts.get("for", ""))
            if item.parts.get("capacity") == "informal":
                continue
            if holder and side in (holder, base.ids.get(base.records[holder].text("country"))):
                title = item.parts["title"]
                made = mark(base, place, person, item.slot, "", title)
                yield _Office(person, title, item.parts.get("from", ""), item.parts.get("to", ""), made)


@dataclass(frozen=True, slots=True)
class _Round:
    label: str
    ref: Ref


def _meeting(site: Site, place: Place, ref: Ref) -> dict[str, object]:
    base = site.base
    before = base.ids.get(base.records[ref].text("follows"))
    after = [link.subject for link in base.links.get(ref, {}).get("followed_by", ())]
    chain = [_Round(place.words("previous"), before)] if before else []
    origins = tuple(_origins(base, ref))
    return {
        "lead": lead.meeting(site, place, ref),
        "delegations": _delegations(site, ref),
        "disputed": any(state(base, ref, slot, value).name == "disputed" for slot, value, _ in base.held[ref]),
        "named": lambda people: {part for part in ("role", "capacity") if any(getattr(p, part) for p in people)},
        "accounts": _accounts(site, ref),
        "chain": (*chain, *(_Round(place.words("next"), next_) for next_ in sorted(after))),
        "origins": origins,
        "origins_told": lead.origins(base, place, ref, len(origins)),
    }


def _delegations(site: Site, ref: Ref) -> tuple[tuple[Ref | None, tuple[Participation, ...]], ...]:
    """The sides of a meeting with their people; those without a side come last."""
    people = site.meetings.by_meeting.get(ref, ())
    sides: tuple[Ref | None, ...] = site.meetings.sides.get(ref, ())
    rows = [(side, tuple(p for p in people if p.side == side)) for side in sides]
    loose = tuple(p for p in people if p.side is None)
    return (*rows, *([(None, loose)] if loose else []))


def _accounts(site: Site, ref: Ref) -> tuple[tuple[Ref | None, tuple[Statement, ...]], ...]:
    """The accounts of a meeting by the side that speaks."""
    by_side: dict[Ref | None, list[Statement]] = defaultdict(list)
    for statement in site.statements.of("about", ref):
        if statement.subject == ref:
            by_side[_speaks_for(site, statement)].append(statement)
    return tuple((side, tuple(by_side[side])) for side in sorted(by_side, key=lambda side: side or Ref("~", "")))


def _speaks_for(site: Site, statement: Statement) -> Ref | None:
    """The country or organization that a speaker is counted to."""
    base = site.base
    speaker = base.ids.get(statement.parts["for"]) or base.ids.get(statement.parts["by"])
    if speaker is None:
        return None
    country = base.ids.get(base.records[speaker].text("country"))
    if country:
        return country
    if speaker.kind != "person":
        return speaker
    kind = base.schema.kind(speaker.kind)
    field = kind.field("positions") if kind else None
    offices = items(base, speaker, field) if field else ()
    return next((base.ids[o.parts["for"]] for o in offices if o.parts.get("for") in base.ids), None)


def _origins(base: KnowledgeBase, ref: Ref) -> Iterator[tuple[str, list[str]]]:
    """The articles that speak of a thing, by the one that each rests on."""
    found: dict[str, list[str]] = defaultdict(list)
    for article in dict.fromkeys(mention.article for mention in base.mentions.get(ref, ())):
        found[base.origin(article)].append(article)
    yield from sorted(found.items())


def _article(site: Site, article: Article) -> Draft:
    path = f"articles/{article.id}.md"
    place, front = site.place(path), article.front

    def make() -> dict[str, object]:
        facts = site.base.by_article.get(article.id, ())
        legend = {annotation.kind: None for annotation in article.annotations}
        return context.common(site, path) | {
            "name": front.title,
            "front": front,
            "about_article": tuple(_about_article(site, place, article)),
            "legend": tuple((word, _word_label(site, word)) for word in sorted(legend)),
            "body": article_page.body(site.base, place, article),
            "taken": article_page.taken(site.base, place, article, facts),
        }

    description = next((block.text for block in article.blocks if len(block.text) > 80), front.title)  # noqa: PLR2004
    updated = _day(site.base, [article.id])
    data = json_ld.article(site, article)
    return Draft(path, front.title, lead.cut(description), "article.md.j2", article.source.path, updated, data, make)


def _word_label(site: Site, word: str) -> str:
    kind = site.base.schema.annotated(word)
    return kind.label if kind else site.catalogue.get(word, word.capitalize())


def _about_article(site: Site, place: Place, article: Article) -> Iterator[Row]:
    front = article.front
    origin = site.base.articles.get(front.origin)
    url = Markdown(f'<a href="{escape(front.url)}" rel="noopener nofollow">{escape(front.url)}</a>')
    values: dict[str, str | Markdown] = {
        "publisher": front.publisher,
        "author": front.author,
        "date": place.date(front.date),
        "language": language_name(front.language, site.language) if front.language else "",
        "licence": front.licence,
        "retrieved": place.date(front.retrieved) if front.retrieved else "",
        "original": url if front.url else "",
        "origin": place.anchor(f"articles/{origin.id}.md", origin.front.title) if origin else "",
    }
    for key, value in values.items():
        if value:
            yield Row(place.words(key), (Shown(value, Markdown("")),))


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


@dataclass(frozen=True, slots=True)
class _Number:
    count: int
    label: str
    path: Markdown


def _home(site: Site) -> Draft:
    path = "index.md"

    def make() -> dict[str, object]:
        base = site.base
        status = {ref: base.records[ref].text("status") for ref in site.meetings.all}
        newest = list(base.articles.values())[-1:]
        numbers = [
            _Number(
                sum(ref.kind == kind.name for ref in base.records),
                kind.heading,
                Markdown(f"{kind.plural}/index.md"),
            )
            for kind in base.schema.kinds
        ]
        articles = _Number(len(base.articles), site.catalogue["articles"], Markdown("articles/index.md"))
        return context.common(site, path) | {
            "name": site.title,
            "as_of": newest[0].front.date if newest else "",
            "numbers": (*(number for number in numbers if number.count), articles),
            "held": tuple(ref for ref in site.meetings.all if status[ref] != "planned")[:_LATEST],
            "planned": tuple(ref for ref in site.meetings.all if status[ref] == "planned"),
            "latest": tuple(islice(_latest(site), _LATEST)),
            "who": tuple(_who(site)),
            "founded": founded(site),
        }

    updated = _day(site.base, site.base.articles)
    return Draft(path, site.title, site.catalogue["hero"], "home.md.j2", "", updated, json_ld.home(site), make)


def _latest(site: Site) -> Iterator[Statement]:
    """The newest statements, so many of one speaker that others are heard too."""
    told: Counter[str] = Counter()
    for statement in site.statements.all:
        told[statement.parts["by"]] += 1
        if told[statement.parts["by"]] <= _OF_ONE_SPEAKER:
            yield statement


def _who(site: Site) -> Iterator[tuple[Ref | None, tuple[tuple[Ref, str], ...]]]:
    """The persons who took part in something or spoke, by side."""
    base = site.base
    by_side: dict[Ref | None, list[tuple[Ref, str]]] = defaultdict(list)
    for person in (ref for ref in base.records if ref.kind == "person"):
        own = site.meetings.by_person.get(person, ())
        if own or site.statements.of("by", person):
            side = own[0].side if own else base.ids.get(base.records[person].text("country"))
            by_side[side].append((person, own[0].role if own else context.first_title(base, person)))
    for side in sorted(by_side, key=lambda side: side or Ref("~", "")):
        yield side, tuple(by_side[side])


def founded(site: Site) -> str:
    """How many facts open a sentence, rest on one origin, are disputed, or have no source, in words."""
    base = site.base
    tally: dict[str, int] = dict.fromkeys(_STANDINGS, 0)
    for ref, facts in base.held.items():
        for slot, value, _ in facts:
            if slot.field not in ("sources", "previous_ids", "rejected") and slot.part != "source":
                tally[state(base, ref, slot, value).name] += 1
    with_sentence = tally["sourced"] + tally["single"] + tally["disputed"]
    return site.catalogue["how_founded_text"].format(
        with_sentence, sum(tally.values()) - tally["almanac"], tally["single"], tally["disputed"], tally["unsourced"]
    )
