"""Where the sentences of a text begin and end."""

import re

_END = re.compile(r"(?<![.!?…‽؟।։])[.!?…‽؟।։]++[\"'”’»)\]}›“]*+(?=\s)|[。！？]+[」』”’）]*")
_WORD = re.compile(r"[^\s\"'“”„«»‘’()\[\]{}]+$")
_START = re.compile(r"[\s\"'“”„«»‘’()\[\]{}¿¡—–-]*(\S?)(\w*\.?)")
_NO_SPACE = re.compile(r"\S")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_LOOK_BACK = 40


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "Mr Mrs Ms Mx Messrs Dr Prof Gen Col Lt Sgt Capt Cpt Cpl Maj Adm Sen Rep Gov Pres St Rev Hon Sec Amb Min Cmdr Brig "
    "Art Arts Fig Figs Vol Ch Ft Mt Dept Проф Акад Ген Им Ім"
)
_NEVER = _words(
    "vs viz cf ca approx est pp i.e e.g д.р "
    "проф акад ген т.е т.к т.н т.з тов напр ім им ст вул ул пл обл просп бул пос смт с м г р гг рр тис тыс "
    "млн млрд трлн долл дол руб грн коп рис табл гл разд п пп пор зв"
)
_BEFORE_FIGURES = _words(
    "no nos nr p jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "янв фев февр апр авг сент окт нояб дек січ лют бер квіт трав черв лип серп вер жовт лист груд стр"
)
_OPENERS = _words(
    "the a an he she it they we i you this that these those his her its their our there but and or so yet in on at as "
    "after before when while if although though however meanwhile still then since by for from with to no not what who "
    "він вона воно вони ми це той але та і й а у в на після до коли якщо проте однак тому "
    "он она оно они мы это тот но и после до когда если однако поэтому"
)
_COMPANIES = _words("jr sr inc ltd co corp bros llc plc etc ph.d")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) offsets of the sentences: all of the text but the white space between them."""
    found: list[tuple[int, int]] = []
    start = _skip(text, 0)
    for match in _END.finditer(text):
        following = _skip(text, match.end())
        if following < len(text) and match.start() >= start and _ends(text, match, start):
            found.append((start, match.end()))
            start = following
    if start < len(text):
        found.append((start, len(text.rstrip())))
    return tuple(found)


def _skip(text: str, at: int) -> int:
    """The next offset that is no white space."""
    match = _NO_SPACE.search(text, at)
    return match.start() if match else len(text)


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the marks of a match end the sentence that begins at `start`."""
    after = _START.match(text, match.end())
    first, rest = (after[1], after[2]) if after else ("", "")
    if first.islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    word = _WORD.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    return not word or _word_ends(word.group(), f"{first}{rest}", begins=word.start() == start)


def _word_ends(word: str, following: str, *, begins: bool) -> bool:
    """Whether the dot behind a word ends a sentence, and is not the word's own."""
    folded = word.casefold()
    opens = following.casefold() in _OPENERS
    if folded in _NEVER or word in _TITLES:
        return False
    if word.isdigit():
        return not begins
    if _INITIALS.fullmatch(f"{word}."):
        return opens
    if folded in _BEFORE_FIGURES:
        return not following[:1].isdigit() and (opens or folded == "no" or not word.istitle())
    return folded not in _COMPANIES or opens
