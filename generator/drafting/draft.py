"""Drafts an article: takes its text, the register and a date, and returns proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.drafting.dates import dateline, find_dates
from generator.drafting.language import Language, detect_language, language, languages
from generator.drafting.lexicon import Lexicon, build_lexicon
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
    TaggedSpan,
)
from generator.drafting.names import Names, find_names
from generator.drafting.nesting import without_overlaps
from generator.drafting.prose import Prose, read_prose
from generator.drafting.quotes import find_paraphrases, find_quotes
from generator.drafting.roles import find_roles
from generator.text.source import SourceText

_NAMING = frozenset({PERSON, COUNTRY, ORGANIZATION, PLACE, "document", "topic"})
_NESTING = frozenset({MEETING, QUOTE, PARAPHRASE})


@dataclass(frozen=True, slots=True)
class Drafter:
    """A register and a language's data, prepared for any number of articles."""

    register: Register
    words: Language | None
    known: Lexicon


def build_drafter(register: Register, tag: str | None) -> Drafter:
    """The drafter for a register and a language; without data for the language, it finds only the register's names."""
    words = language(tag) if tag in languages() else None
    return Drafter(register, words, build_lexicon(register.entries, words))


def language_of(source: SourceText, declared: str) -> str | None:
    """The language to draft in: the declared one, else the detected one; None if there are no data for it."""
    if declared:
        tag = declared.partition("-")[0].lower()
        return tag if tag in languages() else None
    return detect_language(source.text)


def draft_text(source: SourceText, given: Drafter, title: str, day: date | None) -> Draft:
    """All proposals for an article in the order of its text, and notes for the reviewer.

    `day` is the front matter's date; None if it is not a full day.
    """
    words, register = given.words, given.register
    prose = read_prose(source, words, title)
    annotated = _annotated_entries(prose)
    known = build_lexicon(register.entries, words, annotated) if annotated else given.known
    names = find_names(prose, known, words)
    if words is None:
        return Draft(_proposals(prose, without_overlaps(prose, names.spans), {}, {}))
    today, note = dateline(prose.text, day, words)
    dates = _dates(prose, names, today, words)
    meetings = find_meetings(
        prose, _all_names(prose, names), dates, (*_annotated_meetings(prose), *register.meetings), words
    )
    quotations = (*find_quotes(prose, _all_names(prose, names), words), *find_paraphrases(prose, names.spans, words))
    labels = _labels(register, annotated, names)
    proposed = {
        meeting.start: meeting
        for meeting in meetings
        if not _overlaps(prose, meeting, (MEETING,)) and not _holds_others(prose, meeting)
    }
    spans = without_overlaps(
        prose,
        (
            *names.spans,
            *dates,
            *(span for span in quotations if not _overlaps(prose, span, (QUOTE, PARAPHRASE))),
            *(TaggedSpan(m.start, m.end, MEETING, m.id, m.confidence, m.reason, m.is_new) for m in proposed.values()),
        ),
    )
    extra = _attributes(find_roles(prose, names.spans, words), proposed, labels, words)
    return Draft(_proposals(prose, spans, extra, labels, proposed), (note,) if note else ())


def _annotated_entries(prose: Prose) -> tuple[Entry, ...]:
    """The register entries that the article's own annotations give, by their labels."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for each in prose.existing:
        if each.kind in _NAMING and each.id:
            label = each.get("name") or " ".join(prose.text[each.start : each.end].split())
            found.setdefault((each.kind, each.id), {})[label] = None
    return tuple(Entry(kind, id_, tuple(labels)) for (kind, id_), labels in found.items())


def _all_names(prose: Prose, names: Names) -> tuple[TaggedSpan, ...]:
    """The proposed names and the annotated ones, in order."""
    existing = (
        TaggedSpan(each.start, each.end, each.kind, each.id, "sure", "annotated")
        for each in prose.existing
        if each.kind in _NAMING and each.id
    )
    return tuple(sorted((*names.spans, *existing)))


def _dates(prose: Prose, names: Names, today: date | None, words: Language) -> tuple[TaggedSpan, ...]:
    """The dates outside names and annotations."""
    taken = [(span.start, span.end) for span in names.spans]
    taken += [(each.start, each.end) for each in prose.existing if each.kind not in _NESTING]
    blocks = [(block.start, block.end) for block in prose.blocks if block.is_prose]
    return find_dates(prose.text, blocks, taken, today, words)


def _annotated_meetings(prose: Prose) -> tuple[MeetingEntry, ...]:
    """The meetings that the article's own annotations name, with the persons, days and places in them."""
    found = []
    for meeting in prose.existing:
        if meeting.kind == MEETING and meeting.id:
            inside = [each for each in prose.existing if meeting.start <= each.start and each.end <= meeting.end]
            days = [each.id for each in inside if each.kind == DATE]
            places = [each.id for each in inside if each.kind == PLACE]
            people = frozenset(each.id for each in inside if each.kind == PERSON)
            countries = frozenset(each.id for each in inside if each.kind == COUNTRY)
            found.append(
                MeetingEntry(meeting.id, "".join(days[:1]), "".join(places[:1]), people, countries, "annotated")
            )
    return tuple(found)


def _overlaps(prose: Prose, span: TaggedSpan | Meeting, kinds: tuple[str, ...]) -> bool:
    """Whether a span overlaps an existing annotation of one of some kinds."""
    return any(each.kind in kinds and each.start < span.end and span.start < each.end for each in prose.existing)


def _holds_others(prose: Prose, meeting: Meeting) -> bool:
    """Whether a meeting's span contains an annotated person, day or place that is not part of the meeting."""
    inside = (each for each in prose.existing if meeting.start <= each.start and each.end <= meeting.end)
    return any(
        each.kind in (PERSON, DATE, PLACE)
        and each.get("as") != "mentioned"
        and (each.kind, each.id) not in meeting.parts
        for each in inside
    )


def _labels(register: Register, annotated: Sequence[Entry], names: Names) -> dict[str, str]:
    return {entry.id: entry.names[0] for entry in (*annotated, *register.entries) if entry.names} | dict(names.new)


def _attributes(
    roles: Mapping[int, tuple[tuple[str, str], ...]],
    meetings: Mapping[int, Meeting],
    labels: Mapping[str, str],
    words: Language,
) -> dict[tuple[int, str], tuple[tuple[str, str], ...]]:
    """The further attributes of an annotation, by a span's start and kind."""
    found = {(start, PERSON): pairs for start, pairs in roles.items()}
    for start, meeting in meetings.items():
        pairs = [("name", meeting_name(meeting, labels, words))] if meeting.is_new else []
        pairs += [("status", meeting.status)] + ([("format", "call")] if meeting.is_call else [])
        found[start, MEETING] = tuple(pairs)
    return found


def _proposals(
    prose: Prose,
    spans: Sequence[TaggedSpan],
    extra: Mapping[tuple[int, str], tuple[tuple[str, str], ...]],
    labels: Mapping[str, str],
    meetings: Mapping[int, Meeting] | None = None,
) -> tuple[Proposal, ...]:
    """The spans as proposals for the file. A new thing gets `name=` if its first label is not its full name."""
    named: set[str] = set()
    found = []
    for span in spans:
        start, end = prose.file_range(span.start, span.end)
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
