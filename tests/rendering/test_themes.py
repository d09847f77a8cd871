"""Sites with a theme, a navigation or a language of their own: fast builds still write what MkDocs itself would."""

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from support.sites import copy_project, files, make

OPTION = "\n  - communique\n"
OTHERS = {
    "no data for programs": ("data.html", ""),
    "the words twice": ("content.html", "{{ page.content }}<hr>{{ page.content }}"),
    "the description in the foot": ("footer.html", "<footer>{{ page.meta.description if page }}</footer>"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def set_option(root: Path, option: str) -> None:
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert OPTION in text
    config.write_text(text.replace(OPTION, f"\n  - communique: {{{option}}}\n"), "utf-8")


@pytest.mark.sample(1)
@pytest.mark.parametrize(("name", "text"), OTHERS.values(), ids=OTHERS)
def test_fast_builds_write_the_bytes_of_mkdocs_whatever_a_theme_does(root: Path, tmp_path: Path, name: str, text: str):
    (root / "site_templates/theme/partials" / name).write_text(text, "utf-8")
    make(root, tmp_path / "fast")
    set_option(root, "fast: false")
    make(root, tmp_path / "slow")
    fast, ordinary = files(tmp_path / "fast"), files(tmp_path / "slow")
    assert fast.keys() == ordinary.keys()
    assert not [path for path in fast if fast[path] != ordinary[path]]


MARK = b'<hr class="apart">'
APART = "\n{% block footer %}{% if page and CONDITION %}" + MARK.decode() + "{% endif %}{% endblock %}\n"


@pytest.mark.slow
@pytest.mark.sample(1)
@pytest.mark.parametrize("step", ["the sample", "another page", "a page before all", "the sample goes"])
def test_a_theme_treats_one_page_differently_in_every_build(root: Path, tmp_path: Path, step: str):
    """The sample of a folder is its first page, whichever pages a build writes."""
    treat_apart(root, "page.title == 'Apart'")
    persons = sorted((root / "content/records/persons").glob("*.yaml"))
    first, second, third = persons[0], persons[1], persons[2]
    if step == "the sample goes":
        rename(second)
    make(root, root / "site")
    if step == "a page before all":
        first.with_name("aaa.yaml").write_text("name: Apart\n", "utf-8")
    elif step == "the sample goes":
        first.rename(first.with_name("zzz.yaml"))
    else:
        rename(first if step == "the sample" else third)
    make(root, root / "site")
    make(root, tmp_path / "clean")
    built, clean = files(root / "site"), files(tmp_path / "clean")
    assert built.keys() == clean.keys()
    assert not [path for path in built if built[path] != clean[path]]
    if step != "another page":
        assert any(MARK in data for path, data in built.items() if path.startswith("persons/"))


@pytest.mark.slow
def test_where_the_sample_goes_the_next_page_is_one(root: Path, tmp_path: Path):
    gone, stays, *_ = sorted((root / "content/articles").glob("*.md"))
    page = f"articles/{stays.stem}/index.html"
    treat_apart(root, f"page.url == 'articles/{stays.stem}/'")
    make(root, root / "site")
    before = files(root / "site")
    gone.unlink()
    make(root, root / "site")
    make(root, tmp_path / "clean")
    built, clean = files(root / "site"), files(tmp_path / "clean")
    assert built.keys() == clean.keys()
    assert not [path for path in clean if built[path] != clean[path]]
    assert MARK in built[page]
    assert MARK not in before[page]


@pytest.mark.slow
def test_a_sample_that_differs_later_renders_its_folder_in_full(root: Path, tmp_path: Path):
    first, *_, last = sorted((root / "content/articles").glob("*.md"))
    page = f"articles/{last.stem}/index.html"
    treat_apart(root, f"(page.title == 'Apart' or page.url == 'articles/{last.stem}/')")
    make(root, root / "site")
    assert MARK not in (root / "site" / page).read_bytes()
    lines = first.read_text("utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("title:"))
    first.write_text("\n".join([*lines[:at], "title: Apart", *lines[at + 1 :]]) + "\n", "utf-8")
    make(root, root / "site")
    make(root, tmp_path / "clean")
    built, clean = files(root / "site"), files(tmp_path / "clean")
    assert not [path for path in clean if built[path] != clean[path]]
    assert MARK in built[page]


def treat_apart(root: Path, condition: str) -> None:
    with (root / "site_templates/theme/main.html").open("a", encoding="utf-8") as file:
        file.write(APART.replace("CONDITION", condition))


def rename(record: Path) -> None:
    lines = record.read_text("utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("name:"))
    record.write_text("\n".join([*lines[:at], "name: Apart", *lines[at + 1 :]]) + "\n", "utf-8")


@pytest.mark.slow
def test_the_navigation_may_name_a_page_by_its_path_alone(root: Path, tmp_path: Path):
    config = root / "mkdocs.yml"
    nav = "\nnav:\n  - Home: index.md\n  - countries/index.md\n"
    config.write_text(config.read_text("utf-8") + nav, "utf-8")
    assert make(root, tmp_path / "fast") == []
    set_option(root, "fast: false")
    make(root, tmp_path / "slow")
    assert files(tmp_path / "fast") == files(tmp_path / "slow")
    assert "<title>Countries" in (tmp_path / "fast/countries/index.html").read_text("utf-8")


def test_a_language_without_words_makes_no_site(root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture):
    set_option(root, "language: tlh")
    with pytest.raises(Abort):
        make(root, tmp_path / "site")
    assert "no words for `tlh`" in caplog.text
    assert not list(tmp_path.glob("site/**/*.html"))
