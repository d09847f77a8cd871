"""Meetings that a text denies, doubts, imagines or asks about are not held; who stayed away did not take part."""

import pytest
from drafts import drafted, found, only, people

from generator.drafting import MeetingEntry, Register

KNOWN = people("Ann Roe", "Bo Lind", "Cy Dahl")
MET = "Ann Roe met Bo Lind in Oslo on Tuesday"
PAIR = frozenset({"ann-roe", "bo-lind"})
OLD = Register(KNOWN.entries, (MeetingEntry("2023-05-03-lake", "2023-05-03", "", PAIR),))
LATE = Register(KNOWN.entries, (MeetingEntry("2025-11-20-lake", "2025-11-20", "", PAIR),))


@pytest.mark.parametrize(
    "text",
    [
        f"It is not true that {MET}.", f"A rumour that {MET} proved unfounded.", f"Nobody believed that {MET}.",
        f"Anyone claiming that {MET} is lying.", f"The idea that {MET} is absurd.", f"Cy Dahl doubts {MET}.",
        f"In her novel, {MET}.", f"If {MET}, he never said so.", f"Cy Dahl asked whether {MET}.",
        f"Perhaps {MET}.", f"“{MET},” Cy Dahl claimed.",
        "Had Ann Roe met Bo Lind in Oslo, all would be well.", "Did Ann Roe meet Bo Lind in Oslo on Tuesday?",
        "Ann Roe skipped a meeting with Bo Lind in Oslo.", "Ann Roe almost met Bo Lind in Oslo.",
        "Ann Roe allegedly met Bo Lind in Oslo.", "Neither Ann Roe nor Bo Lind met Cy Dahl.",
        "Cy Dahl met neither Ann Roe nor Bo Lind.", "Far from meeting Bo Lind, Ann Roe left.",
        "Ann Roe no longer plans to meet Bo Lind.", "Ann Roe is not expected to meet Bo Lind on Friday.",
        "Cy Dahl said Ann Roe would have met Bo Lind on Friday had she asked.",
        "Ann Roe turned down an invitation to meet Bo Lind in Oslo.", "Cy Dahl asked Ann Roe to meet Bo Lind in Oslo.",
    ],
)  # fmt: skip
def test_what_a_sentence_does_not_claim_is_no_meeting(text: str):
    assert found(text, "meeting", known=KNOWN) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ганна Роєнко не зустрілася з Андрієм Мельником у вівторок.",
        "Чутки, що Ганна Роєнко зустрілася з Андрієм Мельником, неправдиві.",
        "Якби Ганна Роєнко зустрілася з Андрієм Мельником, був би мир.",
        "Ганна Роєнко ледь не зустрілася з Андрієм Мельником.",
    ],
)
def test_nor_is_it_in_ukrainian(text: str):
    assert found(text, "meeting", language="uk") == []


@pytest.mark.parametrize(
    "text",
    [
        "Without Cy Dahl, Ann Roe met Bo Lind.",
        "Ann Roe met Bo Lind, but not Cy Dahl, in Oslo.",
        "Ann Roe and Bo Lind met without Cy Dahl.",
    ],
)
def test_who_stayed_away_is_no_participant(text: str):
    assert {id_ for kind, id_ in only(text, "meeting", KNOWN).parts if kind == "person"} == PAIR


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{MET} after Friday's talks were cancelled.", "held"),
        (f"{MET}, two days after a round in Riga was called off.", "held"),
        (f"After a meeting with Cy Dahl was cancelled, {MET}.", "held"),
        (f"Ann Roe, who never went to Riga, {MET[8:]}.", "held"),
        ("Ann Roe denied wrongdoing and met Bo Lind in Oslo.", "held"),
        ("Ann Roe did not go to Riga but met Bo Lind in Oslo.", "held"),
        ("Ann Roe will meet Bo Lind on Friday because Tuesday's talks were postponed.", "planned"),
        (f"Reports that {MET} were denied by both.", "denied"),
        (f"Cy Dahl dismissed reports that {MET}.", "denied"),
    ],
)
def test_its_own_clause_tells_whether_a_meeting_took_place(text: str, status: str):
    meeting = only(text, "meeting", KNOWN)
    assert dict(meeting.attributes)["status"] == status
    assert {id_ for kind, id_ in meeting.parts if kind == "person"} == PAIR


@pytest.mark.parametrize(
    ("text", "known", "id_"),
    [
        ("Ann Roe and Bo Lind met.", OLD, "meeting-roe-lind"),
        ("Ann Roe and Bo Lind never met.", LATE, "meeting-roe-lind"),
        ("Ann Roe and Bo Lind will meet again.", LATE, "meeting-roe-lind"),
        ("Ann Roe and Bo Lind met.", LATE, "2025-11-20-lake"),
        ("Ann Roe and Bo Lind met on 3 May 2023.", OLD, "2023-05-03-lake"),
        ("Talks in Riga on 20 November were short.", LATE, "2025-11-20-riga"),
    ],
)
def test_a_meeting_without_a_day_is_no_old_one(text: str, known: Register, id_: str):
    assert only(text, "meeting", known).id == id_


def test_a_claim_that_somebody_made_stays_a_meeting():
    texts = (f"Cy Dahl said on Monday that {MET}.", f"Cy Dahl confirmed that {MET}.", f"“No,” she said when {MET}.")
    statuses = [
        [dict(p.attributes)["status"] for p in drafted(t, KNOWN).proposals if p.kind == "meeting"] for t in texts
    ]
    assert statuses == [["held"]] * 3


@pytest.mark.parametrize(
    "text",
    [
        f"The Daily Post wrote that {MET}. The government denied that Ann Roe had met Bo Lind.",
        f"{MET}, the Daily Post wrote. Bo Lind’s office denied that he had met Ann Roe in Oslo.",
    ],
)
def test_a_claim_and_its_denial_are_of_one_meeting_and_unsure(text: str):
    meetings = [each for each in drafted(text, KNOWN).proposals if each.kind == "meeting"]
    assert {(each.id, each.confidence) for each in meetings} == {("2025-12-02-oslo", "unsure")}
    assert sorted(dict(each.attributes)["status"] for each in meetings) == ["denied", "held"]


@pytest.mark.parametrize(
    "text",
    [
        f"{MET}, which Lind denies.",
        f"The paper wrote that {MET}, a report which her office denied.",
        f"According to the Daily Post, {MET}, but Ann Roe denied meeting Bo Lind.",
        f"{MET}, reports say. Lind denied this.",
    ],
)
def test_what_is_denied_behind_it_is_denied(text: str):
    assert dict(only(text, "meeting", KNOWN).attributes)["status"] == "denied"


@pytest.mark.parametrize("text", [f"{MET}. She denied any wrongdoing.", f"{MET}, when she denied that she would go."])
def test_another_denial_is_not_the_meetings(text: str):
    assert dict(only(text, "meeting", KNOWN).attributes)["status"] == "held"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe dropped out of talks with Bo Lind in Oslo on Tuesday.",
        "Ann Roe feared talks with Bo Lind would fail.",
        "Ann Roe broke off talks with Bo Lind in Oslo.",
        "Ann Roe skipped a dinner hosted by President Bo Lind in Oslo.",
    ],
)
def test_who_did_something_else_about_talks_did_not_hold_them(text: str):
    assert found(text, "meeting", known=KNOWN) == []


@pytest.mark.parametrize("text", [f"Having skipped lunch, {MET}.", "Ann Roe, snubbed by Cy Dahl, met Bo Lind in Oslo."])
def test_who_stayed_away_from_something_else_met(text: str):
    assert {id_ for kind, id_ in only(text, "meeting", KNOWN).parts if kind == "person"} == PAIR


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe met separately with Bo Lind and Cy Dahl on Tuesday.",
        "Ann Roe held separate meetings with Bo Lind and Cy Dahl on Tuesday.",
        "Ann Roe met Bo Lind and Cy Dahl separately on Tuesday.",
    ],
)
def test_those_who_met_separately_had_no_meeting_together(text: str):
    assert {id_ for kind, id_ in only(text, "meeting", KNOWN).parts if kind == "person"} == PAIR


def test_who_may_be_either_of_two_is_unsure_and_a_brother_is_not_the_one_who_is_named():
    friend = only("Ann Roe, a friend of Bo Lind, who met Cy Dahl on Tuesday, left.", "meeting", KNOWN)
    brother = only("The brother of Bo Lind, who met Cy Dahl on Tuesday, left.", "meeting", KNOWN)
    assert friend.confidence == "unsure"
    assert brother.parts == {("person", "cy-dahl"), ("date", "2025-12-02")}


def test_a_call_has_no_place_and_another_clause_keeps_its_own():
    call = only("Ann Roe spoke with Bo Lind by phone on Monday and will meet Cy Dahl in Oslo.", "meeting", KNOWN)
    visit = only("Ann Roe met Bo Lind on Tuesday and toured a dam in Bern.", "meeting", KNOWN)
    before = only("Cy Dahl flew to Oslo on Monday; Ann Roe met Bo Lind in Bern.", "meeting", KNOWN)
    assert {kind for kind, _ in call.parts | visit.parts} == {"person", "date"}
    assert before.parts == {("person", "ann-roe"), ("person", "bo-lind"), ("place", "bern")}


def test_a_condition_is_no_meeting_in_ukrainian():
    assert found("Ганна Роєнко зустрілася б з Андрієм Мельником у вівторок.", "meeting", language="uk") == []


@pytest.mark.parametrize("what", ["a run-off", "the final", "a presidential run-off", "court"])
def test_opponents_do_not_meet(what: str):
    assert found(f"Ann Roe came first and Bo Lind second. The two will meet in {what} on December 16.", "meeting") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe, whose father met Bo Lind in 1994, left.",
        "Ann Roe briefed Bo Lind on her talks with Cy Dahl in Oslo.",
        "Ann Roe met her match in Bo Lind on Tuesday.",
        "A portrait of Ann Roe meeting Bo Lind was sold in Oslo on Tuesday.",
    ],
)
def test_anothers_meeting_is_not_theirs(text: str):
    assert found(text, "meeting", known=KNOWN) == []


def test_a_call_that_came_before_makes_no_call_of_a_meeting():
    meeting = only(f"{MET}, a day after she spoke by telephone with Cy Dahl.", "meeting", KNOWN)
    assert ("place", "oslo") in meeting.parts
    assert "format" not in dict(meeting.attributes)
