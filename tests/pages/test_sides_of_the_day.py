"""Whom people represented, met and visited: nothing is carried over from another day or another person."""

from pathlib import Path

import pytest

from generator.pages.contacts import contacts
from generator.pages.encounters import encounters
from generator.pages.site_index import SiteIndex
from generator.pages.speakers import by_side
from generator.pages.trips import trips
from generator.pages.views.contacts import of_persons, of_sides
from generator.schema.model import Ref
from tests.exports.exported import article, project, survey

SE, NO, CH = (Ref("country", id_) for id_ in ("se", "no", "ch"))
COUNTRIES = {f"countries/{id_}": f"name: {id_.upper()}\n" for id_ in ("no", "se", "ch", "suhh", "ru")}


def site_of(folder: Path, *texts: tuple[str, str]) -> SiteIndex:
    told = {f"a{number}": article(text, date=date) for number, (date, text) in enumerate(texts)}
    return survey(project(folder, told, COUNTRIES))


def sides(site: SiteIndex, meeting: str) -> list[str]:
    return sorted(side.id for side in site.meetings.sides[Ref("meeting", meeting)])


THEN = (
    "[[Uri]{person=uri for=%s} met [Ada]{person=ada country=no} on [a day]{date=1985-10-01}]{meeting=then status=held}."
)
LATER = "[[Uri]{person=uri} met [Ada]{person=ada} on [a day]{date=1986-05-01}]{meeting=later status=held}."


@pytest.mark.parametrize(("represented", "expected"), [("suhh", ["no"]), ("ru", ["no", "ru"])])
def test_a_country_counts_only_where_sources_name_no_other(tmp_path: Path, represented: str, expected: list[str]):
    now = "[Uri]{person=uri country=ru} lives in Moscow."
    site = site_of(tmp_path, ("2021-10-02", THEN % represented), ("2021-10-03", now), ("2021-10-04", LATER))
    assert sides(site, "then") == sorted({"no", represented})
    assert sides(site, "later") == expected
    assert (Ref("country", "ru") in site.meetings.by_side) == ("ru" in expected)


def test_another_country_of_a_position_leaves_the_side_open(tmp_path: Path):
    office = "[Uri]{person=uri role=minister for=suhh} spoke."
    now = "[Uri]{person=uri country=ru} lives in Moscow."
    site = site_of(tmp_path, ("2021-10-02", office), ("2021-10-03", now), ("2021-10-04", LATER))
    assert sides(site, "later") == []


@pytest.mark.parametrize(("on", "expected"), [("2021-11-20", ["se", "se"]), ("2024-11-01", ["se", None])])
def test_a_seat_gives_no_side_to_what_was_said_years_later(tmp_path: Path, on: str, expected: list[str | None]):
    met = "[[Wit]{person=wit for=se country=se} met [Ada]{person=ada}]{meeting=talks on=2021-11-01 status=held}."
    first = f"{met} [Good]{{.quote by=wit about=talks on=2021-11-01}}."
    second = f"[Wit]{{person=wit country=no}}: [Bad]{{.quote by=wit about=talks on={on}}}."
    site = site_of(tmp_path, ("2021-11-02", first), (on, second))
    found = {
        said.parts["says"]: side.id if side else None
        for side, all_ in by_side(site.base, site.statements.all)
        for said in all_
    }
    assert [found["Good"], found["Bad"]] == expected


def test_the_date_of_the_article_tells_when_something_was_said(tmp_path: Path):
    met = "[[Wit]{person=wit for=se} met [Ada]{person=ada}]{meeting=talks on=2021-11-01 status=held}."
    site = site_of(tmp_path, ("2021-11-02", met), ("2024-11-02", "[Bad]{.quote by=wit about=talks}."))
    assert SE not in site.voices


SHUTTLE = (
    "[[Tea]{person=tea country=ch%s} went between [Rex]{person=rex country=se} and [Sue]{person=sue country=no} in "
    "[Geneva]{place=geneva country=ch}]{meeting=talks on=2024-05-21 status=held format=shuttle}."
)


@pytest.mark.parametrize("mediates", [" capacity=mediator", ""])
def test_those_between_whom_a_mediator_goes_do_not_meet(tmp_path: Path, mediates: str):
    site = site_of(tmp_path, ("2024-05-22", SHUTTLE % mediates))
    pairs = {("rex", "tea"), ("sue", "tea")} if mediates else set()
    assert {(each.person.id, each.other.id) for each in encounters(site)} == pairs
    assert {(each.one.id, each.other.id) for each in of_persons(site, 9).ranked()} == pairs
    of_states = {("ch", "no"), ("ch", "se")} if mediates else set()
    assert {(each.one.id, each.other.id) for each in of_sides(site, 9).ranked()} == of_states
    met = [row.side for row in contacts(site.base, site.meetings, SE, "2024-06-01").rows]
    assert met == ([CH] if mediates else [])
    assert [who.id for who, _ in site.meetings.met_most(Ref("person", "rex"))] == (["tea"] if mediates else [])
    assert not list(trips(site.base, site.meetings, Ref("person", "rex")))


@pytest.mark.parametrize(("presence", "went"), [("", 1), (" presence=part", 1), (" presence=remote", 0)])
def test_who_joins_from_afar_goes_nowhere(tmp_path: Path, presence: str, went: int):
    text = (
        f"[[Ole]{{person=ole country=se{presence}}} met [Pia]{{person=pia country=no}} in "
        "[Geneva]{place=geneva country=ch}]{meeting=talks on=2024-05-19 status=held format=in-person}."
    )
    site = site_of(tmp_path, ("2024-05-20", text))
    assert len(list(trips(site.base, site.meetings, Ref("person", "ole")))) == went


@pytest.mark.parametrize(
    ("start", "end", "role"),
    [
        ("2020", "2026", "consul"),
        ("2020~", "2026", ""),
        ("2020?", "2026", ""),
        ("2020", "2026%", ""),
        ("2020", "2024-05", ""),
        ("2024-05", "2026", ""),
    ],
)
def test_a_doubtful_or_wide_bound_gives_no_role(tmp_path: Path, start: str, end: str, role: str):
    office = f'[Max]{{person=max role=consul for=se from="{start}" until="{end}"}} spoke.'
    met = "[[Max]{person=max} met [Ada]{person=ada} on [a day]{date=2024-05-15}]{meeting=talks status=held}."
    site = site_of(tmp_path, ("2024-04-01", office), ("2024-05-16", met))
    assert [each.role for each in site.meetings.by_person[Ref("person", "max")]] == [role]


@pytest.mark.parametrize(("country", "side"), [("se", "alliance"), ("ch", "ch"), ("", "ch")])
def test_the_seat_of_an_alliance_is_no_side(tmp_path: Path, country: str, side: str):
    own = f" country={country}" if country else ""
    text = (
        f"[[Pia]{{person=pia role=secretary for=alliance{own}}} met [Ada]{{person=ada country=no}}]"
        "{meeting=talks on=2024-05-10 status=held}. [The Alliance]{org=alliance country=ch}. "
        "[Good]{.quote by=pia about=talks on=2024-05-10}."
    )
    site = site_of(tmp_path, ("2024-05-11", text))
    assert sides(site, "talks") == sorted(["no", side])
    assert [voice.id for voice in site.voices] == [side]
