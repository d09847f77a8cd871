"""Anchors of sentences and annotated words, made of what they say: they survive whatever is written around them."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from generator.articles.model import Annotation, Block

_DIGEST = 4


def sentence_anchors(blocks: Sequence[Block]) -> tuple[tuple[str, ...], ...]:
    """The anchor of each sentence of each block: a digest of its words, with a number where an article repeats them."""
    texts = [[block.text[start:end] for start, end in block.sentences] or [block.text] for block in blocks]
    made = _unique(f"s-{_digest(text)}" for block in texts for text in block)
    return tuple(tuple(next(made) for _ in block) for block in texts)


def word_anchors(annotations: Iterable[Annotation], blocks: Sequence[Block]) -> tuple[str, ...]:
    """The anchor of each annotation: what it names, and a digest of its words and their sentence."""
    return tuple(_unique(_word_anchor(annotation, blocks) for annotation in annotations))


def _word_anchor(annotation: Annotation, blocks: Sequence[Block]) -> str:
    plain = annotation.id is None or annotation.kind == "date"
    stem = annotation.kind if plain else f"{annotation.kind}-{annotation.id}"
    sentence = ""
    if annotation.block >= 0:
        block = blocks[annotation.block]
        start, end = block.sentence(annotation.start, annotation.end)
        sentence = block.text[start:end]
    return f"{stem}-{_digest(annotation.label, sentence)}"


def _digest(*texts: str) -> str:
    folded = "\0".join(" ".join(text.split()) for text in texts)
    return blake2b(folded.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()


def _unique(anchors: Iterable[str]) -> Iterator[str]:
    """Anchors, each with a number from the second time on."""
    counts: dict[str, int] = {}
    for anchor in anchors:
        counts[anchor] = counts.get(anchor, 0) + 1
        yield anchor if counts[anchor] == 1 else f"{anchor}-{counts[anchor]}"
