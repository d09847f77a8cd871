"""Trims the words at either end of a run of capitalised words that are part of no name."""

from collections.abc import Sequence
from itertools import dropwhile

from generator.drafting.segment_words import SegmentText, after_title
from generator.drafting.tokens import ABBREVIATIONS, Run, Token, is_common

_PAIR, _LONG, _CUE = 2, 4, 20


def count_titles(text: SegmentText, tokens: tuple[Token, ...]) -> int:
    """How many words at the start are titles."""
    rest = tokens
    while rest and (after := after_title(text, rest)) is not None:
        rest = after
    return len(tokens) - len(rest)


def is_decided(text: SegmentText, tokens: Sequence[Token]) -> bool:
    """Whether a word of a name tells its kind: that of "Bill Roe" or "Susan Lake" does not."""
    lists = text.lists
    if len(tokens) == _PAIR and _is_of_person(text, tokens):
        return False
    return any(
        token.text in lists.decisive and not (index == 0 and token.text in lists.given)
        for index, token in enumerate(tokens)
    )


def _is_of_person(text: SegmentText, pair: Sequence[Token]) -> bool:
    """Whether two words are a person's name though one is a word for places: "Susan Lake", "Park Ji-won"."""
    (first, last), lists = pair, text.lists
    is_western = first.text in lists.given and last.text in lists.surname_places
    return is_western or (first.text in lists.surname_places and "-" in last.text)


def behind_office(text: SegmentText, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words behind an office that names nobody.

    None of "Minister of Justice", "Red Union" of "Head of the Red Union".
    """
    titles = count_titles(text, tokens)
    if not 0 < titles < len(tokens) or tokens[titles].text not in text.lists.joints:
        return tokens
    if tokens[0].text.endswith(text.lists.plural_ends):
        return tuple(dropwhile(lambda token: token.text in text.lists.joints, tokens[titles:]))
    whose = tuple(dropwhile(lambda token: token.text in text.lists.joints, tokens[titles:]))
    if len(whose) > 1 and len(tokens) - titles - len(whose) > 1 and is_decided(text, whose):
        return whose
    given = (index for index in range(titles + 1, len(tokens)) if tokens[index].text in text.lists.given)
    return tokens[next(given, _behind_portfolio(text, tokens, titles)) :]


def _behind_portfolio(text: SegmentText, tokens: Sequence[Token], first: int) -> int:
    """Where the name begins behind an office: its other words are common ones or tell what it is for."""
    lists = text.lists
    at = len(tokens)
    known = lists.decisive | lists.joints
    while at > first and tokens[at - 1].text not in known:
        if is_common(tokens[at - 1].text, lists.common, lists.endings):
            break
        at -= 1
    is_portfolio = at < len(tokens) and tokens[at - 1].text not in lists.joints and tokens[at - 1].text.istitle()
    return at if is_portfolio and len(tokens) - at > 1 else len(tokens)


def trimmed(text: SegmentText, run: Run, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Words without those at either end that are not part of a name."""
    while tokens and _leads(text, run, tokens):
        tokens = tokens[1:]
    while tokens and _trails(text, tokens):
        tokens = tokens[:-1]
    return tokens


def _leads(text: SegmentText, run: Run, tokens: Sequence[Token]) -> bool:
    """Whether the first word is not part of the name that follows."""
    lists, first = text.lists, tokens[0].text
    titled = after_title(text, tuple(tokens)) or ()
    is_title = bool(titled) and not any(token.text in lists.decisive for token in titled)
    is_given = first in lists.given and len(tokens) > 1 and tokens[1].text.lower() not in lists.no_names
    is_given = is_given or _is_word_name(text, run, tokens)
    if first.lower() in lists.particles and len(tokens) > 1:
        return False
    is_party = first in lists.peoples and _is_org(text, tokens)
    if first in lists.joints or (first.lower() in lists.no_names and not (is_title or is_given or is_party)):
        return True
    behind = tokens[1:-_PAIR] if len(tokens) > _PAIR and _is_of_person(text, tokens[-_PAIR:]) else tokens[1:]
    if first in lists.peoples and not any(token.text in lists.decisive for token in behind):
        return not (len(tokens) == _PAIR and not titled and is_common(tokens[1].text, lists.common, lists.endings))
    opens = run.opens and tokens[0].start == run.start
    is_plain = opens and not is_title and len(tokens) > 1 and first not in lists.given
    return is_plain and _opens_with_word(text, tokens)


def _is_word_name(text: SegmentText, run: Run, tokens: Sequence[Token]) -> bool:
    """Whether a preposition or month is a given name: "Per Dahl said", "met May Roe", but not "in May Roe left"."""
    lists, first = text.lists, tokens[0]
    if first.text not in lists.word_names or len(tokens) != _PAIR or not tokens[1].text.istitle():
        return False
    if tokens[1].text in lists.decisive | lists.peoples or tokens[1].text.lower() in lists.no_names:
        return False
    if lists.takes_month.search(text.folded, max(0, first.start - _CUE), first.start):
        return False
    opens = run.opens and first.start == run.start
    return not opens or bool(lists.subject.match(text.folded, tokens[1].end))


def _opens_with_word(text: SegmentText, tokens: Sequence[Token]) -> bool:
    """Whether the first of some words has only the capital of its sentence."""
    lists, first = text.lists, tokens[0].text
    if first.lower() in lists.person_nouns and tokens[1].text[0].isupper() and not _is_org(text, tokens):
        return True
    is_noun = tokens[1].text in lists.joints and first not in lists.decisive
    if _is_org(text, tokens):  # "Officers of the National Police", not "Friends of the Earth"
        return is_noun and first.endswith(lists.plural_ends) and is_common(first, lists.common, lists.endings)
    return first.lower() in text.small or (is_noun and is_common(first, lists.common, lists.endings))


def _trails(text: SegmentText, tokens: Sequence[Token]) -> bool:
    """Whether the last word is no part of a name: "Police" is one in "National Police"."""
    last, lists = tokens[-1].text, text.lists
    is_head = len(tokens) > 1 and last in lists.org_words
    return last in lists.joints or (last.lower() in lists.no_names and not is_head)


def _is_org(text: SegmentText, tokens: Sequence[Token]) -> bool:
    return any(token.text in text.lists.org_words for token in tokens[1:])


def is_not_name(text: SegmentText, run: Run, tokens: Sequence[Token], title: str) -> bool:
    """Whether capitalised words are only peoples, compass points or common words."""
    lists, first = text.lists, tokens[0].text
    if len(tokens) > 1:
        is_people = " ".join(token.text for token in tokens) in lists.peoples
        return is_people or all(token.text in lists.peoples for token in tokens)
    if first in lists.peoples or first in lists.modifiers or len(first) == 1 or first in ABBREVIATIONS:
        return True
    opens = run.opens and tokens[0].start == run.start
    if not title and first not in lists.given and _modifies(text, tokens[0]):
        return True
    is_noun = opens and first not in text.inner and lists.behind.match(text.folded, tokens[0].end)
    is_word = opens and first.lower() in text.small
    if title or first.isupper() or (first in lists.decisive and not is_noun and not is_word):
        return False
    if opens and _is_plural(text, tokens[0]):
        return True
    is_small = opens and (first.lower() in text.small or (first not in text.inner and first.endswith(lists.noun_ends)))
    return is_small or (
        first not in lists.given and first not in text.last and is_common(first, lists.common, lists.endings)
    )


def _is_plural(text: SegmentText, token: Token) -> bool:
    """Whether a word that only opens a sentence, before no verb of speech, looks like a plural: "Investors"."""
    lists, word = text.lists, token.text
    is_form = word.endswith(lists.plural_ends) and not word.endswith(lists.not_plural_ends)
    is_name = word in text.inner or word in text.last or word in lists.given
    return is_form and not is_name and not lists.says.match(text.folded, token.end)


def _modifies(text: SegmentText, token: Token) -> bool:
    """Whether a word is an adjective of a people that no list has: "the Sylvanian delegation"."""
    lists, word = text.lists, token.text
    bases = (word.removesuffix(end) for end in lists.people_suffixes if word.endswith(end))
    is_derived = any(len(base) >= _LONG and base in text.capital for base in bases)
    return (word.endswith(lists.people_ends) or is_derived) and bool(lists.behind.match(text.folded, token.end))
