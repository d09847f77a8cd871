"""Whom a text means by a pronoun, "the company" or "the ambassador", as the speaker of quoted words."""

import re
from bisect import bisect_left
from itertools import pairwise

from generator.drafting.model import ORGANIZATION, PERSON, UNNAMED, TaggedSpan
from generator.drafting.spoken_text import NOBODY, PEOPLE, QuotedWords, Speaker, SpokenText

_MANY, _ROLE = 100, 60
_SENTENCE_END = re.compile(r"[.;:]\s")


def is_group(who: TaggedSpan | None) -> bool:
    """Whether a speaker is no person, but an organization or a country."""
    return who is not None and who.kind not in PEOPLE


def last_such(spoken: SpokenText, one: re.Match[str], before: int) -> Speaker:
    """Whom "the company" or "the ambassador" means: the last one that the text calls so, nobody if there is none.

    Any organization may be "the company".
    """
    index = bisect_left(spoken.starts, before)
    names = spoken.names[max(0, index - _MANY) : index]
    if role := one["role"]:
        ends = {name: other.end for other, name in pairwise(each for each in names if each.kind == PERSON)}
        holders = (name for name in reversed(names) if _has_role(spoken.text, name, role.lower(), ends.get(name, 0)))
        holder = next(holders, None)
        return Speaker(holder, "unsure", f"the last {role} that is named") if holder else NOBODY
    noun = one["noun"]
    groups = [name for name in names if name.kind == ORGANIZATION and not spoken.is_object(name)]
    same = [name for name in groups if noun in name.id]
    return Speaker((same or groups or [None])[-1], "unsure", "the last such organization that is named")  # type: ignore[list-item]


def described(spoken: SpokenText, at: int, end: int, pattern: re.Pattern[str]) -> Speaker:
    """Somebody whom the text only describes with an article, "the referee", as the subject of a verb; else nobody."""
    if not (one := pattern.search(spoken.text[at:end])):
        return NOBODY
    said = one["who"][:1].lower() + one["who"][1:]
    start, stop = at + one.start("who"), at + one.end("who")
    who = TaggedSpan(start, stop, UNNAMED, said, "unsure", "described, not named", attributes=(("speaker", said),))
    return Speaker(who, "likely", "the subject of the verb")


def _has_role(text: str, name: TaggedSpan, role: str, after: int) -> bool:
    """Whether the words right before a name, from `after` on, or behind it say its role, or a description has it."""
    if name.kind == UNNAMED:
        return role in name.id
    before, behind = text[max(after, name.start - _ROLE) : name.start], text[name.end : name.end + _ROLE]
    aside = _SENTENCE_END.split(behind[1:].partition(",")[0])[0] if behind.startswith(",") else ""
    near = f"{_SENTENCE_END.split(before)[-1]}\0{aside}".lower()
    return name.kind == PERSON and bool(re.search(rf"\b{re.escape(role)}\b", near))


def by_pronoun(spoken: SpokenText, quotation: QuotedWords, before: int | None = None) -> Speaker:
    """Who a pronoun means: the last speaker, or the person named first in the last sentence since that names one.

    Never somebody whom its own sentence names as another: "Of Lind he said".
    """
    speaker = _meant_by(spoken, quotation, before)
    return NOBODY if speaker.who and speaker.who.id in _others(spoken, quotation, before) else speaker


def _others(spoken: SpokenText, quotation: QuotedWords, before: int | None) -> set[str]:
    """The ids of those behind a preposition in the clause of a pronoun, or behind the words that it said."""
    begins, ends = (quotation.begins, before) if before is not None else (quotation.end, quotation.ends)
    opens = spoken.text.rfind(";", begins, ends) + 1 or begins
    return {name.id for name in spoken.between(opens, ends) if spoken.is_topic(name, opens)}


def _meant_by(spoken: SpokenText, quotation: QuotedWords, before: int | None) -> Speaker:
    at = before if before is not None else quotation.start
    if spoken.unsaid.turn.match(spoken.text, quotation.first):
        return _in_turn(spoken, quotation, at)
    if spoken.known.asked.match(spoken.text, quotation.begins, at) or _is_subject_again(spoken, quotation, at):
        at = quotation.begins
    if all(spoken.is_topic(name, quotation.begins) for name in spoken.between(quotation.begins, at)):
        at = quotation.begins
    index = bisect_left(spoken.starts, at)
    person = next((name for name in reversed(spoken.names[max(0, index - 12) : index]) if name.kind in PEOPLE), None)
    if _is_somebody_else(spoken, quotation, person) or _is_given(spoken, quotation):
        return NOBODY
    if person:
        near = {name.id for name in spoken.between(quotation.begins, at) if name.kind in PEOPLE}
        if len(near) > 1:
            return NOBODY  # "Roe sat next to Lind as he said"
        begins, ends = spoken.prose.sentence(person.start)
        first = spoken.first_between(begins, min(ends, at))
        person = first if first and first.kind == PERSON else person
    last = spoken.last.who
    who = person if last is None or last.kind not in PEOPLE or (person and person.start > spoken.last_end) else last
    return Speaker(who, "unsure", "a pronoun, resolved to the last person or speaker")


def _is_somebody_else(spoken: SpokenText, quotation: QuotedWords, person: TaggedSpan | None) -> bool:
    """Whether the sentence before speaks of somebody without a name: "A man shook his head. “…,” he said."""
    begins, ends = spoken.prose.sentence(quotation.begins - 2)
    if begins < quotation.first or ends > quotation.begins or (person and person.start >= begins):
        return False
    return bool(spoken.subjects.someone.search(spoken.text, begins, ends))


def _is_given(spoken: SpokenText, quotation: QuotedWords) -> bool:
    """Whether the words are what somebody gave to a person whom a pronoun names: "Lind gave her “a hand”, she said"."""
    return bool(spoken.known.recipient.search(spoken.text, quotation.begins, quotation.start))


def _is_subject_again(spoken: SpokenText, quotation: QuotedWords, at: int) -> bool:
    """Whether a pronoun also opens the sentence: "He met Roe and told her, he said, …"."""
    first = spoken.known.pronoun.match(spoken.text, quotation.begins)
    again = spoken.known.pronoun.match(spoken.text, at)
    return bool(first and again) and first.group().lower() == again.group().lower()  # type: ignore[union-attr]


def _in_turn(spoken: SpokenText, quotation: QuotedWords, at: int) -> Speaker:
    """Who a pronoun means in an interview: "I" is whose turn it is, "she" only somebody whom the turn names."""
    named = spoken.between(quotation.first, at)
    others = [name for name in named if name.start > quotation.first]
    whose = named if spoken.text.startswith("I", at) and named != others else others[-1:]
    who = whose[0] if whose else None
    return Speaker(who, "unsure", "a pronoun, resolved within the turn of an interview")
