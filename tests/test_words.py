"""The words of the house: names that were replaced and phrases that were riddles do not come back.

The glossary bans a word in one sense, as a name; these lists ban what has no good use anywhere.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
NAMES = frozenset((
    *("Asked", "Printed", "Trace", "Press", "Face", "Road", "Remember", "Told", "Kept", "Wanted", "Held", "Taken"),
    *("Refused", "Left", "Coming", "Stock", "Founded", "Further", "Onward", "Seen", "Met", "Around", "Back"),
    *("Acceptance", "Remark", "acceptance", "acceptances", "remark", "remarks", "told", "rubbish", "judges"),
    *("take_in", "know", "anew", "ask_again", "seen_from", "standing", "verdict", "interested", "counted_to"),
    *("map_of_site", "nowhere", "foreign", "fullest", "words_left", "set_aside", "put_back"),
))  # fmt: skip
"""Names that the glossary replaced, as identifiers of any sort."""
PHRASES = re.compile(
    r"\bworth knowing\b|\bacceptances?\b|\brubbish\b|\bwhat is asked of\b|\bis no (?:text|UTF-8|word)\b"
    r"|\bis to be (?:a|the)\b"
    r"|\bsound YAML\b|\bslip of the pen\b|\bthe machine's own\b|\bis told (?:as|where)\b",
    re.IGNORECASE,
)
"""Phrases that nobody would type into a search box."""
OLD_IDS = "generator/diagnostics/rule_aliases.py"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "content/pages/about.md", "content/pages/method.md")


def swept() -> list[Path]:
    """The modules whose words are held to the lists."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return [path for path in paths if path != ROOT / OLD_IDS]


def names_in(tree: ast.AST) -> Iterator[str]:
    """Every identifier that a module defines, uses or imports."""
    for node in ast.walk(tree):
        for attribute in ("id", "attr", "arg", "name", "asname"):
            if isinstance(name := getattr(node, attribute, None), str):
                yield name.rpartition(".")[2].strip("_")


def texts_in(tree: ast.AST) -> Iterator[str]:
    """Every string of a module: docstrings, messages and help."""
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize("path", swept(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_replaced_name_and_no_riddle_comes_back(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    assert not NAMES.intersection(names_in(tree))
    assert not [found.group() for text in texts_in(tree) for found in PHRASES.finditer(text)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_riddle_stands_in_a_document(name: str):
    assert not [found.group() for found in PHRASES.finditer((ROOT / name).read_text("utf-8"))]


SAMPLE = ("tests/sample/", "tests/support/sample.py")
"""The tests of the shipped sample, and the names in it that other tests of its site use."""


def sample_words() -> set[str]:
    """The ids and names of the people and meetings in the shipped sample, and the people's surnames."""
    people = sorted((ROOT / "content/records/persons").glob("*.yaml"))
    words = {path.stem for path in (*people, *(ROOT / "content/records/meetings").glob("*.yaml"))}
    for record in people:
        for name in re.findall(r"^\s*(?:- )?name: (.+)$", record.read_text("utf-8"), re.MULTILINE):
            words |= {name.casefold(), name.rpartition(" ")[2].casefold()}
    return words


def test_only_tests_of_the_sample_name_its_people():
    words, found = sample_words(), dict[str, list[str]]()
    for path in (ROOT / "tests").rglob("*"):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in {".py", ".md", ".yaml", ".json"} and not name.startswith((*SAMPLE, "tests/linters/node_")):
            text = path.read_text("utf-8", errors="replace").casefold()
            found[name] = sorted(word for word in words if word in text and re.search(rf"\b{re.escape(word)}\b", text))
    assert {name: words for name, words in found.items() if words} == {}


def public_types() -> dict[str, set[str]]:
    """The modules that define each public class."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        module = path.relative_to(PACKAGE).with_suffix("").as_posix()
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].add(module)
    return found


def test_a_public_type_has_a_name_of_its_own():
    assert not {name: modules for name, modules in public_types().items() if len(modules) > 1}
