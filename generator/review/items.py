"""What a review in a terminal decides on, mention by mention, and the changes that come of the decisions."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.drafting import Proposal
from generator.drafting.model import MEETING, PARAPHRASE, QUOTE, UNNAMED, decided_by
from generator.review.compose import braces, settled
from generator.review.model import Existing, NewAnnotation, Replacement, ReviewChanges
from generator.review.session import Opened

Decision = Literal["", "yes", "no"]
ALONE = frozenset({QUOTE, PARAPHRASE})


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A proposal, or an annotation that stands, with the decision on it, and what its braces are to name.

    `words` are those that it stands on, `sentence` that around them; `owner` is the id for which a speaker without a
    name spoke, if the reviewer said so.
    """

    index: int
    what: Proposal | Existing
    start: int
    end: int
    words: str
    sentence: str
    kind: str
    id: str
    decision: Decision = ""
    owner: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What it is decided by, apart for what stands and what is proposed."""
        what = self.what
        parts = what.parts if isinstance(what, Proposal) else frozenset[tuple[str, str]]()
        about = decided_by(self.kind, self.id, self.start, self.words, what.attributes, parts)
        return (isinstance(what, Existing), *about)

    @property
    def label(self) -> tuple[object, ...]:
        """What it is known by in another version of the article."""
        what = self.what
        attributes = what.attributes if what.kind == MEETING else ()
        return isinstance(what, Existing), what.kind, what.id, attributes, self.words


def items_of(opened: Opened) -> tuple[ReviewItem, ...]:
    """What is proposed, and in a draft also what the program has written already."""
    text, prose = opened.read.text, opened.read.prose
    found = [each for each in _proposed(opened) if each.index not in opened.refused]
    for index, old in enumerate(opened.read.existing if opened.is_draft else ()):
        said = dict(old.attributes)
        id_ = said.get("by", said.get("speaker", "")) if old.kind in ALONE else old.id
        words, sentence = text[old.start : old.end], text[slice(*prose.sentence(old.start))]
        found.append(ReviewItem(index, old, old.start, old.end, words, sentence, old.kind, id_))
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def refused_before(opened: Opened) -> tuple[ReviewItem, ...]:
    """What a reviewer has refused before, to be decided on once more."""
    return tuple(each for each in _proposed(opened) if each.index in opened.refused)


def _proposed(opened: Opened) -> Iterator[ReviewItem]:
    prose, text = opened.read.prose, opened.read.text
    for index, each in enumerate(opened.proposals):
        start, end = prose.seen(each.start), prose.seen(each.end)
        yield ReviewItem(
            index, each, start, end, text[start:end], text[slice(*prose.sentence(start))], each.kind, each.id
        )


def carried_over(
    before: Sequence[ReviewItem], now: Sequence[ReviewItem]
) -> tuple[tuple[ReviewItem, ...], tuple[ReviewItem, ...]]:
    """The mentions of an article that changed, with the decisions made before; and those that fit nothing in it.

    The same words in the same sentence keep their decision; others in their order, where all of them have the same one.
    """
    found = _paired(before, now, lambda each: (each.label, each.sentence))
    rest = [each for index, each in enumerate(before) if index not in found.values()]
    ways: defaultdict[tuple[object, ...], set[tuple[str, ...]]] = defaultdict(set)
    for each in rest:
        ways[each.label].add((each.decision, each.kind, each.id, each.owner))
    alike = [each for each in rest if len(ways[each.label]) == 1]
    others = {index: each for index, each in enumerate(now) if index not in found}
    more = _paired(alike, [*others.values()], lambda each: each.label)
    old_of = {index: before[old] for index, old in found.items()}
    old_of |= {index: alike[more[at]] for at, index in enumerate(others) if at in more}
    kept = [_decided_as(each, old_of.get(index, each)) for index, each in enumerate(now)]
    used = {id(each) for each in old_of.values()}
    left = (each for each in before if each.decision and id(each) not in used)
    return tuple(kept), tuple(sorted(left, key=lambda each: (each.start, -each.end)))


def _paired(
    before: Sequence[ReviewItem], now: Sequence[ReviewItem], key: Callable[[ReviewItem], Hashable]
) -> dict[int, int]:
    """The index of each mention that has the same key as an earlier one, and the index of that, in their order."""
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(range(len(before))):
        waiting[key(before[index])].append(index)
    return {index: waiting[key(each)].pop() for index, each in enumerate(now) if waiting[key(each)]}


def _decided_as(mention: ReviewItem, old: ReviewItem) -> ReviewItem:
    return replace(mention, kind=old.kind, id=old.id, decision=old.decision, owner=old.owner)


def changes_of(mentions: Sequence[ReviewItem]) -> ReviewChanges:
    """The changes that the decisions ask for."""
    added, replaced, removed, refused = [], dict[int, Replacement](), set[int](), set[int]()
    for each in mentions:
        if isinstance(each.what, Proposal):
            added += [_added(each, each.what)] if each.decision == "yes" else []
            refused |= {each.index} if each.decision == "no" else set()
        elif each.decision == "no":
            removed.add(each.index)
        elif each.decision == "yes" and (new := _replaced(each, each.what)):
            replaced[each.index] = new
    return ReviewChanges(tuple(added), replaced, frozenset(removed), frozenset(refused))


def written(opened: Opened, mentions: Sequence[ReviewItem], group: Sequence[ReviewItem]) -> tuple[str, ...]:
    """The braces that each mention of a group gets if the group is accepted now; "" for one that is refused."""
    mine = {(each.what, each.start) for each in group if each.decision != "no"}
    accepted = [replace(m, decision="yes") if (m.what, m.start) in mine else m for m in mentions]
    new = settled(opened.read, changes_of(accepted).added, opened.known)
    by_place = {(each.start, each.end, each.kind): braces(each.kind, each.id, each.attributes or ()) for each in new}
    return tuple(_braces(opened, each, by_place) if (each.what, each.start) in mine else "" for each in group)


def _braces(opened: Opened, mention: ReviewItem, by_place: dict[tuple[int, int, str], str]) -> str:
    what = mention.what
    if isinstance(what, Proposal):
        return by_place.get((mention.start, mention.end, mention.kind), "") if _is_named(mention) else ""
    new = _replaced(mention, what)
    return braces(*new) if new else opened.read.source.text[slice(*what.braces)]


def _is_named(mention: ReviewItem) -> bool:
    return bool(mention.id) or mention.kind == UNNAMED


def decided(mentions: Iterable[ReviewItem]) -> Iterator[str]:
    """The decisions, a line for each, for somebody who has to make them again."""
    for each in mentions:
        if each.decision:
            yield f"  {each.decision:3}  {each.kind} {each.id}  »{' '.join(each.words.split())}«"


def _added(mention: ReviewItem, proposal: Proposal) -> NewAnnotation:
    attributes = None
    if mention.kind in ALONE and mention.id != proposal.id:
        attributes = _spoken_by(mention.id, proposal.attributes)
    elif mention.owner:
        attributes = (*proposal.attributes, ("for", mention.owner))
    elif mention.kind in ALONE and mention.kind != proposal.kind:
        attributes = proposal.attributes
    own = proposal if mention.kind == proposal.kind else None
    return NewAnnotation(mention.start, mention.end, mention.kind, mention.id, attributes, own)


def _replaced(mention: ReviewItem, old: Existing) -> Replacement | None:
    """What an annotation that stands is to say instead; None where it is to stay as it is."""
    if mention.kind in ALONE:
        said = dict(old.attributes)
        is_same = mention.id == said.get("by", said.get("speaker", ""))
        if is_same and mention.kind == old.kind:
            return None
        return Replacement(mention.kind, "", old.attributes if is_same else _spoken_by(mention.id, old.attributes))
    if (mention.kind, mention.id) == (old.kind, old.id):
        return None
    return Replacement(mention.kind, mention.id, old.attributes if mention.kind == old.kind else ())


def _spoken_by(id_: str, attributes: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return (("by", id_), *(pair for pair in attributes if pair[0] not in ("by", "speaker")))
