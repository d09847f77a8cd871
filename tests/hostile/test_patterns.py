"""No pattern of the program takes more than its share of time, on texts that are made of the pattern itself."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest
from support.growing import grows_in_proportion

import generator

LENGTH = 10_000
SUSPICIOUS = 0.01
"""Seconds. From here on it is measured how the time grows; a pattern that looks at each character once takes 2 ms."""
WALKS = ("search", "finditer", "findall", "sub", "subn", "split")
MOST = 60
OWN = "generator.text.html"
"""Takes apart what the program has written itself, in which no `<` of a text is left."""


def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Every compiled pattern by the names that it has, and whether it is looked for anywhere in a text."""
    found = {}
    for info in pkgutil.walk_packages(generator.__path__, "generator."):
        if info.name.endswith("__main__") or info.name == OWN:
            continue
        module = importlib.import_module(info.name)
        text = Path(str(module.__spec__.origin)).read_text("utf-8")
        for name, value in vars(module).items():
            inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
            for key, pattern in (("", value), *((f"[{key!r}]", each) for key, each in inner)):
                if isinstance(pattern, re.Pattern):
                    if isinstance(pattern.pattern, bytes):
                        pattern = re.compile(pattern.pattern.decode("latin-1"), pattern.flags)  # noqa: PLW2901
                    used = set(re.findall(rf"\b{name}\.([a-z]+)", text))
                    found[f"{info.name}.{name}{key}"] = (
                        pattern,
                        not isinstance(value, re.Pattern) or not used or bool(used & set(WALKS)),
                    )
    return found


def pieces(tree: object) -> Iterator[str]:
    """Shortest texts that the parts of a parsed pattern match, part by part."""
    for operator, value in tree:  # type: ignore[attr-defined]
        match operator:
            case code.LITERAL:
                yield chr(value)
            case code.NOT_LITERAL:
                yield "a" if value != ord("a") else "b"
            case code.ANY:
                yield "a"
            case code.IN:
                yield _member(value)
            case code.MAX_REPEAT | code.MIN_REPEAT | code.POSSESSIVE_REPEAT:
                yield "".join(pieces(value[2])) * max(value[0], 1)
            case code.SUBPATTERN:
                yield "".join(pieces(value[3]))
            case code.ATOMIC_GROUP:
                yield "".join(pieces(value))
            case code.BRANCH:
                yield from ("".join(pieces(branch)) for branch in value[1])


def parts(tree: object) -> Iterator[object]:
    """A parsed pattern and all patterns within it."""
    yield tree
    for operator, value in tree:  # type: ignore[attr-defined]
        match operator:
            case code.MAX_REPEAT | code.MIN_REPEAT | code.POSSESSIVE_REPEAT:
                yield from parts(value[2])
            case code.SUBPATTERN:
                yield from parts(value[3])
            case code.ATOMIC_GROUP:
                yield from parts(value)
            case code.BRANCH:
                for branch in value[1]:
                    yield from parts(branch)


def _member(members: list[tuple[object, object]]) -> str:
    """A character of a set."""
    matches = re.compile(f"[{'^' if members[0][0] is code.NEGATE else ''}{''.join(map(_written, members))}]")
    return next(
        char for char in " a0-\nA.:/#é\u00a1_" + "".join(map(chr, (*range(1, 0x3100), 0x10000))) if matches.match(char)
    )


def _written(member: tuple[object, object]) -> str:
    operator, value = member
    match operator:
        case code.LITERAL:
            return re.escape(chr(value))  # type: ignore[arg-type]
        case code.RANGE:
            return "-".join(re.escape(chr(each)) for each in value)  # type: ignore[attr-defined]
        case code.CATEGORY:
            return {"SPACE": r"\s", "DIGIT": r"\d", "WORD": r"\w", "NOT_SPACE": r"\S", "NOT_WORD": r"\W"}[
                str(value).removeprefix("CATEGORY_")
            ]
    return ""


def attacks(pattern: re.Pattern[str]) -> list[str]:
    """Texts of `LENGTH` characters: each part of the pattern again and again, behind what leads to it."""
    found: dict[str, None] = {}
    for part in parts(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)):
        told = [piece for piece in pieces(part) if piece]
        for at, piece in enumerate(told):
            lead = "".join(told[:at])
            for one in dict.fromkeys(
                (piece, "".join(told[at:]), "".join(told[at : at + 2]), f"a{piece}", f"\\{piece}")
            ):
                found[f"{lead}{one * (LENGTH // len(one))}\0"] = None
                found[f"{(lead + one) * (LENGTH // len(lead + one))}\0"] = None
    return list(found)[:MOST]


def look(pattern: re.Pattern[str], text: str, *, walks: bool) -> None:
    """Use a pattern on a text as the program does."""
    if walks:
        any(None for _ in pattern.finditer(text))
    else:
        pattern.match(text)
        pattern.fullmatch(text)


def slowest(pattern: re.Pattern[str], *, walks: bool) -> str | None:
    """The text that the pattern takes longest for, where that is suspicious."""
    worst, found = SUSPICIOUS, None
    for text in attacks(pattern):
        began = time.process_time()
        look(pattern, text, walks=walks)
        if (taken := time.process_time() - began) > worst:
            worst, found = taken, text
    return found


def is_sound(pattern: re.Pattern[str], *, walks: bool) -> bool:
    """Whether the time grows with the text, and not with its square or faster."""
    text = slowest(pattern, walks=walks)
    return not text or grows_in_proportion(lambda size: look(pattern, f"{text[:size]}\0", walks=walks), LENGTH // 4)


ALL = patterns()


def test_there_are_patterns_to_measure():
    assert len(ALL) > 90
    assert sum(walks for _, walks in ALL.values()) > 40
    bare = {name for name, (pattern, _) in ALL.items() if not attacks(pattern)}
    assert bare == {"generator.articles.excerpt._CUT"}  # it only looks at the two characters around a place


@pytest.mark.parametrize("name", ALL)
def test_a_pattern_takes_time_in_proportion_to_the_text(name: str):
    pattern, walks = ALL[name]
    assert is_sound(pattern, walks=walks), (name, pattern.pattern, (slowest(pattern, walks=walks) or "")[:60])


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("wrong", "length"),
    [
        (r"\s*\n", LENGTH),
        (r"[a-z]+=$", LENGTH),
        (r":+ *(\{?) *x", LENGTH // 2),
        (r"(?:a+)+b", 20),
        (r"(\w+\s?)*!", 20),
        (r"x(?:a|aa)+$", 30),
    ],
)
def test_the_measure_finds_patterns_that_go_back(wrong: str, length: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(globals(), "LENGTH", length)
    assert not is_sound(re.compile(wrong), walks=True)
