"""The many ways in which reports say that people met, will meet, or only should."""

import pytest
from drafts import drafted, found, only, people

from generator.drafting import Draft

KNOWN = people("Ann Roe", "Bo Lind", "Cy Dahl")
BOTH = {"ann-roe", "bo-lind"}
THREE = BOTH | {"cy-dahl"}
WORDINGS = {
    "On Tuesday Ann Roe was received in Oslo by King Bo Lind.": ("held", BOTH),
    "Ann Roe and Bo Lind were to sit down in Oslo on Friday.": ("planned", BOTH),
    "Ann Roe has spoken with Bo Lind.": ("held", BOTH),
    "Ann Roe travelled to Oslo, where she was greeted by Bo Lind.": ("held", BOTH),
    "Bo Lind came to see Ann Roe in Oslo.": ("held", BOTH),
    "The talks had brought Ann Roe to Bo Lind and Cy Dahl the day before.": ("held", THREE),
    "The talks that Ada Berg praised had brought Ann Roe to Bo Lind.": ("held", BOTH),
    "A summit in Oslo brought Ann Roe and Bo Lind together on Tuesday.": ("held", BOTH),
    "A summit in Oslo brought together Ann Roe and Bo Lind on Tuesday.": ("held", BOTH),
    "The last round had brought Norway and Denmark together in Oslo.": ("held", {"no", "dk"}),
    "Ann Roe agreed to meet Bo Lind in Oslo on Friday.": ("planned", BOTH),
    "President Ann Roe of Norway and her Danish counterpart, Bo Lind, are to meet on Friday.": ("planned", BOTH),
    "She will come back to Oslo, where talks between Ann Roe and her rival, Bo Lind, broke down.": ("held", BOTH),
    "After a meeting with the king, Ann Roe held talks with Bo Lind.": ("held", BOTH),
    "Ann Roe met Bo Lind and addressed the Health Committee.": ("held", BOTH),
    "Plans for a meeting between Ann Roe and Bo Lind on Friday collapsed.": ("cancelled", BOTH),
    "The meeting of Ann Roe and Bo Lind has been put on hold.": ("postponed", BOTH),
    "Ann Roe met two guests from Norway in Geneva on Tuesday.": ("held", {"ann-roe", "no"}),
    "A U.S. team led by Ann Roe will meet Danish negotiators in Oslo on Friday.": ("planned", {"ann-roe"}),
    "Cy Dahl was arrested on Monday, a day after Ann Roe had met Bo Lind.": ("held", BOTH),
    "Ann Roe flew to Oslo. There she and Bo Lind held talks.": ("held", BOTH),
    "Ann Roe flew to Oslo. In the afternoon she met Bo Lind there.": ("held", BOTH),
    "Ann Roe will attend a dinner hosted by Bo Lind.": ("planned", BOTH),
    "Ann Roe is to meet Bo Lind and will visit Cy Dahl on Friday.": ("planned", BOTH),
    "Ann Roe and Bo Lind met at the Cy Dahl hotel.": ("held", BOTH),
    "Ann Roe and Bo Lind left. The presidents spoke by telephone on Tuesday.": ("held", BOTH),
    "Ann Roe and Bo Lind discussed the rival Cy Dahl by phone on Tuesday.": ("held", BOTH),
    "Ann Roe paid a courtesy call on Bo Lind.": ("held", BOTH),
    "The minister for Norway, Ann Roe, and the minister for Denmark, Bo Lind, held talks.": ("held", BOTH),
    "Norway said it was ready for a deal with Sweden after hours of talks with Denmark.": ("held", {"no", "dk"}),
    "Ann Roe shook hands with Cy Dahl and spoke with Bo Lind.": ("held", BOTH),
    "Ann Roe met Bo Lind, and Cy Dahl held a news conference.": ("held", BOTH),
    "Ann Roe fled. Her first book appeared later. It was cold. Later she met Bo Lind in Oslo.": ("held", BOTH),
    "Talks between Ann Roe and Bo Lind in Oslo were to follow.": ("planned", BOTH),
    "Norwegian and Danish negotiators met in Geneva on Sunday.": ("held", set()),
}


def parties(draft: Draft) -> list[tuple[str, set[str]]]:
    return [
        (dict(each.attributes)["status"], {id_ for kind, id_ in each.parts if kind not in ("place", "date")})
        for each in draft.proposals
        if each.kind == "meeting"
    ]


@pytest.mark.parametrize(("text", "wanted"), WORDINGS.items())
def test_who_met_and_whether(text: str, wanted: tuple[str, set[str]]):
    assert parties(drafted(text, KNOWN)) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe urged Bo Lind and Cy Dahl to meet.",
        "Ann Roe urged Bo Lind to meet Cy Dahl.",
        "Ann Roe has called on Bo Lind to hold talks with Cy Dahl.",
        "Ann Roe told Bo Lind to meet Cy Dahl on Friday.",
        "A possible meeting between Ann Roe and Bo Lind was discussed.",
        "A meeting between Ann Roe and Bo Lind has not been discussed.",
        "Ann Roe is considering a meeting with Bo Lind on Friday.",
        "A meeting between Ann Roe and Bo Lind would be useful.",
        "After a meeting with the king, Ann Roe flew home.",
        "Reporter Ann Roe spoke with Bo Lind on Tuesday.",
        "It also visited Bergen and was received by Bo Lind on Monday.",
        "The ferry brought Ann Roe and Bo Lind to Oslo on Tuesday.",
        "Ann Roe left. Cy Dahl told Bo Lind so. The two presidents met on Tuesday.",
        "Ann Roe and Bo Lind are leaders. The leaders discussed trade in the Horn of Africa.",
        "Ann Roe has not met Bo Lind since May.",
        "Ann Roe met Bo Lind's aides. The two delegations have not met since.",
        "Ann Roe received the bronzes from the museum's director, Bo Lind.",
        "Ann Roe told the radio host Bo Lind on Tuesday that she had left.",
        "The police brought Ann Roe to court in Oslo on Tuesday.",
    ],
)
def test_what_is_only_asked_for_or_thought_of_is_no_meeting(text: str):
    assert found(text, "meeting", known=KNOWN) == []


def test_a_day_of_another_event_is_not_the_meetings():
    text = "Cy Dahl was arrested on Monday, a day after Ann Roe had met Bo Lind."
    assert only(text, "meeting", KNOWN).id == "meeting-roe-lind"


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday Ann Roe flew to Geneva, where she was to meet Bo Lind.",
        "On Tuesday Ann Roe met Bo Lind in the Swiss city of Geneva.",
    ],
)
def test_where_they_met(text: str):
    assert ("place", "geneva") in only(text, "meeting", KNOWN).parts


@pytest.mark.parametrize(
    "text",
    [
        "The ambassador to Geneva, Ann Roe, met Bo Lind on Tuesday.",
        "Ann Roe, who met Bo Lind on Tuesday, came from Geneva.",
    ],
)
def test_where_somebody_came_from_is_not_where_they_met(text: str):
    assert only(text, "meeting", KNOWN).id == "2025-12-02-roe-lind"


def test_a_talk_by_phone_is_a_call():
    meeting = only("Ann Roe had spoken to Bo Lind by phone on Tuesday.", "meeting", KNOWN)
    assert dict(meeting.attributes)["format"] == "call"
    meeting = only("Ann Roe, who met Bo Lind on Tuesday, said so by phone.", "meeting", KNOWN)
    assert "format" not in dict(meeting.attributes)
