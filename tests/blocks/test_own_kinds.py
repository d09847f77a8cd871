"""Kinds that a site adds get the blocks of ours that their fields call for."""

import json

import pytest
from small_sites import article, block, extracted, made_pages, words

from generator.pages.model import Page
from generator.pages.references import page_kinds
from generator.schema import read_schema
from generator.text.source import SourceText

SUMMIT = """
label: Summit
plural: summits
heading: Summits
description: A gathering.
annotation: summit
timeline: opened
fields:
  opened: {type: date, label: Opened, attributes: ["on"], takes: [{annotation: date, inline: true, block: true}]}
  place:
    {type: reference, to: [place], label: Place, attributes: [place], inverse: {name: summits_here, label: Summits}}
  status: {type: choice, label: Status, values: {planned: Planned, held: Held}, attributes: [status]}
  hosts:
    type: reference
    to: [country]
    label: Hosts
    many: true
    takes: [{annotation: country, as: host}]
    inverse: {name: summits_hosted, label: Summits hosted}
  after:
    {type: reference, to: [summit], label: After, attributes: [after], inverse: {name: summits_after, label: Next}}
  attendees:
    type: group
    label: Attendees
    many: true
    key: [who]
    takes: [{annotation: person, as: participant, inline: true}]
    fields:
      who:
        {type: reference, to: [person], label: Who, required: true, inverse: {name: summits, label: Summits}}
      for:
        {type: reference, to: [country], label: For, attributes: [for], inverse: {name: at_summits, label: Summits}}
      role: {type: text, label: Role, attributes: [role]}
"""
TEXT = """[[Ann Roe]{person=ann-roe role=envoy for=fr} and [Bo Lind]{person=bo-lind role=minister for=se} met in
[the Old Town Hall]{place=hall country=se} as [Sweden]{country=se as=host} opened it on
[5 March]{date=2030-03-05}]{summit=second name="Second summit" status=held place=hall after=first}.

[The first one]{summit=first name="First summit" on=2029-03-05 status=held} was a year before.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    folder = tmp_path_factory.mktemp("own")
    files = {"schema/summit.yaml": SUMMIT, "articles/a.md": article(TEXT, "2030-03-06", "The summit")}
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return made_pages(extracted(folder))


@pytest.fixture(scope="module")
def pages(site: dict[str, Page]) -> dict[str, str]:
    return {path: page.text for path, page in site.items()}


def test_a_kind_with_people_on_a_date_has_the_page_of_a_meeting(pages: dict[str, str]):
    page = pages["summits/second.md"]
    room = words(block(page, "Who was in the room"))
    assert "Ann Roe Envoy" in room
    assert "Bo Lind Minister" in room
    assert "Previous round First summit" in words(page)
    assert "Next round Second summit" in words(pages["summits/first.md"])


def test_its_people_sides_and_places_list_it(pages: dict[str, str]):
    assert "5 March 2030 Second summit Envoy" in words(block(pages["persons/ann-roe.md"], "Meetings"))
    assert "Second summit" in words(block(pages["countries/fr.md"], "Meetings attended"))
    assert "Second summit" in words(block(pages["countries/se.md"], "Meetings hosted"))
    assert "Second summit" in words(block(pages["places/hall.md"], "Meetings held here"))


def test_what_a_page_lists_already_is_not_listed_again(pages: dict[str, str]):
    for path in ("persons/ann-roe.md", "countries/fr.md", "countries/se.md", "places/hall.md"):
        assert "## Summits" not in pages[path], path


def test_its_things_have_preview_cards_with_their_dates(pages: dict[str, str]):
    cards = pages["persons/ann-roe.md"].partition('<div class="cq-previews"')[2]
    assert "Second summit" in cards
    assert "5 March 2030" in cards


def test_machines_read_its_date_place_and_people(site: dict[str, Page]):
    data = json.loads(json.dumps(site["summits/second.md"].json_ld))
    assert data["startDate"] == "2030-03-05"
    assert data["location"]["name"] == "Old Town Hall"
    assert [each["attendee"]["name"] for each in data["attendee"]] == ["Ann Roe", "Bo Lind"]


def test_a_kind_is_like_the_one_whose_fields_it_has():
    own = [
        SourceText("content/schema/summit.yaml", SUMMIT),
        SourceText(
            "content/schema/island.yaml",
            "label: Island\nplural: islands\nheading: Islands\ndescription: x\nannotation: island\n"
            "fields:\n  at: {type: coordinates, label: At}\n",
        ),
        SourceText(
            "content/schema/colour.yaml",
            "label: Colour\nplural: colours\nheading: Colours\ndescription: x\nannotation: colour\nfields: {}\n",
        ),
    ]
    schema, problems = read_schema(own)
    assert problems == ()
    found = page_kinds(schema)
    assert {name: found[name] for name in ("summit", "island", "colour", "person")} == {
        "summit": "meeting",
        "island": "place",
        "colour": "",
        "person": "person",
    }
