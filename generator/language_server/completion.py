"""What may be written at an offset: kinds, ids by any spelling, attributes, values, and fields of records."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Literal, NamedTuple, TypeAlias

from generator.articles.front import read_front
from generator.articles.model import FrontMatter
from generator.facts.annotation_schema import MENTIONED, ROLE, STATEMENTS, UNNAMED, AnnotationType, annotation_types
from generator.language_server.project_view import ProjectView
from generator.language_server.symbols import record_of
from generator.project.files import ARTICLES
from generator.review.completion import complete
from generator.schema.model import Field, Kind
from generator.text.source import SourceText

OfferKind: TypeAlias = Literal["kind", "id", "attribute", "value", "field"]
_BRACES = re.compile(r"(?:\]|^[ \t>]*:::[ \t]*)\{([^{}\n]*(?:\n[^{}\n]+){0,3})\Z", re.MULTILINE)
_HEAD = re.compile(r"\s*(?:\.([a-z]+)|([a-z][a-z0-9_-]*)=)")
_LAST = re.compile(r"(?<![^\s{])(?P<key>[a-z][a-z0-9_-]*)=(?:\"(?P<quoted>[^\"]*)|(?P<bare>[^\s\"]*))\Z")
_WORD = re.compile(r"(?:^|\s)(?P<word>\.?[a-z0-9_-]*)\Z")
_KEY_LINE = re.compile(r"^(?P<indent>[ ]*(?:-[ ]+)?)(?P<word>[a-z_]*)\Z")
_VALUE_LINE = re.compile(
    r"^(?P<indent>[ ]*(?:-[ ]+)?)(?P<key>[a-z_]+):[ ]+(?:\[(?:[^\]]*,)?[ ]*)?(?P<word>[^\s\]\[]*)\Z"
)
_ITEM_LINE = re.compile(r"^(?P<indent>[ ]*)-[ ]+(?P<word>[^\s:]*)\Z")
_PARENT = re.compile(r"^(?P<indent>[ ]*(?:-[ ]+)?)(?P<key>[a-z_]+):")
_BACK = 2000


class Offer(NamedTuple):
    """Something to complete: its text in place of that from `start`, and words about it."""

    kind: OfferKind
    text: str
    start: int
    detail: str


def offers(view: ProjectView, source: SourceText, offset: int) -> tuple[Offer, ...]:
    """What may be written at an offset, the likeliest first."""
    if source.path.startswith(ARTICLES):
        if offset < read_front(source)[0].body:
            return tuple(_front(source, offset))
        return tuple(_in_article(view, source, offset))
    ref = record_of(view, source.path)
    kind = view.schema.kind(ref.kind) if ref else None
    return tuple(_in_record(view, kind, source, offset)) if kind else ()


def _front(source: SourceText, offset: int) -> Iterator[Offer]:
    match = _KEY_LINE.match(_line_before(source, offset))
    if match:
        for each in fields(FrontMatter):
            if each.name.startswith(match["word"]) and f"\n{each.name}:" not in source.text:
                yield Offer("field", f"{each.name}: ", offset - len(match["word"]), "front matter")


def _in_article(view: ProjectView, source: SourceText, offset: int) -> Iterator[Offer]:
    """Completions inside the braces of an annotation."""
    braces = _BRACES.search(source.text[max(0, offset - _BACK) : offset])
    if not braces:
        return
    inside, types = braces[1], annotation_types(view.schema)
    head = _HEAD.match(inside)
    last = _LAST.search(inside)
    if last:
        typed = last["bare"] if last["quoted"] is None else last["quoted"]
        own = types.get((head[1] or head[2]) if head else "")
        is_head = bool(head and last.start() == head.start(2))
        yield from _values(view, own, last["key"], typed, offset - len(typed), is_head=is_head)
    elif word := _WORD.fullmatch(inside):
        typed = word["word"]
        for name in types:
            text = f".{name} " if name in (*STATEMENTS, UNNAMED) else f"{name}="
            if text.startswith(typed) or name.startswith(typed):
                yield Offer("kind", text, offset - len(typed), _about(types[name]))
    elif head:
        yield from _attributes(types.get(head[1] or head[2] or ""), inside, offset)


def _about(type_: AnnotationType) -> str:
    return type_.kind.label if type_.kind else type_.name


def _attributes(own: AnnotationType | None, inside: str, offset: int) -> Iterator[Offer]:
    word = _WORD.search(inside)
    if own is None or word is None:
        return
    given = set(re.findall(r"([a-z][a-z0-9_-]*)=", inside))
    known = {key: found[0].description or found[0].label for key, found in own.attributes.items()}
    known |= {ROLE: "how the annotated thing takes part"} if own.roles else {}
    for key, detail in known.items():
        if key.startswith(word["word"]) and key not in given:
            yield Offer("attribute", f"{key}=", offset - len(word["word"]), detail)


def _values(
    view: ProjectView, own: AnnotationType | None, key: str, typed: str, start: int, *, is_head: bool
) -> Iterator[Offer]:
    if is_head:
        named = view.schema.annotated(key)
        yield from _ids(view, typed, start, [named.annotation] if named else [])
    elif own and key == ROLE:
        roles = (role for role in own.roles if role.startswith(typed))
        yield from (Offer("value", role, start, "named, but not there" if role == MENTIONED else "") for role in roles)
    elif own:
        for field in own.attributes.get(key, ()):
            yield from _of_field(view, field, typed, start)


def _of_field(view: ProjectView, field: Field, typed: str, start: int) -> Iterator[Offer]:
    """The values of a field: its choices, or the ids of the things that it may name."""
    yield from (Offer("value", each.value, start, each.label) for each in field.choices if typed in each.value)
    if field.type == "reference":
        kinds = [kind.annotation for name in field.to if (kind := view.schema.kind(name))]
        yield from _ids(view, typed, start, kinds)


def _ids(view: ProjectView, typed: str, start: int, kinds: Sequence[str]) -> Iterator[Offer]:
    for each in complete(view.things, typed, kinds) if kinds else ():
        yield Offer("id", each.id, start, each.name)


def _line_before(source: SourceText, offset: int) -> str:
    return source.text[source.line_start(source.position(offset)[0]) : offset]


def _in_record(view: ProjectView, kind: Kind, source: SourceText, offset: int) -> Iterator[Offer]:
    """Fields at the beginning of a line, and values behind a field or in a list."""
    line = _line_before(source, offset)
    if match := _VALUE_LINE.match(line):
        field = _known(kind, _parents(source, offset, len(match["indent"])), match["key"])
        yield from _of_field(view, field, match["word"].strip("\"'"), offset - len(match["word"])) if field else ()
        return
    if match := _ITEM_LINE.match(line):
        parent = _parents(source, offset, len(match["indent"]) + 1)
        field = _known(kind, parent[:-1], parent[-1]) if parent else None
        if field and not field.fields:
            yield from _of_field(view, field, match["word"], offset - len(match["word"]))
            return
    if match := _KEY_LINE.match(line):
        parents = _parents(source, offset, len(match["indent"]))
        for each in _fields(kind, parents):
            if each.name.startswith(match["word"]):
                yield Offer("field", f"{each.name}: ", offset - len(match["word"]), each.description or each.label)


def _parents(source: SourceText, offset: int, indent: int) -> list[str]:
    """The fields around a line that is indented so far, the outermost first."""
    found: list[str] = []
    before = source.text[: source.line_start(source.position(offset)[0])]
    for line in reversed(before.splitlines()):
        match = _PARENT.match(line)
        if match and len(match["indent"]) < indent:
            found.insert(0, match["key"])
            indent = len(match["indent"])
        if not indent:
            break
    return found


def _fields(kind: Kind, parents: Sequence[str]) -> Sequence[Field]:
    """The fields of a record, or of the items of the field around."""
    around = kind.field(parents[0]) if parents else None
    return around.fields if around else () if parents else kind.fields


def _known(kind: Kind, parents: Sequence[str], name: str) -> Field | None:
    return next((field for field in _fields(kind, parents) if field.name == name), None)
