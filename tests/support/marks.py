"""The marks of an article's page, and where each leads."""

from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


class Marks(HTMLParser):
    """The marks of a body by their ids, with the addresses of their own links; links in links are refused."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.kinds: dict[str, str] = {}
        self.leads: dict[str, list[str]] = {}
        self.in_links: set[str] = set()
        self.icons: list[str] = []
        self.text = ""
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "a":
            assert all(tag != "a" for tag, _ in self._open)
            assert given["href"]
        id_ = given["id"] if "cq-mark" in classes else ""
        if id_:
            self.kinds[id_] = classes[1].removeprefix("cq-mark--")
            self.leads[id_] = []
            if any(outer == "a" and not mark for outer, mark in self._open):
                self.in_links.add(id_)
        own = id_ or self._around(names_dates="cq-go--words" not in classes)
        if tag == "a" and classes:
            assert "cq-go--icon" not in classes or given["aria-label"]
            if own:
                self.leads[own].append(given["href"])
            self.icons += [given["href"]] if "cq-go--icon" in classes else []
        if tag not in _VOID:
            self._open.append((tag, id_))

    def _around(self, *, names_dates: bool) -> str:
        """The innermost open mark; words in a date's mark are a link of the mark around it."""
        marks = (mark for _, mark in reversed(self._open) if mark)
        return next((mark for mark in marks if names_dates or self.kinds[mark] != "date"), "")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
