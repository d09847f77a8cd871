"""A project that copies nothing: four lines of configuration and content give the whole site."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from support.projects import command
from support.sites import CONTENT, files, make
from support.tiers import sample
from support.tools import ROOT, run

from generator.mkdocs_plugin import CommuniqueConfig, PublicationOption
from generator.project.site_checks import OPTIONS, check_pages
from generator.site_check import PUBLICATION

BARE = "site_name: Talks\ndocs_dir: content/pages\ntheme: communique\nplugins: [communique]\n"


def write(root: Path, configuration: str = BARE) -> Path:
    (root / "content/pages").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(configuration, "utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "project")


def article(root: Path) -> Path:
    path = root / "content/articles/2031-05-02-talks.md"
    path.parent.mkdir(parents=True)
    text = "[Ann Roe]{person=ann-roe} spoke of the [bridge]{topic=bridge}.\n"
    path.write_text(f"---\ntitle: Talks\ndate: 2031-05-02\n---\n\n{text}", "utf-8")
    assert command(root, "extract").returncode == 0
    return path


@pytest.mark.parametrize(
    ("configuration", "folder"), [(BARE, "content/pages"), ("site_name: Talks\nplugins: [communique]\n", "docs")]
)
def test_a_missing_folder_of_pages_is_an_error_with_its_remedy(root: Path, configuration: str, folder: str):
    assert check_pages(root, "mkdocs.yml") == ()
    (root / "mkdocs.yml").write_text(configuration, "utf-8")
    (root / "content/pages").rmdir()
    (problem,) = check_pages(root, "mkdocs.yml")
    assert problem.message == f"there is no folder {folder}/ for hand-written pages"
    assert "about.md" in problem.hint


def test_check_knows_the_plugin_s_options():
    assert set(OPTIONS) == set(CommuniqueConfig())
    assert set(PUBLICATION) == set(PublicationOption())


def test_check_reports_a_misspelt_option_and_a_misspelt_message(root: Path):
    (root / "mkdocs.yml").write_text(BARE.replace("[communique]", "[communique: {languge: en}]"), "utf-8")
    (root / "site_templates/words").mkdir(parents=True)
    (root / "site_templates/words/en.yaml").write_text("home: Start\nhoem: X\n", "utf-8")
    result = command(root, "check")
    assert result.returncode == 0
    assert "mkdocs.yml:4:24: warning: the plugin has no option `languge`" in result.stderr
    assert "site_templates/words/en.yaml:2:1: warning: `hoem` is no message" in result.stderr


def test_words_in_error_are_findings_and_the_site_has_the_program_s(root: Path):
    article(root)
    (root / "site_templates/words").mkdir(parents=True)
    (root / "site_templates/words/en.yaml").write_text("hoem: Mine\nmeetings: Our talks\nas_of: On {day}\n", "utf-8")
    told = make(root, root / "site")
    assert [line.partition("\n")[0].partition(" ")[2] for line in told] == [
        "warning: `hoem` is no message [message-is-known]",
        "error: `as_of` has the placeholder `{day}`, for which there is no value [message-is-valid]",
    ]
    text = (root / "site/persons/ann-roe/index.html").read_text("utf-8")
    assert "As of 2 May 2031" in text
    (root / "site_templates/words/en.yaml").write_text("meetings: [\n", "utf-8")
    (problem,) = make(root, root / "site")
    assert problem.startswith("site_templates/words/en.yaml:1:11: error: ")
    assert "As of 2 May 2031" in (root / "site/persons/ann-roe/index.html").read_text("utf-8")


def test_a_template_of_an_own_kind_or_that_another_includes_is_used(root: Path):
    (root / "content/schema").mkdir(parents=True)
    kind = "label: Ship\nplural: ships\nheading: Ships\nannotation: ship\n"
    (root / "content/schema/ship.yaml").write_text(kind, "utf-8")
    pages = root / "site_templates/pages"
    pages.mkdir(parents=True)
    (pages / "ship.md.j2").write_text("{% include 'part.md.j2' %}{{ words.my_word }}\n", "utf-8")
    (pages / "part.md.j2").write_text("# A part\n", "utf-8")
    (root / "site_templates/words").mkdir()
    (root / "site_templates/words/en.yaml").write_text("my_word: Mine\n", "utf-8")
    assert "is-used" not in command(root, "check").stderr
    assert "my_word" not in command(root, "check").stderr
    (pages / "part.md.j2").rename(pages / "unused.md.j2")
    assert "pages/unused.md.j2: warning: no page uses a template of this name" in command(root, "check").stderr


def test_a_template_that_is_nested_without_end_is_an_error(root: Path):
    (root / "site_templates/pages").mkdir(parents=True)
    (root / "site_templates/pages/person.md.j2").write_text("{{ " + "(" * 100_000, "utf-8")
    result = command(root, "check")
    assert result.returncode == 1
    assert "site_templates/pages/person.md.j2" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_record_in_error_is_not_reported_as_missing(root: Path):
    article(root)
    (root / "content/records/persons/bo-lind.yaml").write_text("name: Bo Lind\nknows: ann-roe\n", "utf-8")
    meeting = "name: Talks\ndate: 2031-05-02\nparticipants:\n  - person: bo-lind\n  - person: cy-oak\n"
    (root / "content/records/meetings").mkdir()
    (root / "content/records/meetings/talks.yaml").write_text(meeting, "utf-8")
    errors = command(root, "check").stderr
    assert "no person has the id `cy-oak`" in errors
    assert "no person has the id `bo-lind`" not in errors
    assert "person has no field `knows`" in errors


def test_the_repository_s_site_needs_nothing_but_its_content(shipped: Path, tmp_path: Path):
    for part in CONTENT:
        shutil.copytree(ROOT / "content" / part, tmp_path / "content" / part)
    shutil.copytree(ROOT / "content/pages", tmp_path / "content/pages")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    assert make(tmp_path, tmp_path / "site") == []
    bare, whole = files(tmp_path / "site"), files(shipped / "site")
    assert bare.keys() == whole.keys()
    assert not [name for name in whole if bare[name] != whole[name]]


def test_four_lines_give_a_styled_site_without_a_warning(root: Path):
    assert make(root, root / "site") == []
    page = (root / "site/index.html").read_text("utf-8")
    assert "There is no article yet" in page
    for address in re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', page):
        assert (root / "site" / address).is_file()
    assert len(re.findall(r'rel="stylesheet"', page)) > 10
    assert 'http-equiv="Content-Security-Policy"' in page
    for index in ("meetings", "persons", "countries", "articles", "people-by-side", "timeline"):
        text = re.sub(r"<[^>]*>", " ", (root / "site" / index / "index.html").read_text("utf-8"))
        assert re.search(r"(There is no|Nobody|Nothing|No meeting|nothing of this kind)[^.]*yet\.", text), index


@pytest.mark.slow
def test_the_theme_material_gives_the_same_site(root: Path):
    article(root)
    assert make(root, root / "site") == []
    (root / "mkdocs.yml").write_text(BARE.replace("theme: communique", "theme: material"), "utf-8")
    assert make(root, root.parent / "other") == []
    assert files(root / "site") == files(root.parent / "other")


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("name", "text", "page", "told"),
    [
        ("theme/partials/copyright.html", "<p>Ours</p>", "index.html", "<p>Ours</p>"),
        ("words/en.yaml", "mentions: Passages that name it\n", "persons/ann-roe/index.html", "Passages that name it"),
        ("pages/person.md.j2", "# {{ name }}\n\nA page of ours.\n", "persons/ann-roe/index.html", "A page of ours."),
        ("theme/assets/communique/print.css", "b{}", "assets/communique/print.css", "b{}"),
    ],
)
def test_a_file_of_the_project_goes_before_the_program_s(root: Path, name: str, text: str, page: str, told: str):
    article(root)
    assert make(root, root / "site") == []
    assert told not in (root / "site" / page).read_text("utf-8")
    own = root / "site_templates" / name
    own.parent.mkdir(parents=True)
    own.write_text(text, "utf-8")
    assert make(root, root / "site") == []
    assert told in (root / "site" / page).read_text("utf-8")
    assert "Ann Roe" in (root / "site/persons/ann-roe/index.html").read_text("utf-8")


def test_what_a_project_says_of_its_theme_stays(root: Path):
    theme = "theme: {name: communique, features: [navigation.footer], palette: {scheme: communique}, favicon: x.svg}"
    (root / "mkdocs.yml").write_text(
        BARE.replace("theme: communique", theme) + "extra: {content_security_policy: \"default-src 'self'\"}\n", "utf-8"
    )
    make(root, root / "site")
    page = (root / "site/index.html").read_text("utf-8")
    assert 'content="default-src &#39;self&#39;"' in page
    assert "navigation.footer" in page
    assert "navigation.tabs" not in page
    assert 'href="x.svg"' in page


@pytest.mark.slow
def test_the_home_page_says_what_the_site_is_about(root: Path):
    option = '[communique: {subject: "The <b>bridge</b> talks"}]'
    (root / "mkdocs.yml").write_text(BARE.replace("[communique]", option), "utf-8")
    assert make(root, root / "site") == []
    page = (root / "site/index.html").read_text("utf-8")
    (shown,) = re.findall(r'<p class="cq-hero__subject">(.*?)</p>', page)
    assert unescape(shown) == "The <b>bridge</b> talks"
    assert "<" not in shown
    assert '<meta name="description" content="The &lt;b&gt;bridge' in page


@pytest.mark.slow
def test_hand_written_pages_stand_in_the_navigation(root: Path):
    for name in ("about.md", "zoo.md", "notes/first.md"):
        (root / "content/pages" / name).parent.mkdir(exist_ok=True)
        (root / "content/pages" / name).write_text(f"# Page {name.removesuffix('.md')}\n", "utf-8")
    assert make(root, root / "site") == []
    page = (root / "site/index.html").read_text("utf-8")
    for address in ("about/", "zoo/", "notes/first/"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "{name: null, custom_dir: own}"])
def test_another_theme_gets_a_word(root: Path, caplog: pytest.LogCaptureFixture, theme: str):
    (root / "own").mkdir()
    (root / "own/main.html").write_text("{{ page.content }}", "utf-8")
    (root / "mkdocs.yml").write_text(BARE.replace("theme: communique", f"theme: {theme}"), "utf-8")
    with pytest.raises(Abort):
        make(root, root / "site")
    assert "write `theme: communique` in mkdocs.yml" in caplog.text


@pytest.mark.slow
def test_a_template_of_the_project_without_blocks_is_used_as_it_is(root: Path):
    article(root)
    main = root / "site_templates/theme/main.html"
    main.parent.mkdir(parents=True)
    main.write_text("<!doctype html><title>{{ page.title }}</title>{{ page.content }}", "utf-8")
    assert make(root, root / "site") == []
    page = (root / "site/persons/ann-roe/index.html").read_text("utf-8")
    assert page.startswith("<!doctype html><title>Ann Roe</title>")


def test_the_plugin_twice_gets_a_word(root: Path, caplog: pytest.LogCaptureFixture):
    (root / "mkdocs.yml").write_text(BARE.replace("[communique]", "[communique, communique: {subject: A}]"), "utf-8")
    with pytest.raises(Abort):
        make(root, root / "site")
    assert "stands in mkdocs.yml twice" in caplog.text


@pytest.mark.slow
def test_a_configuration_may_be_named_by_a_relative_path(root: Path):
    article(root)
    (root / "mkdocs.yml").write_text(BARE + "repo_url: https://example.org/talks\nedit_uri: edit/main/\n", "utf-8")
    several = ((root.parent, "project/mkdocs.yml"), (root, "mkdocs.yml"), (root / "content", "../mkdocs.yml"))
    for folder, path in sample(several, 1):
        result = run(["mkdocs", "build", "--strict", "-f", path], folder)
        assert result.returncode == 0, result.stderr
        assert (root / "site/persons/ann-roe/index.html").is_file()
        shutil.rmtree(root / "site")


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("docs", "is_good"), [("docs", True), ("../elsewhere", True), ("content", False), (".", False)]
)
def test_hand_written_pages_may_lie_elsewhere_but_not_around_the_content(root: Path, docs: str, *, is_good: bool):
    article(root)
    configuration = BARE.replace("content/pages", docs) + "repo_url: https://example.org/talks\nedit_uri: edit/main/\n"
    (root / "mkdocs.yml").write_text(configuration, "utf-8")
    (root / docs).mkdir(exist_ok=True)
    (root / docs / "about.md").write_text("# About\n", "utf-8")
    result = run(["mkdocs", "build", "--strict"], root)
    assert (result.returncode == 0) == is_good, result.stderr
    assert "Traceback" not in result.stderr
    if is_good:
        assert (root / "site/about/index.html").is_file()


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("configuration", "told"),
    [
        (BARE, "mkdocs.yml:2:11: error: there is no folder content/pages/ for hand-written pages"),
        (BARE.replace("/pages", ""), "holds content/articles/, too"),
        (BARE.replace("content/pages", "!ENV [DOCS, docs]"), ""),
        (BARE.replace("[communique]", "[]").replace("communique", "material"), ""),
    ],
)
def test_a_missing_folder_of_pages_gets_a_remedy(root: Path, configuration: str, told: str):
    (root / "content/pages").rmdir()
    (root / "mkdocs.yml").write_text(configuration, "utf-8")
    result = command(root, "check")
    assert result.returncode == bool(told), result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.stderr
