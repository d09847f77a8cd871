"""The whole story of a draft: text, register and date in, proposals out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.drafting.dates import dateline, find_dates
from generator.drafting.language import Language, language, languages, recognize
from generator.drafting.lexicon import Lexicon, lexicon
from generator.drafting.meetings import Meeting, find_meetings, meeting_name
from generator.drafting.model import (
    COUNTRY,
    DATE,
    MEETING,
    ORGANIZATION,
    PARAPHRASE,
    PERSON,
    PLACE,
    QUOTE,
    Draft,
    Entry,
    MeetingEntry,
    Proposal,
    Register,
    Span,
)
from generator.drafting.names import Names, find_names
from generator.drafting.nesting import laminar
from generator.drafting.prose import Prose, read_prose
from generator.drafting.quotes import find_paraphrases, find_quotes
from generator.drafting.roles import find_roles
from generator.text.source import SourceText

_NAMING = frozenset({PERSON, COUNTRY, ORGANIZATION, PLACE, "document", "topic"})
_NESTING = frozenset({MEETING, QUOTE, PARAPHRASE})


@dataclass(frozen=True, slots=True)
class Drafter:
    """A register and a language's data made ready: the drafter of any number of articles."""

    register: Register
    words: Language | None
    known: Lexicon


def drafter(register: Register, tag: str | None) -> Drafter:
    """The drafter for a register and a language; without data for the language, for the register's names alone."""
    words = language(tag) if tag in languages() else None
    return Drafter(register, words, lexicon(register.entries, words))


def language_of(source: SourceText, told: str) -> str | None:
    """The tag of the language to draft in: as the front matter tells, else as the text looks; None if there is none."""
    if told:
        tag = told.partition("-")[0].lower()
        return tag if tag in languages() else None
    return recognize(source.text)


def draft(source: SourceText, given: Drafter, title: str, day: date | None) -> Draft:
    """All proposals for an article, in the order of its text, and notes on what could not be drafted.

    `day` is the front matter's date, None where it has none that is a day.
    """
    words, register = given.words, given.register
    prose = read_prose(source, words, title)
    learnt = _learnt(prose)
    known = lexicon(register.entries, words, learnt) if learnt else given.known
    names = find_names(prose, known, words)
    if words is None:
        return Draft(_proposals(prose, laminar(prose, names.spans), {}, {}))
    today, note = dateline(prose.text, day, words)
    dates = _dates(prose, names, today, words)
    meetings = find_meetings(prose, _everyone(prose, names), dates, (*_annotated(prose), *register.meetings), words)
    told = (*find_quotes(prose, _everyone(prose, names), words), *find_paraphrases(prose, names.spans, words))
    labels = _labels(register, learnt, names)
    proposed = {
        meeting.start: meeting
        for meeting in meetings
        if not _overlaps(prose, meeting, (MEETING,)) and not _holds_others(prose, meeting)
    }
    spans = laminar(
        prose,
        (
            *names.spans,
            *dates,
            *(span for span in told if not _overlaps(prose, span, (QUOTE, PARAPHRASE))),
            *(Span(m.start, m.end, MEETING, m.id, m.confidence, m.reason, m.new) for m in proposed.values()),
        ),
    )
    extra = _attributes(find_roles(prose, names.spans, words), proposed, labels, words)
    return Draft(_proposals(prose, spans, extra, labels, proposed), (note,) if note else ())


def _learnt(prose: Prose) -> tuple[Entry, ...]:
    """The things that the article's own annotations name, by their labels."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for each in prose.standing:
        if each.kind in _NAMING and each.id:
            label = each.get("name") or " ".join(prose.text[each.start : each.end].split())
            found.setdefault((each.kind, each.id), {})[label] = None
    return tuple(Entry(kind, id_, tuple(labels)) for (kind, id_), labels in found.items())


def _everyone(prose: Prose, names: Names) -> tuple[Span, ...]:
    """The names proposed and those that are annotated already, in order."""
    standing = (
        Span(each.start, each.end, each.kind, each.id, "sure", "annotated")
        for each in prose.standing
        if each.kind in _NAMING and each.id
    )
    return tuple(sorted((*names.spans, *standing)))


def _dates(prose: Prose, names: Names, today: date | None, words: Language) -> tuple[Span, ...]:
    """The dates outside names and outside annotations; none where nothing says what day it is."""
    taken = [(span.start, span.end) for span in names.spans]
    taken += [(each.start, each.end) for each in prose.standing if each.kind not in _NESTING]
    passages = [(passage.start, passage.end) for passage in prose.passages if passage.is_prose]
    return find_dates(prose.text, passages, taken, today, words)


def _annotated(prose: Prose) -> tuple[MeetingEntry, ...]:
    """The meetings that the article's own annotations name, with the persons, days and places in them."""
    found = []
    for meeting in prose.standing:
        if meeting.kind == MEETING and meeting.id:
            inside = [each for each in prose.standing if meeting.start <= each.start and each.end <= meeting.end]
            days = [each.id for each in inside if each.kind == DATE]
            places = [each.id for each in inside if each.kind == PLACE]
            people = frozenset(each.id for each in inside if each.kind == PERSON)
            countries = frozenset(each.id for each in inside if each.kind == COUNTRY)
            found.append(
                MeetingEntry(meeting.id, "".join(days[:1]), "".join(places[:1]), people, countries, "annotated")
            )
    return tuple(found)


def _overlaps(prose: Prose, stretch: Span | Meeting, kinds: tuple[str, ...]) -> bool:
    """Whether a stretch touches an annotation of its kind that stands."""
    return any(each.kind in kinds and each.start < stretch.end and stretch.start < each.end for each in prose.standing)


def _holds_others(prose: Prose, meeting: Meeting) -> bool:
    """Whether a stretch holds an annotated person, day or place that isn't the meeting's, but would be taken for it."""
    inside = (each for each in prose.standing if meeting.start <= each.start and each.end <= meeting.end)
    return any(
        each.kind in (PERSON, DATE, PLACE)
        and each.get("as") != "mentioned"
        and (each.kind, each.id) not in meeting.parts
        for each in inside
    )


def _labels(register: Register, learnt: Sequence[Entry], names: Names) -> dict[str, str]:
    return {entry.id: entry.names[0] for entry in (*learnt, *register.entries) if entry.names} | dict(names.new)


def _attributes(
    roles: Mapping[int, tuple[tuple[str, str], ...]],
    meetings: Mapping[int, Meeting],
    labels: Mapping[str, str],
    words: Language,
) -> dict[tuple[int, str], tuple[tuple[str, str], ...]]:
    """What the braces say beside the head, by a span's start and kind."""
    found = {(start, PERSON): pairs for start, pairs in roles.items()}
    for start, meeting in meetings.items():
        pairs = [("name", meeting_name(meeting, labels, words))] if meeting.new else []
        pairs += [("status", meeting.status)] + ([("format", "call")] if meeting.is_call else [])
        found[start, MEETING] = tuple(pairs)
    return found


def _proposals(
    prose: Prose,
    spans: Sequence[Span],
    extra: Mapping[tuple[int, str], tuple[tuple[str, str], ...]],
    labels: Mapping[str, str],
    meetings: Mapping[int, Meeting] | None = None,
) -> tuple[Proposal, ...]:
    """The spans as proposals for the file. A new thing says its name where its first label isn't the fullest."""
    named: set[str] = set()
    found = []
    for span in spans:
        start, end = prose.place(span.start, span.end)
        text, name = prose.source.text[start:end], labels.get(span.id, "") if span.new else ""
        attributes = extra.get((span.start, span.kind), ())
        if span.kind in (QUOTE, PARAPHRASE):
            attributes = (("by", span.id),) if span.id else ()
        elif span.new and span.kind in _NAMING and span.id not in named:
            named.add(span.id)
            attributes = ((("name", name),) if name and name != text else ()) + attributes
        parts = meetings[span.start].parts if span.kind == MEETING and meetings else frozenset()
        found.append(
            Proposal(
                start, end, text, span.kind, span.id, attributes, span.confidence, span.reason, span.new, name, parts
            )
        )
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))
