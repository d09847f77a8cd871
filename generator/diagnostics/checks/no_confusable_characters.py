"""A name holds what a reader sees: no invisible or direction-turning characters, no word in letters of two scripts.

The joiners of Persian and Indic scripts are letters' own business and may stand between their letters.

Bad, where the first letter of `Аnna` is Cyrillic:

    content/records/persons/anna-berg.yaml
    name: Аnna Berg

Good:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    names:
      - lang: uk
        name: Анна Берг
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.records.model import RecordFact

SEVERITY: Severity = "warning"
_JOINERS = "\u200c\u200d"
_WORD = re.compile(r"[^\W\d_]+")
_CONFUSED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Names and titles that are not what they look like."""
    for facts in base.record_facts.values():
        for fact in facts:
            for text in _names(fact):
                wrong = None if text.isascii() else _wrong(text)
                if wrong:
                    yield Problem("no-confusable-characters", wrong, fact.span, SEVERITY, "type the name anew")


def _names(fact: RecordFact) -> tuple[str, ...]:
    slot: Slot = fact.slot
    if slot.field == "name":
        return (fact.value,)
    return slot.key if slot.field in ("names", "positions") and not slot.part else ()


@lru_cache(maxsize=4096)
def _wrong(text: str) -> str:
    """What a reader doesn't see in a name; "" for nothing."""
    for index, char in enumerate(text):
        if unicodedata.category(char) == "Cf" and not (char in _JOINERS and _joins(text, index)):
            name = unicodedata.name(char, "a control character").lower()
            return f"the name holds an invisible character: U+{ord(char):04X}, {name}"
    for word in _WORD.findall(text):
        scripts = {unicodedata.name(char, "").partition(" ")[0] for char in word} & _CONFUSED
        if len(scripts) > 1:
            shown = " and ".join(script.capitalize() for script in sorted(scripts))
            return f"`{word}` mixes letters of two scripts that look alike: {shown}"
    return ""


def _joins(text: str, index: int) -> bool:
    """Whether a joiner stands behind a letter or mark of a script beyond those of Europe, or in an emoji."""
    before = text[index - 1] if index else " "
    return ord(before) >= ord("\u0600") and index + 1 < len(text)
