"""Whether the notes on addresses elsewhere fit the project, and one another."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from generator.diagnostics.problem import Problem
from generator.exports.address_list import OutsideAddress, outside_addresses
from generator.knowledge_base import KnowledgeBase
from generator.records.addresses import address_key
from generator.text import yaml_tree
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest
from generator.text.yaml_tree import YamlMapping, YamlText
from generator.values import Date, read_date

_CURRENT, _USED = "address-is-current", "address-is-used"
_ONE_TYPO = 0.95
_COPIED = re.compile(r"/(\d{4})(\d\d)(\d\d)(?:\d{6})?(?:[a-z]{2}_)?/")
"""The day of a copy in the address that web archives give it."""


def check_addresses(
    base: KnowledgeBase, sources: Iterable[SourceText], pages: Sequence[SourceText]
) -> Iterator[Problem]:
    """Addresses that nothing names, and days of death that what is known of the page contradicts.

    `pages` are those that people write.
    """
    trees = [(source, tree) for source in sources if (tree := yaml_tree.read(source)[0])]
    used = {address_key(each.note.address): each for each in outside_addresses(base, pages)} if trees else {}
    for source, tree in trees:
        for key, entry in tree.entries:
            span, known = source.span(key.start, key.end), used.get(address_key(key.value))
            if known is None:
                yield _unused(key.value, span, used)
            elif isinstance(entry, YamlMapping):
                yield from _of_entry(base, source, entry, known, span)


def _unused(address: str, span: Span, used: Mapping[str, OutsideAddress]) -> Problem:
    near = nearest(address_key(address), list(used)) or ""
    near = near if SequenceMatcher(None, address_key(address), near).ratio() > _ONE_TYPO else ""
    hint = f"did you mean `{used[near].note.address}`?" if near else "delete the entry, or correct its address"
    message = f"no article, record or page has the address {address}"
    return Problem(_USED, message, span, "warning" if near else "info", hint)


def _of_entry(
    base: KnowledgeBase, source: SourceText, entry: YamlMapping, known: OutsideAddress, span: Span
) -> Iterator[Problem]:
    texts = {name.value: node for name, node in entry.entries if isinstance(node, YamlText)}
    dead, copy = texts.get("dead"), texts.get("archived")
    since = read_date(dead.value) if dead else None
    if not texts:
        yield Problem(
            "address-is-known", "the entry says nothing", span, "warning", "write `dead:` or `archived:` in it"
        )
    if dead is None and "reason" in texts:
        hint = "write since when: `dead: 2025-12-05`"
        yield Problem("address-is-known", "a reason without the day since when the page is dead", span, "warning", hint)
    if dead is None or not isinstance(since, Date):
        return
    at = source.span(dead.start, dead.end)
    if copy and (made := _day_of_copy(copy.value)) and made > since.latest:
        message = f"the copy is of {made}, when the page was gone since {dead.value}"
        hint = "see whether it shows the page; give an older copy, or correct `dead:`"
        yield Problem(_CURRENT, message, source.span(copy.start, copy.end), "warning", hint)
    for use in known.uses:
        written = read_date(base.fronts[use.id].date) if use.field == "url" and use.id in base.fronts else None
        if isinstance(written, Date) and written.earliest > since.latest:
            message = f"gone since {dead.value}, but `{use.id}` of {written.edtf} was published there"
            yield Problem(_CURRENT, message, at, "warning", "correct `dead:`, or the date of the article")


def _day_of_copy(address: str) -> dt.date | None:
    found = _COPIED.search(address)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
