"""The role that lists and leads show of a person is one that the newest sources give for that side."""

from pathlib import Path

import pytest

from generator.pages.blocks import note
from generator.pages.intro import description
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from generator.search.entries import entry
from tests.exports.exported import article, project, survey

COUNTRIES = {f"countries/{id_}": f"name: {id_.upper()}\n" for id_ in ("no", "se", "suhh", "ru")}
KAY = Ref("person", "kay")
OFFICE = "[[Kay]{person=kay role=envoy for=se%s} met [Ada]{person=ada country=no} on [a day]{date=%s}]{meeting=m%s}."
BANK = "[Kay]{person=kay role=director for=bank country=no} spoke. [The Bank]{org=bank}."


def site_of(folder: Path, *texts: tuple[str, str], more: str = "") -> SiteIndex:
    told = {f"a{number}": article(text, date=date, more=more) for number, (date, text) in enumerate(texts)}
    return survey(project(folder, told, COUNTRIES))


def lead(site: SiteIndex) -> str:
    return description(site, KAY)


@pytest.mark.parametrize(
    ("later", "begins"),
    [
        ([], "Envoy (SE)."),
        ([("2024-11-02", BANK)], "Director (the Bank)."),
        ([("2024-11-02", "[Kay]{person=kay} spoke.")], "Took part"),
    ],
)
def test_the_lead_tells_the_role_of_the_newest_sources(tmp_path: Path, later: list[tuple[str, str]], begins: str):
    site = site_of(tmp_path, ("2021-11-02", OFFICE % ("", "2021-11-01", "")), *later)
    assert lead(site).lower().startswith(begins.lower())


def test_an_office_that_has_ended_is_no_lead(tmp_path: Path):
    ended = " from=2010-01-01 until=2012-01-01"
    site = site_of(tmp_path, ("2022-01-03", OFFICE % (ended, "2010-03-01", "")))
    assert [each.role for each in site.meetings.by_person[KAY]] == ["envoy"]
    assert lead(site).startswith("Took part")
    assert entry(site, KAY).note == ""


def test_what_somebody_was_at_an_earlier_meeting_is_not_what_they_are(tmp_path: Path):
    site = site_of(tmp_path, ("2021-10-02", OFFICE % ("", "1985-10-01", "")))
    assert [each.role for each in site.meetings.by_person[KAY]] == ["envoy"]
    assert lead(site).startswith("Took part")
    assert note(site, KAY) == ""


def test_no_list_tells_a_role_that_its_publisher_took_back(tmp_path: Path):
    more = "retracted: 2021-11-03\n"
    site = site_of(tmp_path, ("2021-11-02", "[Kay]{person=kay role=envoy country=se} resigned."), more=more)
    assert note(site, KAY) == entry(site, KAY).note == ""


def test_a_role_stands_beside_its_own_side(tmp_path: Path):
    site = site_of(tmp_path, ("2024-11-02", BANK))
    assert note(site, KAY) == "Director, The Bank"
