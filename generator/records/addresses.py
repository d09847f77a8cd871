"""Addresses elsewhere: where a copy of a page is, and since when the page itself is gone.

They stand in `content/links/*.yaml`, each address with `archived`, `dead` and `reason`. `communique links --report`
adds what a link checker found; a person edits the rest.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.diagnostics.problem import Problem
from generator.text import yaml_tree
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest
from generator.values import value_type

_TYPES = {"archived": "url", "dead": "date", "reason": "text"}
_RULE = "address-is-known"


@dataclass(frozen=True, slots=True)
class AddressNote:
    """What is known of an address: the address of a copy, the day since when it is dead, and why; "" if unknown.

    `lost` is the day since when the only copy is dead too; then there is none in `archived`.
    """

    address: str
    archived: str = ""
    dead: str = ""
    reason: str = ""
    lost: str = ""


AddressNotes = Mapping[str, AddressNote]
"""Notes by `address_key`."""


def address_key(url: str) -> str:
    """What two spellings of an address have in common: a fragment and a last slash name no other page."""
    return url.partition("#")[0].rstrip("/")


def note_on(notes: AddressNotes, url: str, archived: str = "") -> AddressNote:
    """What is known of an address; `archived` is a copy that counts before others. No copy is one that is dead."""
    known = notes.get(address_key(url)) or AddressNote(url)
    copies = [copy for copy in (archived, known.archived) if copy]
    dead = [note.dead if (note := notes.get(address_key(copy))) else "" for copy in copies]
    living = next((copy for copy, day in zip(copies, dead, strict=True) if not day), "")
    return replace(known, archived=living, lost="" if living else max(dead, default=""))


def read_addresses(sources: Iterable[SourceText]) -> tuple[dict[str, AddressNote], tuple[Problem, ...]]:
    """The notes of all files, and what is wrong with them."""
    found: dict[str, AddressNote] = {}
    problems: list[Problem] = []
    for source in sources:
        tree, faults = yaml_tree.read(source, "https://example.org/page:")
        problems += faults
        for key, value in tree.entries if tree else ():
            wrong = list(_wrong(source, key, value))
            if address_key(key.value) in found:
                message, hint = f"`{key.value}` has two entries", "keep one of them"
                wrong.append(Problem("item-is-unique", message, source.span(key.start, key.end), hint=hint))
            problems += wrong
            if not wrong and isinstance(value, yaml_tree.YamlMapping):
                fields = {
                    name.value: node.value for name, node in value.entries if isinstance(node, yaml_tree.YamlText)
                }
                found[address_key(key.value)] = AddressNote(key.value, **fields)
    return found, tuple(problems)


def _wrong(source: SourceText, key: yaml_tree.YamlText, value: yaml_tree.YamlNode) -> Iterator[Problem]:
    if fault := value_type("url").check(key.value):
        yield Problem("url-is-valid", fault.message, source.span(key.start, key.end), hint=fault.hint)
    if not isinstance(value, yaml_tree.YamlMapping):
        hint = "write the lines `archived: https://…` or `dead: 2025-12-05` below it, indented"
        yield Problem(_RULE, "an address without entries", source.span(key.start, key.end), hint=hint)
        return
    for name, node in value.entries:
        if name.value not in _TYPES:
            near = nearest(name.value, list(_TYPES))
            hint = f"did you mean `{near}`?" if near else f"the entries are {', '.join(_TYPES)}"
            yield Problem(_RULE, f"unknown entry `{name.value}`", source.span(name.start, name.end), hint=hint)
        else:
            yield from _wrong_value(source, key.value, name.value, node)


def _wrong_value(source: SourceText, address: str, name: str, node: yaml_tree.YamlNode) -> Iterator[Problem]:
    span: Span = source.span(node.start, node.end)
    if not isinstance(node, yaml_tree.YamlText):
        yield Problem(_RULE, f"`{name}` is not a text", span, hint=f"write `{name}: …` on one line")
    elif fault := value_type(_TYPES[name]).check(node.value):
        yield Problem(f"{_TYPES[name]}-is-valid", f"{name}: {fault.message}", span, hint=fault.hint)
    elif name == "archived" and address_key(node.value) == address_key(address):
        yield Problem(_RULE, "the copy has the address of the page itself", span, hint="give the address in an archive")
