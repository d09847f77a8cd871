"""Every row of the table in docs/plugins.md, tried with the release that it names, once fast and once `fast: false`."""

import re
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from support.environments import fresh, install
from support.tools import ROOT, environment, run, say

ROWS = dict(
    re.findall(
        r"^\| ([a-z0-9-]+)(?: \(Material\))? \| ([\d.]+) \|", (ROOT / "docs/plugins.md").read_text(), re.MULTILINE
    )
)
PACKAGES = {
    "macros": "mkdocs-macros-plugin",
    "awesome-nav": "mkdocs-awesome-nav",
    "glightbox": "mkdocs-glightbox",
    "minify": "mkdocs-minify-plugin",
    "git-revision-date-localized": "mkdocs-git-revision-date-localized-plugin",
    "redirects": "mkdocs-redirects",
    "rss": "mkdocs-rss-plugin",
    "static-i18n": "mkdocs-static-i18n",
}
NOTES = "---\ntags: [one]\n---\n\n# Notes\n\n{{ 6 * 7 }}\n\n![A dot](dot.png)\n\n    code\n\n\n\nThe end.\n"
MACRO = "\nAnd {{ 6 * 7 }} more.\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364600000000600023081d02f"
    "0000000049454e44ae426082"
)


class Built(NamedTuple):
    """What a build said and made; `plain` is the site without the plugin."""

    told: str
    site: Path
    plain: Path
    fast: bool

    def page(self, name: str, *, is_plain: bool = False) -> str:
        folder = self.plain if is_plain else self.site
        file = folder / name / "index.html"
        return (file if file.is_file() else folder / f"{name}.html").read_text("utf-8")


def only_hand_written(mark: str) -> Callable[[Built], bool]:
    """The plugin reaches hand-written pages, and those of records with `fast: false` alone."""
    return lambda made: mark in made.page("notes") and (mark in made.page("persons/ann-roe")) != made.fast


def macros(made: Built) -> bool:
    return "<p>42</p>" in made.page("notes") and "{{ 6 * 7 }}" in unescape(made.page("articles/2024-05-03-example"))


def smaller(made: Built) -> bool:
    sizes = [(len(made.page(name)), len(made.page(name, is_plain=True))) for name in ("notes", "persons/ann-roe")]
    return sizes[0][0] < sizes[0][1] and (sizes[1][0] < sizes[1][1]) != made.fast


WORKS: dict[str, tuple[str, Callable[[Built], bool]]] = {
    "search": ("search", lambda made: (made.site / "search/search_index.json").is_file()),
    "tags": ("tags", lambda made: "md-tag" in made.page("notes")),
    "macros": ("macros", macros),
    "glightbox": ("glightbox", lambda made: 'class="glightbox"' in made.page("notes")),
    "minify": ("minify: {minify_html: true}", smaller),
    "git-revision-date-localized": (
        "git-revision-date-localized: {fallback_to_build_date: true}",
        only_hand_written("git-revision-date-localized-plugin"),
    ),
    "redirects": (
        "redirects: {redirect_maps: {old.md: persons/ann-roe.md}}",
        lambda made: "persons/ann-roe/" in made.page("old"),
    ),
    "rss": (
        'rss: {match_path: "(about|notes)", use_git: false}',
        lambda made: "notes/" in (made.site / "feed_rss_created.xml").read_text("utf-8"),
    ),
    "offline": ("offline", lambda made: (made.site / "persons/ann-roe.html").is_file()),
    "privacy": ("privacy", lambda made: made.page("persons/ann-roe") == made.page("persons/ann-roe", is_plain=True)),
}
FETCHES = {"privacy"}
"""What looks into the internet, and warns where there is none."""
SAYS_SO = {"macros", "glightbox", "minify", "git-revision-date-localized", "tags"}
STOPS = {
    "static-i18n": "i18n: {languages: [{locale: en, default: true, name: English}]}",
    "rss": "rss",
}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An environment with the program and the plugins, in the releases that the table names."""
    made = fresh(sys.executable, tmp_path_factory.mktemp("plugins") / "venv")
    install(made, str(ROOT), *(f"{package}=={ROWS[name]}" for name, package in PACKAGES.items()))
    return made


@pytest.fixture(scope="module")
def plain(python: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, and its site without another plugin."""
    folder = tmp_path_factory.mktemp("plain")
    assert run(["generator", "init", "talks", "--name", "Talks", "--example"], folder).returncode == 0
    root = folder / "talks"
    (root / "content/pages/notes.md").write_text(NOTES, "utf-8")
    (root / "content/pages/dot.png").write_bytes(PIXEL)
    with (root / "content/articles/2024-05-03-example.md").open("a", encoding="utf-8") as file:
        file.write(MACRO)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://example.org/\n")
    identity = ["-c", "user.name=Ann Roe", "-c", "user.email=ann@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-qm", "Begin"]):
        assert say(["git", *words], cwd=root).returncode == 0
    assert say([python, "-m", "mkdocs", "build", "-q", "--strict"], cwd=root, env=environment()).returncode == 0
    return root


def build(python: str, root: Path, folder: Path, plugin: str, *, fast: bool, strict: bool = True) -> tuple[int, Built]:
    text = (root / "mkdocs.yml").read_text("utf-8").replace("plugins:\n", f"plugins:\n  - {plugin}\n")
    name = root / f"with-{folder.name}.yml"
    name.write_text(text.replace("format: 1", f"format: 1\n      fast: {str(fast).lower()}"), "utf-8")
    words = ["build", "-f", name.name, "-d", folder, *(["--strict"] if strict else [])]
    done = say([python, "-m", "mkdocs", *words], cwd=root, env=environment())
    name.unlink()
    return done.returncode, Built(done.stdout + done.stderr, folder, root / "site", fast)


def test_the_table_has_every_plugin_and_every_plugin_a_test():
    wanted = {"search", "tags", *PACKAGES, "offline", "privacy", "social"}
    assert ROWS.keys() == wanted
    assert {*WORKS, *STOPS, "awesome-nav", "social"} == wanted  # social needs a font from the internet


@pytest.mark.slow
@pytest.mark.parametrize("fast", [True, False], ids=["fast", "slow"])
@pytest.mark.parametrize("name", WORKS)
def test_a_plugin_does_what_the_table_says(python: str, plain: Path, tmp_path: Path, name: str, *, fast: bool):
    plugin, is_right = WORKS[name]
    code, made = build(python, plain, tmp_path, plugin, fast=fast, strict=name not in FETCHES)
    assert code == 0, made.told
    assert is_right(made)
    if name in SAYS_SO:
        assert made.told.count("changes pages one by one") == fast


@pytest.mark.slow
@pytest.mark.parametrize("name", STOPS)
def test_a_plugin_that_can_not_work_ends_in_a_word(python: str, plain: Path, tmp_path: Path, name: str):
    code, made = build(python, plain, tmp_path, STOPS[name], fast=True)
    assert code == 1
    assert "looks for a file behind every page" in made.told
    assert "Traceback" not in made.told


@pytest.mark.slow
def test_a_navigation_of_another_plugin_is_a_warning(python: str, plain: Path, tmp_path: Path):
    code, made = build(python, plain, tmp_path, "awesome-nav", fast=True, strict=False)
    assert code == 0, made.told
    assert "WARNING" in made.told
    assert build(python, plain, tmp_path, "awesome-nav", fast=True)[0] == 1
