"""W3C Web Annotations: the texts that they are about, with marks where quote and position agree."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from generator.articles.attributes import AnnotationFault, AttributePair, read_attributes
from generator.diagnostics.problem import Problem
from generator.drafting.folding import as_id
from generator.importers.front_matter import metadata_of
from generator.importers.json_items import JsonItem, read_json
from generator.importers.marked_text import MarkedDocument, NamedWords
from generator.importers.model import Metadata
from generator.importers.plain_blocks import PlainBlocks, TextRange
from generator.importers.tei import OWN_ARTICLE
from generator.importers.text_selectors import SelectedRange, locate
from generator.text.source import SourceText, Span
from generator.values import Date, read_date, value_type

_LIKE_DATE = re.compile(r"-?\d{4}-\d|\d{4}/\d")
_LISTS = ("items", "rows", "@graph", "")
"""Where annotations are listed: in a page or a collection, by Hypothesis' interface, in a graph, and at the top."""
_OPEN = frozenset({"first", "sources", *_LISTS[:-1]})
_LEFT_OUT = frozenset({"commenting", "replying", "highlighting", "bookmarking", "questioning", "moderating", "editing"})
_NAMED = {
    "title": ("label", "name"),
    "date": ("created", "issued"),
    "publisher": (),
    "author": (),
    "url": (),
    "language": (),
    "licence": ("rights", "license"),
    "archived": (),
    "genre": (),
}
"""The entries of a front matter that a source may have, and other names for them."""
_READ = {"id", "type", "@id", "@type", "text", "value", "format", "frontMatter", *chain(*_NAMED.values())}
KindOf = Callable[[str], str]
"""The word in annotations for the kind that an address names; "" for the address of no record."""
TextBeside = Callable[[str], tuple[str | None, tuple[Problem, ...]]]
"""The text of a file beside the annotations, by its name in them; None for no such file."""


@dataclass(slots=True)
class _Text:
    """A text that annotations are about, and their ranges."""

    address: str
    values: Mapping[str, Any]
    text: str
    first: JsonItem
    ranges: list[tuple[TextRange, JsonItem]] = field(default_factory=list)


def read_web_annotations(
    source: SourceText, kind_of: KindOf, beside: TextBeside
) -> tuple[tuple[MarkedDocument, ...], tuple[Problem, ...]]:
    """The texts of a file as documents; problems for annotations that can't be placed, and no document then."""
    file, problems = read_json(source, _OPEN)
    if file is None:
        return (), problems
    listed = next((name for name in _LISTS if name in file.lists), "")
    items = file.lists.get(listed, ())
    if len(items) == 1 and items[0].value is None:
        items = (JsonItem(dict(file.values), source, items[0].start, items[0].end),)
    sources = {
        str(each.value.get("id", "")): each for each in file.lists.get("sources", ()) if isinstance(each.value, dict)
    }
    reading = _Reading(sources, kind_of, beside)
    for item in items:
        reading.read(item)
    for text in reading.texts.values():
        reading.problems += _crossing(text)
    if not reading.texts and not reading.problems:
        hint = "an annotation has a `target` with a `selector`"
        reading.problems.append(
            Problem("import-is-readable", "there is no annotation in it", source.whole(), hint=hint)
        )
    documents = () if reading.problems else tuple(_document(text, reading.notes) for text in reading.texts.values())
    return documents, (*reading.problems, *reading.doubts)


@dataclass(slots=True)
class _Reading:
    """What was read of a file so far."""

    sources: Mapping[str, JsonItem]
    kind_of: KindOf
    beside: TextBeside
    texts: dict[str, _Text] = field(default_factory=dict)
    notes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)

    def read(self, item: JsonItem) -> None:
        """Add an annotation to its text."""
        value = item.value
        targets = _listed(value.get("target")) if isinstance(value, dict) else []
        if not targets:
            hint = "write `target` with `source` and `selector`"
            self._fault(item, "annotation-has-target", "an annotation without a target", hint)
        for target in targets:
            text = self._text(target, item)
            if text is None:
                continue
            words = self._words(value, item, text.address)
            if words is None:
                continue
            found = locate(text.text, target.get("selector") if isinstance(target, dict) else None)
            if isinstance(found, SelectedRange):
                label = text.text[found.start : found.end]
                named = NamedWords(
                    words.kind, " ".join(label.split()), words.span, words.target, words.id, (), words.braces
                )
                text.ranges.append((TextRange(found.start, found.end, named), item))
            else:
                self._fault(item, "selector-is-exact", found.message, found.hint, *found.words)

    def _fault(self, item: JsonItem, rule: str, message: str, hint: str, *words: str) -> None:
        self.problems.append(Problem(rule, message, item.span(*words, '"selector"', '"target"'), hint=hint))

    def _text(self, target: Any, item: JsonItem) -> _Text | None:  # noqa: ANN401 -- a value of JSON
        """The text that a target is about."""
        source = target.get("source", target.get("id", "")) if isinstance(target, dict) else target
        values = source if isinstance(source, dict) else {}
        address = str(values.get("id", "")) if values else str(source).partition("#")[0]
        if address in self.texts:
            return self.texts[address]
        if address in self.sources:
            values = {**self.sources[address].value, **values}
        words = values.get("text", values.get("value"))
        if not isinstance(words, str):
            words = self._beside(target, address, item)
        if words is None:
            return None
        self.texts[address] = _Text(address, values, words, item)
        return self.texts[address]

    def _beside(self, target: Any, address: str, item: JsonItem) -> str | None:  # noqa: ANN401
        state = target.get("state") if isinstance(target, dict) else None
        names = [str(each.get("cached", "")) for each in _listed(state) if isinstance(each, dict)]
        for name in (*names, address):
            words, problems = self.beside(name) if name else (None, ())
            self.problems += problems
            if words is not None or problems:
                return words
        message = f"nothing gives the text of `{address}`"
        hint = "put it into `source.text`, name a file beside in `state.cached`, or give it with `--text FILE`"
        self._fault(item, "text-is-given", message, hint, '"source"')
        return None

    def _words(self, value: Mapping[str, Any], item: JsonItem, address: str) -> NamedWords | None:
        """What an annotation names; None for a comment or a highlight, which is counted."""
        bodies = [each if isinstance(each, dict) else {"id": each} for each in _listed(value.get("body"))]
        bodies += _hypothesis(value, self.kind_of) if "body" not in value else []
        texts = [text for each in bodies if (text := _value(each))]
        span = item.span('"body"', '"bodyValue"', '"text"', '"tags"')
        if half := next((text for text in texts if text.startswith("{") != text.endswith("}")), ""):
            message, hint = f"`{half}` is no annotation: the words stay text", "write all of it in braces"
            self.doubts.append(Problem("annotation-is-known", message, _place(item, half, span), "warning", hint))
        addresses = [str(each.get("source") or each.get("id") or "") for each in bodies if not _value(each)]
        tags = [text for each in bodies if (text := _value(each)) and each.get("purpose") not in _LEFT_OUT]
        meanings = (
            [NamedWords("", "", span, braces=each) for each in texts if each.startswith("{") and each.endswith("}")],
            [NamedWords(kind, "", span, target=each) for each in addresses if each and (kind := self.kind_of(each))],
            [NamedWords("date", "", span, id=each) for each in tags if _is_date(each)],
        )
        if found := next(filter(None, meanings), []):
            return self._only(found, item)
        if wrong := next(filter(_LIKE_DATE.match, tags), ""):
            hint = "correct the body; the words stay text"
            self.doubts.append(
                Problem("date-is-valid", f"`{wrong}` is no date: the words stay text", span, "warning", hint)
            )
            return None
        if any(addresses):
            message = f"`{next(filter(None, addresses))}` is the address of no kind of record"
            hint = "a body is the address of a record, like https://example.org/persons/ann-roe/, or one of its `links`"
            self._fault(item, "kind-is-known", message, hint, '"body"')
            return None
        self.notes[address]["comments, tags and highlights, left out"] += 1
        return None

    def _only(self, found: Sequence[NamedWords], item: JsonItem) -> NamedWords | None:
        """What an annotation names, unless that is several things."""
        names = dict.fromkeys(each.braces or each.target or each.id for each in found)
        if len(names) == 1:
            return found[0]
        message = f"one annotation names {' and '.join(f'`{each}`' for each in names)}"
        hint = "keep the body that is right; for words that name several things, write an annotation for each"
        self.problems.append(
            Problem("annotation-is-known", message, _place(item, [*names][1], found[0].span), hint=hint)
        )
        return None


def _is_date(text: str) -> bool:
    return value_type("date").check(text) is None and isinstance(read_date(text), Date)


def _place(item: JsonItem, text: str, otherwise: Span) -> Span:
    """The span of a text in an item, where it is written as it is."""
    at = item.source.text.find(text, item.start, item.end)
    return item.source.span(at, at + len(text)) if at >= 0 else otherwise


def _hypothesis(value: Mapping[str, Any], kind_of: KindOf) -> list[dict[str, Any]]:
    """The text and the tags of an annotation as Hypothesis' own interface gives them, as bodies."""
    said = [each for each in (value.get("text"), *_listed(value.get("tags"))) if isinstance(each, str)]
    return [{"id": each} if "://" in each and kind_of(each) else {"value": each} for each in said]


def _value(body: Mapping[str, Any]) -> str:
    value = body.get("value")
    return value.strip() if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [] if value is None else [value]


def _crossing(text: _Text) -> Iterator[Problem]:
    """Annotations that cross another one or the end of a paragraph: brackets can't."""
    blocks = PlainBlocks(text.text)
    inside: list[tuple[TextRange, JsonItem]] = []
    for each, item in sorted(text.ranges, key=lambda pair: (pair[0].start, -pair[0].end)):
        words = ('"exact"', '"selector"')
        if blocks.crosses(each.start, each.end):
            message = f"“{each.words.label[:60]}” crosses the end of a paragraph"
            hint = "annotate whole paragraphs, or words of one"
            yield Problem("annotation-nests", message, item.span(*words), hint=hint)
        inside = [pair for pair in inside if pair[0].end > each.start]
        other = next((pair[0] for pair in inside if pair[0].end < each.end), None)
        if other:
            message = f"“{each.words.label[:60]}” crosses “{other.words.label[:60]}”, another annotation"
            hint = "make one contain the other, or part them"
            yield Problem("annotation-nests", message, item.span(*words), hint=hint)
        inside.append((each, item))


def _document(text: _Text, notes: Mapping[str, Counter[str]]) -> MarkedDocument:
    own = OWN_ARTICLE.search(text.address)
    id_ = (
        own[1]
        if own
        else as_id(
            text.address.rstrip("/").rpartition("/")[2].rpartition(".")[0]
            or text.address.rstrip("/").rpartition("/")[2]
        )
    )
    ranges = list({(each.start, each.end, _key(each.words)): each for each, _ in text.ranges}.values())
    ranges = [each for each in ranges if not any(_says_less(each, other) for other in ranges)]
    own_notes = notes.get(text.address, Counter())
    metadata = _metadata(text, own_notes, is_own=bool(own))
    blocks = PlainBlocks(text.text).marked(ranges)
    return MarkedDocument(id_, metadata, blocks, text.first.span('"source"'), own_notes)


def _metadata(text: _Text, notes: Counter[str], *, is_own: bool) -> Metadata:
    """What a source says of its text; what no front matter can have is counted."""
    values = {key: value for key, value in text.values.items() if isinstance(value, str)}
    front = text.values.get("frontMatter")
    named = {
        name: value for name in _NAMED if (value := next(filter(None, map(values.get, (name, *_NAMED[name]))), ""))
    }
    known, unusable = metadata_of((front if isinstance(front, dict) else {}) | named)
    if value_type("date").check(known.date) is not None:
        known = replace(known, date=known.date[: len("2025-12-02")])
    if not known.url and not is_own and value_type("url").check(text.address) is None:
        known = replace(known, url=text.address)
    lost = [key for key in text.values if key not in _READ and (key not in named or values.get(key) != named[key])]
    notes.update(f"`{key}` of a source, left out" for key in (*lost, *unusable))
    return known


def _says_less(one: TextRange, other: TextRange) -> bool:
    """Whether another annotation of the same words names the same thing, and says more of it."""
    if (one.start, one.end) != (other.start, other.end) or one is other:
        return False
    less, more = (read_attributes(each.words.braces, 0, len(each.words.braces)) for each in (one, other))
    if isinstance(less, AnnotationFault) or isinstance(more, AnnotationFault) or _said(less.head) != _said(more.head):
        return False
    return {*map(_said, less.facts)} < {*map(_said, more.facts)}


def _said(pair: AttributePair) -> tuple[str, str | None]:
    return pair.key, pair.value


def _key(words: NamedWords) -> tuple[str, ...]:
    return words.kind, words.target, words.id, words.braces
