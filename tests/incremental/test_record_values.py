"""Values of single records are made again only if something that they looked up may have changed."""

import pytest

from generator.incremental.dependencies import DependencyTracker
from generator.incremental.record_values import RecordValues
from generator.schema.model import Ref
from generator.values import collation
from generator.values.collation import collation_key

REFS = tuple(Ref("person", id_) for id_ in ("ann-roe", "bo-lind", "ada"))


def test_a_value_is_kept_until_something_that_it_used_changes():
    tracker, made = DependencyTracker(), list[str]()

    def make(ref: Ref) -> int:
        tracker.used |= {ref.id, f"friend-of-{ref.id}"}
        made.append(ref.id)
        return len(made)

    page = tracker.begin()
    first = RecordValues({}, None, tracker)
    assert first.of("numbers", REFS, make) == [1, 2, 3]
    second = RecordValues(first.found, {"friend-of-bo-lind", "cy"}, tracker)
    assert second.of("numbers", (*reversed(REFS), Ref("person", "cy")), make) == [3, 4, 1, 5]
    assert second.of("others", REFS[:1], make) == [6]
    assert RecordValues(second.found, frozenset(), tracker).of("numbers", REFS[:2], make) == [1, 4]
    assert RecordValues(second.found, None, tracker).of("numbers", REFS[:1], make) == [7]
    assert tracker.used is page
    assert page == set()


def test_the_sort_key_of_a_name_is_kept(monkeypatch: pytest.MonkeyPatch):
    first = RecordValues({}, None, DependencyTracker())
    keys = [first.collate(name, "en") for name in ("Ann", "Bo")]
    assert keys == [collation_key("Ann"), collation_key("Bo")]
    monkeypatch.setattr(collation, "collation_key", lambda name, _: name.encode())
    second = RecordValues(first.found, None, DependencyTracker())
    assert [second.collate(name, "en") for name in ("Bo", "Cy")] == [keys[1], b"Cy"]
    assert second.collate("Bo", "sv") == b"Bo"
    assert list(second.found["sort keys"]) == ["en Bo", "en Cy", "sv Bo"]


def test_what_depends_on_a_value_follows_only_another_value():
    tracker, words = DependencyTracker(), {"ann-roe": "Ann, envoy", "bo-lind": "Bo, minister", "ada": "Ada"}

    def values(found, changed):
        made = RecordValues(found, changed, tracker)

        def short(ref: Ref) -> str:
            tracker.used.add(ref.id)
            return words[ref.id].partition(",")[0]

        short_of = made.of_one("short", short)

        def both(ref: Ref) -> str:
            return f"{short_of(ref)} and {short_of(REFS[0])}"

        return made, short_of, made.of_one("both", both)

    first, short_of, both_of = values({}, None)
    page = tracker.begin()
    assert [both_of(REFS[1]), short_of(REFS[2])] == ["Bo and Ann", "Ada"]
    assert page == {".both person/bo-lind", ".short person/ada"}
    assert first.refresh() == set()

    words["ann-roe"] = "Ann, minister"
    same, _, _ = values(first.found, {"ann-roe"})
    assert same.refresh() == set()

    words["ann-roe"] = "Anne, minister"
    other, _, both_of = values(same.found, {"ann-roe"})
    assert other.refresh() == {".short person/ann-roe", ".both person/bo-lind"}
    assert both_of(REFS[1]) == "Bo and Anne"

    lengths = {"length": {"person/bo-lind": (10, (".both person/bo-lind",)), "person/ada": (3, ("ada",))}}
    last, _, both_of = values({**same.found, **lengths}, {"ann-roe"})
    last.refresh()
    found = last.of("length", REFS[1:], lambda ref: len(both_of(ref)))
    assert found == [len("Bo and Anne"), 3], "what is made of such a value is made again"
    with pytest.raises(ValueError, match="late"):
        other.of_one("late", lambda ref: ref.id)


def test_the_values_that_another_process_made_are_kept():
    here, there = (RecordValues({}, None, DependencyTracker()) for _ in range(2))
    assert there.of_one("short", lambda ref: ref.id)(REFS[0]) == "ann-roe"
    here.add(there.new())
    assert there.new() == {}
    assert here.found == {"short": {"person/ann-roe": ("ann-roe", ())}}
