"""The side of a statement is the one that the speaker spoke for then, not the one of another article."""

import pytest
from support.projects import in_memory

from generator import pipeline
from generator.pages.speakers import side_of
from generator.pages.statements import gather_statements
from generator.schema.model import Ref

NORWAY, SWEDEN, PORT = Ref("country", "no"), Ref("country", "se"), Ref("organization", "port")
RECORDS = {
    "countries/no": "name: Norway\n",
    "countries/se": "name: Sweden\n",
    "organizations/port": "name: The port\n",
}
SEAT = "participants:\n  - person: ann-roe\n    for: port\n"
IN_OFFICE = "positions:\n  - title: mayor\n    for: port\n    from: 2024-01-01\n    to: 2025-01-01\n"
TWO = "positions:\n  - title: mayor\n    for: port\n  - title: Foreign Minister\n    for: 'no'\n"
ONE = "positions:\n  - title: Foreign Minister\n    for: 'no'\n"


@pytest.mark.parametrize(
    ("seat", "person", "said_for", "side"),
    [
        (SEAT, "country: 'no'\n", "", PORT),
        (SEAT, "country: 'no'\n", "    for: se\n", SWEDEN),
        ("", "country: 'no'\n", "", NORWAY),
        ("", IN_OFFICE + "country: 'no'\n", "", PORT),
        ("", TWO, "", None),
        ("", ONE, "", NORWAY),
        ("", "", "", None),
    ],
)
def test_a_statement_counts_towards_the_side_that_it_was_made_for(
    seat: str, person: str, said_for: str, side: Ref | None
):
    said = f"  - by: ann-roe\n    says: Good\n    on: 2024-05-03\n{said_for}"
    meeting = f"name: Talks\ndate: 2024-05-03\n{seat}accounts:\n{said}"
    files = {**RECORDS, "persons/ann-roe": f"name: Ann Roe\n{person}", "meetings/talks": meeting}
    project = in_memory({f"content/records/{name}.yaml": text for name, text in files.items()})
    base = pipeline.link(pipeline.load(project))
    (statement,) = gather_statements(base).all
    assert side_of(base, statement) == side


def test_what_somebody_says_on_behalf_of_a_person_is_among_that_persons_statements():
    meeting = "name: Talks\ndate: 2024-05-03\naccounts:\n  - speaker: an aide\n    for: ann-roe\n    says: Good\n"
    files = {"persons/ann-roe": "name: Ann Roe\n", "meetings/talks": meeting}
    project = in_memory({f"content/records/{name}.yaml": text for name, text in files.items()})
    base = pipeline.link(pipeline.load(project))
    statements = gather_statements(base)
    assert statements.own(Ref("person", "ann-roe")) == statements.all
    assert len(statements.all) == 1
