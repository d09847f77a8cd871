"""The theme of a site, as Zensical's template engine reads it: Jinja's language without MkDocs' objects."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_RECORDED = ("title", "content", "toc", "meta", "edit_url", "canonical_url", "update_date", "is_homepage")
"""What stands in the front matter under `communique`; the page of a missing address has none."""
_OURS = '((page.meta or {}).communique or {"meta": {}})'
_REWRITES: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(rf"(?<![\w.])page\.({'|'.join(_RECORDED)})\b"), rf"{_OURS}.\1"),
    # Zensical's entries of the navigation are no pages, but know whether they lead to the one that is shown.
    (re.compile(r"(?<![\w.])(\w+) == page\b(?!\.)"), r"(\1.active and not \1.children)"),
    (re.compile(r"(?<![\w.])(\w+)\.is_homepage\b"), r"(\1.url == nav.homepage.url)"),
    # MkDocs ends the address of the root with a slash on the page of a missing address.
    (
        re.compile(r"(?<![\w.'\"])base_url\b"),
        """(base_url ~ ("/" if base_url[:1] == "/" and base_url[-1:] != "/" else ""))""",
    ),
)
_ICON = re.compile(r"(?:\.icons/)?\b([a-z]+(?:/[a-z0-9-]+)+)")
_ICONS = ".icons"


def zensical_template(text: str) -> str:
    """A template of MkDocs, rewritten to read what was recorded of a page."""
    for pattern, replacement in _REWRITES:
        text = pattern.sub(replacement, text)
    return text


def theme_files(folders: Sequence[Path], names: str) -> Mapping[str, str]:
    """The templates in the folders of a theme, the first of each path, and the icons that they or `names` name."""
    texts: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            if name not in texts and not name.startswith((_ICONS, "assets/")):
                texts[name] = path.read_text("utf-8")
    icons = sorted({*_ICON.findall("\n".join((*texts.values(), names)))})
    made = {name: zensical_template(text) for name, text in texts.items()}
    return made | dict(_icons(folders, icons))


def _icons(folders: Sequence[Path], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        path = f"{_ICONS}/{name}.svg"
        found = next((folder / path for folder in folders if (folder / path).is_file()), None)
        if found:
            yield path, found.read_text("utf-8")
