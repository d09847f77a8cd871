"""The words around dates, from a catalogue."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from generator.project.packaged import PACKAGED
from generator.text import yaml_tree
from generator.text.source import SourceText

ENGLISH = "words/en.yaml"
_PREFIX = "date_"


class DatePhrases(NamedTuple):
    """The words around dates, with placeholders; a catalogue's keys are `date_about`, `date_range`, …."""

    about: str
    uncertain: str
    about_uncertain: str
    decade: str
    century: str
    month_unknown: str
    day_unknown: str
    week: str
    spring: str
    summer: str
    autumn: str
    winter: str
    range: str
    since: str
    until: str
    end_unknown: str
    start_unknown: str
    time: str
    time_in_utc: str
    old_style: str
    old_style_day: str

    def fill(self, name: str, **values: object) -> str:
        """The phrase with this name, filled with values."""
        phrase: str = getattr(self, name)
        return phrase.format_map(values)


@cache
def english() -> DatePhrases:
    """The phrases of the packaged English catalogue."""
    path = PACKAGED / ENGLISH
    tree, _ = yaml_tree.read(SourceText(path.name, path.read_text("utf-8")))
    messages = {key.value: yaml_tree.plain(value) for key, value in tree.entries} if tree else {}
    return DatePhrases(*(str(messages[_PREFIX + name]) for name in DatePhrases._fields))


def date_phrases(messages: Mapping[str, str]) -> DatePhrases:
    """The phrases of a catalogue; English ones for those that it lacks."""
    own = {name: messages[_PREFIX + name] for name in DatePhrases._fields if _PREFIX + name in messages}
    return DatePhrases(**own) if len(own) == len(DatePhrases._fields) else english()._replace(**own)
