"""A template in error is reported and its pages are left out; once it is mended, the site is as before."""

from pathlib import Path

import pytest
from support import sample, tools
from support.sites import copy_project, files, make

PERSON, HOME = "pages/person.md.j2", "pages/home.md.j2"
BROKEN = "\n{% if %}\n"
FAULT = "error: Expected an expression, got 'end of statement block' [template-is-valid]"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def append(root: Path, name: str, text: str) -> str:
    """Write behind a template; what it was."""
    path = root / "site_templates" / name
    whole = path.read_text("utf-8")
    path.write_text(whole + text, "utf-8")
    return whole


def faults(told: list[str]) -> list[str]:
    """The first lines of what is told of templates, without the places in them."""
    firsts = (text.partition("\n")[0] for text in told)
    return sorted({f"{text.partition(':')[0]}: {FAULT}" for text in firsts if text.endswith(FAULT)})


def set_slow(root: Path) -> None:
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("\n  - communique\n", "\n  - communique: {fast: false}\n"), "utf-8")


@pytest.mark.slow
@pytest.mark.sample(1)
@pytest.mark.parametrize("is_slow", [False, True], ids=["fast", "slow"])
@pytest.mark.parametrize("name", [PERSON, HOME])
def test_its_pages_are_left_out_until_it_is_mended(root: Path, name: str, *, is_slow: bool):
    if is_slow:
        set_slow(root)
    assert make(root, root / "site") == []
    whole_site = files(root / "site")
    whole = append(root, name, BROKEN)
    for _ in range(2):
        told = make(root, root / "site")
        assert faults(told) == [f"site_templates/{name}: {FAULT}"]
        left = {path for path in whole_site.keys() - files(root / "site").keys() if path.endswith(".html")}
        own = {path for path in whole_site if path.startswith("persons/") and path.count("/") == 2}
        assert left == ({path for path in own if path.endswith(".html")} if name == PERSON else {"index.html"})
    (root / "site_templates" / name).write_text(whole, "utf-8")
    assert make(root, root / "site") == []
    assert files(root / "site") == whole_site


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("name", "page", "up"), [("pages/thing.md.j2", f"persons/{sample.MINISTER}.md", "../"), (HOME, "index.md", "")]
)
def test_every_build_reports_dead_links(root: Path, name: str, page: str, up: str):
    append(root, name, f"\n[gone](gone.md)\n[nowhere]({up}about.md#nowhere)\n")
    lost = ("`gone.md`, and there is no such page", "`about.md#nowhere`, and there is no such place")
    for _ in range(2):
        assert [text for text in make(root, root / "site") if text.startswith(f"{page} ")] == [
            f"{page} links to {where}" for where in sorted(lost)
        ]


@pytest.mark.parametrize(
    ("broken", "cause"),
    [("{% if %}", "Expected an expression"), ("{{ nosuch.foo() }}", "UndefinedError: 'nosuch' is undefined")],
)
def test_a_broken_template_of_the_theme_ends_the_build_with_its_place(root: Path, broken: str, cause: str):
    append(root, "theme/partials/footer.html", f"\n{broken}\n")
    result = tools.run(["mkdocs", "build", "-q"], root)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert f"error: {cause}" in result.stderr
    assert f" | {broken}" in result.stderr
    assert not files(root / "site")


def test_a_template_in_error_is_reported_once_with_the_number_of_its_pages(root: Path):
    append(root, PERSON, BROKEN)
    (told,) = make(root, root / "site")
    assert told.count("template-is-valid") == 1
    assert "\n   = and 8 more pages" in told
