"""Sets up the packaged theme, based on Material; a project's own options and files take precedence."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme

from generator.project.packaged import PACKAGED
from generator.rendering.configuration import user_configurations
from generator.rendering.fonts import fonts_of_all
from generator.rendering.theme_files import ListedTheme

_THEME = PACKAGED / "theme"
_ASSETS = "assets/communique"
_STYLES = (
    "fonts",
    "colours",
    "icons",
    "chrome",
    "search",
    "record",
    "tables",
    "evidence",
    "article",
    "home",
    "blocks",
    "codebook",
    "drawings",
    "print",
)
_SCRIPTS = ("communique", "search")
_MATERIAL = {"style": "assets/stylesheets/main.*.min.css", "script": "assets/javascripts/bundle.*.min.js"}
"""Material's own files, whose names hold a digest that changes with every release."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
_FORMS: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "language": (str, "en"),
    "features": (list, "[navigation.tabs]"),
    "palette": ((list, dict), "{scheme: default}"),
    "favicon": (str, "images/own.svg"),
}
"""The types of options of the theme, and an example of each."""
_CHECKED = ("anchors", "not_found", "unrecognized_links")
_NO_MATERIAL = (
    "the theme `{}` is not based on Material for MkDocs, and the pages need that: write `theme: communique` in "
    "mkdocs.yml; what a theme of your own changes goes into site_templates/theme/, file by file"
)


def set_up_theme(config: MkDocsConfig, templates: Path, words: Mapping[str, str], language: str) -> None:
    """Bring folders, options, styles, scripts, policy and checks into the configuration, unless it says otherwise.

    `templates` is the project's folder of templates, `words` those of the interface in its language. Raises PluginError
    if the theme is not based on Material.
    """
    assets = {name: _asset(config.theme, pattern) for name, pattern in _MATERIAL.items()}
    if not all(assets.values()):
        raise PluginError(_NO_MATERIAL.format(config.theme.name or config.theme.custom_dir or "none"))
    _add_folders(config.theme, templates / "theme")
    config.theme = ListedTheme(config.theme)
    _set_options(config, words, language)
    config.extra.setdefault("generator", False)
    config.extra.setdefault("content_security_policy", _POLICY)
    config.extra["material"], config.extra["first_fonts"] = assets, fonts_of_all(config.theme["language"] or language)
    _add_files(config)
    _set_markdown(config, words)
    said = _merged(config, "validation")
    for name in _CHECKED:
        if name not in said and name not in (said.get("links") or {}):
            config.validation.links[name] = logging.WARNING


def _asset(theme: Theme, pattern: str) -> str:
    """The path of one of Material's files in the theme; "" if there is none."""
    found = (path.relative_to(folder).as_posix() for folder in map(Path, theme.dirs) for path in folder.glob(pattern))
    return next(iter(sorted(found)), "")


def _add_folders(theme: Theme, own: Path) -> None:
    """The program's theme before Material's; the project's before all but `custom_dir`."""
    there = [Path(folder).resolve() for folder in theme.dirs]
    if _THEME not in there:
        at = next(at for at, folder in enumerate(there) if any(folder.glob(_MATERIAL["script"])))
        theme.dirs.insert(at, str(_THEME))
    if own.is_dir() and own.resolve() not in there:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(own))


def _set_options(config: MkDocsConfig, words: Mapping[str, str], language: str) -> None:
    said = _merged(config, "theme")
    brought = yaml.safe_load((_THEME / "mkdocs_theme.yml").read_text("utf-8"))
    for each in brought["palette"]:
        each["toggle"]["name"] = words[each["toggle"]["name"]]
    options = {name: brought[name] for name in ("font", "favicon", "features", "palette")} | {"language": language}
    for name, value in options.items():
        if name not in said:
            config.theme[name] = value
    for name, (types, example) in _FORMS.items():
        if (value := config.theme[name]) and not isinstance(value, types):
            raise PluginError(f"theme: `{name}` can't be {value!r}; write it as in `{name}: {example}`")
    for path in config.extra_css:
        if not isinstance(path, str):
            raise PluginError(f"extra_css: {path!r} is no path; write the path of a file, such as own.css")


def _add_files(config: MkDocsConfig) -> None:
    """Our styles and scripts before the project's own, each once."""
    styles = [f"{_ASSETS}/{name}.css" for name in _STYLES]
    config.extra_css[:0] = [path for path in styles if path not in config.extra_css]
    named = {str(each) for each in config.extra_javascript}
    scripts = [_script(path) for name in _SCRIPTS if (path := f"{_ASSETS}/{name}.js") not in named]
    config.extra_javascript[:0] = scripts


def _script(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def _set_markdown(config: MkDocsConfig, words: Mapping[str, str]) -> None:
    if "footnotes" not in config.markdown_extensions:
        config.markdown_extensions.append("footnotes")
    config.mdx_configs.setdefault("toc", {}).setdefault("title", words["on_this_page"])


def _merged(config: MkDocsConfig, option: str) -> Mapping[str, Any]:
    """The user's value of an option that takes a mapping."""
    said = [each[option] for each in user_configurations(config) if isinstance(each.get(option), dict)]
    return {key: value for each in said for key, value in each.items()}
