"""The anchors of our pages, which MkDocs needs to validate links after all pages are written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from generator.incremental.manifest import PageDependencies, SiteDependencies

Links = Iterable[tuple[str, str]]
"""Links to anchors: the page that links, and the target as `path#id`."""


class AnchorIndex:
    """Looks up anchors in the written pages, else in the last build's notes (`noted`), else in its dependencies.

    `used` are the anchors that were asked for: noted, they spare the next build from reading all dependencies.
    """

    def __init__(
        self, noted: Mapping[str, tuple[str, ...]], dependencies: Callable[[], SiteDependencies | None]
    ) -> None:
        self._noted, self._dependencies = noted, dependencies
        self._written: Mapping[str, PageDependencies] = {}
        self.used: dict[str, tuple[str, ...]] = {}

    def update(self, written: Mapping[str, PageDependencies]) -> None:
        """Use the pages of this build from now on."""
        self._written = written
        self._noted, self.used = {}, {}

    def of(self, path: str) -> Collection[str]:
        """The anchors of one of our pages."""
        if path not in self.used:
            self.used[path] = self._noted[path] if path in self._noted else self._look_up(path)
        return self.used[path]

    def _look_up(self, path: str) -> tuple[str, ...]:
        known = self._dependencies()
        found = self._written.get(path) or (known.pages.get(path) if known else None)
        return found.ids if found else ()

    def lost(self, links: Links, others: Mapping[str, Collection[str] | None]) -> Iterator[tuple[str, str]]:
        """The links to missing anchors; `others` are the anchors of MkDocs' pages, None if unknown."""
        for path, target in links:
            page, _, id_ = target.partition("#")
            known = others[page] if page in others else self.of(page)
            if known is not None and id_ not in known:
                yield path, target
