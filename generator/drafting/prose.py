"""An article's text as a reader sees it, with the place of every character in the file, and the annotations it has."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.token import Token

from generator.articles.blocks import KEY, OFFSETS
from generator.articles.brackets import Mark
from generator.articles.front import read_front
from generator.articles.positions import Offsets, with_line_feeds
from generator.articles.read import dialect
from generator.articles.sentences import sentences
from generator.drafting.language import Language
from generator.text.source import SourceText

GAP = "\n\n"
_OBJECT = "\ufffc"
_MARKUP = re.compile(
    r"(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))"
    r"|(?P<image>!\[[^\[\]\n]*\]\([^()\n]*\))"
    r"|(?P<target>(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)|(?<=\])\[[^\[\]\n]*\])"
    r"|(?P<address><[^<>\s][^<>\n]*>|\bhttps?://[^\s<>\[\]{}]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
    r"|(?P<entity>&(?:nbsp|#160|#xa0);)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<emphasis>\*+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|~~)"
    r"|(?P<bracket>\[(?=[^\[\]\n]*\][(\[])|\](?=[(\[]))",
    re.DOTALL,
)
_FINAL = re.compile(r"[.!?…:;\"”’»)]\s*$")
_LONG_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
_TITLED, _FEW_WORDS = 0.75, 3
_LONGEST = 3_000


class Standing(NamedTuple):
    """An annotation that the article has: where its label is read, its kind, id, and speaker or role if it says one."""

    start: int
    end: int
    kind: str
    id: str
    attributes: tuple[tuple[str, str], ...]

    def get(self, key: str) -> str:
        """The value of an attribute; "" for none."""
        return next((value for name, value in self.attributes if name == key), "")


class Passage(NamedTuple):
    """A paragraph, heading or table cell: its place in the text that is read, and whether it is prose to draft in."""

    start: int
    end: int
    is_prose: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """The text that is read: `places` leads from its offsets to the file's. Passages are parted by blank lines."""

    source: SourceText
    text: str
    places: Offsets
    passages: tuple[Passage, ...]
    sentences: tuple[tuple[int, int], ...]
    standing: tuple[Standing, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch stands in the file."""
        return self.places.range(start, end)

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds an offset; an empty stretch where none does."""
        index = bisect_right(self.sentences, (at, len(self.text))) - 1
        return self.sentences[index] if index >= 0 and self.sentences[index][1] > at else (at, at)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)
    length: int = 0
    behind: int = 0

    def add(self, text: str, target: int) -> None:
        if text:
            self.starts.append(self.length)
            self.targets.append(target)
            self.pieces.append(text)
            self.length += len(text)
            self.behind = target + len(text)


def read_prose(source: SourceText, words: Language | None, title: str = "") -> Prose:
    """The text of an article file, however broken its annotations or its front matter are."""
    body = read_front(source)[0].body
    text, offsets = with_line_feeds(source.text, body)
    reading = _Reading()
    heading = False
    for token in dialect().parse(text, {}):
        if token.type == "inline":
            _passage(reading, token, offsets, is_prose=not heading)
        heading = token.type == "heading_open"
    whole = "".join(reading.pieces)
    passages = tuple(_judged(whole, passage, words, title) for passage in reading.passages)
    return Prose(
        source,
        whole,
        Offsets(tuple(reading.starts) or (0,), tuple(reading.targets) or (body,)),
        passages,
        tuple(_sentences(whole, passages, words.tag if words else None)),
        tuple(reading.standing),
    )


def _passage(reading: _Reading, token: Token, offsets: Offsets, *, is_prose: bool) -> None:
    if reading.passages:
        reading.add(GAP, reading.behind)
    start = reading.length
    inner = token.meta[OFFSETS]
    marks = [child.meta[KEY] for child in token.children or () if child.type == "annotation_open"]
    content = token.content
    opened: list[tuple[Mark, int]] = []
    edges = sorted([(mark.start, mark.start + 1, mark) for mark in marks] + [(m.label_end, m.end, m) for m in marks])
    at = 0
    for left, right, mark in edges:
        _stretch(reading, content, at, left, inner, offsets)
        if left == mark.start:
            opened.append((mark, reading.length))
        else:
            begun = next(begun for each, begun in reversed(opened) if each is mark)
            reading.standing.append(_standing(mark, begun, reading.length))
        at = right
    _stretch(reading, content, at, len(content), inner, offsets)
    reading.passages.append(Passage(start, reading.length, is_prose))


def _standing(mark: Mark, start: int, end: int) -> Standing:
    pairs = mark.attributes
    attributes = tuple((pair.key, pair.value or "") for pair in pairs.facts)
    identity = pairs.head.value if pairs.head.value is not None else dict(attributes).get("by", "")
    return Standing(start, end, pairs.head.key, identity, attributes)


def _stretch(reading: _Reading, content: str, start: int, end: int, inner: Offsets, offsets: Offsets) -> None:
    """Read a stretch without annotations: markup is left out, code and addresses are one strange character."""

    def add(text: str, at: int) -> None:
        for line, shift in _lines(text):
            reading.add(line.replace("\n", " "), offsets.at(inner.at(at + shift)))

    at = start
    for match in _MARKUP.finditer(content, start, end):
        if match.start() > at:
            add(content[at : match.start()], at)
        replacement = {"code": _OBJECT, "image": _OBJECT, "address": _OBJECT, "entity": " "}.get(
            match.lastgroup or "", ""
        )
        if replacement:
            reading.add(replacement, offsets.at(inner.at(match.start())))
        at = match.end()
    if at < end:
        add(content[at:end], at)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a text with their breaks, each with its offset: they may stand apart in the file."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end], at
        at = end


def _judged(text: str, passage: Passage, words: Language | None, title: str) -> Passage:
    """The part of a passage that is prose: no headline, no credit of a photo, no copyright line."""
    start, end, is_prose = passage
    content = text[start:end]
    if not is_prose or not content.strip():
        return passage._replace(is_prose=False)
    if title and _plain(content).startswith(_plain(title)):
        start += len(title)
        if not text[start:end].strip():
            return passage._replace(is_prose=False)
    if _is_headline(text[start:end]):
        return passage._replace(is_prose=False)
    credit = _credit(words).search(text, start, end) if words else None
    return Passage(start, credit.start() if credit else end, is_prose=True)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _credit(words: Language) -> re.Pattern[str]:
    return re.compile(words.text("lines", "credits") or r"(?!)")


def _is_headline(content: str) -> bool:
    """Whether a line without an end mark has nearly all of its long words in capitals."""
    long = _LONG_WORD.findall(content)
    return (
        len(long) > _FEW_WORDS
        and not _FINAL.search(content)
        and sum(word[0].isupper() for word in long) / len(long) > _TITLED
    )


def _sentences(text: str, passages: Sequence[Passage], tag: str | None) -> Iterator[tuple[int, int]]:
    """The sentences of the prose; one that is longer than anybody writes is cut, so that no rule looks far."""
    for passage in passages:
        if passage.is_prose:
            for start, end in sentences(text[passage.start : passage.end], tag):
                for at in range(start, end, _LONGEST):
                    yield passage.start + at, passage.start + min(at + _LONGEST, end)
