"""What a reviewer refused in an article: known by its kind, its id and its words, and not proposed again."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from generator.articles.front import read_front
from generator.articles.model import Refusal
from generator.articles.refusals import refusal_entries
from generator.drafting.model import PARAPHRASE, QUOTE, Proposal
from generator.drafting.prose import Prose, read_prose
from generator.records.yaml_document import EditRejectedError, YamlDocument, YamlPath
from generator.text.source import SourceText

KEY = "refused"
_LONGEST = 80
_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|[\r\n])")
_CLOSING = re.compile(r"(?:\r\n|[\r\n])---[ \t]*(?:\r\n|[\r\n]|\Z)")


class Named(NamedTuple):
    """What a mention in a text is annotated as: `start` and `end` are offsets in the visible text."""

    kind: str
    id: str
    start: int
    end: int


def without_refused(
    source: SourceText, proposals: Sequence[Proposal]
) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """The proposals that nobody has refused, and those that somebody has."""
    matter = read_front(source)[0].matter
    known = frozenset(matter.refused) if matter else frozenset()
    if not known:
        return tuple(proposals), ()
    prose = read_prose(source, None, matter.title if matter else "")
    refused = {each for each in proposals if not known.isdisjoint(_forms(prose, named(prose, each)))}
    return tuple(each for each in proposals if each not in refused), tuple(p for p in proposals if p in refused)


def named(prose: Prose, proposal: Proposal) -> Named:
    """What a proposal would annotate, in the visible text."""
    id_ = said_id(proposal.kind, proposal.id, proposal.attributes)
    return Named(proposal.kind, id_, prose.seen(proposal.start), prose.seen(proposal.end))


def said_id(kind: str, id_: str, attributes: Iterable[tuple[str, str]]) -> str:
    """The id of an annotation; of a quotation that of its speaker, "" for one without a name."""
    return dict(attributes).get("by", "") if kind in (QUOTE, PARAPHRASE) else id_


def refusals(prose: Prose, refused: Iterable[Named], others: Iterable[Named]) -> tuple[Refusal, ...]:
    """The refusals that keep mentions from being proposed again.

    One holds for the words wherever they stand, unless the same words are annotated or proposed as the same elsewhere
    (`others`): then it holds in its sentence.
    """
    kept = {_forms(prose, each)[0] for each in others}
    found = (_forms(prose, each) for each in refused if prose.text[each.start : each.end].strip())
    return tuple(dict.fromkeys(here if anywhere in kept else anywhere for anywhere, here in found))


def update_refusals(
    source: SourceText, prose: Prose, refused: Sequence[Refusal], annotated: Iterable[Named]
) -> SourceText | None:
    """The article with new refusals in its front matter, without those that are `annotated` after all.

    Those whose words are gone from the text go as well. None if the front matter leaves no place for the change.
    """
    front = read_front(source)[0].matter
    if front is None:
        return None
    taken_back = {form for each in annotated for form in _forms(prose, each)}
    text = " ".join(prose.text.split())
    left = {
        each
        for each in front.refused
        if each not in taken_back
        and all(part.removesuffix("…") in text for part in (each.words, each.sentence))
        and (not each.sentence or each._replace(sentence="") not in refused)
    }
    new = [refusal_entries(each) for each in refused if each not in left]
    return _edited(source, lambda document: _removed(document, front.refused, left).extend((KEY,), new))


def rename_refused(source: SourceText, old: str, new: str) -> SourceText | None:
    """An article whose refusals of a thing have its new id; None if the front matter leaves no place for that."""
    matter = read_front(source)[0].matter
    refused = enumerate(matter.refused) if matter else ()
    paths: dict[YamlPath, str] = {(KEY, index, each.kind): new for index, each in refused if each.id == old}
    return _edited(source, lambda document: document.set_texts(paths)) if paths else source


def forget_refused(source: SourceText, is_gone: Callable[[Refusal], bool]) -> SourceText | None:
    """An article without some of its refusals; None if the front matter leaves no place for that."""
    matter = read_front(source)[0].matter
    known = matter.refused if matter else ()
    left = {each for each in known if not is_gone(each)}
    return source if left == set(known) else _edited(source, lambda document: _removed(document, known, left))


def _edited(source: SourceText, edit: Callable[[YamlDocument], YamlDocument]) -> SourceText | None:
    """An article with its front matter edited as YAML; None if that is not safe."""
    opening = _OPENING.match(source.text)
    closing = _CLOSING.search(source.text, opening.end() - 1) if opening else None
    if not opening or not closing:
        return None
    end = closing.start() + len(closing.group()) - len(closing.group().lstrip("\r\n"))
    try:
        document = edit(YamlDocument.parse(source.text[opening.end() : end]))
    except EditRejectedError:
        return None
    return SourceText(source.path, f"{source.text[: opening.end()]}{document.text}{source.text[end:]}")


def _removed(document: YamlDocument, known: Sequence[Refusal], left: Collection[Refusal]) -> YamlDocument:
    kept = [index for index, each in enumerate(known) if each in left]
    return document if len(kept) == len(known) else document.keep((KEY,), kept)


def without_gone_refusals(source: SourceText) -> SourceText | None:
    """An article without refusals of words that it doesn't have; None if the front matter leaves no place for that."""
    matter = read_front(source)[0].matter
    if matter is None or not matter.refused:
        return source
    return update_refusals(source, read_prose(source, None, matter.title), (), ())


def _forms(prose: Prose, mention: Named) -> tuple[Refusal, Refusal]:
    """The refusal of a mention wherever its words stand, and that in its sentence alone."""
    words = _short(prose.text[mention.start : mention.end])
    start, end = prose.sentence(mention.start)
    anywhere = Refusal(mention.kind, mention.id, words)
    return anywhere, anywhere._replace(sentence=_short(prose.text[start : max(end, mention.end)]))


def _short(text: str) -> str:
    """A text on one line, as far as it tells one from others."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
