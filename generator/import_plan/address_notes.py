"""Write down what a link checker found, in `content/links/`: entries are added, and no word of a person is changed."""

from collections.abc import Iterable, Mapping, Sequence

from generator.diagnostics.problem import Problem
from generator.importers.lychee import LinkReport
from generator.project.files import LINKS, file_span
from generator.project.journal import Change
from generator.records.addresses import AddressNotes, address_key, read_addresses
from generator.records.quoting import quote
from generator.text import yaml_tree
from generator.text.source import SourceText
from generator.values import value_type

FILE = f"{LINKS}/addresses.yaml"
_HEAD = """\
# Pages elsewhere that are gone, and where copies of them are. `communique links --report` adds entries; edit freely:
# https://example.org/page:
#   dead: 2025-12-05
#   archived: https://archive.example/2025/https://example.org/page
"""
_REASON = 200


def plan_notes(
    sources: Sequence[SourceText], notes: AddressNotes, used: Mapping[str, str], report: LinkReport, day: str
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that a report makes; `used` are the addresses of the project by key, `day` is when it was made."""
    texts = {source.path: source.text for source in sources}
    problems: list[Problem] = []
    added: list[str] = []
    copies = {address_key(url): copy for url, copy in report.copies.items()}
    gone = {address_key(url): text for url, text in report.gone.items()}
    for key in sorted({*gone, *copies} & used.keys()):
        copy = copies.get(key, "")
        wanted = {"dead": day if key in gone else "", "reason": gone.get(key, "")[:_REASON]}
        wanted["archived"] = copy if value_type("url").check(copy) is None else ""
        known = notes.get(key)
        new = {name: value for name, value in wanted.items() if value and not (known and getattr(known, name))}
        if known and known.dead:
            new.pop("reason", None)
        if known is None and new:
            added.append(_entry(used[key], new))
        elif known and new:
            longer = _extended(sources, texts, known.address, new)
            texts |= longer
            problems += () if longer else (_by_hand(known.address, new),)
    for key in sorted({address_key(url) for url in report.alive} & notes.keys()):
        if notes[key].dead:
            message = f"{notes[key].address} is noted as dead since {notes[key].dead}, and answers"
            hint = f"delete its `dead:` in {LINKS}/ if the page is the same"
            problems.append(Problem("address-is-current", message, file_span(LINKS), "warning", hint))
    problems += _unsure(report, used)
    if added:
        texts[FILE] = f"{texts.get(FILE, _HEAD).rstrip()}\n{''.join(added)}"
    old = {source.path: source.text for source in sources}
    changed = (Change(path, old.get(path), text) for path, text in sorted(texts.items()) if old.get(path) != text)
    return tuple(changed), tuple(problems)


def _unsure(report: LinkReport, used: Mapping[str, str]) -> Iterable[Problem]:
    for url, (text, span) in sorted(report.unsure.items()):
        if address_key(url) in used:
            message = f"{url} could not be read ({text or 'no answer in time'}): nothing is noted"
            hint = f"open it in a browser; if it is gone, write it into {FILE} with `dead:`"
            yield Problem("address-is-current", message, span, "info", hint)


def _by_hand(url: str, values: Mapping[str, str]) -> Problem:
    words = ", ".join(f"`{name}: {quote(value)}`" for name, value in values.items())
    message = f"the entry of {url} is written in a way that lines can't be added to"
    return Problem("address-is-current", message, file_span(LINKS), "warning", f"add {words} yourself")


def _entry(url: str, values: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {quote(value)}\n" for name, value in values.items())
    return f"{quote(url)}:\n{lines}"


def _extended(
    sources: Sequence[SourceText], texts: Mapping[str, str], url: str, values: Mapping[str, str]
) -> dict[str, str]:
    """The text of the file that has an entry, with more lines at its end; empty if they can't be put there safely."""
    for source in sources:
        current = SourceText(source.path, texts[source.path])
        tree, _ = yaml_tree.read(current)
        for key, value in tree.entries if tree else ():
            if key.value == url and isinstance(value, yaml_tree.YamlMapping) and value.entries:
                text = _with_lines(current, value, values)
                found, wrong = read_addresses((SourceText(source.path, text),))
                is_there = not wrong and all(getattr(found[address_key(url)], name) == values[name] for name in values)
                return {source.path: text} if is_there else {}
    return {}


def _with_lines(source: SourceText, entry: yaml_tree.YamlMapping, values: Mapping[str, str]) -> str:
    first, last = entry.entries[0][0], entry.entries[-1][1]
    indent = first.start - source.line_start(source.span(first.start, first.start).line)
    lines = "".join(f"{' ' * indent}{name}: {quote(value)}\n" for name, value in values.items())
    end = source.text.find("\n", last.end) + 1
    before = source.text[:end] if end else f"{source.text}\n"
    return f"{before}{lines}{source.text[end:] if end else ''}"
