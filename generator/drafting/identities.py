"""Which thing a name means: a person by surname, an organization by initials, one of the register by its spelling."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from generator.drafting.folding import as_id
from generator.drafting.kinds import OTHER, Candidate, Verdict
from generator.drafting.language import Language
from generator.drafting.lexicon import Lexicon, surname
from generator.drafting.model import ORGANIZATION, PERSON, Confidence, Span

_STRONG, _DECIDED = 3.0, 5.0
_WEAK = 0.4
_ALIKE = 88
_LONG = 3


@dataclass(frozen=True, slots=True)
class Identities:
    """What the names of one text stand for.

    `short` leads from a surname or a given name to the ids of those whom the text calls by a full name, with that name;
    `initials` from those of an organization to its name; `full` from each new id to the fullest form of its name.
    """

    known: Lexicon
    words: Language
    verdicts: Mapping[str, Verdict]
    short: Mapping[str, dict[str, str]]
    initials: Mapping[str, str]
    full: dict[str, str] = field(default_factory=dict)


def identities(
    known: Lexicon, words: Language, verdicts: Mapping[str, Verdict], called: Iterable[tuple[str, str]]
) -> Identities:
    """The identities of a text; `called` are names with ids of persons that are known or annotated in it."""
    short: dict[str, dict[str, str]] = defaultdict(dict)
    initials: dict[str, str] = {}
    fresh = [(name, _id_of(known, name, PERSON)[0]) for name, found in verdicts.items() if found.kind == PERSON]
    for name, id_ in (*called, *fresh):
        for part in _parts(name, words):
            short[part].setdefault(id_, name)
    for name, found in verdicts.items():
        letters = "".join(part[0] for part in name.split(" ") if part[0].isupper())
        if found.kind == ORGANIZATION and len(letters) > 1:
            initials.setdefault(letters, name)
    return Identities(known, words, verdicts, short, initials)


def _parts(name: str, words: Language) -> Iterator[str]:
    """The surname, the given name, and all but the given name, of a name of two words or more."""
    last = surname(name, words)
    if last:
        first, _, rest = name.partition(" ")
        yield from dict.fromkeys((last, first, rest))


def identified(given: Identities, candidates: Sequence[Candidate]) -> tuple[Span, ...]:
    """The candidates that are names, each with the id of its thing; `given.full` gets the names of new ones."""
    return tuple(span for candidate in candidates if (span := _identified(given, candidate)))


def _identified(given: Identities, candidate: Candidate) -> Span | None:
    name = candidate.name
    if span := _by_short_name(given, candidate):
        return span
    verdict = given.verdicts.get(name, Verdict(OTHER, 0.0, ""))
    full = given.initials.get(name)
    if full and full != name and verdict.kind != PERSON:
        return _span(given, candidate, Verdict(ORGANIZATION, _STRONG, f"the initials of “{full}”"), full)
    if verdict.kind == OTHER or verdict.lead < _WEAK:
        return None
    return _by_spelling(given, candidate, verdict) or _span(given, candidate, verdict, name)


def _span(given: Identities, candidate: Candidate, verdict: Verdict, name: str) -> Span | None:
    id_, is_new = _id_of(given.known, name, verdict.kind)
    if not id_:
        return None
    if is_new and len(name) > len(given.full.get(id_, "")):
        given.full[id_] = name
    confidence: Confidence = "likely" if verdict.lead >= _STRONG else "unsure"
    return Span(candidate.start, candidate.end, verdict.kind, id_, confidence, verdict.reason, is_new)


def _id_of(known: Lexicon, name: str, kind: str) -> tuple[str, bool]:
    """The id of a name of a kind, and whether it is new; one that another kind's thing has gets the kind behind it."""
    plain = as_id(name)
    other = known.ids.get(plain)
    if other == kind:
        return plain, False
    return (f"{plain}-{kind}" if other else plain), True


def _by_short_name(given: Identities, candidate: Candidate) -> Span | None:
    """Somebody whom the text calls by a full name elsewhere, or else the only one of the register with the surname."""
    name, known = candidate.name, given.known
    verdict = given.verdicts.get(name)
    is_other = verdict is not None and verdict.kind in (ORGANIZATION, OTHER) and verdict.lead > _DECIDED
    people = given.short.get(name, {}) if candidate.title or not is_other else {}
    if people:
        id_ = next(reversed(people))
        several = len(people) > 1
        reason = "several people here have this name" if several else f"short for “{people[id_]}”"
        is_new = id_ not in known.ids
        if is_new:
            given.full.setdefault(id_, people[id_])
        return Span(candidate.start, candidate.end, PERSON, id_, "unsure" if several else "likely", reason, is_new)
    ids = known.surnames.get(name, frozenset())
    if len(ids) != 1:
        return None
    if candidate.title:
        reason = f"behind “{candidate.title}”, the surname of one person of the register"
        return Span(candidate.start, candidate.end, PERSON, min(ids), "likely", reason)
    return Span(candidate.start, candidate.end, PERSON, min(ids), "unsure", "only a surname of the register")


def _by_spelling(given: Identities, candidate: Candidate, verdict: Verdict) -> Span | None:
    """The thing of the register whose name is written nearly so; only names of several words are compared."""
    name = candidate.name
    near = given.known.near(name, verdict.kind) if " " in name and len(name) > _LONG else ()
    found = process.extractOne(name, near, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if not found:
        return None
    thing = given.known.things[found[0]][0]
    return Span(candidate.start, candidate.end, thing.kind, thing.id, "unsure", f"written nearly like “{found[0]}”")
