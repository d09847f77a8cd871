"""A project in which every field of every kind, every article and the schema's own labels carry hostile texts."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.articles import read_article
from generator.schema import read_schema
from generator.schema.model import Field, Kind, Schema
from generator.text.source import SourceText
from generator.values import country_codes, value_type

Value = str | list["Value"] | dict[str, "Value"]
Strings = Mapping[str, Sequence[str]]

LABEL = '</h2><img src=x onerror="alert(1)"> [x](javascript:alert(1)) {{ 7*7 }} {: onclick=alert(1) } | `a` & &lt;'
SCHEMA = f"""label: '{LABEL}'
plural: treaties
heading: '{LABEL}'
description: '{LABEL}'
annotation: treaty
fields:
  terms: {{type: text, many: true, label: '{LABEL}', description: '{LABEL}', attributes: [terms]}}
  mood: {{type: choice, label: '{LABEL}', values: {{calm: '{LABEL}', wild: Wild}}}}
  by:
    type: reference
    to: [country, person]
    many: true
    label: '{LABEL}'
    inverse: {{name: bound, label: '{LABEL}'}}
"""
CALM = "Calm words"
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_PIECES: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: f"Before {text} behind.",
    lambda text: f"# {text}",
    lambda text: f"[{text}]{{person={{person}} role={spoken(text)}}} spoke.",
    lambda text: f"[[{text}]{{person={{person}}}} met on [Tuesday]{{date=2025-12-02}}]{{meeting={{meeting}}}}.",
    lambda text: f"[“{mended(text) or CALM}”]{{.quote by={{person}} about={{meeting}} occasion={spoken(text)}}}",
    lambda text: f"[{text}](page.md {quoted(text)}) [x]({text}) [x](<{text}>)",
    lambda text: f"![{text}](https://elsewhere.invalid/beacon {quoted(text)}) ![x]({text})",
    lambda text: f"| {text} |\n|---|\n| {text} |",
    lambda text: f"- {text}\n\n> {text}",
    lambda text: f"    {text}",
    lambda text: f"`{text}`",
    lambda text: f"~~~~~ {text}\n{text}\n~~~~~",
)


def spoken(text: str) -> str:
    """A text as the value of an annotation's attribute."""
    return quoted(mended(text) or CALM)


def mended(text: str) -> str:
    """A text as a field may hold it: on one line, without controls and outer spaces; "" where nothing is left."""
    text = _BLANK.sub(" ", text).strip()
    return "" if value_type("text").check(text) else text


def quoted(text: str) -> str:
    """A text in double quotes, as YAML and annotations both read it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def yaml(value: Value) -> str:
    """A value in YAML's flow style, what is not printable as an escape."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{yaml(key)}: {yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml, value)) + "]"
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted(value))


def ids(kind: Kind, count: int) -> list[str]:
    """That many ids of a kind, as far as there are any."""
    if kind.identifier == "country":
        return sorted(country_codes())[:count]
    return [f"{kind.name}-{number}" for number in range(count)]


class World:
    """The files of a project by their paths; `told` are the texts of each record, `fields` all that carry one."""

    def __init__(self, strings: Strings, bodies: Sequence[str], schema_text: str = SCHEMA) -> None:
        self.files = {"content/schema/treaty.yaml": schema_text}
        self.schema = schema_with(schema_text)
        self.bodies = bodies
        self.fields: set[str] = set()
        self.told: dict[str, str] = {}
        self.things = {kind.name: list(self._things(kind, strings[kind.name])) for kind in self.schema.kinds}
        for kind in self.schema.kinds:
            for number, (name, texts) in enumerate(self.things[kind.name]):
                record = {field.name: value for field in kind.fields if (value := self._whole(kind, field, number))}
                self.files[f"content/records/{kind.plural}/{name}.yaml"] = yaml(record) + "\n"
                self.told[f"{kind.plural}/{name}"] = texts[0]
        for number, text in enumerate(bodies):
            self.files[f"content/articles/article-{number}.md"] = self._article(number, text)

    def write(self, root: Path) -> None:
        for name, text in self.files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8", newline="")

    def _things(self, kind: Kind, texts: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
        names = ids(kind, len(texts))
        return ((name, texts[number :: len(names)]) for number, name in enumerate(names))

    def _whole(self, kind: Kind, field: Field, number: int) -> Value | None:
        texts = self.things[kind.name][number][1]
        if field.type == "sources":
            plain = [each.name for each in kind.fields if each.type not in ("group", "sources") and not each.almanac]
            return {each: self._source(number) for each in plain} or None
        if not field.many:
            return self._value(kind, field, number, texts[0], field.name)
        made = [self._value(kind, field, number, text, field.name) for text in texts]
        unique = {yaml(value): value for value in made if value}
        return list(unique.values())[: None if field.type in ("group", "text") else 1] or None

    def _value(self, kind: Kind, field: Field, number: int, text: str, path: str) -> Value | None:
        if field.type == "group":
            inner = {each.name: self._value(kind, each, number, text, f"{path}.{each.name}") for each in field.fields}
            return {name: value for name, value in inner.items() if value}
        if field.type == "text":
            self.fields.add(f"{kind.name}.{path}")
            return text
        if field.type == "reference":
            return self._reference(kind, field.to, number)
        return {
            "choice": lambda: field.choices[0].value,
            "url": lambda: address(text),
            "source": lambda: self._source(number) if number % 2 else f"{address(text)} 2025-12-02",
            "date": lambda: "2025-12-02",
            "language": lambda: "uk",
            "coordinates": lambda: "55.752, 37.617",
            "country": lambda: "ua",
            "id": lambda: f"former-{kind.name}-{number}",
            "number": lambda: str(number + 1),
            "authority": lambda: f"wikidata:Q{number + 1}",
        }[field.type]()

    def _reference(self, kind: Kind, to: Sequence[str], number: int) -> str | None:
        """The thing of the same number, of another kind where there is one, else the thing before."""
        others = [name for name in to if name != kind.name and self.things[name]]
        if others:
            things = self.things[others[number % len(others)]]
            return things[number % len(things)][0]
        return self.things[to[0]][number - 1][0] if number else None

    def _source(self, number: int) -> str:
        return f"article-{number % len(self.bodies)}"

    def _article(self, number: int, text: str) -> str:
        shown = mended(text) or CALM
        front = dict.fromkeys(("title", "publisher", "author", "licence"), shown)
        front |= {"date": "2025-12-04", "url": address(shown), "language": "en"}
        head = "".join(f"{key}: {yaml(value)}\n" for key, value in front.items())
        things = {name: self.things[name][number % len(self.things[name])][0] for name in ("person", "meeting")}
        pieces = [_filled(piece(text), things) for piece in _PIECES]
        start = f"---\n{head}---\n\n"
        return start + "\n\n".join(["Calm words.", *(piece for piece in pieces if is_sound(start + piece))]) + "\n"


def _filled(piece: str, things: Mapping[str, str]) -> str:
    for name, value in things.items():
        piece = piece.replace(f"{{{name}}}", value)
    return piece


def is_sound(article: str) -> bool:
    return not read_article(SourceText("content/articles/a.md", article))[1]


def address(text: str) -> str:
    """A web address that carries as much of a text as one may."""
    url = "https://example.org/?" + re.sub(r'[<>"^`{|}\\]|[^!-~]', "", text)[:300]
    return "https://example.org/?a='b'&c=(d)*_e_~f#g;h" if value_type("url").check(url) else url


def schema_with(text: str) -> Schema:
    schema, problems = read_schema([SourceText("content/schema/treaty.yaml", text)])
    assert not problems
    return schema


def spread(everywhere: Sequence[str], somewhere: Sequence[str]) -> Strings:
    """Texts for each kind: some in all of them, each of the others in one."""
    kinds = schema_with(SCHEMA).kinds
    return {kind.name: [*everywhere, *somewhere[number :: len(kinds)]] for number, kind in enumerate(kinds)}
