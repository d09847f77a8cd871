"""What an article's own annotations say: names, dates and meetings that stand, and that a draft builds on."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.drafting.meeting_ids import AnnotatedMeeting, Meeting
from generator.drafting.model import (
    COUNTRY,
    DATE,
    MEETING,
    ORGANIZATION,
    PARAPHRASE,
    PERSON,
    PLACE,
    QUOTE,
    Entry,
    MeetingEntry,
    Proposal,
    TaggedSpan,
)
from generator.drafting.prose import ExistingAnnotation, Prose

NAMING = frozenset({PERSON, COUNTRY, ORGANIZATION, PLACE, "document", "topic"})
NESTING = frozenset({MEETING, QUOTE, PARAPHRASE})
_PARTS = frozenset({PERSON, DATE, PLACE})


def annotated_entries(prose: Prose) -> tuple[Entry, ...]:
    """The register entries that the article's annotations give.

    A label in small letters is a description, and a person's single word only a short name.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    for each in _named(prose):
        label = each.get("name") or " ".join(prose.text[each.start : each.end].split())
        if not label[:1].islower() and (each.kind != PERSON or " " in label):
            found.setdefault((each.kind, each.id), {})[label] = None
    return tuple(Entry(kind, id_, tuple(labels)) for (kind, id_), labels in found.items())


def annotated_names(prose: Prose) -> Iterator[TaggedSpan]:
    """The annotated names, in order."""
    return (TaggedSpan(each.start, each.end, each.kind, each.id, "sure", "annotated") for each in _named(prose))


def _named(prose: Prose) -> Iterator[ExistingAnnotation]:
    return (each for each in prose.existing if each.kind in NAMING and each.id and each.start < each.end)


def annotated_roles(prose: Prose) -> frozenset[tuple[str, str]]:
    """The roles that the annotations give, in small letters, each with its person's id."""
    people = (each for each in prose.existing if each.kind == PERSON)
    return frozenset((each.id, role.lower()) for each in people if (role := each.get("role")))


def annotated_dates(prose: Prose) -> tuple[TaggedSpan, ...]:
    """The annotated dates, in order."""
    dates = (each for each in prose.existing if each.kind == DATE and each.id)
    return tuple(TaggedSpan(each.start, each.end, DATE, each.id, "sure", "annotated") for each in dates)


def annotated_meetings(prose: Prose, dates: Sequence[TaggedSpan]) -> tuple[AnnotatedMeeting, ...]:
    """The meetings that the annotations name, with the persons, days and places in them.

    The day of one without an annotated day is the first of `dates`, which the text's words give, in it.
    """
    starts = [each.start for each in dates]
    found = []
    for meeting in prose.existing:
        if meeting.kind == MEETING and meeting.id:
            inside = prose.annotated_in(meeting.start, meeting.end)
            days = [each.id for each in inside if each.kind == DATE]
            days += [
                each.id for each in dates[bisect_left(starts, meeting.start) :] if each.end <= meeting.end and not days
            ][:1]
            places = [each.id for each in inside if each.kind == PLACE]
            people = frozenset(each.id for each in inside if each.kind == PERSON)
            countries = frozenset(each.id for each in inside if each.kind == COUNTRY)
            entry = MeetingEntry(meeting.id, "".join(days[:1]), "".join(places[:1]), people, countries, "annotated")
            found.append(AnnotatedMeeting(meeting.start, meeting.end, entry))
    return tuple(found)


def outside_annotations(prose: Prose, *kinds: str) -> Callable[[int, int], bool]:
    """A predicate: whether a range of the visible text overlaps no existing annotation of some kinds."""
    covered = bytearray(len(prose.text))
    for each in prose.existing:
        if each.kind in kinds:
            covered[each.start : each.end] = b"\1" * (each.end - each.start)
    return lambda start, end: not any(covered[start:end])


def in_annotated_meetings(
    prose: Prose, proposals: Sequence[Proposal], meetings: Sequence[Meeting]
) -> tuple[Proposal, ...]:
    """Proposals with `as=mentioned` where a meeting that stands encloses them and its sentence makes them no part."""
    annotated = sorted((each for each in prose.existing if each.kind == MEETING), key=lambda each: each.file_start)
    if not annotated:
        return tuple(proposals)
    parts = {each: _parts(each, meetings) for each in annotated}
    starts = [each.file_start for each in annotated]
    longest = max(each.file_end - each.file_start for each in annotated)

    def placed(proposal: Proposal) -> Proposal:
        near = annotated[bisect_left(starts, proposal.end - longest) : bisect_right(starts, proposal.start)]
        around = [each for each in near if proposal.end <= each.file_end]
        if proposal.kind not in _PARTS or not around:
            return proposal
        inner = min(around, key=lambda each: each.file_end - each.file_start)
        is_part = (proposal.kind, proposal.id) in parts[inner]
        return proposal if is_part else replace(proposal, attributes=(*proposal.attributes, ("as", "mentioned")))

    return tuple(map(placed, proposals))


def _parts(annotated: ExistingAnnotation, meetings: Sequence[Meeting]) -> frozenset[tuple[str, str]]:
    """The parts of the meetings, in the order of the text, that a sentence in an annotated one tells of."""
    first = bisect_right(meetings, annotated.start, key=lambda found: found.end)
    last = bisect_left(meetings, annotated.end, key=lambda found: found.start)
    return frozenset(part for found in meetings[first:last] for part in found.parts)
