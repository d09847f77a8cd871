"""Meetings: who, where, when, and whether."""

import pytest
from drafts import drafted, found, only, people

from generator.drafting import Entry, MeetingEntry, Register

KNOWN = people("Ann Roe", "Bo Lind", "Cy Dahl")
PEOPLE = frozenset({("person", "ann-roe"), ("person", "bo-lind")})


@pytest.mark.parametrize(
    ("text", "id_", "status"),
    [
        ("Ann Roe met Bo Lind in Geneva on Tuesday.", "2025-12-02-geneva", "held"),
        ("Ann Roe and Bo Lind met in Geneva on Tuesday.", "2025-12-02-geneva", "held"),
        ("Ann Roe held talks with Bo Lind in Geneva.", "meeting-geneva", "held"),
        ("Ann Roe will meet Bo Lind on Friday.", "2025-12-05-roe-lind", "planned"),
        ("Talks between Ann Roe and Bo Lind in Geneva were cancelled.", "meeting-geneva", "cancelled"),
        ("The ministry denied that Ann Roe met Bo Lind.", "meeting-roe-lind", "denied"),
        ("President Ann Roe hosted Prime Minister Bo Lind in Geneva.", "meeting-geneva", "held"),
        ("Ann Roe spoke today by telephone with Bo Lind.", "2025-12-04-roe-lind", "held"),
        ("Ann Roe is due to meet U.S. Secretary of State Bo Lind in Geneva on Monday.", "2025-12-08-geneva", "planned"),
    ],
)
def test_a_meeting(text: str, id_: str, status: str):
    meeting = only(text, "meeting", KNOWN)
    assert (meeting.id, dict(meeting.attributes)["status"]) == (id_, status)
    assert meeting.parts >= PEOPLE


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe said on Tuesday she had met Bo Lind.",
        "The ministry announced on Tuesday that Ann Roe will meet Bo Lind.",
        "Cy Dahl told reporters on Tuesday that Ann Roe met Bo Lind.",
        "On Tuesday Cy Dahl said Ann Roe would meet Bo Lind.",
        "Ann Roe left on Tuesday to meet Bo Lind.",
        "Ann Roe arrived on Tuesday and will meet Bo Lind.",
        "Ann Roe, elected on Tuesday, met Bo Lind.",
        "Ann Roe met Bo Lind, who resigned on Tuesday.",
        "Ann Roe met Bo Lind after he resigned on Tuesday.",
    ],
)
def test_a_day_of_another_verb_is_not_that_of_the_meeting(text: str):
    meeting = only(text, "meeting", KNOWN)
    assert meeting.id == "meeting-roe-lind"
    day = only(text, "date", KNOWN)
    assert not meeting.start <= day.start < meeting.end or ("as", "mentioned") in day.attributes


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe on Tuesday met Bo Lind.",
        "On Tuesday Ann Roe met Bo Lind.",
        "Ann Roe, who won, on Tuesday met Bo Lind.",
        "Ann Roe held on Tuesday talks with Bo Lind.",
        "Ann Roe met Bo Lind, who had left Oslo, on Tuesday.",
        "On Tuesday, Ann Roe, who said little, met Bo Lind.",
    ],
)
def test_a_day_of_the_meeting_stays(text: str):
    assert only(text, "meeting", KNOWN).id == "2025-12-02-roe-lind"


@pytest.mark.parametrize(
    "text",
    [
        "Cy Dahl said in Oslo that Ann Roe met Bo Lind.",
        "The ministry in Oslo said Ann Roe met Bo Lind.",
        "In Oslo, Cy Dahl said Ann Roe would meet Bo Lind.",
        "Ann Roe, born in Oslo, met Bo Lind.",
        "Ann Roe met Bo Lind, the ambassador in Oslo.",
        "Ann Roe met Bo Lind about the summit in Oslo.",
    ],
)
def test_a_place_of_other_words_is_not_that_of_the_meeting(text: str):
    assert only(text, "meeting", KNOWN).id == "meeting-roe-lind"


@pytest.mark.parametrize(
    "text",
    [
        "In Oslo, Ann Roe met Bo Lind.",
        "Ann Roe flew to Oslo to meet Bo Lind.",
        "Ann Roe met Bo Lind, the ambassador, in Oslo.",
        "Ann Roe met in Oslo with Bo Lind.",
    ],
)
def test_a_place_of_the_meeting_stays(text: str):
    assert only(text, "meeting", KNOWN).id == "meeting-oslo"


@pytest.mark.parametrize(
    "text", ["On Tuesday Ann Roe would not comment.", "Ann Roe on Tuesday would later meet Bo Lind."]
)
def test_a_weekday_before_would_is_unsure(text: str):
    assert only(text, "date", KNOWN).confidence == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe met her goals in Geneva.",
        "Ann Roe said Bo Lind was right.",
        "Ann Roe met with criticism in Geneva.",
        "Ann Roe left Geneva after the talks.",
        "Ann Roe received a prize in Geneva.",
    ],
)
def test_no_meeting(text: str):
    assert found(text, "meeting", known=KNOWN) == []


STATES = {
    "Ann Roe has postponed her meeting with Bo Lind until Friday.": ("2025-12-05-roe-lind", "postponed"),
    "Ann Roe announced that she would meet Bo Lind on Friday.": ("2025-12-05-roe-lind", "announced"),
    "A meeting between Ann Roe and Bo Lind was announced for Friday.": ("2025-12-05-roe-lind", "announced"),
    "A summit of Ann Roe and Bo Lind in Oslo on Friday is planned.": ("2025-12-05-oslo", "planned"),
    "Ann Roe and Bo Lind were to meet on Friday, but it was called off.": ("2025-12-05-roe-lind", "cancelled"),
    "Ann Roe said that talks in Oslo on Tuesday were useful.": ("2025-12-02-oslo", "held"),
    "A delegation from Norway held talks in Oslo with Ann Roe on Tuesday.": ("2025-12-02-oslo", "held"),
    "Ann Roe met Bo Lind in 1999.": ("1999-roe-lind", "held"),
}


@pytest.mark.parametrize(("text", "wanted"), STATES.items())
def test_whether_a_meeting_took_place(text: str, wanted: tuple[str, str]):
    (meeting,) = [each for each in drafted(text, KNOWN).proposals if each.kind == "meeting"]
    assert (meeting.id, dict(meeting.attributes)["status"]) == wanted


UNHELD = {
    "Ann Roe denied that she had met Bo Lind on Tuesday.": ("2025-12-02-roe-lind", "denied"),
    "Ann Roe denied meeting Bo Lind in Oslo last week.": ("2025-11-24-oslo", "denied"),
    "Reports that Ann Roe met Bo Lind in Oslo on Monday are false, an aide said.": ("2025-12-01-oslo", "denied"),
    "A meeting between Ann Roe and Bo Lind in Oslo in May never took place.": ("2025-05-oslo", "denied"),
    "Ann Roe's meeting with Bo Lind, planned for Friday in Oslo, was cancelled.": ("2025-12-05-oslo", "cancelled"),
    "Ann Roe was to have met Bo Lind on Tuesday, but fell ill.": ("2025-12-02-roe-lind", "cancelled"),
    "The talks between Ann Roe and Bo Lind in Oslo on Friday are off.": ("2025-12-05-oslo", "cancelled"),
    "The summit of Ann Roe and Bo Lind in Oslo on Dec. 9 will not happen.": ("2025-12-09-oslo", "cancelled"),
    "Ann Roe called off talks with Bo Lind in Oslo.": ("meeting-oslo", "cancelled"),
    "Ann Roe pulled out of a meeting with Bo Lind in Oslo on Dec. 9.": ("2025-12-09-oslo", "cancelled"),
    "Ann Roe's meeting with Bo Lind was postponed until January.": ("2026-01-roe-lind", "postponed"),
    "Ann Roe flies to Oslo on Dec. 9 for talks with Bo Lind.": ("2025-12-09-oslo", "planned"),
}


@pytest.mark.parametrize(("text", "wanted"), UNHELD.items())
def test_what_was_denied_called_off_or_is_to_come_was_not_held(text: str, wanted: tuple[str, str]):
    meeting = only(text, "meeting", KNOWN)
    assert (meeting.id, dict(meeting.attributes)["status"]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ann Roe met Bo Lind as Cy Dahl flew home.", "meeting-roe-lind"),
        ("Ann Roe met Bo Lind while Cy Dahl waited.", "meeting-roe-lind"),
        ("Ann Roe met Bo Lind on Monday and Cy Dahl left on Tuesday.", "2025-12-01-roe-lind"),
        ("Ann Roe held a third round of talks with Bo Lind.", "meeting-roe-lind"),
        ("Ann Roe flew home, meeting Bo Lind on Tuesday.", "2025-12-02-roe-lind"),
        ("At a meeting with Bo Lind, Ann Roe said that all was well.", "meeting-roe-lind"),
    ],
)
def test_who_met(text: str, wanted: str):
    assert only(text, "meeting", KNOWN).id == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe flew to Oslo with Bo Lind. The two last met in May 2014.",
        "Ann Roe met Bo Lind on Monday. They had met in May 2014, too.",
        "Ann Roe met Bo Lind on Monday. The pair last met in May 2014.",
    ],
)
def test_the_two_are_the_people_named_before(text: str):
    meeting = [each for each in drafted(text, KNOWN).proposals if each.kind == "meeting"][-1]
    assert (meeting.id, meeting.confidence) == ("2014-05-roe-lind", "unsure")
    assert ("name", "Meeting of Ann Roe and Bo Lind") in meeting.attributes


def test_the_two_need_two():
    assert found("Ann Roe left. The two last met in May 2014.", "meeting", known=KNOWN) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Зустріч Ганни Роєнко з Андрієм Мельником скасовано.", "cancelled"),
        ("Ганна Роєнко скасувала зустріч із Андрієм Мельником.", "cancelled"),
        ("Ганна Роєнко планує зустрітися з Андрієм Мельником.", "planned"),
        ("Переговори Ганни Роєнко з Андрієм Мельником відбулися.", "held"),
    ],
)
def test_a_meeting_in_ukrainian(text: str, status: str):
    (meeting,) = [each for each in drafted(text, language="uk").proposals if each.kind == "meeting"]
    assert (meeting.id, dict(meeting.attributes)["status"]) == ("meeting-roienko-melnik", status)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe wants to meet Bo Lind.", "Ann Roe refused to meet Bo Lind.", "Ann Roe hopes for talks with Bo Lind.",
        "If Ann Roe meets Bo Lind, they will argue.",
        "Ann Roe has no plans to meet Bo Lind.", "Ann Roe could meet Bo Lind next week.",
    ],
)  # fmt: skip
def test_what_is_wished_for_is_no_meeting(text: str):
    assert "meeting" not in [each.kind for each in drafted(text, KNOWN).proposals]


def test_who_is_only_spoken_of_is_mentioned():
    text = "Ann Roe, an aide of Cy Dahl's, met Bo Lind in Geneva."
    dahl = next(p for p in drafted(text, KNOWN).proposals if p.id == "cy-dahl")
    assert ("as", "mentioned") in dahl.attributes


def test_a_known_meeting_is_found_by_its_day_and_people():
    known = Register(
        KNOWN.entries, (MeetingEntry("2025-12-02-lake", "2025-12-02", "", frozenset({"ann-roe", "bo-lind"})),)
    )
    meeting = only("Ann Roe met Bo Lind in Geneva on Tuesday.", "meeting", known)
    assert (meeting.id, meeting.new) == ("2025-12-02-lake", False)


def test_a_phone_call_is_a_call():
    assert ("format", "call") in only("Ann Roe spoke by phone with Bo Lind on Tuesday.", "meeting", KNOWN).attributes


def test_a_country_at_the_table_is_a_side():
    known = Register((*KNOWN.entries, Entry("org", "league", ("Nordic League",))))
    text = "Ann Roe met with the Nordic League in Geneva."
    assert ("as", "side") in next(p for p in drafted(text, known).proposals if p.id == "league").attributes


def test_each_of_many_meetings_has_its_own_people():
    proposals = drafted("Ann Roe met Bo Lind in Geneva.\n\nCy Dahl met Ann Roe in Paris.", KNOWN).proposals
    assert not [each for each in proposals if dict(each.attributes).get("as")]


def test_a_meeting_with_another_person_is_another_meeting():
    text = "Ann Roe is to meet Bo Lind. Then Cy Dahl met Bo Lind in Geneva on Tuesday."
    assert [id_ for _, id_ in found(text, "meeting", known=KNOWN)] == ["meeting-roe-lind", "2025-12-02-geneva"]


@pytest.mark.parametrize(
    "text",
    [
        'Ann Roe met Bo Lind, the aide whom officials call "Professor" Cy Dahl.',
        "Ann Roe will return for talks with envoys, two officials told Cy Dahl.",
    ],
)
def test_who_only_stands_behind_a_party_is_none(text: str):
    assert all(("person", "cy-dahl") not in each.parts for each in drafted(text, KNOWN).proposals)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("**Monday**: Ann Roe and Bo Lind spoke by phone.", "2025-12-01-roe-lind"),
        ("Ann Roe is to meet U.N. envoy Bo Lind on Friday.", "2025-12-05-roe-lind"),
        ("Ann Roe said after a meeting with Bo Lind that all was well.", "meeting-roe-lind"),
        ("Ann Roe resigned on Tuesday over a memo that she had met Bo Lind twice in September.", "2025-09-roe-lind"),
    ],
)
def test_a_meeting_as_newswires_write_it(text: str, id_: str):
    assert [each for _, each in found(text, "meeting", known=people("Ann Roe", "Bo Lind"))] == [id_]


def test_a_day_without_its_year_follows_the_day_before_it():
    text = "Ann Roe flew to Oslo on Nov. 3, 2023. She returned on Nov. 6."
    assert [each for _, each in found(text, "date")] == ["2023-11-03", "2023-11-06"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe met supporters of the jailed politician Bo Lind in Oslo on Monday.",
        "A lawyer for Foreign Minister Ann Roe met Bo Lind in Oslo on Monday.",
        "The wife of Foreign Minister Ann Roe met the brother of President Bo Lind in Oslo.",
        "Ann Roe visited the grave of President Bo Lind in Oslo on Monday.",
        "Ann Roe held talks on President Bo Lind in Oslo on Monday.",
        "Ann Roe met a delegation sent by President Bo Lind in Oslo on Monday.",
        "Ann Roe met a man pretending to be President Bo Lind in Oslo on Monday.",
        "Ann Roe skipped a dinner hosted by President Bo Lind in Oslo on Monday.",
        "Ann Roe walked out of talks with President Bo Lind in Oslo on Monday.",
        "Ann Roe was barred from a meeting with President Bo Lind in Oslo on Monday.",
        "Ann Roe met Bo Lind in Oslo on Monday, according to a false report.",
        "Ann Roe met Bo Lind on Monday, a lie spread by trolls.",
        "A deepfake in which Ann Roe met Bo Lind on Monday went viral.",
    ],
)
def test_who_only_describes_another_or_was_not_there_met_nobody(text: str):
    proposals = drafted(text, people("Ann Roe", "Bo Lind")).proposals
    meetings = [each for each in proposals if each.kind == "meeting"]
    assert all({("person", "ann-roe"), ("person", "bo-lind")} - {*each.parts} for each in meetings)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Two weeks after Monday's vote, Ann Roe flew to Oslo and met Bo Lind.", "meeting-oslo"),
        ("Ann Roe met Bo Lind after a Tuesday speech.", "meeting-roe-lind"),
        ("Ann Roe met Bo Lind, Cy Dahl told the BBC on Tuesday.", "meeting-roe-lind"),
        ("Ann Roe, who was born in Oslo, met Bo Lind on Monday.", "2025-12-01-roe-lind"),
        ("Monday's talks between Ann Roe and Bo Lind were short.", "2025-12-01-roe-lind"),
        ("Ann Roe paid a visit to President Bo Lind on Monday.", "2025-12-01-roe-lind"),
        ("Ann Roe met with a delegation led by President Bo Lind on Monday.", "2025-12-01-roe-lind"),
        ("Ann Roe met Bo Lind, not President Cy Dahl, on Monday.", "2025-12-01-roe-lind"),
    ],
)
def test_the_day_place_and_people_of_the_meeting_itself(text: str, id_: str):
    assert [each for _, each in found(text, "meeting", known=people("Ann Roe", "Bo Lind", "Cy Dahl"))] == [id_]


def test_a_meeting_of_another_season_is_not_the_one_that_the_article_tells_of():
    text = "Ann Roe met Bo Lind on stage. Ann Roe had met Bo Lind in Geneva in 2023."
    first, second = [each for each in drafted(text).proposals if each.kind == "meeting"]
    assert first.id != second.id == "2023-geneva"


def test_the_day_of_a_clause_on_somebody_is_not_the_meetings():
    proposals = drafted("Ann Roe, who had arrived on Sunday, met Bo Lind for talks in Oslo.").proposals
    (meeting,) = [each for each in proposals if each.kind == "meeting"]
    (day,) = [each for each in proposals if each.kind == "date"]
    assert meeting.id == "meeting-oslo"
    assert "as=mentioned" in day.annotation


@pytest.mark.parametrize("came", ["arrived in Oslo on Monday", "flew to Oslo", "is in Oslo", "visited Oslo"])
def test_who_came_for_talks_has_not_held_them(came: str):
    assert found(f"Ann Roe {came} for talks with Bo Lind.", "meeting") == []


@pytest.mark.parametrize("aside", ["as expected,", "as planned,", "earlier than scheduled,"])
def test_what_went_as_planned_took_place(aside: str):
    (meeting,) = [
        each for each in drafted(f"On Monday, {aside} Ann Roe met Bo Lind in Oslo.").proposals if each.kind == "meeting"
    ]
    assert (meeting.id, dict(meeting.attributes)["status"]) == ("2025-12-01-oslo", "held")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe met Bo Lind in Oslo on Monday. Per Dahl met Bo Lind in Oslo on Monday.",
        "Rumours that Ann Roe met Bo Lind on Monday are untrue. Per Dahl and Bo Lind, however, met on Monday.",
        "A meeting between Ann Roe and Bo Lind planned for Monday was cancelled. Per Dahl met Bo Lind on Monday.",
    ],
)
def test_two_meetings_of_one_day_that_share_one_person_are_two(text: str):
    first, second = [each.id for each in drafted(text).proposals if each.kind == "meeting"]
    assert first != second


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe flew to Brest. Eva Lind runs the port. She told them on Friday. They met on Monday.",
        "Ann Roe and Bo Lind signed in Nairobi on Monday. They did not meet in person.",
        "Bo Lind was late. Had they met earlier, Lind said, it would have helped.",
    ],
)
def test_they_is_nobody_in_particular_where_nothing_pairs_them(text: str):
    assert found(text, "meeting") == []


def test_what_somebody_leads_is_no_party():
    (meeting,) = [
        each
        for each in drafted("Ann Roe met the leader of the Greens, Bo Lind, on Monday.").proposals
        if each.kind == "meeting"
    ]
    assert {(kind, id_) for kind, id_ in meeting.parts if kind != "date"} == {
        ("person", "ann-roe"),
        ("person", "bo-lind"),
    }


SERIES = {
    "Ann Roe met Bo Lind on Monday and Cy Dahl on Tuesday.": ["2025-12-01-roe-lind", "2025-12-02-roe-dahl"],
    "Ann Roe met Bo Lind in Oslo on Monday and then Cy Dahl in Turku on Tuesday.": [
        "2025-12-01-oslo",
        "2025-12-02-turku",
    ],
    "Ann Roe held talks with Bo Lind on Monday and with Prime Minister Cy Dahl on Tuesday.": [
        "2025-12-01-roe-lind",
        "2025-12-02-roe-dahl",
    ],
    "Ann Roe will receive Bo Lind on Monday and Cy Dahl the following day.": [
        "2025-12-08-roe-lind",
        "2025-12-09-roe-dahl",
    ],
    "Ann Roe met Bo Lind on Monday and Cy Dahl on Tuesday called for peace.": ["2025-12-01-roe-lind"],
    "Ann Roe met Bo Lind on Monday and told Cy Dahl on Tuesday.": ["2025-12-01-roe-lind"],
    "Ann Roe met Bo Lind on Monday and Cy Dahl left on Tuesday.": ["2025-12-01-roe-lind"],
    "Ann Roe denied meeting Bo Lind on Monday and Cy Dahl on Tuesday.": ["2025-12-01-roe-lind"],
    "Ann Roe met Bo Lind and Cy Dahl on Tuesday.": ["2025-12-02-roe-lind-dahl"],
    "Ann Roe met Bo Lind on the sidelines and Prime Minister Cy Dahl on Tuesday.": ["meeting-roe-lind"],
    "Ann Roe received Bo Lind on Monday and the ambassador, Cy Dahl, a day later.": [
        "2025-12-01-roe-lind",
        "2025-12-02-roe-dahl",
    ],
}


@pytest.mark.parametrize(("text", "ids"), SERIES.items())
def test_one_verb_can_tell_of_several_meetings(text: str, ids: list[str]):
    assert [id_ for _, id_ in found(text, "meeting", known=KNOWN)] == ids


@pytest.mark.parametrize(
    "behind",
    [
        ", which the ministry called a lie.",
        ", but her office dismissed the report as baseless.",
        "; the palace described this as “fake news”.",
        ", a claim that Cy Dahl called nonsense.",
    ],
)
def test_what_somebody_calls_a_lie_is_denied(behind: str):
    meeting = only(f"Media reported that Ann Roe had met Bo Lind in secret{behind}", "meeting", KNOWN)
    assert (dict(meeting.attributes)["status"], meeting.confidence) == ("denied", "unsure")


def test_who_called_the_meeting_itself_something_denied_nothing():
    meeting = only("Ann Roe met Bo Lind on Monday, which she called a success.", "meeting", KNOWN)
    assert dict(meeting.attributes)["status"] == "held"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe called Bo Lind to congratulate him on his victory.",
        "Ann Roe called Bo Lind on Monday to discuss the grain deal.",
        "On Monday Ann Roe rang Bo Lind to express her condolences.",
    ],
)
def test_what_for_somebody_called_tells_a_call(text: str):
    meeting = only(text, "meeting", KNOWN)
    assert ("format", "call") in meeting.attributes
    assert {("person", "ann-roe"), ("person", "bo-lind")} <= meeting.parts


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe called Bo Lind a liar.",
        "Ann Roe called Bo Lind to order.",
        "Ann Roe called Bo Lind to the stand to discuss the case.",
        "Ann Roe called for Bo Lind to thank the troops.",
        "Ann Roe refused to call Bo Lind to thank him.",
        "Ann Roe did not call Bo Lind to congratulate him.",
    ],
)
def test_a_verb_for_calls_without_what_for_is_none(text: str):
    assert found(text, "meeting", known=KNOWN) == []


@pytest.mark.parametrize("verb", ["announced", "said"])
def test_who_speaks_after_a_meeting_was_there_and_it_was_held(verb: str):
    behind = "after a phone call with her counterpart, Bo Lind, late on Monday"
    meeting = only(f"Norway and Sweden will hold a drill, Ann Roe {verb} {behind}.", "meeting", KNOWN)
    assert meeting.parts == {("person", "ann-roe"), ("person", "bo-lind"), ("date", "2025-12-01")}
    assert dict(meeting.attributes)["status"] == "held"


@pytest.mark.parametrize("motion", ["flew in from Kessel", "came from Kessel", "travelled out of Kessel"])
def test_whence_somebody_came_is_not_where_the_meeting_was(motion: str):
    meeting = only(f"On Monday Ann Roe {motion} and met Bo Lind.", "meeting", KNOWN)
    assert {kind for kind, _ in meeting.parts} == {"person", "date"}
