"""Completion of ids over the register: what somebody types, in any spelling or script, to the things it may mean."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process

from generator.drafting import Register
from generator.drafting.folding import fold
from generator.drafting.model import COUNTRY, MEETING
from generator.values import country_codes, country_name

_SHOWN = 8
_ALIKE = 78
_LEAST = 4


class Completion(NamedTuple):
    """Something that an id stands for: its annotation's kind, its id, its name, and all that it is known by.

    `is_near` tells that a query only resembles one of its names.
    """

    kind: str
    id: str
    name: str
    spellings: tuple[str, ...]
    is_near: bool = False


def things(register: Register) -> tuple[Completion, ...]:
    """Everything in a register, its meetings, and every country."""
    found = [_thing(entry.kind, entry.id, entry.names) for entry in register.entries]
    found += [_thing(MEETING, each.id, (each.id,)) for each in register.meetings]
    known = {each.id for each in found if each.kind == COUNTRY}
    found += [_thing(COUNTRY, code, (country_name(code, "en"),)) for code in country_codes() if code not in known]
    return tuple(found)


def named_before(found: Iterable[tuple[str, str, str]], known: Sequence[Completion]) -> tuple[Completion, ...]:
    """What an article names, each as its kind, its id and its words, before everything else that is known."""
    by_id = {(each.kind, each.id): each for each in known}
    own = {(kind, id_): by_id.get((kind, id_)) or _thing(kind, id_, (words,)) for kind, id_, words in found}
    people = sorted(own.values(), key=lambda each: each.kind == COUNTRY)
    return (*people, *(each for each in known if (each.kind, each.id) not in own))


def complete(known: Sequence[Completion], query: str, kinds: Iterable[str]) -> tuple[Completion, ...]:
    """The things that a query may mean, the likeliest first; `kinds` are those that come first, or the only ones.

    A query matches from the beginning of a word, or else as a name that is written nearly so. Without one, countries
    come last: all of them are known, whether or not a project has to do with them.
    """
    words, wanted = _plain(query), frozenset(kinds)
    those = [each for each in known if not wanted or each.kind in wanted]
    if not words:
        return tuple(sorted(those, key=lambda each: each.kind == COUNTRY)[:_SHOWN])
    ranked = sorted(
        ((rank, index) for index, each in enumerate(those) if (rank := _rank(each, words)) is not None),
    )
    found = [those[index] for _, index in ranked[:_SHOWN]]
    if len(found) < _SHOWN and len(words) >= _LEAST:
        found += _near(those, words, {each.id for each in found})
    return tuple(found[:_SHOWN])


def _thing(kind: str, id_: str, names: Sequence[str]) -> Completion:
    spellings = dict.fromkeys((id_, *(plain for name in names if (plain := _plain(name)))))
    return Completion(kind, id_, names[0], tuple(spellings))


def _plain(text: str) -> str:
    """A text in small Latin letters without accents."""
    return " ".join(anyascii(fold(text)).casefold().split())


def _rank(thing: Completion, words: str) -> tuple[int, int] | None:
    """How well a thing meets a query: the whole of a spelling, its beginning, or the beginning of a word in it."""
    best = None
    for spelling in thing.spellings:
        if words not in spelling:
            continue
        if spelling == words:
            rank = (0, 0)
        elif spelling.startswith(words):
            rank = (1, len(spelling))
        elif f" {words}" in spelling or f"-{words}" in spelling:
            rank = (2, len(spelling))
        else:
            continue
        best = min(best, rank) if best else rank
    return best


def _near(known: Sequence[Completion], words: str, taken: set[str]) -> list[Completion]:
    """The things with a name that is written nearly like the query."""
    names = [spelling for each in known for spelling in each.spellings]
    owners = [each for each in known for _ in each.spellings]
    near = process.extract(words, names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4 * _SHOWN)
    found = {owners[index].id: owners[index] for _, _, index in near if owners[index].id not in taken}
    return [each._replace(is_near=True) for each in found.values()]
