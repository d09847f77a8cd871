"""Two tiers: a sample by default, everything with `--all`.

`@pytest.mark.slow` leaves a test to `--all`; `@pytest.mark.sample(2)` leaves all but two of its cases to it.
`scale` gives a number and `sample` a choice of cases for either tier.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

Case = TypeVar("Case")

SWITCH = "COMMUNIQUE_TEST_ALL"
"""Set by `--all` for this process and the workers that it starts."""


def is_whole() -> bool:
    """Whether `--all` was given."""
    return os.environ.get(SWITCH) == "1"


def scale(default: int, whole: int) -> int:
    """A number of rounds, seeds or steps: the first by default, the second with `--all`."""
    return whole if is_whole() else default


def sample(cases: Iterable[Case], count: int) -> list[Case]:
    """Some cases by default, spread evenly from first to last; all with `--all`."""
    found = list(cases)
    if is_whole() or len(found) <= count:
        return found
    if count == 1:
        return found[:1]
    return [found[number * (len(found) - 1) // (count - 1)] for number in range(count)]


def left_to_all(items: Sequence[pytest.Function]) -> list[pytest.Function]:
    """The tests that a default run leaves out: those marked slow, and the cases beyond a marked sample."""
    left = [item for item in items if item.get_closest_marker("slow")]
    cases: dict[tuple[Path, str], list[pytest.Function]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sample") and not item.get_closest_marker("slow"):
            cases[item.path, item.originalname].append(item)
    for several in cases.values():
        (count,) = several[0].get_closest_marker("sample").args
        left += set(several) - set(sample(several, count))
    return left
