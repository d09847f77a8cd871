"""Accepted proposals to an edited article: brackets and braces are all that is ever inserted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.articles.annotations import faults_of
from generator.articles.front import read_front
from generator.articles.positions import with_line_feeds
from generator.articles.read import dialect
from generator.drafting.model import COUNTRY, DATE, MEETING, ORGANIZATION, PERSON, PLACE, Proposal
from generator.drafting.prose import read_prose
from generator.text.source import Edit, SourceText
from generator.text.source import apply as edited

_BELONGING = frozenset({PERSON, DATE, PLACE})
_SIDES = frozenset({COUNTRY, ORGANIZATION})


def placed(source: SourceText, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Proposals with `as=` where they lie in the span of a meeting: what isn't its own is only mentioned."""
    meetings = sorted(
        [(p.start, p.end, p.parts) for p in proposals if p.kind == MEETING] + [*_standing_meetings(source)],
        key=lambda each: (each[0], -each[1]),
    )
    done: list[Proposal] = []
    at = 0
    around: list[tuple[int, int, frozenset[tuple[str, str]]]] = []
    for proposal in sorted(proposals, key=lambda each: (each.start, -each.end)):
        while at < len(meetings) and meetings[at][0] <= proposal.start:
            around.append(meetings[at])
            at += 1
        while around and around[-1][1] <= proposal.start:
            around.pop()
        inner = next((each for each in reversed(around) if proposal.end <= each[1] and proposal.kind != MEETING), None)
        done.append(_with_role(proposal, inner[2]) if inner else proposal)
    return tuple(done)


def apply(source: SourceText, accepted: Sequence[Proposal]) -> tuple[str, tuple[Proposal, ...]]:
    """The article's text with the accepted proposals, and those of them that no brackets can stand around.

    The text that a reader sees and all annotations that stand stay as they are; the result is read again to prove it.
    """
    good = _sound(source, placed(source, [proposal for proposal in accepted if proposal.id]))
    kept = {(proposal.start, proposal.end, proposal.kind) for proposal in good}
    refused = tuple(each for each in accepted if (each.start, each.end, each.kind) not in kept)
    return _edited(source.text, good), refused


def _sound(source: SourceText, proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    """The proposals that can be written, found by halving where not all can."""
    if not proposals or _is_sound(source, proposals):
        return proposals
    if len(proposals) == 1:
        return ()
    half = len(proposals) // 2
    one, other = _sound(source, proposals[:half]), _sound(source, proposals[half:])
    return (*one, *other) if _is_sound(source, (*one, *other)) else one


def _is_sound(source: SourceText, proposals: Sequence[Proposal]) -> bool:
    """Whether the edited text reads as before, with as many annotations more as proposals, and no new fault."""
    after = SourceText(source.path, _edited(source.text, proposals))
    annotations, faults = _counts(source)
    return (
        _counts(after) == (annotations + len(proposals), faults)
        and read_prose(after, None).text == read_prose(source, None).text
    )


def _counts(source: SourceText) -> tuple[int, int]:
    """How many annotations and how many faults an article has."""
    text, _ = with_line_feeds(source.text, read_front(source)[0].body)
    env: dict[str, object] = {}
    tokens = dialect().parse(text, env)
    inline = sum(child.type == "annotation_open" for token in tokens for child in token.children or ())
    blocks = sum(token.type == "annotation_block_open" for token in tokens)
    return inline + blocks, len(faults_of(env))


def _edited(text: str, proposals: Sequence[Proposal]) -> str:
    """The text with brackets and braces; of those at one offset, inner ones close first and outer ones open first."""
    opening = [(p.start, 1, -p.end, "[") for p in proposals]
    closing = [(p.end, 0, -p.start, f"]{p.annotation}") for p in proposals]
    return edited(text, [Edit(at, at, words) for at, _, _, words in sorted([*opening, *closing], key=lambda e: e[:3])])


def _standing_meetings(source: SourceText) -> Iterator[tuple[int, int, frozenset[tuple[str, str]]]]:
    prose = read_prose(source, None)
    for each in prose.standing:
        if each.kind == MEETING:
            start, end = prose.place(each.start, each.end)
            yield start, end, frozenset()


def _with_role(proposal: Proposal, parts: frozenset[tuple[str, str]]) -> Proposal:
    belongs = (proposal.kind, proposal.id) in parts
    if proposal.kind in _BELONGING and not belongs:
        return replace(proposal, attributes=(*proposal.attributes, ("as", "mentioned")))
    if proposal.kind in _SIDES and belongs:
        return replace(proposal, attributes=(*proposal.attributes, ("as", "side")))
    return proposal
