"""The evidence mark of a fact, which opens the sentences behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from typing import NamedTuple

from generator.articles.model import Article
from generator.fact_times import is_change, is_history
from generator.facts.model import Fact, Slot
from generator.knowledge_base import Cited, KnowledgeBase
from generator.outcomes import (
    LABELS,
    POINTS,
    STATUS,
    contradiction,
    is_reported,
    is_unconfirmed,
    opposed,
    reports,
    supporting,
)
from generator.pages.article_notes import article_notes
from generator.pages.changes import fact_notes
from generator.pages.drafts import rests_on_drafts
from generator.pages.escape import Markdown, escape
from generator.pages.first_days import differing_first_days
from generator.pages.meetings import Participation
from generator.pages.page_context import ANY_FOLDER, MarkParts, PageContext
from generator.schema.model import Field, Ref
from generator.values import dates_agree

_SHOWN = 4  # origins, and other voices
_PASSAGES = 4  # of one origin, in full
_LINKED = 40  # of one origin, as links
_DIGEST = 8
_ROOM = '<span class="cq-room{}">\u00a0\u2060</span>'
_WIDE_FROM = 10  # origins


class EvidenceState(NamedTuple):
    """The evidence of a fact: the number of origins, what other articles say, its state, and supporting facts.

    What plans and denials say of a meeting that was held is quoted, but does not count as an origin. `is_cited`: a
    person gave a source.
    """

    origins: int
    others: tuple[Fact, ...]
    name: str
    facts: tuple[Fact, ...] = ()
    is_cited: bool = False


def state(base: KnowledgeBase, subject: Ref, slot: Slot, value: str) -> EvidenceState:
    """The evidence of a fact, by name.

    `sourced`, `single`, `cited` (by a person), `unconfirmed` (see `outcomes.is_unconfirmed`), `disputed`, `almanac` or
    `unsourced`.
    """
    facts, is_cited = base.evidence.get(subject, {}).get((slot, value), ()), slot in base.cited.get(subject, {})
    origins = len(facts)
    if origins > 1:
        origins = len({base.origin(fact.article) for fact in supporting(base, subject, slot, facts)})
    kind = base.schema.kind(subject.kind)
    field = kind.field(slot.field) if kind else None
    plain = bool(slot.part) or (field is not None and not field.many)
    others = _others(base, field, (subject, slot, value), facts) if plain else opposed(base, subject, slot, value)
    lasts = bool(field and field.lasts)
    others_now = (each for each in others if not (lasts and is_change(base, facts, each)))
    against = [each for each in others_now if not is_history(base, facts, each)]
    if value and against and _contradict(base, subject, slot, against, changes=bool(field and field.changes)):
        return EvidenceState(origins, others, "disputed", facts, is_cited)
    if is_unconfirmed(base, subject, slot, value):
        return EvidenceState(origins, others, "unconfirmed", facts)
    if facts:
        return EvidenceState(origins, others, "sourced" if origins > 1 else "single", facts)
    if is_cited:
        return EvidenceState(0, (), "cited", is_cited=True)
    return EvidenceState(0, (), "almanac" if field is not None and field.almanac else "unsourced")


def _others(
    base: KnowledgeBase, field: Field | None, fact: tuple[Ref, Slot, str], facts: Sequence[Fact]
) -> tuple[Fact, ...]:
    """The facts from articles that differ from a value; `facts` are those that give it."""
    subject, slot, value = fact
    others = tuple(each for each in base.contesting(subject, slot) if each.value != value)
    if not others:
        return ()
    part = field.field(slot.part) if field and slot.part else field
    languages = {base.language(each.article) for each in facts}
    return tuple(each for each in others if _differs(base, part, each, value, languages))


def _contradict(base: KnowledgeBase, subject: Ref, slot: Slot, others: Sequence[Fact], *, changes: bool) -> bool:
    """Whether other values contradict a fact; another name, a newer value, and a plan for what was held do not."""
    if slot.field in LABELS:
        return False
    if slot == STATUS and changes:
        against = contradiction(base, subject) if others else ""
        return bool(against) and any(fact.value in ("held", against) for fact in others)
    reported = [fact for fact in others if not changes and reports(base, subject, fact.article)]
    return bool(reported) or bool(others and not changes and not is_reported(base, subject))


def _differs(base: KnowledgeBase, field: Field | None, fact: Fact, value: str, languages: AbstractSet[str]) -> bool:
    """Whether a fact contradicts a value from articles in some languages.

    A more exact date does not, nor do words in another language, which may be a translation.
    """
    if field and field.type == "date" and dates_agree(fact.value, value):
        return False
    return not (field and field.type == "text" and languages) or base.language(fact.article) in languages


def mark(place: PageContext, subject: Ref, slot: Slot, value: str, label: str) -> Markdown:
    """The evidence mark as a disclosure that works without scripts; `label` names the fact for screen readers."""
    folder = place.folder
    is_shared = folder and "/" not in folder
    made = place.fragments.mark(ANY_FOLDER if is_shared else folder, subject, slot, str(value))
    if not made.after:
        return Markdown(made.before)
    words = escape(place.text("source_of", fact=label, origins=made.state))
    shown = f'{made.before}<span class="cq-sr">{words}</span>{made.after}'
    return Markdown(shown.replace(f'href="../{folder}/', 'href="') if is_shared else shown)


def mark_parts(base: KnowledgeBase, place: PageContext, subject: Ref, slot: Slot, value: str) -> MarkParts:
    """The parts of an evidence mark for pages in the folder of a page.

    The panel has an anchor of its own, made of the fact, so that the fact can be cited. The room before the mark ends
    in no space, so that the mark, which stands in it, stays on the line of the word before it.
    """
    found = state(base, subject, slot, value)
    if found.name in ("unsourced", "almanac"):
        return MarkParts(f' <span class="cq-{found.name}">{escape(place.text(found.name))}</span>')
    days = differing_first_days(base, subject, slot, found.facts)
    caveats = (*(["first_days_differ"] if days else []), *_caveats(base, found))
    warnings = (f'<p class="cq-evidence__draft">{escape(place.text(f"{key}_fact"))}</p>' for key in caveats)
    sources = _sources(base, place, (subject, slot, value), found, days or {"": found.facts})
    changed = (f'<p class="cq-evidence__note">{note}</p>' for note in fact_notes(base, place, subject, slot, value))
    body = (*warnings, *sources, *changed)
    notes = (*(["disputed_mark"] if found.name == "disputed" else []), *caveats)
    state_text = "; ".join((_counted(place, found), *(place.text(key) for key in notes)))
    classes = f"cq-evidence cq-evidence--{found.name}{' cq-evidence--draft' if 'draft' in caveats else ''}"
    anchor = fact_anchor(subject, slot, value)
    is_wide = found.name == "disputed" or "draft" in caveats or found.origins >= _WIDE_FROM
    room = _ROOM.format(" cq-room--wide" if is_wide else "")
    return MarkParts(
        f'{room}<details class="{classes}" data-search-exclude><summary title="{escape(state_text)}">',
        f'<span aria-hidden="true">{found.origins or int(found.is_cited)}</span></summary>'
        f'<div class="cq-evidence__body" id="{anchor}">{"".join(body)}'
        f'<p class="cq-evidence__origins">{escape(state_text)} · '
        f'<a class="cq-evidence__cite" href="#{anchor}">{escape(place.text("cite_fact"))}</a></p></div></details>'
        f"{''.join(_note(place, key) for key in caveats)}",
        state_text,
    )


def fact_anchor(subject: Ref, slot: Slot, value: str) -> str:
    """The anchor of a fact: a digest of its record, field and value, the same wherever the fact is shown."""
    text = "\0".join((subject.kind, subject.id, slot.field, *slot.key, slot.part, value))
    return f"fact-{blake2b(text.encode('utf-8', 'replace'), digest_size=_DIGEST).hexdigest()}"


def _counted(place: PageContext, found: EvidenceState) -> str:
    """How many independent sources a fact has; for one without an article, whether an editor cites one."""
    if found.origins:
        return place.text("origins", count=found.origins)
    return place.text("cited_mark" if found.is_cited else "unsourced")


def _caveats(base: KnowledgeBase, found: EvidenceState) -> Iterator[str]:
    """What weakens the evidence: `not_confirmed`, `draft`, `retracted`; each is a key of the catalogue."""
    if found.name == "unconfirmed":
        yield "not_confirmed"
    if rests_on_drafts(base, found.facts):
        yield "draft"
    if rests_on_retracted(base, found.facts):
        yield "retracted"


def _sources(
    base: KnowledgeBase,
    place: PageContext,
    fact: tuple[Ref, Slot, str],
    found: EvidenceState,
    by_day: Mapping[str, Sequence[Fact]],
) -> Iterator[str]:
    """The sentences behind a fact by origin, an editor's citation, and what other articles say.

    Where they disagree, each value stands before its sentences, and so does each first day of an office.
    """
    subject, slot, value = fact
    if found.name == "disputed":
        yield f"<p><strong>{escape(place.show(subject, slot, value))}</strong></p>"
    for day, given in by_day.items():
        if day:
            yield f"<p><strong>{escape(place.text('from'))} {escape(place.date(day))}</strong></p>"
        for origin, facts in list(_by_origin(base, given).items())[:_SHOWN]:
            yield _origin(base, place, origin, facts)
    cited = base.cited.get(subject, {}).get(slot)
    if cited:
        yield _citation(base, place, cited)
    if found.others:
        yield f"<p>{escape(place.text(_said_by(found)))}</p>"
        yield from (_other(base, place, other) for other in _firsts(found.others))


def _said_by(found: EvidenceState) -> str:
    """The key of the words before other values: the same article may say them, too."""
    if found.name != "disputed":
        return "others_said"
    is_same = {fact.article for fact in found.others} <= {fact.article for fact in found.facts}
    return "same_article_says" if is_same else "others_say"


def rests_on_retracted(base: KnowledgeBase, facts: Sequence[Fact]) -> bool:
    """Whether a fact has sources, and their publishers have withdrawn all of them."""
    return bool(facts) and all(base.fronts[fact.article].retracted for fact in facts)


def _note(place: PageContext, key: str) -> str:
    return f' <span class="cq-draft">{escape(place.text(key))}</span>'


def role_mark(base: KnowledgeBase, place: PageContext, own: Participation) -> Markdown:
    """The mark of a participant's role; empty if the participation's mark opens the same sentences."""
    if not own.role or _passages(base, own.role_subject, own.role_slot, own.role_value) == _passages(
        base, own.meeting, own.slot, ""
    ):
        return Markdown("")
    return mark(place, own.role_subject, own.role_slot, own.role_value, own.role)


def _passages(base: KnowledgeBase, subject: Ref, slot: Slot, value: str) -> set[tuple[str, int]]:
    return {(fact.article, fact.annotation) for fact in base.evidence.get(subject, {}).get((slot, value), ())}


def _by_origin(base: KnowledgeBase, facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Facts by their article's origin, one fact per sentence."""
    found: dict[str, dict[tuple[str, int], Fact]] = {}
    for fact in facts:
        found.setdefault(base.origin(fact.article), {}).setdefault((fact.article, fact.annotation), fact)
    return {origin: list(passages.values()) for origin, passages in found.items()}


def _origin(base: KnowledgeBase, place: PageContext, origin: str, facts: Sequence[Fact]) -> str:
    """The sentences with one origin; the origin is named if it is another article or if there are several sentences."""
    quoted = "".join(_quotation(base, place, fact) for fact in facts[:_PASSAGES])
    quoted += _further(place, facts[_PASSAGES:])
    if len(facts) == 1 and facts[0].article == origin:
        return quoted
    known = base.fronts.get(origin)
    name = place.anchor(f"articles/{origin}.md", known.title) if known else escape(origin)
    about = place.text("from_origin", origin=name, count=len(facts))
    return f'<p class="cq-evidence__origin">{about}</p>{quoted}'


def _further(place: PageContext, facts: Sequence[Fact]) -> str:
    """Links to further passages of an origin, by their numbers."""
    links = ", ".join(
        place.anchor(
            f"articles/{fact.article}.md",
            place.text("passage_number", number=number),
            place.fragments.passage(fact.article, fact.annotation).anchor,
        )
        for number, fact in enumerate(facts[:_LINKED], _PASSAGES + 1)
    )
    return f"<p>{escape(place.text('further_passages'))} {links}</p>" if links else ""


def _firsts(facts: Iterable[Fact]) -> Sequence[Fact]:
    """One fact per sentence, so that an article is quoted once for it."""
    unique = {(fact.article, fact.annotation): fact for fact in facts}
    return list(unique.values())[:_SHOWN]


def _quotation(base: KnowledgeBase, place: PageContext, fact: Fact) -> str:
    anchor, quoted_words = place.fragments.passage(fact.article, fact.annotation)
    link = place.anchor(f"articles/{fact.article}.md", base.fronts[fact.article].title, anchor)
    about, notes = place.fragments.source(place.folder, fact.article)
    return f"<blockquote><p>{quoted_words}</p></blockquote><p>{link}{about}</p>{notes}"


def source(base: KnowledgeBase, place: PageContext, article: Article) -> tuple[str, str]:
    """What is said of an article where it is quoted: after its title, and below that."""
    by = _digest_of(base, place, article) or escape(article.front.publisher)
    about = ", ".join(filter(None, (by, escape(place.date(article.front.date)))))
    known = base.articles.get(base.original(article.id), article)
    front = article.front if article.front.url else known.front
    original = f" · {place.outside(front.url, place.text('original'), front.archived)}" if front.url else ""
    return f"{', ' if about else ''}{about}{original}", article_notes(base, place, article)


def _digest_of(base: KnowledgeBase, place: PageContext, article: Article) -> str:
    """What an article of the site's own publisher is a digest of; "" for any other article."""
    known = base.articles.get(base.original(article.id))
    if known is None or known is article or article.front.publisher != place.site_title:
        return ""
    named = place.anchor(f"articles/{known.id}.md", known.front.title)
    return place.text("our_digest_of", article=", ".join(filter(None, (named, escape(known.front.publisher)))))


def _citation(base: KnowledgeBase, place: PageContext, cited: Cited) -> str:
    front = base.fronts.get(cited.source)
    if front:
        return f"<p>{place.anchor(f'articles/{cited.source}.md', front.title)}</p>"
    url, _, date = cited.source.partition(" ")
    source = place.outside(url) if "://" in url else escape(url)
    return f"<p>{source}{', ' if date else ''}{escape(place.date(date) if date else '')}</p>"


def _other(base: KnowledgeBase, place: PageContext, fact: Fact) -> str:
    value = escape(place.show(fact.subject, fact.slot, fact.value))
    kind = base.schema.kind(fact.subject.kind)
    field = kind.field(fact.slot.field) if kind and fact.slot.field in POINTS else None
    label = f"{escape(field.label)}{place.text('colon')} " if field else ""
    return f"<p><strong>{label}{value}</strong></p>{_quotation(base, place, fact)}"
