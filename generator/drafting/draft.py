"""Drafts an article: takes its text, the register and a date, and returns proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.articles.front import read_front
from generator.drafting.annotated import (
    NAMING,
    NESTING,
    annotated_dates,
    annotated_entries,
    annotated_meetings,
    annotated_names,
    annotated_roles,
    in_annotated_meetings,
    outside_annotations,
)
from generator.drafting.dates import dateline, find_dates
from generator.drafting.language import Language, detect_language, language, languages, may_be_in
from generator.drafting.lexicon import Lexicon, build_lexicon, with_annotated
from generator.drafting.meeting_ids import Meeting, identify_meetings
from generator.drafting.meeting_names import meeting_name
from generator.drafting.meetings import find_meetings
from generator.drafting.model import (
    DATE,
    MEETING,
    PARAPHRASE,
    PERSON,
    PLACE,
    QUOTE,
    Draft,
    Entry,
    Proposal,
    Register,
    TaggedSpan,
)
from generator.drafting.names import Names, find_names
from generator.drafting.nesting import without_overlaps
from generator.drafting.paraphrases import find_paraphrases
from generator.drafting.prose import Prose, read_prose
from generator.drafting.quotes import find_quotes
from generator.drafting.recognition import Recognizer
from generator.drafting.roles import contradicted, find_roles
from generator.drafting.unnamed import find_unnamed
from generator.text.source import SourceText


@dataclass(frozen=True, slots=True)
class Drafter:
    """A register and a language's data, prepared for any number of articles."""

    register: Register
    words: Language | None
    known: Lexicon
    recognize: Recognizer | None = None


def build_drafter(register: Register, tag: str | None, recognize: Recognizer | None = None) -> Drafter:
    """The drafter for a register and a language; without data for the language, it finds only the register's names.

    `recognize` adds the names that a model finds.
    """
    words = language(tag) if tag in languages() else None
    return Drafter(register, words, build_lexicon(register.entries, words), recognize)


def language_of(source: SourceText, declared: str, of_site: str = "") -> str | None:
    """The language to draft in: the declared one, else the detected one; None if there are no data for it.

    A text too short to be recognized is in the language of the site, if its letters are.
    """
    if declared:
        tag = declared.partition("-")[0].lower()
        return tag if tag in languages() else None
    text = source.text[read_front(source)[0].body :]
    site = of_site.partition("-")[0].lower()
    return detect_language(text) or (site if site in languages() and may_be_in(text, site) else None)


def draft_text(source: SourceText, given: Drafter, title: str, day: date | None) -> Draft:
    """All proposals for an article in the order of its text, and notes for the reviewer.

    `day` is the front matter's date; None if it is not a full day.
    """
    words, register = given.words, given.register
    prose = read_prose(source, words, title)
    annotated = annotated_entries(prose)
    known = with_annotated(given.known, annotated, words) if annotated else given.known
    names = find_names(prose, known, words, given.recognize)
    if words is None:
        return Draft(_proposals(prose, without_overlaps(prose, names.spans), {}, {}))
    today, note = dateline(prose.text, day, words)
    if today is None and prose.text.strip():
        note = "the article has no full day, so that “Tuesday”, “last week” and the like are not proposed"
    everyone = tuple(sorted((*names.spans, *annotated_names(prose))))
    dates = _dates(prose, names, today, words)
    days = tuple(sorted((*dates, *annotated_dates(prose))))
    reported = find_meetings(prose, everyone, days, today, words)
    meetings = identify_meetings(reported, register.meetings, annotated_meetings(prose, days), today)
    speakers = tuple(sorted((*everyone, *find_unnamed(prose, everyone, words))))
    quotations = (*find_quotes(prose, speakers, words), *find_paraphrases(prose, speakers, words))
    labels = _labels(prose, register, annotated, names)
    unsaid, unmet = outside_annotations(prose, QUOTE, PARAPHRASE), outside_annotations(prose, MEETING)
    proposed = {m.start: m for m in meetings if unmet(m.start, m.end) and not _holds_others(prose, m)}
    spans = without_overlaps(
        prose,
        (
            *names.spans,
            *dates,
            *(said for said in quotations if unsaid(said.start, said.end)),
            *(TaggedSpan(m.start, m.end, MEETING, m.id, m.confidence, m.reason, m.is_new) for m in proposed.values()),
        ),
    )
    roles = find_roles(prose, names.spans, annotated_roles(prose), words)
    others = contradicted(names.spans, roles, register.entries, words)
    spans = tuple(_perhaps_another(each) if each.kind == PERSON and each.id in others else each for each in spans)
    extra = _attributes(roles, proposed, labels, words)
    drafted = _proposals(prose, spans, extra, labels, proposed)
    return Draft(in_annotated_meetings(prose, drafted, meetings), (note,) if note else ())


def _perhaps_another(span: TaggedSpan) -> TaggedSpan:
    """A person whose record has other titles or countries than the text: perhaps somebody of the same name."""
    reason = f"{span.reason}, but with another role or country than in the record"
    return span._replace(confidence="likely" if span.confidence == "sure" else span.confidence, reason=reason)


def _dates(prose: Prose, names: Names, today: date | None, words: Language) -> tuple[TaggedSpan, ...]:
    """The dates outside names and annotations."""
    taken = [(span.start, span.end) for span in names.spans]
    taken += [(each.start, each.end) for each in prose.existing if each.kind not in NESTING]
    blocks = [(block.start, block.end) for block in prose.blocks if block.is_prose]
    return find_dates(prose.text, blocks, taken, annotated_dates(prose), today, words)


def _holds_others(prose: Prose, meeting: Meeting) -> bool:
    """Whether a meeting's span contains an annotated person, day or place that is not part of the meeting."""
    return any(
        each.kind in (PERSON, DATE, PLACE)
        and each.get("as") != "mentioned"
        and (each.kind, each.id) not in meeting.parts
        for each in prose.annotated_in(meeting.start, meeting.end)
    )


def _labels(prose: Prose, register: Register, annotated: Sequence[Entry], names: Names) -> dict[str, str]:
    known = {entry.id: entry.names[0] for entry in (*annotated, *register.entries) if entry.names}
    shown = {span.id: prose.text[span.start : span.end] for span in reversed(names.spans) if span.kind != PERSON}
    return shown | known | dict(names.new)


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
        start, end = prose.file_range(span.start, prose.end_of_words(span.start, span.end))
        text, name = prose.source.text[start:end], labels.get(span.id, "") if span.new else ""
        attributes = extra.get((span.start, span.kind), ())
        if span.kind in (QUOTE, PARAPHRASE):
            attributes = span.attributes or ((("by", span.id),) if span.id else ())
        elif span.new and span.kind in NAMING and span.id not in named:
            named.add(span.id)
            attributes = ((("name", name),) if name and name != text else ()) + attributes
        parts = meetings[span.start].parts if span.kind == MEETING and meetings else frozenset()
        found.append(
            Proposal(
                start, end, text, span.kind, span.id, attributes, span.confidence, span.reason, span.new, name, parts
            )
        )
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))
