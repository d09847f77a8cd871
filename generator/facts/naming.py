"""Choose a thing's name from the labels that articles use: spelling, pronouns, titles, possessives, languages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import yaml

PERSON = "Person"
"""The schema.org type of the kinds that have names of people."""
_JOINERS = "\u200c\u200d"
_ENDS = " \t\n,;:"
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_IN_BRACKETS = re.compile(r"\([^()]*\)$")
_LINKS = frozenset(("of", "the", "for", "de", "der", "des", "du", "di", "del", "le", "la", "les", "el", "il", "lo"))
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_CASES = frozenset(
    re.findall(
        r"\w+", "а я у ю ом ем ём єм е є і ї и ы ові еві єві ой ей єю ею ою ого его ому ему им ым ім їм ої ую их ых"
    )
)
_NOMINATIVES = frozenset(("", "а", "я", "о", "й", "ь", "ий", "ій", "ый"))
_SHARED = 3
_SHORTEST = 2
_LONG_WORD = 4
_AFTER_SIGN = re.compile(r"(?<=-)[^\W\d_]|(?<=\b[^\W\d_]['’])[^\W\d_]")
_FIRST_EASTERN = "\u2e80"
_ENGLISH = ("of", "the", "and", "for", "in", "on", "at")
_OTHERS = ("de", "la", "le", "du", "da", "di", "del", "el", "y", "der", "den", "von", "van", "zu", "bin", "ibn", "al")
_PARTICLES = frozenset((*_ENGLISH, *_OTHERS))
_PROPER_WORDS = 6
_OWN_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SLUG_WORD = re.compile(r"[^\W_]+")
_PLAIN_LETTERS = str.maketrans({"'": "", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


@cache
def _words(name: str) -> frozenset[str]:
    text = files("generator.facts").joinpath("names.yaml").read_text("utf-8")
    data: Mapping[str, Mapping[str, str]] = yaml.load(text, yaml.CSafeLoader)
    return frozenset(_plain(word) for language in data.values() for word in language.get(name, "").split())


@lru_cache(maxsize=65_536)
def spelling(label: str) -> str:
    """Normalise a label: composed, without invisible characters and a comma at the end."""
    text = label
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(char for at, char in enumerate(text) if unicodedata.category(char) != "Cf" or _joins(text, at))
    return " ".join(text.split()).strip(_ENDS)


def _joins(text: str, at: int) -> bool:
    """Whether a joiner is between letters of a script that needs it."""
    return text[at] in _JOINERS and 0 < at < len(text) - 1 and text[at - 1] >= "\u0600"


@lru_cache(maxsize=65_536)
def name_in(label: str, *, of_person: bool) -> str:
    """The name in a label; "" for a pronoun, signs alone, a title without a name, and an office `of` something.

    `President Ann Lee’s` gives `Ann Lee`. If the thing is not a person, a title may be part of its name.
    """
    text = spelling(_POSSESSIVE.sub("", spelling(label)))
    text = (_IN_BRACKETS.sub("", text).rstrip() or text) if of_person else text
    if _plain(text) in _words("pronouns") or not any(map(str.isalnum, text)):
        return ""
    if not of_person:
        return text
    words = text.split()
    start = 0
    while start < len(words) and (_is_title(words[start]) or _precedes_title(words, start)):
        start += 1
    rest = _without_title_behind(_without_degrees(_without_apposition(" ".join(words[start:]))))
    return "" if start and rest.startswith("of ") else rest


def _precedes_title(words: Sequence[str], at: int) -> bool:
    """Whether a word belongs to the title that follows: `Secretary of State`, `the President`, `French President`."""
    word = _plain(words[at])
    if at + 1 == len(words) or not (word in _LINKS or word.replace(".", "") in _words("nations")):
        return False
    return _is_title(words[at + 1]) or _precedes_title(words, at + 1)


def _without_title_behind(name: str) -> str:
    """A Chinese, Japanese or Korean name without the title that follows it: `習近平主席`, `이재명 대통령`."""
    last = name[-1:]
    if last < _FIRST_EASTERN:
        return name
    titles = [title for title in _words("behind") if name.endswith(title) and len(name) - len(title) >= _SHORTEST]
    return name.removesuffix(max(titles, key=len, default="")).rstrip()


def _without_apposition(name: str) -> str:
    """A name without a description at a comma: `Ann Lee, the envoy` gives `Ann Lee`; `Lee, Ann` stays."""
    parts = name.split(", ")
    names = [part for part in parts if is_proper(part) and not any(map(_is_title, part.split()))]
    return ", ".join(names or parts)


def _without_degrees(name: str) -> str:
    """A name without abbreviations behind it: `Ann Lee, PhD`."""
    words = name.split()
    while len(words) > _SHORTEST and words[-1][1:] != words[-1][1:].lower() and _is_degree(words[-1]):
        words.pop()
    return " ".join(words).rstrip(_ENDS)


def _is_degree(word: str) -> bool:
    return _plain(word).replace(".", "") in _words("degrees")


def _is_title(word: str) -> bool:
    """Whether a word is a title, or one with a prefix or suffix: `ex-president`, `chancellor-designate`."""
    plain = _plain(word.rstrip(".,"))
    if plain in _words("titles"):
        return True
    parts = plain.split("-")
    known = [part in _words("titles") for part in parts]
    return any(known) and all(is_one or part in _words("affixes") for part, is_one in zip(parts, known, strict=True))


def _plain(word: str) -> str:
    return word.translate(_APOSTROPHES).casefold()


def counted(labels: Iterable[str]) -> Counter[str]:
    """Count labels: spellings that differ only in capitals count as one, and inflected forms are left out."""
    counts = Counter(labels)
    if len(counts) <= 1:
        return counts
    spelled: dict[str, dict[str, int]] = {}
    for label, count in counts.items():
        spelled.setdefault(label.casefold(), {})[label] = count
    found = Counter({_usual(forms): sum(forms.values()) for forms in spelled.values()})
    names = sorted(found)
    for label in names:
        if any(_is_form(label, other) for other in names if other != label and found[other] and other in found):
            del found[label]
    return found


def _usual(forms: Mapping[str, int]) -> str:
    """The usual spelling among those that differ in capitals: `Ann Roe` before `ANN ROE`, then the most frequent."""
    return min(forms, key=lambda form: (form.isupper(), form.islower(), -forms[form], form))


def _is_form(label: str, other: str) -> bool:
    """Whether a label is another one in an oblique case: `Путіна` for `Путін`, `Анни Берг` for `Анна Берг`."""
    mine, theirs = label.split(), other.split()
    if len(mine) != len(theirs) or not _CYRILLIC.fullmatch("".join(theirs).replace("-", "")):
        return False
    pairs = [(one, two) for one, two in zip(mine, theirs, strict=True) if one != two]
    return bool(pairs) and all(_is_case(one, two) for one, two in pairs)


def _is_case(word: str, base: str) -> bool:
    """Whether a word is a base form with a case ending instead of its last letters."""
    length = next((at for at, (a, b) in enumerate(zip(word, base, strict=False)) if a != b), min(len(word), len(base)))
    if length < _SHARED:
        return False
    mine, theirs = word[length:], base[length:]
    return mine in _CASES and theirs in _NOMINATIVES


def in_small_letters(label: str, id_: str) -> str:
    """A label in capitals as a name: `RIO DE JANEIRO`, as datelines have it, gives `Rio de Janeiro`.

    An abbreviation stays: a word of fewer than four letters, unless the thing's id has the same words.
    """
    words = label.split()
    if not label.isupper() or len(label) < _LONG_WORD:
        return label
    if "-".join(words).lower() != id_ and any(len(word) < _LONG_WORD for word in words):
        return label
    small = (word.lower() if at and word.lower() in _PARTICLES else word.capitalize() for at, word in enumerate(words))
    return _AFTER_SIGN.sub(lambda found: found.group().upper(), " ".join(small))


def is_written_in(label: str, letters: str) -> bool:
    """Whether the first letter of a label is in a script, by its Unicode name: `LATIN`."""
    first = next((char for char in label if char.isalpha()), "")
    return bool(first) and unicodedata.name(first, "").startswith(letters)


def is_proper(label: str) -> bool:
    """Whether a label looks like a proper name: short, and without a lower-case word, particles aside."""
    words = _OWN_WORD.findall(label)
    own = [word for word in words if word.lower() not in _PARTICLES]
    is_name = len(words) <= _PROPER_WORDS and any(word[0].isalpha() for word in own)
    return is_name and not any(word[0].islower() for word in own)


def without_article(label: str, id_: str) -> str:
    """The name of a thing without an article in small letters: `the EU` gives `EU`, unless its id has the article."""
    rest = label.removeprefix("the ").removeprefix("l’").removeprefix("l'")
    return rest if rest[:1].isupper() and not id_.startswith("the-") else label


def begins_inside(label: str) -> bool:
    """Whether a label begins in the middle of a sentence: `On Monday`, `And in Geneva`."""
    return _plain(label.partition(" ")[0]) in _words("openers")


def best_label(labels: Mapping[str, int], *, of_person: bool = True, id_: str = "") -> str:
    """Choose the best name from the labels of a thing and their counts; "" if there are none.

    Proper names are better than descriptions. For a person, a name of two words or more is better than a family name,
    and better than the same name with words in front (`Anna Berg` before `Außenministerin Anna Berg`) unless the longer
    one is more frequent, or the thing's id has the same words. Then the more frequent label wins, then the longer, then
    alphabetical order. For other things the longest name wins, without an article if some label has none.
    """
    named = [f" {label}".casefold() for label in labels if of_person and _slug(label) == id_]

    def rank(label: str) -> tuple[bool, bool, bool, int, int, int, str]:
        words = label.split()
        is_family = len([word for word in words if word not in _PARTICLES]) <= 1
        is_part = any(name.endswith(f" {label}".casefold()) and len(name) > len(label) + 1 for name in named)
        weight = labels[label]
        by_person = (-weight, -len(words)) if of_person else (-len(words), -weight)
        return (
            not is_proper(label),
            of_person and (is_family or is_part),
            _is_extended(label, labels) and _slug(label) != id_ if of_person else _has_article(label, labels),
            *by_person,
            -len(label),
            label,
        )

    return min(labels, key=rank, default="")


def _has_article(label: str, labels: Mapping[str, int]) -> bool:
    """Whether a label is another one with an article in front."""
    return label.startswith("The ") and label.removeprefix("The ") in labels


def _slug(label: str) -> str:
    """A label as an id: `Gabriel García` gives `gabriel-garcia`."""
    bare = unicodedata.normalize("NFKD", _plain(label).translate(_PLAIN_LETTERS))
    return "-".join(_SLUG_WORD.findall("".join(char for char in bare if not unicodedata.combining(char))))


def _is_extended(label: str, labels: Mapping[str, int]) -> bool:
    """Whether a label is another full name with words in front, and not more frequent than it."""
    return any(
        " " in other and label.endswith(f" {other}") and count >= labels[label] for other, count in labels.items()
    )
