"""Writes accepted proposals into an article: only brackets and braces are ever inserted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.articles.annotations import faults_of
from generator.articles.front import read_front
from generator.articles.positions import with_line_feeds
from generator.articles.read import ANNOTATIONS, LENGTH, dialect
from generator.drafting.model import COUNTRY, DATE, MEETING, ORGANIZATION, PERSON, PLACE, Proposal
from generator.drafting.prose import read_prose
from generator.text.source import Edit, SourceText
from generator.text.source import apply as apply_edits

_PARTS = frozenset({PERSON, DATE, PLACE})
_SIDES = frozenset({COUNTRY, ORGANIZATION})
_MARK = 100
"""What the mark of a draft and the roles in meetings may add to an article."""


def with_meeting_roles(source: SourceText, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Proposals with `as=` inside a proposed meeting: `mentioned` if they are no part of that meeting.

    Inside a meeting that stands, proposals keep their roles.
    """
    meetings = sorted(
        [(p.start, p.end, p.parts) for p in proposals if p.kind == MEETING] + [*_existing_meetings(source)],
        key=lambda each: (each[0], -each[1]),
    )
    placed: list[Proposal] = []
    at = 0
    open_meetings: list[tuple[int, int, frozenset[tuple[str, str]] | None]] = []
    for proposal in sorted(proposals, key=lambda each: (each.start, -each.end)):
        while at < len(meetings) and meetings[at][0] <= proposal.start:
            open_meetings.append(meetings[at])
            at += 1
        open_meetings = [each for each in open_meetings if each[1] > proposal.start]
        inner = next(
            (each for each in reversed(open_meetings) if proposal.end <= each[1] and proposal.kind != MEETING), None
        )
        placed.append(_placed(proposal, inner[2]) if inner else _without_role(proposal))
    return tuple(placed)


def sure_proposals(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals that are sure whatever is decided on the others: no party to a meeting that nobody accepted yet."""
    undecided = frozenset(part for each in proposals if each.kind == MEETING for part in each.parts)
    return tuple(
        each
        for each in proposals
        if each.confidence == "sure" and not (each.kind in _SIDES and (each.kind, each.id) in undecided)
    )


def fitting(source: SourceText, proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    """The first proposals that an article has room for: with more, it would be too long to be read."""
    length, count = len(source.text) + _MARK, max(0, ANNOTATIONS - source.text.count("]{"))
    for index, each in enumerate(proposals[:count]):
        length += len("[]") + len(each.annotation)
        if length > LENGTH:
            return proposals[:index]
    return proposals[:count]


def apply_proposals(
    source: SourceText, accepted: Sequence[Proposal], undecided: Sequence[Proposal] = ()
) -> tuple[str, tuple[Proposal, ...]]:
    """The article's text with the accepted proposals, and the proposals that cannot be bracketed.

    The visible text and the existing annotations do not change; the result is read again to verify that. A name inside
    an `undecided` meeting that it is no part of is `mentioned`, so that the meeting can still be accepted later.
    """
    chosen = [proposal for proposal in accepted if proposal.id]
    spans = {(each.start, each.end, each.kind) for each in chosen}
    others = [e for e in undecided if e.kind == MEETING and (e.start, e.end, e.kind) not in spans]
    together = with_meeting_roles(source, [*chosen, *others])
    writable = _writable(source, [each for each in together if (each.start, each.end, each.kind) in spans])
    written = {(proposal.start, proposal.end, proposal.kind) for proposal in writable}
    rejected = tuple(each for each in accepted if (each.start, each.end, each.kind) not in written)
    return _edited(source.text, writable), rejected


def _writable(source: SourceText, proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    """The proposals that can be written; if not all can, they are found by bisection."""
    if not proposals or _is_writable(source, proposals):
        return proposals
    if len(proposals) == 1:
        return ()
    half = len(proposals) // 2
    one, other = _writable(source, proposals[:half]), _writable(source, proposals[half:])
    return (*one, *other) if _is_writable(source, (*one, *other)) else one


def _is_writable(source: SourceText, proposals: Sequence[Proposal]) -> bool:
    """Whether the edited text reads as before, has one more annotation per proposal and no new fault."""
    after = SourceText(source.path, _edited(source.text, proposals))
    annotations, faults = _counts(source)
    return (
        _counts(after) == (annotations + len(proposals), faults)
        and read_prose(after, None).text == read_prose(source, None).text
    )


def _counts(source: SourceText) -> tuple[int, int]:
    """The numbers of annotations and of faults in an article."""
    text, _ = with_line_feeds(source.text, read_front(source)[0].body)
    env: dict[str, object] = {}
    tokens = dialect().parse(text, env)
    inline = sum(child.type == "annotation_open" for token in tokens for child in token.children or ())
    blocks = sum(token.type == "annotation_block_open" for token in tokens)
    return inline + blocks, len(faults_of(env))


def _edited(text: str, proposals: Sequence[Proposal]) -> str:
    """The text with brackets and braces; at one offset, inner ones close first and outer ones open first."""
    opening = [(p.start, 1, -p.end, "[") for p in proposals]
    closing = [(p.end, 0, -p.start, f"]{p.annotation}") for p in proposals]
    return apply_edits(
        text, [Edit(at, at, words) for at, _, _, words in sorted([*opening, *closing], key=lambda e: e[:3])]
    )


def _existing_meetings(source: SourceText) -> Iterator[tuple[int, int, None]]:
    return (
        (each.file_start, each.file_end, None) for each in read_prose(source, None).existing if each.kind == MEETING
    )


def _placed(proposal: Proposal, parts: frozenset[tuple[str, str]] | None) -> Proposal:
    """A proposal with its role in the meeting around it; None are the parts of a meeting that stands."""
    if parts is None:
        return proposal
    proposal = _without_role(proposal)
    is_part = (proposal.kind, proposal.id) in parts
    if proposal.kind in _PARTS and not is_part:
        return replace(proposal, attributes=(*proposal.attributes, ("as", "mentioned")))
    if proposal.kind in _SIDES and is_part:
        return replace(proposal, attributes=(*proposal.attributes, ("as", "side")))
    return proposal


def _without_role(proposal: Proposal) -> Proposal:
    """A proposal as it is by itself: which others are accepted decides anew what it is in a meeting."""
    return replace(proposal, attributes=tuple(pair for pair in proposal.attributes if pair[0] != "as"))
