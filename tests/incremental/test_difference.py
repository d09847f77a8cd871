"""What changed between two builds is stored apart, and gives back the whole."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.exports import PieceLayout
from generator.incremental.codec import decode, encode
from generator.incremental.difference import Difference, difference, patched
from generator.incremental.manifest import PageDependencies, SiteDependencies
from generator.incremental.store import Store

KEY = b"key"
WORDS = st.text("abc", max_size=3)
NUMBERS = st.lists(st.integers(0, 3), max_size=4).map(lambda some: (*some, *range(100), *some))
LAYOUTS = st.builds(PieceLayout, st.integers(), st.tuples(WORDS), NUMBERS, NUMBERS, st.tuples())
STATES = st.builds(
    SiteDependencies,
    pages=st.dictionaries(WORDS, st.builds(PageDependencies, st.tuples(WORDS), st.tuples(), st.tuples())),
    values=st.dictionaries(WORDS, st.dictionaries(WORDS, st.tuples(st.integers(), st.tuples(WORDS)))),
    layouts=st.dictionaries(WORDS, LAYOUTS),
    newest=WORDS,
    has_cards=st.booleans(),
)


@given(STATES, STATES)
def test_a_difference_leads_to_the_new_state(old: SiteDependencies, new: SiteDependencies):
    found = difference(old, new)
    assert patched(old, found) == new
    assert decode(encode(found, KEY), KEY, Difference) == found
    assert difference(old, old) == Difference({}, ())


def page(word: str) -> PageDependencies:
    return PageDependencies((word,), (), ())


def opened(root: Path) -> Store:
    return Store.open(root, root / "site", lambda _: None)


def read(root: Path) -> SiteDependencies | None:
    store = opened(root)
    found = store.read_dependencies(KEY)
    store.close()
    return found


def write(root: Path, state: SiteDependencies) -> None:
    store = opened(root)
    store.read_dependencies(KEY)
    store.write_dependencies(state, KEY)
    store.close()


def test_few_changes_are_stored_apart_until_they_are_many(tmp_path: Path):
    whole = SiteDependencies(pages={f"{number:03}.md": page(f"id-{number}") for number in range(300)})
    write(tmp_path, whole)
    file = next(tmp_path.rglob("dependencies"))
    first = file.read_bytes()
    for number in (1, 2):
        few = replace(whole, pages={**whole.pages, f"{number:03}.md": page("other"), "new.md": page("new")})
        write(tmp_path, few)
        assert file.read_bytes() == first
        assert read(tmp_path) == few
    many = replace(whole, pages={path: page("all") for path in whole.pages})
    apart = file.with_name("dependencies-changed")
    write(tmp_path, many)
    assert file.read_bytes() != first
    assert not apart.exists()
    assert read(tmp_path) == many


def test_damaged_changes_are_no_dependencies(tmp_path: Path):
    whole = SiteDependencies(pages={f"{number:03}.md": page(f"id-{number}") for number in range(300)})
    write(tmp_path, whole)
    write(tmp_path, replace(whole, newest="2025-01-01"))
    apart = next(tmp_path.rglob("dependencies-changed"))
    apart.write_bytes(apart.read_bytes()[:-1])
    assert read(tmp_path) is None


def test_of_a_long_tuple_only_what_changed_is_stored():
    numbers = tuple(range(1000))
    old, new = (SiteDependencies(layouts={"a": PieceLayout(1, (), each, each, ())}) for each in (numbers, numbers[1:]))
    found = difference(old, new)
    assert len(encode(found, KEY)) < 500
    assert patched(old, found) == new
