"""Cycles of references."""

from collections.abc import Iterator, Mapping


def cycles(links: Mapping[str, str]) -> Iterator[list[str]]:
    """The cycles of references, of which each id has at most one; each cycle begins with its first id."""
    seen: set[str] = set()
    for start in links:
        path: dict[str, None] = {}
        at = start
        while at in links and at not in seen and at not in path:
            path[at] = None
            at = links[at]
        if at in path:
            steps = list(path)
            cycle = steps[steps.index(at) :]
            first = cycle.index(min(cycle))
            yield cycle[first:] + cycle[:first]
        seen.update(path)
