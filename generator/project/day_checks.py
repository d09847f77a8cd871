"""Days that people wrote beside the knowledge base and that have not come yet."""

import datetime as dt
from collections.abc import Iterable, Iterator

from generator.diagnostics.problem import Problem
from generator.records.history import HistoryFile
from generator.text import yaml_tree
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlMapping, YamlText
from generator.values import Date, read_date

RULE = "day-has-come"
_ZONES = dt.timedelta(days=1)
"""Somewhere it is tomorrow already."""


def check_days(history: Iterable[HistoryFile], links: Iterable[SourceText], today: dt.date) -> Iterator[Problem]:
    """The `on:` of histories and the `dead:` of addresses that begin after today."""
    for file in history:
        yield from _ahead(file.source, file.tree, "on", today)
    for source in links:
        tree, _ = yaml_tree.read(source)
        for _, entry in tree.entries if tree else ():
            if isinstance(entry, YamlMapping):
                yield from _ahead(source, entry, "dead", today)


def _ahead(source: SourceText, tree: YamlMapping, name: str, today: dt.date) -> Iterator[Problem]:
    node = tree.get(name)
    date = read_date(node.value) if isinstance(node, YamlText) else None
    if isinstance(node, YamlText) and isinstance(date, Date) and date.earliest > today + _ZONES:
        message = f"`{name}: {node.value}` has not come yet"
        span = source.span(node.start, node.end)
        yield Problem(RULE, message, span, "warning", "write the day on which it happened")
