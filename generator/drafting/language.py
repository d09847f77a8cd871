"""Language data: reads word lists and patterns from YAML files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from generator.text import yaml_tree
from generator.text.source import SourceText

_FOLDER = Path(__file__).parent / "languages"
_SAMPLE = 4_000
_ENOUGH = 0.06
_FEW = 20
"""So many words may lack all of a language's most common ones."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
HUNDRED = 100
TABLES = {
    "month": "months",
    "weekday": "weekdays",
    "unit": "units",
    "daypart": "dayparts",
    "season": "seasons",
    "holiday": "holidays",
    "nth": "ordinals",
    "part": "year_parts",
    "decade_name": "decades",
}
"""The table of the section `dates` for each word in a date pattern."""


class LanguageDataError(Exception):
    """A language file that cannot be used: a defect of the program, which a test would find."""


@dataclass(frozen=True, eq=False)
class Language:
    """A language's data by section and key, as in its file; lists become tuples in the file's order."""

    tag: str
    name: str
    data: Mapping[str, Mapping[str, object]]

    def words(self, section: str, key: str) -> tuple[str, ...]:
        """A list of words or phrases; empty if the language has none."""
        return _words(self, section, key)

    def set(self, section: str, key: str) -> frozenset[str]:
        """A list of words as a set."""
        return _set(self, section, key)

    def text(self, section: str, key: str) -> str:
        """A value as text; "" if missing."""
        value = self.data.get(section, {}).get(key, "")
        return value if isinstance(value, str) else ""

    def any_of(self, section: str, key: str) -> str:
        """A regular expression that matches any word of a list."""
        return alternatives(self.words(section, key))

    def whole_word(self, section: str, key: str) -> str:
        """A regular expression that matches any word of a list, and no part of a longer one."""
        return rf"(?<!\w)(?:{self.any_of(section, key)})(?!\w)"

    def table(self, section: str, key: str) -> Mapping[str, tuple[str, ...]]:
        """A mapping whose values are lists of words."""
        return _table(self, section, key)

    @cached_property
    def demonyms(self) -> dict[str, str]:
        """The country code for each word for a people, plurals included."""
        singular = {word: code for code, words in self.table("names", "demonyms").items() for word in words}
        return {f"{word}s": code for word, code in singular.items()} | singular

    @cached_property
    def peoples(self) -> frozenset[str]:
        """All words for peoples, with or without a country."""
        others = self.words("names", "other_peoples")
        return frozenset(self.demonyms) | frozenset(others) | frozenset(f"{word}s" for word in others)

    def country_of_people(self, phrase: str) -> str:
        """The country code of the first people that a phrase names; "" if there is none, or if countries share it."""
        parts = phrase.split(" ")
        at = 0
        while at < len(parts):
            said = (" ".join(parts[at : at + size]) for size in (3, 2, 1) if at + size <= len(parts))
            found = next((each for each in said if each in self.peoples), "")
            if found in self.demonyms:
                return self.demonyms[found]
            at += found.count(" ") + 1
        return ""

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The value of each number word."""
        pairs = (word.rpartition("=") for word in self.words("dates", "numbers"))
        return {word: int(value) for word, _, value in pairs}

    def number(self, word: str) -> int:
        """The value of a number in digits or words; ValueError for anything else."""
        if word.isdigit():
            return int(word)
        if (known := self.numbers.get(word.lower())) is not None:
            return known
        total = 0
        for part in re.split("[- ]", word.lower()):
            if part not in self.numbers:
                raise ValueError(word)
            total = max(total, 1) * HUNDRED if self.numbers[part] == HUNDRED else total + self.numbers[part]
        return total

    def value(self, table: str, word: str) -> str:
        """The key that lists a word in a date table, whatever its case; "" if there is none."""
        return self._inverse.get(TABLES[table], {}).get(word.lower().rstrip("."), "")

    @cached_property
    def _inverse(self) -> dict[str, dict[str, str]]:
        return {
            key: {word.lower().rstrip("."): name for name, words in self.table("dates", key).items() for word in words}
            for key in TABLES.values()
        }


@cache
def _words(language_: Language, section: str, key: str) -> tuple[str, ...]:
    value = language_.data.get(section, {}).get(key, "")
    return tuple(_split(value)) if isinstance(value, str) else ()


@cache
def _set(language_: Language, section: str, key: str) -> frozenset[str]:
    return frozenset(_words(language_, section, key))


@cache
def _table(language_: Language, section: str, key: str) -> Mapping[str, tuple[str, ...]]:
    value = language_.data.get(section, {}).get(key, {})
    return {name: tuple(_split(words)) for name, words in value.items()} if isinstance(value, dict) else {}


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of some words, the longest first; what words begin with is written once."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return _alternatives(ordered) if any(ordered) else r"(?!)"


def _alternatives(words: Sequence[str]) -> str:
    """The words, longest first; "" may be the last."""
    by_first: dict[str, list[str]] = {}
    for word in filter(None, words):
        by_first.setdefault(word[0], []).append(word)
    letters = [letter for letter, beginning in by_first.items() if beginning == [letter]]
    branches = [_branch(beginning) for beginning in by_first.values() if len(beginning[0]) > 1]
    if letters:
        branches.append(re.escape(letters[0]) if len(letters) == 1 else f"[{re.escape(''.join(letters))}]")
    found = "|".join(branches)
    if words[-1]:
        return found
    return f"{found}?" if branches == branches[-1:] and letters else f"(?:{found})?"


def _branch(words: Sequence[str]) -> str:
    """Words that begin with one letter."""
    first, last = min(words), max(words)
    common = first[
        : next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    ]
    rest = [word[len(common) :] for word in words]
    if len(rest) == 1:
        return re.escape(common)
    inner = _alternatives(rest)
    is_one = not rest[-1] or (inner.startswith("[") and inner.endswith("]"))
    return f"{re.escape(common)}{inner if is_one else f'(?:{inner})'}"


@cache
def languages() -> tuple[str, ...]:
    """The tags of the languages with data."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def language(tag: str) -> Language:
    """The data of a language by its tag."""
    path = _FOLDER / f"{tag}.yaml"
    tree, problems = yaml_tree.read(SourceText(path.name, path.read_text("utf-8")))
    if tree is None:
        raise LanguageDataError(f"{path.name}: {problems[0].message}")
    data = {key: value for key, value in yaml_tree.plain(tree).items() if isinstance(value, dict)}  # type: ignore[union-attr]
    name = tree.get("name")
    return Language(tag, name.value if isinstance(name, yaml_tree.YamlText) else tag, data)


def detect_language(text: str) -> str | None:
    """The tag of a text's language, by its most common words; None if no language with data fits."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    shares = {tag: _share(words, language(tag).set("text", "common")) for tag in languages()}
    best = max(shares, key=lambda tag: (shares[tag], tag), default=None)
    return best if best is not None and shares[best] >= _ENOUGH else None


def may_be_in(text: str, tag: str) -> bool:
    """Whether a text is short, and in the letters of a language: nothing else tells its language."""
    words = _WORD.findall(text[:_SAMPLE])
    is_ascii = any(word.isascii() for word in language(tag).set("text", "common"))
    return len(words) <= _FEW and 2 * sum(word[0].isascii() == is_ascii for word in words) > len(words)


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in words) / max(len(words), 1)


def _split(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip())]
