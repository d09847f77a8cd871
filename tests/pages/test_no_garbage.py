"""What is rendered is let go of without a search for garbage, which would keep the text of every page until then."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import Environment

from generator.pages.plan import plan
from generator.pages.render import read_templates
from generator.rendering.page_shell import PageShell, PageView, TableOfContents
from tests.exports.exported import article, project, survey

TEMPLATES = Path(__file__).parents[2] / "site_templates"
TEXT = "[Kay]{person=kay role=envoy for=se} met [Ada]{person=ada country=no}: “[Good.]{.quote by=kay}”"
MACRO = "{% macro line(text) %}{{ text }}{{ page.title }}{% endmacro %}{{ line('a ') }}"


@contextmanager
def found() -> Iterator[list[int]]:
    """How many objects only the collector finds."""
    gc.collect()
    gc.disable()
    number: list[int] = []
    try:
        yield number
        number.append(gc.collect())
    finally:
        gc.enable()


def test_pages_leave_none(tmp_path: Path):
    site = survey(project(tmp_path, {"a": article(f"[{TEXT} on [a day]{{date=2024-01-02}}]{{meeting=m}}.")}, {}))
    templates, _ = read_templates(TEMPLATES, "en")
    assert templates
    planned = tuple(plan(site))
    texts = [templates.page(each)[0] for each in planned]
    with found() as number:
        assert [templates.page(each)[0] for each in planned] == texts
    assert number == [0]


def test_the_theme_leaves_none():
    template = Environment(autoescape=True).from_string(MACRO)
    shell = PageShell((b"<p>", "piece"), {}, {"piece": template}, b"")
    page = PageView("a/", "A page", {}, TableOfContents([]), None, "2024-01-02")
    assert shell.fill(page, "") == b"<p>a A page"
    with found() as number:
        shell.fill(page, "")
    assert number == [0]
