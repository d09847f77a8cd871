"""Whether work grows in proportion to its input: a ratio of two times, which no machine's speed sways."""

import time
from collections.abc import Callable

TRIES = 4
SHARE = 2.5
"""How much more than its share the larger input may take: work that grows with the square takes four times it."""


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Do work of a size and of four times that; another process may have had the machine, so that it may try again."""
    small = large = float("inf")
    for _ in range(TRIES):
        small, large = min(small, _taken(work, size)), min(large, _taken(work, 4 * size))
        if large < 4 * SHARE * small:
            return True
    return False


def _taken(work: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    work(size)
    return time.process_time() - began
