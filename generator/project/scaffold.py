"""New records and articles, with the required fields, and the others as YAML comments to fill in."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from generator.articles.model import FrontMatter
from generator.diagnostics.problem import Problem, failed
from generator.project.bars import ID_RULE, read_bars
from generator.project.files import ARTICLES, Project, file_span, read_project
from generator.project.journal import Change
from generator.project.loader import record_path
from generator.records.new import header
from generator.records.quoting import quote
from generator.schema import described, read_schema
from generator.schema.model import Field, Kind, Ref, Schema
from generator.text.suggest import nearest
from generator.values import country_name, value_type

_COMMAND = file_span("communique new")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}(?=-|$)")
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_KEPT = ("previous_ids", "sources", "rejected", "accepted")
_WIDTH = 24
_FRONT = {
    "publisher": "who published it",
    "author": "who wrote it",
    "url": "its address",
    "language": "its language: en, uk, zh-Hant",
    "licence": "its licence",
    "retrieved": "the day you read it",
    "origin": "the id of the article that it reprints or digests; both then count as one source",
}
PLACEHOLDER = """
Replace these lines with the article, and annotate what it names. For example (indented, so that nothing is extracted
from it):

    [[Steve Westoff]{person=steve-westoff role="special envoy" country=us} met
    [Vladimir Marin]{person=vladimir-marin} in [Munich]{place=munich} on
    [Tuesday]{date=2025-12-02}]{meeting=2025-12-02-munich name="Talks in Munich"}.
"""


Compose: TypeAlias = Callable[[str, str, str], tuple[str, tuple[Problem, ...]]]


@dataclass(frozen=True, slots=True)
class ScaffoldValues:
    """The known values of a new record or article besides its id, each "" if unknown."""

    name: str = ""
    date: str = ""
    source: str = ""


def create(
    root: Path, kind_name: str, id_: str, known: ScaffoldValues, compose: Compose | None = None
) -> tuple[Change | None, tuple[Problem, ...]]:
    """The file of a new record or article, and all problems; None if any of them is an error.

    If `known` has no date, an id that begins with a date provides it: `2025-12-02-munich`. `compose` gives the text of
    an article for its path, title and date, with what stands against it.
    """
    project, _ = read_project(root)
    schema, problems = read_schema(project.schema)
    kind = schema.kind(kind_name)
    if kind is None and kind_name != "article":
        return None, (*problems, _unknown(kind_name, schema))
    known = known if known.date else ScaffoldValues(known.name, _date_of(id_), known.source)
    problems += tuple(_faults(root, project, schema, kind, id_, known))
    if failed(problems):
        return None, problems
    path = _path(kind, id_, schema)
    if compose:
        text, wrong = compose(path, known.name or _named(id_), known.date)
        return (None if failed(wrong) else Change(path, None, text)), (*problems, *wrong)
    return Change(path, None, _record(kind, id_, known, schema) if kind else _article(id_, known)), problems


def _path(kind: Kind | None, id_: str, schema: Schema) -> str:
    return record_path(Ref(kind.name, id_), schema) if kind else f"{ARTICLES}/{id_}.md"


def _date_of(id_: str) -> str:
    """The date at the start of an id; "" for none."""
    match = _DAY.match(id_)
    return match.group() if match and value_type("date").check(match.group()) is None else ""


def _unknown(kind_name: str, schema: Schema) -> Problem:
    names = ["article", *(kind.name for kind in schema.kinds)]
    near = nearest(kind_name, names)
    hint = f"did you mean `{near}`?" if near else f"the kinds are: {', '.join(names)}"
    return Problem("kind-is-known", f"unknown kind `{kind_name}`", _COMMAND, hint=hint)


def _faults(
    root: Path, project: Project, schema: Schema, kind: Kind | None, id_: str, known: ScaffoldValues
) -> Iterator[Problem]:
    """Why the record or article can't be created."""
    identifier = kind.identifier if kind else "id"
    given = ((identifier, id_), ("text", known.name), ("date", known.date), ("source", known.source))
    for type_name, value in given:
        fault = value_type(type_name).check(value) if value or type_name == identifier else None
        if fault:
            yield Problem(f"{type_name}-is-valid", fault.message, _COMMAND, hint=fault.hint)
    yield from _taken(root, project, schema, kind, id_)
    yield from _barred(project, schema, kind, id_, known)
    yield from _undated(kind, id_, known)
    if kind is None and known.source:
        hint = "leave out `--source`; the front matter of the article says where it comes from"
        yield Problem("source-is-of-fact", "an article is itself a source", _COMMAND, hint=hint)


def _barred(project: Project, schema: Schema, kind: Kind | None, id_: str, known: ScaffoldValues) -> Iterator[Problem]:
    """The id or the name is that of a record that was removed."""
    bars, _ = read_bars(project.removed, schema)
    tombstone = bars.by_id.get(id_) or (bars.of_name(kind, known.name, id_) if kind and known.name else None)
    if kind and tombstone:
        message = f"this is `{tombstone.ref.id}`, which was removed on {tombstone.removed}"
        yield Problem(ID_RULE, message, _COMMAND, hint=f"see {bars.path(tombstone)}")


def _taken(root: Path, project: Project, schema: Schema, kind: Kind | None, id_: str) -> Iterator[Problem]:
    """The file or the id exists already; or, as a warning, a similar id does."""
    path = _path(kind, id_, schema)
    if (root / path).exists():
        hint = "open it in your editor, or choose another id"
        yield Problem("id-is-unique", "the file already exists", file_span(path), hint=hint)
    elif kind:
        paths = [PurePosixPath(source.path) for source in project.records]
        for other in (other for other in paths if other.stem == id_):
            hint = f"one id names one thing: write `{id_}-{kind.name}`"
            yield Problem("id-is-unique", f"`{id_}` is already the id of {other}", _COMMAND, hint=hint)
        near = nearest(id_, [other.stem for other in paths if other.parent.name == kind.plural and other.stem != id_])
        if near and not kind.timeline:
            hint = f"if both are the same, delete the new file and use `{near}`"
            yield Problem("id-is-not-typo", f"`{id_}` is very similar to `{near}`", file_span(path), "warning", hint)


def _undated(kind: Kind | None, id_: str, known: ScaffoldValues) -> Iterator[Problem]:
    """A date is missing but required, or given but not applicable."""
    field = _dated(kind) if kind else None
    if not known.date and (kind is None or (field and field.required)):
        name = kind.name if kind else "article"
        hint = f"add `--date 2025-12-06`, or begin the id with it: `2025-12-06-{id_}`"
        yield Problem("date-is-given", f"the {name} needs a date", _COMMAND, hint=hint)
    elif known.date and kind and not field and not id_.startswith(known.date):
        hint = "leave out `--date`"
        yield Problem("date-is-given", f"the kind `{kind.name}` has no date", _COMMAND, hint=hint)


def _dated(kind: Kind) -> Field | None:
    """The field for the date of a record."""
    return kind.field(kind.timeline)


def _named(id_: str) -> str:
    """A name made from an id: its capitalised words, without a leading date."""
    words = id_.removeprefix(_date_of(id_)).strip("-").split("-")
    return " ".join(word if word in _SMALL and index else word.capitalize() for index, word in enumerate(words)) or id_


def _article(id_: str, known: ScaffoldValues) -> str:
    rest = [f"# {key}: {_FRONT[key]}" for key in FrontMatter.__dataclass_fields__ if key in _FRONT]
    lines = ["---", f"title: {quote(known.name or _named(id_))}", f"date: {quote(known.date)}", *rest, "---"]
    return "\n".join(lines) + "\n" + PLACEHOLDER


def _record(kind: Kind, id_: str, known: ScaffoldValues, schema: Schema) -> str:
    """The known fields, and the others as YAML comments that describe them."""
    name = known.name or (country_name(id_, "en") if kind.identifier == "country" else _named(id_))
    field = _dated(kind)
    values = {"name": name} | ({field.name: known.date} if field and known.date else {})
    lines = [f"{key}: {quote(value)}" for key, value in values.items()]
    if known.source:
        lines += ["sources:", f"  {[*values][-1]}: {quote(known.source)}"]
    rest = [each for each in kind.fields if each.name not in (*values, *_KEPT) and not each.statement]
    comments = [line for each in rest for line in _comment(each, schema)]
    return header(kind) + "\n".join((*lines, "", *comments)) + "\n"


def _comment(field: Field, schema: Schema) -> Iterator[str]:
    """An empty field as YAML comments; without the `# `, they are valid YAML apart from the dots."""
    if field.fields:
        yield _line(f"{field.name}:", field.description)
        for part, mark in zip(field.fields, _marks(field), strict=False):
            yield _line(f"  {mark}{part.name}: …", _words(part, schema))
    else:
        value = "[…]" if field.many else "…"
        yield _line(f"{field.name}: {value}", ("Required. " if field.required else "") + _words(field, schema))


def _words(field: Field, schema: Schema) -> str:
    """The description of a field, after the values of a choice."""
    values = " | ".join(choice.value for choice in field.choices)
    return f"{values}. {field.description}" if values else described(field, schema)


def _marks(field: Field) -> Iterable[str]:
    """The prefix of each field of an item."""
    return ("- " if field.many else "", *("  " if field.many else "" for _ in field.fields))


def _line(entry: str, words: str) -> str:
    return f"# {entry:<{_WIDTH}} # {words}".rstrip(" #") if words else f"# {entry}"
