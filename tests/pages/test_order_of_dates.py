"""No page says what was first, last or latest, or how long ago, where dates leave it open."""

from pathlib import Path

import pytest

from generator.pages.contacts import contacts
from generator.pages.coverage import measure_coverage
from generator.pages.dates import surely_first, surely_last
from generator.pages.home import context
from generator.pages.intro import description
from generator.schema.model import Ref
from tests.exports.exported import article, project, survey

SE, ANN = Ref("country", "se"), Ref("person", "ann")


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (["2024-05-03"], "2024-05-03", "2024-05-03"),
        (["2024-05~"], "2024-05~", "2024-05~"),
        (["2024-05-03", "2024-05-01"], "2024-05-01", "2024-05-03"),
        (["2024-05-03", "2024"], "", ""),
        (["2024-05-03", "2023"], "2023", "2024-05-03"),
        (["2024-05-03", "2024-05"], "", ""),
        (["2024-06-03", "2024-05"], "2024-05", "2024-06-03"),
        (["2024-05-03", "2024-03-01/.."], "", ""),
        (["2024-05-03", "../2024-03-01"], "../2024-03-01", "2024-05-03"),
        (["2024-05-03", "2023-05-03~"], "", ""),
        (["2024-05-03", "2023-05?"], "", ""),
        (["2024-05-03", "198X"], "198X", "2024-05-03"),
    ],
)
def test_first_and_last_are_named_only_where_they_are_sure(dates: list[str], first: str, last: str):
    assert (surely_first(dates), surely_last(reversed(dates))) == (first, last)


@pytest.mark.parametrize(
    ("dates", "days", "lead", "is_sure"),
    [
        (["2024-05-03", "2024-05-20"], 12, "Took part in 2 meetings, from 3 May 2024 to 20 May 2024.", True),
        (["2024-05-03", "2024"], None, "Took part in 2 meetings.", False),
        (["2024-05", "2024-04-03"], None, "Took part in 2 meetings, from 3 April 2024 to May 2024.", True),
        (["2024-05-20~", "2024-04-03"], None, "Took part in 2 meetings.", False),
        (["2024-05-20", "2024-05-20"], 12, "Took part in 2 meetings, on 20 May 2024.", False),
        (
            ["2024-05-03T23:30[America/New_York]", "2024-05-04T00:30[Asia/Tokyo]"],
            None,
            "Took part in 2 meetings.",
            False,
        ),
    ],
)
def test_vague_dates_give_no_order(tmp_path: Path, dates: list[str], days: int | None, lead: str, is_sure: bool):  # noqa: FBT001 -- a case
    people = "[[Ann]{person=ann country=se} met [Bob]{person=bob country=no}]"
    met = "\n".join(f'{people}{{meeting=m{n} on="{date}" status=held}}.' for n, date in enumerate(dates))
    records = {f"countries/{id_}": f"name: {id_.upper()}\n" for id_ in ("no", "se")}
    site = survey(project(tmp_path, {"a": article(met, date="2024-06-01")}, records))
    assert [row.days for row in contacts(site.base, site.meetings, SE, "2024-06-01").rows] == [days]
    assert description(site, ANN) == lead
    assert context(site, measure_coverage(site)).is_latest_sure == is_sure
