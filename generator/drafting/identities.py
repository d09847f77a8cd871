"""Decides who or what a name means: a person by surname, an organization by initials, an entry by similar spelling."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz, process

from generator.drafting.folding import as_id, declined, fold
from generator.drafting.kinds import OTHER, Candidate, Classification
from generator.drafting.language import Language
from generator.drafting.lexicon import Lexicon, letters_of, surname, without_suffix
from generator.drafting.model import ORGANIZATION, PERSON, PLACE, Confidence, TaggedSpan
from generator.drafting.tokens import is_common

_STRONG, _DECIDED = 3.0, 5.0
_WEAK, _WEAKLY = 0.4, 1.0
_ALIKE = 88
_LONG = 3
_ARTICLE = re.compile(r"(?i:\b(?:the|an?)) $")
_BRACKETED = re.compile(r" \((?P<short>[^\W\d_a-z][\w&.-]{1,9})\)")


class NamedThing(NamedTuple):
    """A name in the text that is annotated or known, and what it stands for."""

    start: int
    name: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Identities:
    """What the names of one text stand for.

    `short` maps a surname or given name to the ids of the people whose full names are in the text, each with where it
    is first named, and how; `initials` maps initials, and a name without "Ltd", to an organization's id and
    name; `full` maps each new id to the longest form of its name, as the text spells it.
    """

    known: Lexicon
    words: Language
    classifications: Mapping[str, Classification]
    short: Mapping[str, dict[str, tuple[int, str]]]
    initials: Mapping[str, tuple[str, str]]
    text: str
    full: dict[str, str] = field(default_factory=dict)


def build_identities(
    text: str,
    folded: str,
    known: Lexicon,
    words: Language,
    classifications: Mapping[str, Classification],
    names: tuple[Iterable[Candidate], Iterable[NamedThing]],
) -> Identities:
    """The identities in a text; `names` are its candidates, and what is known or annotated in it."""
    candidates, named = names
    short: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    initials: dict[str, tuple[str, str]] = {}
    fresh = (
        NamedThing(each.start, each.name, found.kind, _id_of(known, each.name, found.kind)[0])
        for each in candidates
        if " " in each.name and (found := classifications.get(each.name))
    )
    for thing in sorted((*named, *fresh)):
        if thing.kind == PERSON:
            for part in _parts(thing.name, words):
                for form in declined(part, words):
                    short[form].setdefault(thing.id, (thing.start, thing.name))
        elif thing.kind == ORGANIZATION and (brief := _brief(thing.name, words)):
            initials.setdefault(brief, (thing.id, thing.name))
            if shorter := _brief(brief, words):
                initials.setdefault(shorter, (thing.id, thing.name))
        elif thing.kind == ORGANIZATION and len(letters := letters_of(thing.name)) > 1:
            initials.setdefault(letters, (thing.id, thing.name))
            if bracketed := _BRACKETED.match(folded, thing.start + len(thing.name)):
                initials.setdefault(bracketed[1], (thing.id, thing.name))
    whole = {brief: initials.get(name, (id_, name)) for brief, (id_, name) in initials.items()}
    return Identities(known, words, classifications, short, whole, text)


def _brief(name: str, words: Language) -> str:
    """An organization's name without what it is: "Helvia" for "Helvia Bank"; "" if it has no such short form."""
    if brief := without_suffix(name, words):
        return brief
    first, *rest = name.split(" ")
    is_own = first not in words.set("names", "org_words") | words.peoples | words.set("names", "capital_modifiers")
    is_local = bool(rest) and rest[-1] in words.set("names", "local_orgs")
    if not rest or is_local or not is_own or not all(each in words.set("names", "org_words") for each in rest):
        return ""
    return "" if is_common(first, words.set("names", "common_words"), words.words("names", "common_endings")) else first


def _parts(name: str, words: Language) -> Iterator[str]:
    """The surname, the given name, and the name without the given name; a single word is itself a short name."""
    first, _, rest = name.partition(" ")
    if rest.split(" ")[0] in words.set("names", "joints"):
        yield first  # "Rudolf of Ruritania"
        return
    yield from dict.fromkeys((surname(name, words), first, rest) if rest else (name,))


def identify(given: Identities, candidates: Sequence[Candidate]) -> tuple[TaggedSpan, ...]:
    """The candidates that are names, each with an id; fills `given.full` with the names of new ids."""
    return tuple(span for candidate in candidates if (span := _identified(given, candidate)))


def _identified(given: Identities, candidate: Candidate) -> TaggedSpan | None:
    name = candidate.name
    if span := _by_short_name(given, candidate):
        return span
    classification = given.classifications.get(name, Classification(OTHER, 0.0, ""))
    id_, full = given.initials.get(name, ("", name))
    least = {PERSON: _STRONG, PLACE: _WEAKLY}.get(classification.kind)
    if full != name and (least is None or classification.margin < least):
        return _named(given, candidate, ORGANIZATION, id_, full, "likely", f"short for “{full}”")
    if len(ids := given.known.initials.get(name, frozenset())) == 1:
        return _named(
            given, candidate, ORGANIZATION, min(ids), name, "unsure", "the initials of a name in the register"
        )
    if classification.kind == OTHER or classification.margin < _WEAK:
        return None
    return _by_spelling(given, candidate, classification) or _span(given, candidate, classification, name)


def _span(given: Identities, candidate: Candidate, classification: Classification, name: str) -> TaggedSpan | None:
    id_, _ = _id_of(given.known, name, classification.kind)
    if not id_:
        return None
    confidence: Confidence = "likely" if classification.margin >= _STRONG else "unsure"
    return _named(given, candidate, classification.kind, id_, name, confidence, classification.reason)


def _named(
    given: Identities, candidate: Candidate, kind: str, id_: str, name: str, confidence: Confidence, reason: str
) -> TaggedSpan:
    """The candidate as an id's mention; remembers the longest name of a new id."""
    is_new = id_ not in given.known.ids
    if is_new and name == candidate.name and len(name) > len(given.full.get(id_, "")):
        written = given.text[candidate.start : candidate.end]
        given.full[id_] = written if fold(written) == name else name
    return TaggedSpan(candidate.start, candidate.end, kind, id_, confidence, reason, is_new)


def _id_of(known: Lexicon, name: str, kind: str) -> tuple[str, bool]:
    """The id for a name of a kind, and whether it is new; if another kind uses the id, the kind is appended."""
    plain = as_id(name)
    other = known.ids.get(plain)
    if other == kind:
        return plain, False
    return (f"{plain}-{kind}" if other else plain), True


def _by_short_name(given: Identities, candidate: Candidate) -> TaggedSpan | None:
    """A person whose full name is elsewhere in the text, else the only person of the register with this surname."""
    name, known = candidate.name, given.known
    classification = given.classifications.get(name)
    is_other = (
        classification is not None and classification.kind in (ORGANIZATION, OTHER) and classification.margin > _DECIDED
    )
    is_other = is_other and not (classification.kind == OTHER and _is_bare(given.text, candidate))  # type: ignore[union-attr]
    known_as = given.short.get(name) or given.short.get(name[:1].lower() + name[1:], {})  # "De Graaf" opens a sentence
    people = known_as if candidate.title or not is_other else {}
    if people:
        id_ = max(people, key=lambda each: (people[each][0] < candidate.start, people[each][0]))
        full, several = people[id_][1], len(people) > 1
        reason = "several people in this article have this name" if several else f"short for “{full}”"
        return _named(given, candidate, PERSON, id_, full, "unsure" if several else "likely", reason)
    ids = known.surnames.get(name, frozenset())
    if len(ids) != 1:
        return None
    if candidate.title:
        reason = f"after “{candidate.title}”, the surname of one person in the register"
        return TaggedSpan(candidate.start, candidate.end, PERSON, min(ids), "likely", reason)
    return TaggedSpan(
        candidate.start, candidate.end, PERSON, min(ids), "unsure", "only a surname, of one person in the register"
    )


def _is_bare(text: str, candidate: Candidate) -> bool:
    """Whether a single word stands without an article: "Storm said", not "the storm"."""
    return " " not in candidate.name and not _ARTICLE.search(text, max(0, candidate.start - 5), candidate.start)


def _by_spelling(given: Identities, candidate: Candidate, classification: Classification) -> TaggedSpan | None:
    """The register's entry with a nearly identical name; only names of several words are compared."""
    name = candidate.name
    near = given.known.similar(name, classification.kind) if " " in name and len(name) > _LONG else ()
    found = process.extractOne(name, near, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    same = [other for other in near if _is_same_person(name, other)] if classification.kind == PERSON else []
    if not found and len(same) != 1:
        return None
    other = found[0] if found else same[0]
    thing = given.known.things[other][0]
    reason = f"spelled almost like “{other}”" if found else f"perhaps short for “{other}”"
    return TaggedSpan(candidate.start, candidate.end, thing.kind, thing.id, "unsure", reason)


def _is_same_person(name: str, other: str) -> bool:
    """Whether two names have one surname, and one given name is short for the other: "Al Roe" and "Alan Q. Roe"."""
    (first, *_, last), (other_first, *_, other_last) = name.split(" "), other.split(" ")
    one, two = sorted((first.rstrip("."), other_first.rstrip(".")), key=len)
    return last == other_last and two.startswith(one)
