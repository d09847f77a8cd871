"""What a reviewer refuses, noted in the article, so that it is not proposed again when the text changes."""

from collections.abc import Iterator, Sequence

from generator.drafting import Proposal
from generator.drafting.refusals import Named, named, refusals, said_id, update_refusals
from generator.review.model import Existing, ReviewChanges, ReviewText
from generator.text.source import SourceText


def remember_refusals(
    read: ReviewText, proposals: Sequence[Proposal], changes: ReviewChanges, composed: SourceText
) -> SourceText | None:
    """The changed article with the refusals that hold after the changes; None if its front matter can't take them."""
    annotated = (*_added(changes), *_replaced(read, changes))
    gone = (each for number, each in enumerate(read.existing) if number in changes.removed)
    removed = [_existing(each) for each in gone]
    removed = [each for each in removed if not any(_is_moved(each, other) for other in annotated)]
    refused = [*(named(read.prose, proposals[number]) for number in sorted(changes.refused)), *removed]
    left = (named(read.prose, each) for number, each in enumerate(proposals) if number not in changes.refused)
    touched = {*changes.removed, *changes.replaced}
    others = (_existing(each) for number, each in enumerate(read.existing) if number not in touched)
    found = refusals(read.prose, refused, (*annotated, *left, *others))
    has_changed = bool(found) or bool(annotated)
    return update_refusals(composed, read.prose, found, annotated) if has_changed else composed


def _added(changes: ReviewChanges) -> Iterator[Named]:
    for each in changes.added:
        attributes = each.attributes
        if attributes is None:
            attributes = each.proposal.attributes if each.proposal else ()
        yield Named(each.kind, said_id(each.kind, each.id, attributes), each.start, each.end)


def _replaced(read: ReviewText, changes: ReviewChanges) -> Iterator[Named]:
    for number, wanted in changes.replaced.items():
        old = read.existing[number]
        yield Named(wanted.kind, said_id(wanted.kind, wanted.id, wanted.attributes), old.start, old.end)


def _existing(old: Existing) -> Named:
    return Named(old.kind, said_id(old.kind, old.id, old.attributes), old.start, old.end)


def _is_moved(old: Named, new: Named) -> bool:
    """Whether an annotation only got other words, which overlap those that it had."""
    return (old.kind, old.id) == (new.kind, new.id) and old.start < new.end and new.start < old.end
