"""`communique publish`: the folder that it writes into, and the project for Zensical that it writes."""

import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jinja2 import Template
from same_site import differences, other_files, pages
from support.tools import ROOT, lack, say

from generator.cli import main
from generator.publishing import ZENSICAL
from generator.publishing.recorded_site import RecordedPage
from generator.publishing.zensical_project import page_text, verbatim
from generator.publishing.zensical_templates import theme_files, zensical_template

HOSTILE = "</script> & \"q\" '{{ 7*7 }}' {% raw %} {# c #} \\ \x85\u2028\ufeff \U0001f600 --- \t"
PAGES = {
    "sub dir/index.md": "---\ntitle: 'A & \"B\" {{ 7*7 }}'\ndate: 2031-01-02\nhide: [toc]\n---\n\n# {{ x }} `{%`\n",
    "sub dir/Über uns.md": "# Über\n\n---\n<div>\n<p>raw {% raw %} &copy; \u2028\n\n\ttab</p></div>\n\n[up](index.md)",
    "deep/a/README.md": "# Read <em>me</em>\n\n## Two\n\n### Three\n",
    "untitled.md": "No heading.\n",
}
OPTIONS = """\
site_url: https://example.org/talks
repo_url: https://example.org/ann/talks
edit_uri: edit/main/content/pages/
copyright: "<b>{{ me }}</b> {# c #}"
extra: {nothing: null, social: [{icon: fontawesome/brands/git, link: "https://example.org"}]}
"""
FEATURES = (
    "navigation.tabs, navigation.footer, navigation.sections, navigation.path, navigation.indexes, content.action.edit"
)


def communique(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def publish(root: Path, out: Path, *more: str) -> Result:
    return communique("publish", "--for", "zensical", "--root", root, "--out", out, *more)


def project(folder: Path, *more: str) -> Path:
    root = folder / "talks"
    assert communique("init", root, "--name", "Talks", "--example", *more).exit_code == 0
    return root


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project and what is published of it. Only to be read."""
    folder = tmp_path_factory.mktemp("published")
    root = project(folder)
    result = publish(root, folder / "out", "--strict")
    assert result.exit_code == 0, result.output
    return root, folder / "out"


def test_it_writes_pages_theme_and_configuration(published: tuple[Path, Path]):
    _, out = published
    configuration = yaml.safe_load((out / "mkdocs.yml").read_text("utf-8"))
    assert configuration["theme"]["name"] is None
    named = [*configuration["extra_css"], *configuration["extra"]["material"].values()]
    assert all((out / "docs" / path).is_file() for path in named)
    head, front, foot = (out / "docs/persons/ann-roe.md").read_text("utf-8").split("\n", 2)
    assert (head, foot) == ("---", "---\n")
    page = yaml.safe_load(front)["communique"]
    assert "<h1" in page["content"]
    assert "cq-evidence" in page["content"]
    assert json.loads(page["meta"]["json_ld"])["@context"]
    assert (out / "theme/.icons/material/magnify.svg").is_file()
    assert (out / "docs/persons/ann-roe/index.json").is_file()
    assert not list((out / "docs").rglob("persons/*.html"))
    assert ZENSICAL in (out / "requirements.txt").read_text("utf-8")


def test_the_same_project_gives_the_same_bytes(published: tuple[Path, Path], tmp_path: Path):
    root, out = published
    assert publish(root, tmp_path / "again").exit_code == 0
    assert tree(tmp_path / "again") == tree(out)
    assert not list(root.glob(".*published*"))


def test_a_later_run_replaces_what_it_wrote_and_nothing_else(published: tuple[Path, Path], tmp_path: Path):
    root, out = published[0], tmp_path / "out"
    assert publish(root, out).exit_code == 0
    before = tree(out)
    (out / "site").mkdir()
    (out / "site/index.html").write_text("built", "utf-8")
    assert publish(root, out).exit_code == 0
    assert tree(out) == before
    (out / "docs/persons/ann-roe.md").write_text("mine", "utf-8")
    result = publish(root, out)
    assert result.exit_code == 1
    assert "docs/persons/ann-roe.md was edited since it was written" in result.output
    assert (out / "docs/persons/ann-roe.md").read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    "where", ["full", "file", "file/below", "link", "content/pages/out", "content", "site_templates/x", "."]
)
def test_a_folder_that_is_not_its_own_is_refused(published: tuple[Path, Path], tmp_path: Path, where: str):
    root = published[0]
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine", "utf-8")
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "full")
    before = tree(tmp_path), tree(root)
    result = publish(root, (tmp_path if where.partition("/")[0] in ("full", "file", "link") else root) / where)
    assert result.exit_code == 1
    assert result.output.startswith("communique: ")
    assert result.output.endswith("; nothing was written\n")
    assert (tree(tmp_path), tree(root)) == before


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a disk that nobody may write to")
def test_where_nobody_may_write_it_says_so(published: tuple[Path, Path]):
    result = publish(published[0], Path("/proc/self/out"))
    assert result.exit_code == 1
    assert result.output.startswith("communique: /proc/self/out: ")
    assert result.output.endswith("; nothing was written\n")


def test_what_can_not_be_made_leaves_nothing(tmp_path: Path):
    root = project(tmp_path)
    assert "no mkdocs.yml" in publish(tmp_path, tmp_path / "out").output
    (root / "content/pages/a.md").write_text("[gone](gone.md)\n", "utf-8")
    result = publish(root, tmp_path / "out", "--strict")
    assert result.exit_code == 1
    assert "gone.md" in result.output
    result = publish(root, tmp_path / "out", "--dry-run")
    assert result.exit_code == 0
    assert "would write" in result.output
    (root / "mkdocs.yml").write_text("site_name: T\ndocs_dir: content/pages\ntheme: material\n", "utf-8")
    assert "no plugin `communique`" in publish(root, tmp_path / "out").output
    (root / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    result = publish(root, tmp_path / "out")
    assert isinstance(result.exception, SystemExit)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["talks"]


def test_a_page_keeps_every_character():
    page = RecordedPage(
        "a.md",
        HOSTILE,
        HOSTILE,
        ({"title": HOSTILE, "children": ()},),
        {"x": HOSTILE},
        None,
        None,
        "",
        is_homepage=True,
    )
    text = page_text(page)
    assert len(text.splitlines()) == 3
    front = yaml.safe_load(text.splitlines()[1])
    assert front["title"] == front["communique"]["content"] == front["communique"]["meta"]["x"] == HOSTILE


def test_a_template_gives_a_text_unchanged():
    assert Template(verbatim(HOSTILE)).render() == HOSTILE
    assert verbatim("a {{ b }} {% c") == 'a {{ "{" }}{{ "{" }} b }} {{ "{" }}% c'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{{ page.title }}", '{{ ((page.meta or {}).communique or {"meta": {}}).title }}'),
        ("{% if nav_item == page %}", "{% if (nav_item.active and not nav_item.children) %}"),
        ("{{ nav_item.title }}{{ page.url }}", "{{ nav_item.title }}{{ page.url }}"),
        ("{% if item.is_homepage %}", "{% if (item.url == nav.homepage.url) %}"),
    ],
)
def test_templates_read_what_was_recorded(before: str, after: str):
    assert zensical_template(before) == after


def test_the_first_folder_of_a_theme_wins(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / name / "partials").mkdir(parents=True)
        (tmp_path / name / "partials/a.html").write_text(f"{name} .icons/x/y.svg", "utf-8")
    (tmp_path / "two/.icons/x").mkdir(parents=True)
    (tmp_path / "two/.icons/x/y.svg").write_text("<svg/>", "utf-8")
    made = theme_files([tmp_path / "one", tmp_path / "two"], "")
    assert made == {"partials/a.html": "one .icons/x/y.svg", ".icons/x/y.svg": "<svg/>"}


@pytest.fixture(scope="session")
def zensical(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The program, in an environment of its own: the tests need it, and nothing else does."""
    folder = tmp_path_factory.mktemp("zensical")
    assert say([sys.executable, "-m", "venv", folder]).returncode == 0
    pip = [folder / "bin/python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if say([*pip, f"zensical=={ZENSICAL}"]).returncode:
        lack(f"zensical {ZENSICAL}")
    return str(folder / "bin/zensical")


def built_twice(root: Path, folder: Path, zensical: str) -> tuple[Path, Path]:
    """The site of a project as MkDocs makes it, and as Zensical does."""
    done = say([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "mkdocs"], cwd=root)
    assert done.returncode == 0, done.stderr
    assert publish(root, folder / "out").exit_code == 0
    done = say([zensical, "build", "--clean", "--strict"], cwd=folder / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "mkdocs", folder / "out/site"


def locations(site: Path) -> list[tuple[str, str]]:
    text = (site / "sitemap.xml").read_text("utf-8")
    return sorted(re.findall(r"<loc>(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", text))


@pytest.mark.slow
@pytest.mark.parametrize("case", ["shipped", "odd", "odd, files"])
def test_zensical_builds_the_same_site(tmp_path: Path, zensical: str, case: str):
    root = ROOT
    if case != "shipped":
        root = project(tmp_path, "--language", "uk", "--subject", HOSTILE.replace("\x85\u2028\ufeff", "").strip())
        for path, text in PAGES.items():
            (root / "content/pages" / path).parent.mkdir(parents=True, exist_ok=True)
            (root / "content/pages" / path).write_text(text, "utf-8")
        with (root / "content/records/persons/ann-roe.yaml").open("a", encoding="utf-8") as file:
            file.write("previous_ids: [ann-rowe]\n")
        look = f"theme:\n  name: material\n  features: [{FEATURES}]\n"
        options = OPTIONS + ("use_directory_urls: false\n" if case == "odd, files" else "")
        file = root / "mkdocs.yml"
        file.write_text(options + file.read_text("utf-8").replace("theme: communique\n", look), "utf-8")
    one, other = built_twice(root, tmp_path, zensical)
    assert pages(one) == pages(other)
    assert len(pages(one)) > 30
    assert differences(one, other) == {}
    assert other_files(one) == other_files(other)
    assert locations(one) == locations(other)
