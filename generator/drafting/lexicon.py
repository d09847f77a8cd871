"""The known names, and their matches in a text, found in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

import ahocorasick_rs

from generator.drafting.countries import country_names
from generator.drafting.folding import as_id, declined, fold
from generator.drafting.language import Language
from generator.drafting.model import COUNTRY, ORGANIZATION, PERSON, PLACE, Entry
from generator.drafting.tokens import is_common

NameOrigin = Literal["register", "article", "short", "countries", "list"]
"""`short` is a shorter form of a name in the register: "Roe Mills" for "Roe Mills Ltd"."""
_ORIGINS: tuple[NameOrigin, ...] = ("article", "register", "countries", "short", "list")
_SHORTEST = 2
_WRITTEN_SMALL = frozenset({"topic", "document"})


class Known(NamedTuple):
    """Something that a name stands for, and where the name comes from."""

    kind: str
    id: str
    origin: NameOrigin


class Match(NamedTuple):
    """A known name in a text, and everything with that name from the best origin."""

    start: int
    end: int
    things: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names and what they stand for.

    `surnames` maps the last words of people's full names to their ids, `initials` those of organizations' names.
    `own` has the names that the article's own annotations give: they come before the others.
    """

    names: tuple[str, ...]
    things: Mapping[str, tuple[Known, ...]]
    surnames: Mapping[str, frozenset[str]]
    initials: Mapping[str, frozenset[str]]
    ids: Mapping[str, str]
    alike: Mapping[str, tuple[str, ...]]
    automaton: ahocorasick_rs.AhoCorasick
    own: "Lexicon | None" = None

    def matches(self, folded: str) -> list[Match]:
        """Every known name in a folded text that consists of whole words, sorted by start, longer ones first."""
        found = [
            Match(start, end, self.things[self.names[index]])
            for index, start, end in self.automaton.find_matches_as_indexes(folded, overlapping=True)
            if is_whole(folded, start, end)
        ]
        if self.own:
            annotated = self.own.matches(folded)
            taken = {match[:2] for match in annotated}
            found = [*annotated, *(match for match in found if match[:2] not in taken)]
        return sorted(found, key=lambda match: (match.start, -match.end))

    def similar(self, name: str, kind: str) -> tuple[str, ...]:
        """The names of a kind that begin or end like a name: the ones worth comparing with it."""
        found = dict.fromkeys(other for key in _keys(name) for other in self.alike.get(f"{kind} {key}", ()))
        return tuple(found)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a range begins and ends at word boundaries."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_") and not (
        before in ("-", ".") and text[start - 2 : start - 1].isalnum() and start > 1 and before != "."
    )


def build_lexicon(entries: Sequence[Entry], words: Language | None) -> Lexicon:
    """The lexicon of a register, the countries and a language's well-known names."""
    return _lexicon(entries, words, "register", tuple(_listed(words)) if words else ())


def with_annotated(known: Lexicon, annotated: Sequence[Entry], words: Language | None) -> Lexicon:
    """The lexicon for an article whose own annotations give some entries."""
    own = _lexicon(annotated, words, "article", ())
    surnames = {name: ids | known.surnames.get(name, frozenset()) for name, ids in own.surnames.items()}
    return replace(known, surnames={**known.surnames, **surnames}, ids={**known.ids, **own.ids}, own=own)


def _lexicon(
    entries: Sequence[Entry],
    words: Language | None,
    origin: NameOrigin,
    others: Sequence[tuple[tuple[str, ...], Known]],
) -> Lexicon:
    listed: dict[str, dict[Known, None]] = defaultdict(dict)
    for name, thing in _registered(entries, words, origin):
        listed[name].setdefault(thing, None)
    for forms, thing in others:
        same = (each for form in forms for each in listed.get(form, ()) if each.kind == thing.kind)
        known = next((each for each in same if each.origin != "list"), thing)
        for form in forms:
            is_own = known is thing or thing.kind == COUNTRY
            listed[form].setdefault(known if is_own else known._replace(origin="short"))
    things = {name: _best(tuple(known)) for name, known in listed.items()}
    names = tuple(things)
    return Lexicon(
        names=names,
        things=things,
        surnames=_surnames(entries, words),
        initials=_initials(entries),
        ids={entry.id: entry.kind for entry in entries},
        alike=_alike(entries),
        automaton=ahocorasick_rs.AhoCorasick(names),
    )


def surname(name: str, words: Language | None) -> str:
    """The last word of a person's name, with its particles, without "Jr."; "" where the name is one word."""
    parts = name.split(" ")
    suffixes = words.set("names", "suffixes") if words else frozenset()
    while len(parts) > 1 and parts[-1].rstrip(",") in suffixes:
        parts.pop()
    return parts[-1].rstrip(",") if len(parts) > 1 else ""


def _registered(entries: Iterable[Entry], words: Language | None, origin: NameOrigin) -> Iterator[tuple[str, Known]]:
    for entry in entries:
        thing = Known(entry.kind, entry.id, origin)
        for name in entry.names:
            for form in declined(name, words) if words else (name,):
                folded = " ".join(fold(form).split())
                if len(folded) >= _SHORTEST:
                    yield folded, thing
                    if entry.kind in _WRITTEN_SMALL and folded[1:2].islower():
                        yield folded[0].lower() + folded[1:], thing
                    if short := _shorter(folded, entry.kind, words):
                        yield short, thing._replace(origin="short")


def _shorter(name: str, kind: str, words: Language | None) -> str:
    """A place's name without its comma, an organization's without its last word, if that only says what it is."""
    if kind == PLACE:
        return name.replace(",", "") if "," in name else ""
    return without_suffix(name, words) if words and kind == ORGANIZATION else ""


def without_suffix(name: str, words: Language) -> str:
    """An organization's name without a last word that only says what it is; "" if there is none, or no name is left."""
    first, _, last = name.rpartition(" ")
    if last not in words.set("names", "org_suffixes"):
        return ""
    is_word = is_common(first, words.set("names", "common_words"), words.words("names", "common_endings"))
    return "" if is_word else first.rstrip(",")


def _listed(words: Language) -> Iterator[tuple[tuple[str, ...], Known]]:
    """The forms of each well-known name; the first names it."""
    for name, code in country_names(words.tag).items():
        yield (name,), Known(COUNTRY, code, "countries")
    for key, kind in (("places", PLACE), ("organizations", ORGANIZATION)):
        for name, *others in (entry.split("|") for entry in words.words("names", key)):
            forms = tuple(fold(form) for form in (*declined(name, words), *others))
            yield forms, Known(kind, as_id(name.removeprefix("The ")), "list")


@cache
def listed_names(words: Language) -> dict[str, str]:
    """The name of each well-known place and organization by its id, in the nominative."""
    entries = (entry.partition("|")[0] for key in ("places", "organizations") for entry in words.words("names", key))
    return {as_id(name.removeprefix("The ")): name for name in entries}


def letters_of(name: str) -> str:
    """The initials of the capitalised words of a name."""
    return "".join(part[0] for part in name.split(" ") if part[:1].isupper())


def _initials(entries: Iterable[Entry]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.kind == ORGANIZATION:
            for name in entry.names:
                if len(letters := letters_of(name)) > _SHORTEST:
                    found[letters].add(entry.id)
    return {letters: frozenset(ids) for letters, ids in found.items()}


def _best(things: tuple[Known, ...]) -> tuple[Known, ...]:
    origin = min((thing.origin for thing in things), key=_ORIGINS.index)
    return tuple(thing for thing in things if thing.origin == origin)


def _alike(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Names of several words, by kind and by their first and last letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for name in (" ".join(fold(each).split()) for each in entry.names):
            if " " in name:
                for key in _keys(name):
                    found[f"{entry.kind} {key}"].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _keys(name: str) -> tuple[str, str]:
    return f"{name[:3]}…", f"…{name[-3:]}"


def _surnames(entries: Iterable[Entry], words: Language | None) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.kind == PERSON:
            for name in entry.names:
                for form in declined(name, words) if words else (name,):
                    if last := surname(fold(form), words):
                        found[last].add(entry.id)
    return {name: frozenset(ids) for name, ids in found.items()}
