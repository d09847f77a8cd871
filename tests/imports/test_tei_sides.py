"""Imported meetings: the dateline says when and where, and people under one heading have not met each other."""

from pathlib import Path

import pytest
from support.projects import communique

from generator import pages, pipeline
from generator.facts.model import Slot
from generator.pages.encounters import encounters
from generator.pages.site_index import SiteIndex
from generator.project.packaged import PACKAGED
from generator.schema.model import Ref

ROE = '<item><persName corresp="#p1">Ann Roe</persName>, Ambassador</item>'
LIND = '<item><persName corresp="#p2">Bo Lind</persName>, Interpreter</item>'
FOX = '<item><persName corresp="#p3">Cy Fox</persName>, Minister</item>'
HALE = '<item><persName corresp="#p4">Di Hale</persName>, Counselor</item>'
US, THEM = ROE + LIND, FOX + HALE
ACROSS = {("ann-roe", "cy-fox"), ("ann-roe", "di-hale"), ("bo-lind", "cy-fox"), ("bo-lind", "di-hale")}
DATELINE = '<placeName>Arden</placeName>, <date when="1973-05-09">May 9, 1973</date>'


def imported(root: Path, participants: str, dateline: str = DATELINE) -> SiteIndex:
    file = root / "memo.xml"
    head = f"<head>7. Memorandum</head><dateline>{dateline}</dateline><p>On fish.</p>"
    text = f'{head}<list type="participants">{participants}</list>'
    file.write_text(f'<div xmlns="http://www.tei-c.org/ns/1.0" type="document" xml:id="d7">{text}</div>', "utf-8")
    (root / "content/articles").mkdir(parents=True)
    assert communique(root, "import", "tei", str(file), "--front", "publisher=Office")[0] == 0
    assert communique(root, "extract")[0] == 0
    base, problems = pipeline.build_knowledge(root)
    assert not [each for each in problems if each.severity == "error"]
    templates, _ = pages.read_templates(PACKAGED, "en")
    assert templates is not None
    return pages.gather_site(base, templates.catalogue, "en", "A site")


@pytest.mark.parametrize(
    ("participants", "sides"),
    [
        (
            f"<item>For the U.S. side:<list>{US}</list></item><item>Delegation of Freedonia<list>{THEM}</list></item>",
            "us/",
        ),
        (f"<head>PARTICIPANTS</head><label>U.S.</label>{US}<label>Freedonian</label>{THEM}", "us/"),
        (f"<item>Sylvanian side</item>{US}<item>Freedonia:</item>{THEM}", "/"),
        (f"<item>Fredonia:</item>{US}<item>Others present:</item>{FOX}", "/"),
    ],
)
def test_people_under_one_heading_have_not_met_each_other(tmp_path: Path, participants: str, sides: str):
    site = imported(tmp_path, participants)
    met = {(each.person.id, each.other.id) for each in encounters(site)}
    assert met == {pair for pair in ACROSS if "Di Hale" in participants or "di-hale" not in pair}
    known = {each.side.id for each in encounters(site) if each.side}
    assert known == ({"us"} if sides == "us/" else set())
    people = {other.id for other, _ in site.meetings.met_most(Ref("person", "ann-roe"))}
    assert people == {other for one, other in met if one == "ann-roe"}


def test_a_heading_over_all_people_parts_nobody(tmp_path: Path):
    site = imported(tmp_path, f"<head>Participants</head>{THEM}")
    assert [(each.person.id, each.other.id) for each in encounters(site)] == [("cy-fox", "di-hale")]


def test_the_page_names_a_side_in_the_words_of_its_heading(tmp_path: Path):
    site = imported(tmp_path, f"<item>Sylvanian &lt;side&gt;:</item>{US}<item>U.S.</item>{THEM}")
    made, _ = pages.render(site.base, PACKAGED, "en", "A site")
    page = next(page.text for page in made if page.path.startswith("meetings/1973"))
    assert "<caption>Sylvanian &#60;side&#62; " in page.replace("&lt;", "&#60;").replace("&gt;", "&#62;")
    assert "Others" not in page.partition("cq-cite")[0]


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        (DATELINE, "arden"),
        (
            f'<date when="1973-05-09">9 May 1973</date>, {ROE[6:-7]}, <placeName>Arden</placeName>',
            "arden",
        ),
        ('<placeName>Mexico</placeName>, <date when="1973-05-09">May 9, 1973</date>', "mx"),
        ('<date when="1973-05-09">May 9, 1973</date>', ""),
    ],
)
def test_date_and_place_open_the_dateline(tmp_path: Path, dateline: str, place: str):
    base = imported(tmp_path, f"<head>Participants</head>{THEM}", dateline).base
    (meeting,) = base.by_kind["meeting"]
    wanted = {Slot("date"): "1973-05-09", **({Slot("place"): place} if place else {})}
    article = base.articles["d7"]
    for slot, value in wanted.items():
        assert base.records[meeting].text(slot.field) == value
        (fact,) = base.evidence[meeting][slot, value]
        words = article.annotations[fact.annotation].label
        assert (
            words.endswith("1973") or "1973" in words
            if slot.field == "date"
            else words in ("Arden", "Mexico", "Mexico, May 9, 1973")
        )
    assert [
        fact.slot.key for fact in base.by_article["d7"] if fact.slot.field == "participants" and not fact.slot.part
    ] == [
        ("cy-fox",),
        ("di-hale",),
    ]
