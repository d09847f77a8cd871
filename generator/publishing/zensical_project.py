"""A recorded site as a project for Zensical: pages with their content as front matter, the theme, a configuration."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from generator.publishing.recorded_site import RecordedPage, RecordedSite
from generator.publishing.zensical_templates import theme_files

ZENSICAL = "0.0.73"
"""The release that the tests build with."""
DOCS, THEME = "docs", "theme"
_MAP = "sitemap.xml"
_OPTIONS = ("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name")
_LOOK = ("language", "direction", "features", "palette", "favicon", "logo", "icon", "font")
_FRONT = ("template", "icon", "status", "subtitle")
"""What Zensical itself reads in a page's front matter, for the layout and the navigation."""
_ESCAPED = re.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff]")
_README = f"""\
# A site for Zensical

`communique publish --for zensical` wrote this folder, and writes it anew each time, so edit nothing here. To build the
site into `site/`:

    pip install zensical=={ZENSICAL}
    zensical build --clean

- `docs/`: a file for each page, with its content in the front matter, and all other files of the site
- `theme/`: the templates that the pages are put into
- `mkdocs.yml`: the configuration
"""


def write_project(site: RecordedSite, folder: Path) -> None:
    """Write the project into a folder in whose `docs/` the site's other files lie already."""
    docs = folder / DOCS
    for page in site.pages:
        _write(docs / page.path, page_text(page))
    folders = [Path(each) for each in site.config.theme.dirs]
    for name, text in theme_files(folders, " ".join(_words_of_icons(site))).items():
        _write(folder / THEME / name, text)
    made = docs / _MAP
    _write(folder / THEME / _MAP, verbatim(made.read_text("utf-8") if made.is_file() else ""))
    made.unlink(missing_ok=True)
    _write(folder / "mkdocs.yml", configuration(site))
    _write(folder / "README.md", _README)
    _write(folder / "requirements.txt", f"zensical=={ZENSICAL}\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _words_of_icons(site: RecordedSite) -> Iterator[str]:
    """All that can name an icon besides the templates."""
    yield from (str(site.config.theme.get(name)) for name in ("icon", "palette"))
    yield str(site.config.extra)
    yield from (str(page.meta["icon"]) for page in site.pages if "icon" in page.meta)


def page_text(page: RecordedPage) -> str:
    """The file of a page: all that was recorded of it as JSON, which is YAML too, and no Markdown."""
    recorded = {name: value for name, value in asdict(page).items() if name != "path"}
    front = {name: page.meta[name] for name in _FRONT if name in page.meta}
    return f"---\n{_json({'title': page.title, **front, 'communique': recorded})}\n---\n"


def _json(value: object) -> str:
    """JSON in one line; what YAML takes for the end of a line, or not at all, is escaped."""
    text = json.dumps(_plain(value), ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: object) -> Any:  # noqa: ANN401 -- JSON
    """A value as JSON has it: dates and the like as text."""
    return json.loads(json.dumps(value, default=lambda each: dict(each) if isinstance(each, Mapping) else str(each)))


def configuration(site: RecordedSite) -> str:
    """The configuration for Zensical; `name` none in the theme says that it extends no other."""
    config = site.config
    look = {name: config.theme[name] for name in _LOOK if name in config.theme and config.theme[name] is not None}
    contents = (config.mdx_configs.get("toc") or {}).get("title")
    made = {
        **{name: config[name] for name in _OPTIONS if config[name]},
        "docs_dir": DOCS,
        "site_dir": "site",
        "use_directory_urls": config.use_directory_urls,
        "theme": {"name": None, "custom_dir": THEME, "variant": "classic", **look},
        "extra": config.extra,
        "extra_css": config.extra_css,
        "extra_javascript": [_script(each) for each in config.extra_javascript],
        "markdown_extensions": [{"toc": {"title": contents}}] if contents else [],
        "plugins": [{"search": {"enabled": False}}],
        "nav": list(_entries(site.nav)),
    }
    return yaml.safe_dump(_plain(made), sort_keys=False, allow_unicode=True, width=120)


def _script(script: object) -> str | Mapping[str, Any]:
    if isinstance(script, str):
        return script
    named = {name: getattr(script, name, None) for name in ("path", "type", "defer")}
    return {name: value for name, value in {**named, "async": getattr(script, "async_", False)}.items() if value}


def _entries(items: Iterable[StructureItem]) -> Iterator[Mapping[str, Any]]:
    """The navigation, every entry with its title."""
    for item in items:
        if isinstance(item, Section):
            yield {item.title or "": list(_entries(item.children))}
        elif isinstance(item, Page):
            yield {str(item.title or ""): item.file.src_uri}
        elif isinstance(item, Link):
            yield {item.title or "": item.url}


def verbatim(text: str) -> str:
    """A text as a template that gives it unchanged."""
    return "".join('{{ "{" }}' if part == "{" else part for part in re.split(r"(\{)", text))
