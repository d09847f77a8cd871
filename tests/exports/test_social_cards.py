"""Social cards: what they say, in which scripts, and that a page names the one that it has."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from exported import URL, article, project, survey
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from PIL import Image
from support.sites import make
from support.tiers import scale

from generator import exports
from generator.exports.card_drawing import draw_card
from generator.pages.social_card import SocialCard, card_of_record
from generator.project.packaged import PACKAGED
from generator.schema.model import Ref

GENERAL = (PACKAGED / "theme/assets/communique/card.png").read_bytes()
TALKS = "[[Ann Roe]{person=ann-roe country=us} met [Bo Lind]{person=bo-lind country=no} on [Monday]{date=2031-03-03}]"


def card(title: str, *lines: str) -> bytes:
    return draw_card(SocialCard("Meeting", title, lines, "A site"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    text = f'{TALKS}{{meeting=talks status=held name="Talks on a bridge"}}.'
    records = {"countries/us": "name: United States\n", "countries/no": "name: Norway\n"}
    root = project(tmp_path / "site", {"news": article(text, date="2031-03-04")}, records)
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").write_text("# About\n", "utf-8")
    return root


def configure(root: Path, options: str, address: str = f"site_url: {URL}\n") -> None:
    plugin = f"plugins:\n  - communique: {{{options}}}\n"
    (root / "mkdocs.yml").write_text(
        f"site_name: A site\n{address}docs_dir: content/pages\ntheme: communique\n{plugin}"
    )


def test_a_meeting_s_card_says_title_date_and_sides(site: Path):
    made = card_of_record(survey(site), Ref("meeting", "talks"))
    assert made == SocialCard(
        "Meeting", "Talks on a bridge", ("3 March 2031 · Held", "Norway – United States"), "A site"
    )


def test_a_page_names_its_own_card_and_other_pages_the_site_s(site: Path):
    configure(site, "cards: true")
    assert make(site, site / "site") == []
    for page, own in (("meetings/talks", "meetings/talks/card.png"), ("articles/news", "articles/news/card.png")):
        html = (site / "site" / page / "index.html").read_text("utf-8")
        assert re.findall('og:image" content="([^"]*)"', html) == [URL + own]
        with Image.open(site / "site" / own) as picture:
            assert picture.size == (1200, 630)
    for page in ("index.html", "timeline/index.html"):
        assert f"{URL}assets/communique/card.png" in (site / "site" / page).read_text("utf-8")


@pytest.mark.parametrize(("address", "lacks"), [("", "`site_url`"), (f"site_url: {URL}\n", "Pillow")])
def test_what_cards_lack_is_said(
    site: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, address: str, lacks: str
):
    configure(site, "cards: true", address)
    if address:
        monkeypatch.setattr("generator.mkdocs_build.can_draw", lambda: False)
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins.on_config(config)
    assert lacks in caplog.text
    assert not config.plugins["communique"].build.request.has_cards


def test_a_large_site_has_no_cards_of_its_own(site: Path):
    found = survey(site, URL)
    assert not [each for each in exports.plan(found, URL) if each.path.endswith("card.png")]
    with_cards = [each.path for each in exports.plan(replace(found, has_cards=True), URL) if each.path.endswith(".png")]
    assert len(with_cards) == len(found.base.records) + len(found.base.articles)


@pytest.mark.parametrize("title", ["李明", "محمد", "", "\u200b", "Talks 🕊"])
def test_a_title_in_other_scripts_has_the_general_card(title: str):
    assert card(title) == GENERAL


def test_a_line_in_another_script_is_left_out():
    assert card("Talks", "李明") == card("Talks")
    assert card("Talks", "Łódź, Київ") != card("Talks")


def test_a_composed_and_a_decomposed_title_look_the_same():
    assert card("Žižek") == card("Z\u030ciz\u030cek")


@settings(max_examples=scale(12, 200), deadline=None)
@given(st.text(alphabet="aÄłжї -\n\t1", max_size=200))
def test_every_title_that_the_fonts_cover_fits(title: str):
    with Image.open(io.BytesIO(card(title, title))) as picture:
        colours = picture.convert("RGB")
        edge = {colours.getpixel((x, y)) for x in (1190, 1199) for y in range(20, 600, 7)}
    assert len(edge) == 1 or not title.strip()
