"""Whose sides met, and in which order names stand."""

import pytest
from support.projects import in_memory

from generator import pipeline
from generator.pages.meetings import gather_meetings
from generator.pages.sections import initial
from generator.schema.model import Ref
from generator.values.collation import collation_key

FRONT = "---\ntitle: T\ndate: 1960-01-02\npublisher: P\n---\n\n"
VISIT = "[[Bo]{person=bo country=gb} came to %s]{meeting=visit name=Visit on=1960-01-01 status=held}."


@pytest.mark.parametrize(
    ("hosts", "sides"),
    [
        ("[Ann Roe]{person=ann-roe as=host country=us}", ["gb", "us"]),
        ("[Geneva]{place=geneva country=ch}, guests of [Switzerland]{country=ch as=host}", ["gb"]),
        ("[Ann Roe]{person=ann-roe country=us}, guests of [the U.S.]{country=us as=host}", ["gb", "us"]),
    ],
)
def test_a_host_is_a_side_where_its_people_took_part(hosts, sides):
    records = {
        "content/records/meetings/visit.yaml": "name: Visit\ndate: 1960-01-01\nstatus: held\n",
        "content/records/countries/gb.yaml": "name: United Kingdom\n",
        "content/records/countries/us.yaml": "name: United States\n",
        "content/records/countries/ch.yaml": "name: Switzerland\n",
        "content/records/persons/bo.yaml": "name: Bo\ncountry: gb\n",
        "content/records/persons/ann-roe.yaml": "name: Ann Roe\ncountry: us\n",
        "content/records/places/geneva.yaml": "name: Geneva\ncountry: ch\n",
    }
    given = "" if "as=host" not in hosts else ("ann-roe" if "person=ann-roe as=host" in hosts else "")
    held = [f"hosts: [{given}]\n"] if given else []
    people = ["participants:\n  - person: bo\n    for: gb\n"]
    people += ["  - person: ann-roe\n"] if "ann-roe country" in hosts else []
    records["content/records/meetings/visit.yaml"] += "".join((*held, *people))
    article = {"content/articles/a.md": FRONT + VISIT % hosts + "\n"}
    base = pipeline.link(pipeline.load(in_memory({**records, **article})))
    assert sorted(ref.id for ref in gather_meetings(base).sides[Ref("meeting", "visit")]) == sides


def test_names_stand_where_readers_look_for_them():
    names = ["Яна", "Євген", "Жук", "Їжак", "Ігор", "Ángel", "Anna", "Zoe", "Ґава", "Гава", "Öst", "Ost"]
    order = ["Ángel", "Anna", "Ost", "Öst", "Zoe", "Гава", "Ґава", "Євген", "Жук", "Ігор", "Їжак", "Яна"]
    assert sorted(names, key=collation_key) == order
    assert sorted(["Åsa", "Zoe", "Ann"], key=lambda name: collation_key(name, "sv")) == ["Ann", "Zoe", "Åsa"]
    assert sorted(["Åsa", "Zoe", "Ann"], key=collation_key) == ["Ann", "Åsa", "Zoe"]
    assert [initial(name) for name in ("Ángel", "Євген", "Їжак", "7th")] == ["A", "Є", "Ї", "#"]
