"""What a tracker remembers of functions, and what it lets go of."""

import pytest

from generator.incremental import dependencies
from generator.incremental.dependencies import DependencyTracker


@pytest.fixture
def tracker() -> DependencyTracker:
    return DependencyTracker()


def test_two_callers_share_a_value_and_depend_on_what_it_was_made_from(tracker):
    calls = list[str]()

    @tracker.twice
    def data(key: str) -> str:
        calls.append(key)
        tracker.used.add(f"of {key}")
        return key.upper()

    for expected in (["a"], ["a"], ["a", "a"]):
        page = tracker.begin()
        assert data("a") == "A"
        assert page == {"of a"}
        assert calls == expected


def test_only_values_of_few_arguments_are_kept_between_batches(tracker, monkeypatch):
    monkeypatch.setattr(dependencies, "_MOST", 2)
    calls = list[str]()

    def called(key: str) -> str:
        calls.append(key)
        return key

    few, many = tracker.briefly(lambda key: called(f"few {key}")), tracker.briefly(lambda key: called(f"many {key}"))
    for _ in range(2):
        found = [few(1), few(2), many(1), many(2), many(3)]
        assert found == ["few 1", "few 2", "many 1", "many 2", "many 3"]
        tracker.forget()
    assert calls == [*found, "many 1", "many 2", "many 3"]
