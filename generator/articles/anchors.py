"""Anchors of sentences and annotated words, made of what they say: they survive whatever is written around them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b

from generator.articles.model import Annotation, Block

_DIGEST = 4


def sentence_anchors(blocks: Sequence[Block]) -> tuple[tuple[str, ...], ...]:
    """The anchor of each sentence of each block: a digest of its words, with a number where an article repeats them."""
    texts = [[block.text[start:end] for start, end in block.sentences] or [block.text] for block in blocks]
    made = _unique(f"s-{_digest(_folded(text))}" for block in texts for text in block)
    return tuple(tuple(next(made) for _ in block) for block in texts)


def word_anchors(annotations: Iterable[Annotation], blocks: Sequence[Block]) -> tuple[str, ...]:
    """The anchor of each annotation: what it names, and a digest of its words and their sentence."""
    folded = cache(lambda block, start, end: _folded(blocks[block].text[start:end]))

    def anchor(annotation: Annotation) -> str:
        plain = annotation.id is None or annotation.kind == "date"
        stem = annotation.kind if plain else f"{annotation.kind}-{annotation.id}"
        sentence = ""
        if annotation.block >= 0:
            bounds = blocks[annotation.block].sentence(annotation.start, annotation.end)
            sentence = folded(annotation.block, *bounds)
        words = f"{_folded(annotation.label)}\0{sentence}"
        return f"{stem}-{_digest(words)}"

    return tuple(_unique(map(anchor, annotations)))


def _digest(folded: str) -> str:
    return blake2b(folded.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()


def _folded(text: str) -> str:
    return " ".join(text.split())


def _unique(anchors: Iterable[str]) -> Iterator[str]:
    """Anchors, each with a number from the second time on."""
    counts: dict[str, int] = {}
    for anchor in anchors:
        counts[anchor] = counts.get(anchor, 0) + 1
        yield anchor if counts[anchor] == 1 else f"{anchor}-{counts[anchor]}"
