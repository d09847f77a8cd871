"""A lazy mapping makes a value when it is asked for, once."""

import pytest

from generator.lazy_mapping import LazyMapping, replacing


def test_values_are_made_when_they_are_asked_for():
    made = list[int]()

    def double(number: int) -> int:
        made.append(number)
        return 2 * number

    mapping = LazyMapping({"one": 1, "two": 2}, double)
    assert "one" in mapping
    assert "three" not in mapping
    assert [*mapping] == ["one", "two"]
    assert len(mapping) == 2
    assert made == []
    assert mapping.get("three") is None
    assert mapping["two"] == mapping.get("two") == 4
    assert made == [2]
    with pytest.raises(KeyError):
        mapping["three"]
    other = replacing(mapping, "one", 7)
    assert made == [2]
    assert {**other} == {"one": 7, "two": 4}
    assert {**mapping} == {"one": 2, "two": 4}


def test_any_mapping_can_have_another_value():
    assert replacing({"one": 1, "two": 2}, "one", 7) == {"one": 7, "two": 2}
