"""Which of the words that articles use for a thing becomes its name."""

import pytest

from generator.facts.assemble import best_label


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ({"Putin": 9, "Vladimir Putin": 1}, "Vladimir Putin"),
        ({"Putin": 9, "the Russian leader who met them": 1}, "Putin"),
        ({"Eden Hazard's": 1, "Hazard": 3}, "Hazard"),
        ({"Ludwig van Beethoven": 1, "Beethoven": 5}, "Ludwig van Beethoven"),
        ({"Володимир Зеленський": 1, "Zelenskyy": 3}, "Володимир Зеленський"),
        ({"he": 5, "the man": 2}, "the man"),
        ({"A B": 1, "B A": 1}, "A B"),
        ({"A B": 1, "B A": 2}, "B A"),
        ({}, ""),
    ],
)
def test_the_fullest_proper_name_wins(labels: dict[str, int], name: str):
    assert best_label(labels) == name
