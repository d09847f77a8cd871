"""The dictionary form of a declined name: "Клара Бенц" for "Кларою Бенц"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from generator.drafting.language import Language

_SHORTEST, _MOST = 2, 3
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@cache
def given_forms(words: Language) -> Mapping[str, tuple[str, tuple[int, ...]]]:
    """Each form of a given name, with the name and the cases that have this form; -1 is the name itself."""
    found: dict[str, tuple[str, tuple[int, ...]]] = {
        name: (name, (-1,)) for name in words.words("names", "given_names")
    }
    for name in words.words("names", "given_names"):
        for case, form in _cased(name, words):
            base, cases = found.get(form, (name, ()))
            if base == name and cases != (-1,):
                found[form] = name, (*cases, case)
    return found


def nominative(name: str, words: Language, seen: AbstractSet[str]) -> str:
    """A person's full name in its dictionary form, the name itself where nothing tells its case.

    The given name tells the case and the gender. Among several forms of a surname, one that the text has, `seen`, wins.
    """
    first, _, rest = name.partition(" ")
    if not rest or not words.table("names", "declensions"):
        return name
    base, cases = given_forms(words).get(first) or _guessed(first, words)
    if not base or cases == (-1,):
        return name
    cases = (*cases, *(other for one, other in _TWO_DATIVES if one in cases))
    is_feminine = base.endswith(words.words("names", "feminine_ends")) and base not in words.set("names", "masculine")
    parts = [_undeclined(part, cases, words, seen, is_feminine=is_feminine) for part in rest.split(" ")]
    return " ".join((base, *parts))


class DictionaryForms(NamedTuple):
    """Each name's form in the dictionary, and the names of which it is only a guess."""

    shown: Mapping[str, str]
    guessed: frozenset[str] = frozenset()


def in_one_form(
    names: Sequence[str], words: Language, seen: AbstractSet[str], subjects: AbstractSet[str] = frozenset()
) -> DictionaryForms:
    """Each name's full form in the dictionary: where nothing tells a name's case, other forms of it in the text do.

    A name that stands in another case only gets the form that it probably has, or stays as it is: both are guesses.
    Those that are `subjects` somewhere stand in the dictionary's.
    """
    shown = {name: nominative(name, words, seen) for name in names}
    if not words.table("names", "declensions"):
        return DictionaryForms(shown)
    votes: dict[str, set[str]] = defaultdict(set)
    possible = {name: _possible(name, words) for name in shown.values() if _MOST > name.count(" ") > 0}
    for name, bases in possible.items():
        for base in bases:
            votes[base].add(name)
    forms = given_forms(words)

    guessed = set[str]()

    def best(name: str, form: str) -> str:
        if form.partition(" ")[0] in forms or form not in possible:
            return form
        bases = [base for base in possible[form] if len(votes[base]) > 1]
        if not bases and form == name and name not in subjects and is_declined(name, words):
            guessed.add(name)
            return _likeliest(name, possible[name], words)
        return max(bases, key=lambda base: (len(votes[base]), base in possible, len(base), base), default=form)

    return DictionaryForms({name: best(name, form) for name, form in shown.items()}, frozenset(guessed))


def _likeliest(name: str, bases: AbstractSet[str], words: Language) -> str:
    """The dictionary form that a name in another case most likely has: a man's, if it can be one; else the name."""
    ends = words.words("names", "feminine_ends")
    return min(
        bases - {name},
        key=lambda base: (any(part.endswith(ends) for part in base.split(" ")), len(base), base),
        default=name,
    )


def _possible(name: str, words: Language) -> frozenset[str]:
    """The names that a name of several words may be a form of, all its words in one case; the name itself is one."""
    table = words.table("names", "declensions")
    bases: dict[int, list[list[str]]] = defaultdict(list)
    for part in name.split(" "):
        by_case: dict[int, list[str]] = defaultdict(list)
        for ending, forms in table.items():
            for case, form in enumerate(forms):
                base = part.removesuffix(form) + ending
                if form != "-" and part.endswith(form) and len(base) > len(ending) + 1:
                    by_case[case].append(base)
        for case, found in by_case.items():
            bases[case].append([each for each in found if not _impossible(words).search(each)])
    count = name.count(" ") + 1
    whole = (each for each in bases.values() if len(each) == count)
    return frozenset({name, *(" ".join(parts) for each in whole for parts in product(*each))})


def _cased(name: str, words: Language) -> Iterator[tuple[int, str]]:
    """The forms of a word with the number of their case."""
    for ending, forms in sorted(words.table("names", "declensions").items(), key=lambda each: -len(each[0])):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            yield from ((case, stem + ("" if form == "-" else form)) for case, form in enumerate(forms))
            return


@cache
def _impossible(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{words.text('names', 'impossible') or '(?!)'})$")


def _guessed(first: str, words: Language) -> tuple[str, tuple[int, ...]]:
    """The base of a given name that no list has, if its ending belongs to one case only."""
    for ending, base in (pair.split("=") for pair in words.words("names", "clear_endings")):
        if first.endswith(ending) and len(first) - len(ending) >= _SHORTEST:
            return first.removesuffix(ending) + base, (_INSTRUMENTAL, _OTHER_INSTRUMENTAL)
    return "", ()


_INSTRUMENTAL, _OTHER_INSTRUMENTAL = 3, 5
_TWO_DATIVES = (1, 6), (6, 1)


def _undeclined(
    part: str, cases: tuple[int, ...], words: Language, seen: AbstractSet[str], *, is_feminine: bool
) -> str:
    """A surname in its dictionary form; a man's ends like a woman's if it has no other: "Кулебою" is "Кулеба"."""
    found: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    for ending, forms in words.table("names", "declensions").items():
        for form in {forms[case] for case in cases if case < len(forms)} - {"-"}:
            stem = part.removesuffix(form)
            if stem == part or len(stem) < _SHORTEST:
                continue
            if stem in seen and not is_feminine:
                return stem
            if _impossible(words).search(stem + ending):
                continue
            is_alike = (stem + ending).endswith(words.words("names", "feminine_ends")) == is_feminine
            (found if is_alike else others).append((len(form), stem + ending))
    found = found or ([] if is_feminine else others)
    in_text = [each for each in found if each[1] in seen]
    return max(in_text or found, default=(0, part))[1]


def is_declined(name: str, words: Language) -> bool:
    """Whether a full name stands in another case than the dictionary's: "Івара Лінда", "Анни Берг"."""
    first, _, rest = name.partition(" ")
    if not words.table("names", "declensions") or first in words.set("names", "given_names"):
        return False
    if first in given_forms(words):
        return True
    ends = words.words("names", "feminine_ends")
    is_alike = bool(rest) and first.endswith(ends) and rest.endswith(ends)
    return is_alike or first.endswith(words.words("names", "declined_ends"))


def role_form(role: str, words: Language) -> str:
    """A role in its dictionary form, "" where nobody knows it; what stands behind its noun stays as it is."""
    nouns, adjectives = _role_forms(words)
    if not nouns:
        return role
    found: list[str] = []
    parts = role.split(" ")
    for index, part in enumerate(parts):
        if base := nouns.get(part.lower()):
            return " ".join((*found, base if base != part.lower() else part, *parts[index + 1 :]))
        if part.lower() not in adjectives and not part[:1].isupper():
            return ""
        found.append(adjectives.get(part.lower(), part))
    return ""


def status_form(word: str, words: Language) -> str:
    """The dictionary form of an adjective of roles: "колишній" for "колишнього"."""
    return _role_forms(words)[1].get(word.lower(), word)


@cache
def _role_forms(words: Language) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The dictionary form of each form of the nouns and of the adjectives of roles."""
    tables = (words.table("roles", key) for key in ("cases", "adjectives"))
    nouns, adjectives = ({form: base for base, forms in each.items() for form in (*forms, base)} for each in tables)
    return nouns, adjectives


def is_in_other_case(name: str, text: str, words: Language) -> bool:
    """Whether a name in a text stands in another case than the dictionary's, a surname alone by its forms there."""
    return is_declined(name, words) or _is_oblique(name, words, text)


def _is_oblique(surname: str, words: Language, text: str) -> bool:
    """Whether a surname alone is another form of one that the text has: "Дала" beside "Ганс Дал"."""
    if " " in surname or not words.table("names", "declensions"):
        return False
    table = words.table("names", "declensions")
    bases = (
        surname.removesuffix(form) + ending
        for ending, forms in table.items()
        for form in forms
        if form != "-" and surname.endswith(form)
    )
    return any(len(base) >= _MOST and base != surname and base in _capitals(text) for base in bases)


@lru_cache(maxsize=4)
def _capitals(text: str) -> frozenset[str]:
    """The words of a text that begin with a capital."""
    return frozenset(word for word in _WORD.findall(text) if word[0].isupper())
