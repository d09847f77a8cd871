"""A page is as of the newest source of a fact that stands on it."""

from pathlib import Path

import pytest

from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from tests.exports.exported import article, project, survey

NORWAY, KAY, ADA, OSLO = Ref("country", "no"), Ref("person", "kay"), Ref("person", "ada"), Ref("place", "oslo")
TALKS = Ref("meeting", "talks")
COUNTRIES = {f"countries/{id_}": f"name: {id_.upper()}\n" for id_ in ("no", "se")}
PLAN = (
    "[[Kay]{person=kay for=no} will meet [Ada]{person=ada for=se} in [Oslo]{place=oslo} "
    "on [Friday]{date=2025-05-09}]{meeting=talks status=planned}. [Oslo]{place=oslo country=no}."
)
LATER = {
    "its end": "[The talks]{meeting=talks status=cancelled} were called off.",
    "an office": "[Kay]{person=kay role=envoy for=no from=2025-05-01} was in the city.",
}


def site_of(folder: Path, later: str = "", more: str = "", records: dict[str, str] | None = None) -> SiteIndex:
    articles = {"a1": article(PLAN, date="2025-05-02")}
    articles |= {"a2": article(later, date="2025-06-03", more=more)} if later else {}
    return survey(project(folder, articles, COUNTRIES | (records or {})))


@pytest.mark.parametrize(
    ("later", "changed", "kept"),
    [
        (LATER["its end"], [NORWAY, KAY, ADA, OSLO, TALKS], []),
        (LATER["an office"], [NORWAY, KAY, TALKS], [ADA, OSLO]),
        ("[“No,”]{.quote by=kay about=talks} he said.", [NORWAY, KAY, TALKS], [ADA, OSLO]),
        ("[An aide]{person=lee} spoke of [the talks]{meeting=talks}.", [TALKS], [NORWAY, KAY, ADA, OSLO]),
    ],
)
def test_a_page_is_no_older_than_a_fact_on_it(tmp_path: Path, later: str, changed: list[Ref], kept: list[Ref]):
    as_of = site_of(tmp_path, later).fragments.as_of
    assert {ref: as_of(ref) for ref in (*changed, *kept)} == {
        **dict.fromkeys(changed, "2025-06-03"),
        **dict.fromkeys(kept, "2025-05-02"),
    }


def test_a_retraction_is_news_on_all_pages_that_tell_it(tmp_path: Path):
    site = site_of(tmp_path, LATER["its end"], "retracted: 2025-07-04\n")
    assert {site.fragments.as_of(ref) for ref in (NORWAY, KAY, ADA, OSLO, TALKS)} == {"2025-07-04"}


def test_a_source_that_a_person_cites_counts(tmp_path: Path):
    cited = "duration: two hours\nsources:\n  duration: https://example.org/ 2025-08-05\n"
    site = site_of(tmp_path, records={"meetings/talks": f"name: The talks\ndate: 2025-05-09\n{cited}"})
    assert {site.fragments.as_of(ref) for ref in (NORWAY, KAY, OSLO, TALKS, None)} == {"2025-08-05"}
