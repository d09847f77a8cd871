"""A name has no invisible or direction-changing characters, and no word mixes letters of two scripts.

Joiners are allowed between letters of the scripts that need them, such as Persian and the Indic scripts.

Bad, because the first letter of `Аnna` is Cyrillic:

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

from generator.articles.model import Article
from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.records.model import RecordFact
from generator.schema.model import Kind, Ref

SEVERITY: Severity = "warning"
_LONGEST_NAME = 80
_JOINERS = "\u200c\u200d"
_WORD = re.compile(r"[^\W\d_]+")
_CONFUSED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:  # noqa: ARG001 -- it holds for every kind
    """Names and titles with confusable characters."""
    for fact in base.record_facts[ref]:
        for text in _names(fact):
            wrong = None if text.isascii() else _confusable(text)
            if wrong:
                yield Problem("no-confusable-characters", wrong, fact.span, SEVERITY, "type the name again")


def check_article(article: Article) -> Iterator[Problem]:
    """Annotated names with confusable characters."""
    for annotation in article.annotations:
        label = "" if annotation.is_block or annotation.id is None else annotation.label
        wrong = "" if label.isascii() or len(label) > _LONGEST_NAME else _confusable(label)
        if wrong:
            hint = "type the words again; names are taken from them without what nobody sees"
            yield Problem("no-confusable-characters", wrong, annotation.span, SEVERITY, hint)


def _names(fact: RecordFact) -> tuple[str, ...]:
    slot: Slot = fact.slot
    if slot.field == "name":
        return (fact.value,)
    return slot.key if slot.field in ("names", "positions") and not slot.part else ()


@lru_cache(maxsize=4096)
def _confusable(text: str) -> str:
    """What a reader can't see in a name; "" for nothing."""
    for index, char in enumerate(text):
        if unicodedata.category(char) == "Cf" and not (char in _JOINERS and _joins(text, index)):
            name = unicodedata.name(char, "a control character").lower()
            return f"the name contains an invisible character: U+{ord(char):04X}, {name}"
    for word in _WORD.findall(text):
        scripts = {unicodedata.name(char, "").partition(" ")[0] for char in word} & _CONFUSED
        if len(scripts) > 1:
            shown = " and ".join(script.capitalize() for script in sorted(scripts))
            return f"`{word}` mixes similar letters of two scripts: {shown}"
    return ""


def _joins(text: str, index: int) -> bool:
    """Whether a joiner follows a letter or mark of a non-European script, or is part of an emoji."""
    before = text[index - 1] if index else " "
    return ord(before) >= ord("\u0600") and index + 1 < len(text)
