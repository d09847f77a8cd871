"""The navigation leads to no page that has nothing to show."""

import logging
import re
from pathlib import Path

import pytest
from support.sites import make

from generator import pages, pipeline
from generator.catalogue import read_words
from generator.project.packaged import PACKAGED
from generator.rendering.navigation import default_navigation, drop_empty_views, empty_views

CONFIGURATION = "site_name: Talks\ndocs_dir: content/pages\ntheme: communique\nplugins: [communique]\n"
NAV = """nav:
  - Home: index.md
  - Where: ./map.md
  - More:
      - Mended: corrections.md
      - topics/index.md
  - All:
      - People: persons/index.md
      - places/index.md
"""
ALWAYS = {"index.md", "codebook.md", "downloads/index.md"}
MEETING = "name: Talks\ndate: 2025-12-02\n"
WORLDS = {
    "empty": ({}, ALWAYS),
    "a topic": ({"topics/x": "name: X\n"}, {*ALWAYS, "topics/index.md", "quality.md"}),
    "a meeting": ({"meetings/m": MEETING}, {*ALWAYS, "meetings/index.md", "timeline.md", "quality.md"}),
    "two people": (
        {
            "meetings/m": f"{MEETING}place: oslo\nparticipants:\n  - person: ann\n  - person: bo\n",
            "places/oslo": "name: Oslo\n",
            "persons/ann": "name: Ann Roe\n",
            "persons/bo": "name: Bo Lind\n",
        },
        {
            *ALWAYS,
            *(f"{kind}/index.md" for kind in ("meetings", "persons", "places")),
            *("timeline.md", "who-met-whom.md", "people-by-side.md", "quality.md"),
        },
    ),
}


def add(root: Path, records: dict[str, str]) -> Path:
    for name, text in records.items():
        path = root / f"content/records/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def leads(nav: object) -> set[str]:
    """The pages that a navigation leads to."""
    if isinstance(nav, str):
        return {nav}
    return set().union(*map(leads, nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()))


@pytest.mark.parametrize("name", WORLDS)
def test_the_default_navigation_leads_to_what_has_something_to_show(tmp_path: Path, name: str):
    records, expected = WORLDS[name]
    words = read_words(PACKAGED, "en")[0]
    site = pages.gather_site(pipeline.build_knowledge(add(tmp_path, records))[0], words, "en", "Talks")
    plan = {page.path: page.is_empty for page in pages.plan(site)}
    left_out = empty_views(plan, [path for path, is_empty in plan.items() if is_empty], ())
    assert leads(default_navigation(plan.keys() - left_out, (), words)) == expected


def test_a_configured_navigation_leaves_out_empty_views_and_says_why(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION + NAV, "utf-8")
    with caplog.at_level(logging.INFO, "mkdocs"):
        assert make(tmp_path, tmp_path / "site") == []
    told = [text for text in caplog.messages if text.startswith("the navigation leaves out")]
    assert told == [
        "the navigation leaves out `map.md`: a map needs meetings at two places or more",
        "the navigation leaves out `corrections.md`: nothing was corrected or rejected",
        *(
            f"the navigation leaves out `{kind}/index.md`: the page would be empty"
            for kind in ("topics", "persons", "places")
        ),
    ]
    home = tmp_path / "site/index.html"
    assert _tabs(home) == ["Home"]
    add(tmp_path, WORLDS["two people"][0])
    make(tmp_path, tmp_path / "site")
    assert _tabs(home) == ["Home", "All"]
    make(tmp_path, tmp_path / "site")
    assert _tabs(home) == ["Home", "All"]


def _tabs(home: Path) -> list[str]:
    text = re.sub(r"\s+", " ", home.read_text("utf-8"))
    return [title.strip() for title in re.findall(r'class="md-tabs__link"[^>]*>([^<]+)<', text)]


def test_a_misspelt_page_and_a_page_of_ones_own_are_left_to_mkdocs():
    log = logging.getLogger("mkdocs.test")
    nav = [{"Map": "mapp.md"}, "topics/index.md", {"Elsewhere": "https://example.org"}]
    left_out = empty_views({"map.md", "corrections.md", "topics/index.md"}, ["topics/index.md"], {"topics/index.md"})
    assert drop_empty_views(nav, left_out, log) == nav


def test_a_navigation_of_nothing_else_leads_home():
    log = logging.getLogger("mkdocs.test")
    assert drop_empty_views([{"More": ["map.md"]}], empty_views((), (), ()), log) == ["index.md"]
