"""Finds who said the words of a quotation, named before or after them or by a pronoun."""

import re
from collections.abc import Iterator, Sequence

from generator.drafting.model import PERSON, UNNAMED, TaggedSpan
from generator.drafting.references import by_pronoun, described, is_group, last_such
from generator.drafting.spoken_text import NOBODY, QuotedWords, Speaker, SpokenText
from generator.drafting.subjects import ANOTHER, Subject, find_source
from generator.drafting.unsaid import is_joined

_REACH, _SHORT_REACH = 160, 60
_INTRODUCED, _ROLE = 8, 60
LAST = "the last speaker"
_DASH = re.compile(r"\s*[-–—]+\s*(?=[A-Z])|\s*\((?=[A-Z][^()]{1,60}\)\.?(?:\s|$))")


def find_speaker(spoken: SpokenText, quotation: QuotedWords) -> Speaker:
    """Who said the words: tries the most reliable clues first."""
    speaker = _found_speaker(spoken, quotation)
    who = speaker.who
    if who and (
        is_joined(spoken.text, spoken.names, who, spoken.unsaid)
        or any(
            spoken.known.described_with.search(spoken.text[begins : who.start])
            for begins in (quotation.begins, quotation.end)
        )
    ):
        return Speaker(None, "unsure", "several speak together")
    return speaker


def _found_speaker(spoken: SpokenText, quotation: QuotedWords) -> Speaker:
    start = quotation.start
    before = spoken.text[quotation.begins : start]
    if (several := spoken.unsaid.several.search(before)) and not spoken.unsaid.resumed.search(before, several.start()):
        return NOBODY
    is_inside = spoken.text[quotation.end - 2 : quotation.end - 1].isalnum() and start - quotation.begins > _INTRODUCED
    is_inside = is_inside or before.rstrip().endswith(":")
    first, second = (_named_before, _before_verb) if is_inside else (_before_verb, _named_before)
    for clue in (
        _quoted_by_another,
        _by_agent,
        _after_verb,
        first,
        second,
        _after_colon,
        _beside,
        _in_rest_of_sentence,
    ):
        if speaker := clue(spoken, quotation):
            return speaker
    if nobody := spoken.known.nobody.search(spoken.text, max(quotation.begins, start - _REACH), start):
        return _author(spoken, nobody)
    return next((Speaker(who, "unsure", why) for who, why in _nearby(spoken, quotation) if who), NOBODY)


def _quoted_by_another(spoken: SpokenText, quotation: QuotedWords) -> Speaker | None:
    """`Ann Roe quoted Bo Lind as saying "…"`, `"…," Bo Lind was quoted as saying`, `read out Bo Lind's letter: "…"`."""
    known, text = spoken.known, spoken.text
    before, behind = (quotation.begins, quotation.start), (quotation.end, quotation.ends)
    patterns = known.quoted, known.read_out, known.quoting, known.cited, known.quoted_behind
    for pattern in patterns:
        begins, ends = behind if pattern is known.quoted_behind else before
        if match := pattern.search(text, begins, ends):
            passive = known.was.search(text, max(begins, match.start() - _ROLE), match.start())
            one = spoken.subject_before(begins, passive.start()) if passive else None
            who = match.span("who")
            one = one or spoken.subject_behind(*who, is_source=True)
            owner = next((name for name in spoken.between(*who) if spoken.is_owner(name)), None)
            said = one.who if one and one.who else owner if pattern in (known.read_out, known.quoting) else None
            return Speaker(said, "unsure", "quoted by another") if said else NOBODY
    return None


def _by_agent(spoken: SpokenText, quotation: QuotedWords) -> Speaker | None:
    """`Ann Roe was called "useful" by Bo Lind`: whom somebody called so did not speak."""
    text, begins = spoken.text, quotation.begins
    verb = spoken.known.verb.search(text, quotation.end, quotation.ends)
    behind = spoken.known.agent.search(text, quotation.end, quotation.ends)
    if behind and verb and behind.start() <= verb.start():
        one = spoken.subject_behind(behind.end(), quotation.ends)
        return Speaker(one.who, "likely", "named behind the verb and “by”") if one and one.who else NOBODY
    if reduced := spoken.known.reduced.search(text[begins : quotation.start]):
        one = spoken.subject_behind(begins + reduced.start("by"), quotation.start) if reduced["by"] else None
        return Speaker(one.who, "likely", "named behind “by”") if one and one.who else NOBODY
    if not spoken.known.passive.search(text, begins, quotation.start):
        return None
    by = spoken.known.by.match(text, quotation.end, quotation.ends)
    one = spoken.subject_behind(by.end(), quotation.ends) if by else None
    return Speaker(one.who, "likely", "named behind “by”") if one and one.who else NOBODY


def _nearby(spoken: SpokenText, quotation: QuotedWords) -> Iterator[tuple[TaggedSpan | None, str]]:
    """Who may have said words that are sentences of their own, and that nobody is said to have said."""
    if is_whole(spoken.text, quotation):
        if spoken.last_end > quotation.first:
            yield spoken.last.who, "the last speaker, just before"
        yield _reporter(spoken, quotation), "who said something in the sentence before"
        yield spoken.last.who, LAST


def is_whole(text: str, quotation: QuotedWords) -> bool:
    """Whether nothing but a quotation stands in its sentences."""
    return not re.search(r"\w", text[quotation.begins : quotation.start] + text[quotation.end : quotation.ends])


def _reporter(spoken: SpokenText, quotation: QuotedWords) -> TaggedSpan | None:
    """Who said something in other words in the sentence before, in the same paragraph."""
    begins, ends = spoken.prose.sentence(quotation.begins - 2)
    if begins < quotation.first or ends > quotation.start:
        return None
    who = spoken.first_between(begins, ends)
    return who if who and spoken.known.clause.match(spoken.text, who.end, ends) else None


def _after_verb(spoken: SpokenText, quotation: QuotedWords) -> Speaker | None:
    """`"…," said Ann Roe`, `"…", according to Ann Roe`."""
    according = spoken.known.according.match(spoken.text, quotation.end, quotation.last)
    match = according or spoken.known.after.match(spoken.text, quotation.end, quotation.last)
    match = match or _DASH.match(spoken.text, quotation.end, quotation.last)
    if not match or spoken.known.goes_on.match(spoken.text, quotation.end, quotation.last):
        return None
    at = match.end()
    if spoken.known.pronoun.match(spoken.text, at):
        return by_pronoun(spoken, quotation)
    if spoken.unsaid.relative_behind.match(spoken.text, at):
        return NOBODY
    one = spoken.subject_behind(at, quotation.last, is_source=bool(according))
    return _named_behind(spoken, quotation, one, at, is_source=bool(according)) if one else None


def _named_behind(
    spoken: SpokenText, quotation: QuotedWords, one: Subject, at: int, *, is_source: bool
) -> Speaker | None:
    """Who stands behind a verb: an object where somebody speaks before the words, `called it "late", urged him`."""
    is_object = spoken.known.verb.search(spoken.text, quotation.begins, quotation.start)
    if one.who and not (is_object and one.who.kind == UNNAMED):
        return Speaker(one.who, "likely", "named after the verb that follows")
    if is_object:
        return None
    definite = spoken.known.definite.match(f" {spoken.text[at : at + _SHORT_REACH]} ")
    speaker = last_such(spoken, definite, quotation.start) if definite and not is_source else NOBODY
    return speaker if speaker.who else described(spoken, at, quotation.last, spoken.known.described_behind)


def _author(spoken: SpokenText, document: re.Match[str]) -> Speaker:
    """Whose name stands beside a document that speaks: "a Red Cross letter said"; else nobody."""
    near = spoken.between(document.start() - _SHORT_REACH, document.start())
    owners = [name for name in near if name.end >= document.start() - len("'s ")]
    owners = [name for name in owners if name.kind != PERSON or spoken.is_owner(name)]
    return Speaker(owners[-1], "unsure", "whose report, letter or the like speaks") if owners else NOBODY


def _ends_sentence(text: str, end: int) -> bool:
    """Whether words in quotation marks end with a full stop, not with dots that leave them open."""
    return text[end - 2 : end - 1] == "." and text[end - 3 : end - 2] != "."


def _before_verb(spoken: SpokenText, quotation: QuotedWords) -> Speaker | None:
    """`"…," Ann Roe said`: only if the quotation doesn't end its sentence."""
    text, end = spoken.text, quotation.end
    body_end = text[end - 2 : end - 1]
    if _ends_sentence(text, end) and not text.startswith(",", end):
        return None
    tail = text[end : min(max(quotation.ends, spoken.prose.sentence(end + 1)[1]), end + _REACH)]
    stop = re.search(r"[;\"“”]|(?<=[a-z]{3})\.(?:\s|$)", tail)
    match = spoken.known.verb.search(text, end, end + (stop.start() if stop else len(tail)))
    is_open = body_end in (",", ".", "?", "!", "—", "-", "…") or tail.startswith((",", " —", " –"))
    if not match or not is_open or spoken.known.goes_on.match(text, end, quotation.last):
        return None
    return _between_words_and_verb(spoken, quotation, match.start())


def _between_words_and_verb(spoken: SpokenText, quotation: QuotedWords, verb: int) -> Speaker | None:
    """Who stands between a quotation and the verb behind it."""
    text, end = spoken.text, quotation.end
    one = spoken.subject_before(end, verb)
    if spoken.known.was.search(text, end, verb) and not spoken.subjects.participle.match(text, verb):
        return NOBODY
    if one and one.who:
        another = spoken.known.about_another.match(text, verb, quotation.last)
        is_chain = another and spoken.known.verb.search(text, another.end(), spoken.prose.sentence(verb)[1])
        return Speaker(one.who, "unsure" if is_chain else "likely", "named before the verb that follows")
    definite = spoken.known.definite.fullmatch(text, end, verb)
    speaker = last_such(spoken, definite, quotation.start) if definite else NOBODY
    speaker = speaker if speaker.who else described(spoken, end, verb, spoken.known.described)
    if definite or speaker.who:
        return speaker
    is_it = spoken.known.it.fullmatch(text, end, verb)
    if not is_it and not one and spoken.known.pronoun.search(text, end, verb):
        return by_pronoun(spoken, quotation)
    if is_it and is_group(spoken.last.who):
        return Speaker(spoken.last.who, "unsure", "“it”")
    return NOBODY if is_it or one or spoken.known.nobody_behind.fullmatch(text, end, verb) else None


def _named_before(spoken: SpokenText, quotation: QuotedWords) -> Speaker | None:
    """`Ann Roe said, "…"`, `According to Ann Roe, "…"`."""
    text, start, begins = spoken.text, quotation.start, quotation.begins
    clause = text.rfind(";", begins, start) + 1
    begins = clause if clause and spoken.between(clause, start) else begins
    verbs = list(spoken.known.verb.finditer(text, begins, start))
    if verbs and verbs[-1].end() < spoken.last_end <= start and _names_another(spoken, start):
        return NOBODY
    source = find_source(text, spoken.names, max(begins, start - _REACH), start, spoken.subjects)
    if source and not (verbs and verbs[-1].start() > source.end()):
        one = spoken.subject_behind(source.end(), start, is_source=True)
        if one and one.who:
            return Speaker(one.who, "likely", "named after “according to” or the like")
    speaker = _subject(spoken, quotation, verbs) if verbs else None
    return Speaker(speaker.who, "unsure", "quoted by another") if source and speaker and speaker.who else speaker


def _names_another(spoken: SpokenText, start: int) -> bool:
    """Whether a person is named since the last quotation: "Roe called for “peace” and Lind for “war”"."""
    is_introduced = spoken.text[max(0, start - 2) : start].rstrip().endswith(":")
    return not is_introduced and any(name.kind == PERSON for name in spoken.between(spoken.last_end, start))


def _subject(spoken: SpokenText, quotation: QuotedWords, verbs: Sequence[re.Match[str]]) -> Speaker | None:
    """The subject of the last of some verbs of speech before a quotation in its sentence, or the agent behind "by"."""
    text, start, begins, verb = spoken.text, quotation.start, quotation.begins, verbs[-1].start()
    passive = spoken.known.agent.search(text, max(begins, verb - _ROLE), start)
    if passive and passive.end() > verb:
        one = spoken.subject_behind(passive.end(), start)
        return Speaker(one.who, "likely", "named after the verb and “by”") if one and one.who else NOBODY
    if spoken.known.was.search(text, begins, verb) and not spoken.subjects.participle.match(text, verb):
        return NOBODY
    if thing := spoken.known.that_reads.search(text, max(begins, verb - _REACH), verb):
        who = spoken.last_between(thing.start(), verb, objects=True) if thing["by"] else None
        return Speaker(who, "unsure", "whose report, letter or the like speaks") if who else NOBODY
    nobody = spoken.known.nobody.search(text, begins, start) or spoken.known.nobody.search(text, begins, verb)
    if nobody and not spoken.known.he_says.search(text, nobody.start(), verb):
        return _author(spoken, nobody)
    if spoken.known.who_says.search(text, begins, verb):
        return _antecedent(spoken, begins, verb)
    return _nearest_subject(spoken, quotation, verbs)


def _antecedent(spoken: SpokenText, begins: int, verb: int) -> Speaker:
    """Whom "who" means before a verb: the name right before it, or before the description that it stands behind."""
    names, relative = spoken.between(begins, verb), spoken.known.relative
    near = [name for name in names if relative.fullmatch(spoken.text, name.end, verb)]
    return Speaker(near[-1], "likely", "named before “who” and the verb") if near else NOBODY


def _nearest_subject(spoken: SpokenText, quotation: QuotedWords, verbs: Sequence[re.Match[str]]) -> Speaker | None:
    """The name or pronoun before the last of some verbs; "the company" is the last organization."""
    text, begins, verb = spoken.text, quotation.begins, verbs[-1].start()
    pronoun = list(spoken.known.pronoun.finditer(text, begins, verb))
    if text.startswith(", ", verb - 2):  # "the plan, said Ann Roe, is"
        one = spoken.subject_behind(verbs[-1].end() + 1, quotation.start)
        if one and one.who and text.startswith(",", one.who.end):
            return Speaker(one.who, "likely", "named after the verb")
    one = spoken.subject_before(begins, verb)
    who = one.who if one else None
    if pronoun and (who is None or pronoun[-1].start() > who.end) and one != ANOTHER:
        return by_pronoun(spoken, quotation, before=pronoun[-1].start())
    known = (spoken.known.definite_start.search(text[begins : each.start()]) for each in (verbs[-1], verbs[0]))
    if who is None:
        definite = next(filter(None, known), None)
        speaker = last_such(spoken, definite, begins) if definite else NOBODY
        speaker = speaker if speaker.who else described(spoken, begins, verb, spoken.known.described)
        return speaker if speaker.who or definite or one else None
    reported = [each.end() for each in verbs[:-1] if each.end() <= who.start]
    is_chain = bool(reported) and (
        not re.search(r"[,;:]", text[reported[-1] : who.start])
        or bool(spoken.subjects.apposition.fullmatch(text, reported[-1] + 1, who.start))
    )
    is_chain = is_chain or bool(spoken.known.about_another.search(text, who.end, verb))
    return Speaker(who, "unsure" if is_chain else "likely", "named before the verb")


def _after_colon(spoken: SpokenText, quotation: QuotedWords) -> Speaker | None:
    """`Ann Roe had this to say: "…"`, in the same paragraph or the one before."""
    left = spoken.text[max(0, quotation.start - _REACH) : quotation.start].rstrip()
    if not left.endswith((":", ",")):
        return None
    colon = max(0, quotation.start - _REACH) + len(left) - 1
    begins = spoken.prose.sentence(colon)[0]
    if spoken.known.verb.search(spoken.text, begins, colon) and begins == quotation.begins:
        return None
    messages = list(spoken.known.message.finditer(spoken.text, begins, colon))
    if left.endswith(",") and not (messages and messages[-1].end() == colon):
        return None
    if messages and not spoken.known.sends.search(spoken.text, begins, messages[-1].start()):
        return _author(spoken, messages[-1])
    one = spoken.subject_before(begins, colon)
    return Speaker(one.who, "likely", "named before the colon") if one and one.who else None


def _beside(spoken: SpokenText, quotation: QuotedWords) -> Speaker | None:
    """`"…," grumbled Ann Roe`, `"…," Ann Roe grumbled`: any verb behind words that a comma ends."""
    text, end = spoken.text, quotation.end
    if re.search(r"\w", text[quotation.begins : quotation.start]):
        return None
    is_parted = text[end - 2] == "," or text.startswith(",", end)
    match = spoken.known.likely_verb.match(text, end + 1 + text.startswith(",", end))
    if not match or not (is_parted or (match["verb"] and text[end - 2] in "!?")):
        return None
    if match["verb"]:
        one = spoken.subject_behind(match.end(), quotation.last)
        who = one.who if one else None
    else:
        who = next(
            (n for n in spoken.between(match.end(), match.end() + 1) if spoken.known.its_verb.match(text, n.end)), None
        )
    return Speaker(who, "unsure", "stands beside the words") if who else None


def _in_rest_of_sentence(spoken: SpokenText, quotation: QuotedWords) -> Speaker | None:
    """`The talks were "useful", and …, Ann Roe told reporters`."""
    stop = spoken.text.find(";", quotation.end, quotation.ends)
    match = spoken.known.verb.search(spoken.text, quotation.end, quotation.ends if stop < 0 else stop)
    is_whole = _ends_sentence(spoken.text, quotation.end) and quotation.start == quotation.begins
    if not match or is_whole:
        return None
    is_next = not spoken.text[quotation.end : match.start()].strip(" ,")
    one = spoken.subject_before(quotation.end, match.start())
    one = one or (spoken.subject_behind(match.end() + 1, quotation.ends) if is_next else None)
    return Speaker(one.who, "unsure", "named later in the sentence") if one and one.who else None
