"""Whether a person's name in a text is only a part of a longer one, which is another person's: "Bo Lind-Larsen"."""

import re
from collections.abc import Container
from functools import cache

from generator.drafting.language import Language
from generator.drafting.tokens import is_common

_HYPHENATED = re.compile(r"[-‐‑]\s?[^\W\d_]")
_WORD_BEHIND = re.compile(r" (?P<word>[^\W\d_][\w'’-]*)")
_WORD_BEFORE = re.compile(r"(?<![\w-])(?P<word>[^\W\d_][\w-]*) $")
_NEAR = 40


@cache
def _particles(words: Language) -> re.Pattern[str]:
    """The particles that go on to a further surname: " von", " de la"."""
    return re.compile(rf" (?:(?:{words.any_of('names', 'particles')}) )+[^\W\d_]")


def is_longer(folded: str, start: int, end: int, others: Container[int], words: Language) -> bool:
    """Whether the name of a person in a range goes on behind it or begins before it; `others` start other names.

    A word that begins no sentence, is no common word and no people's is taken for a further name.
    """
    if (hyphen := _HYPHENATED.match(folded, end)) and hyphen.group()[-1].isupper():
        return True
    if (particle := _particles(words).match(folded, end)) and particle.group()[-1].isupper():
        return True
    before = _WORD_BEFORE.search(folded, max(0, start - _NEAR), start)
    if before and before["word"] in words.set("names", "given_names") - words.set("names", "word_names"):
        return True
    behind = _WORD_BEHIND.match(folded, end)
    return bool(behind) and end + 1 not in others and _is_name(behind["word"], words)  # type: ignore[index]


def _is_name(word: str, words: Language) -> bool:
    """Whether a capitalised word can be a further name, "Larsen" or "Foundation", and no other word of a headline."""
    if not word[0].isupper() or word.isupper() or word.lower() in words.set("names", "no_names"):
        return False
    plain = re.sub(r"['’]s?$", "", word)
    verbs = (*words.words("speech", "verbs"), *words.words("meetings", "verbs"))
    if plain in words.peoples or plain.lower() in verbs or plain in words.words("names", "suffixes"):
        return False
    return not is_common(plain, words.set("names", "common_words"), words.words("names", "common_endings"))
