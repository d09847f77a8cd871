"""Dates against the fourth of December 2025, a Thursday."""

import pytest
from drafts import NOBODY, drafted, found, only

from generator.drafting import build_drafter, draft_one
from generator.text.source import SourceText

DATES = {
    "on December 2, 2025.": ("December 2, 2025", "2025-12-02"),
    "on Dec. 2.": ("Dec. 2", "2025-12-02"),
    "on 2 December.": ("2 December", "2025-12-02"),
    "on January 3.": ("January 3", "2025-01-03"),
    "on the 3rd of November 2024.": ("3rd of November 2024", "2024-11-03"),
    "on December 2–4.": ("December 2–4", "2025-12-02/2025-12-04"),
    "from 2 to 4 December.": ("2 to 4 December", "2025-12-02/2025-12-04"),
    "on November 30 - December 2.": ("November 30 - December 2", "2025-11-30/2025-12-02"),
    "on Tuesday.": ("Tuesday", "2025-12-02"),
    "on Thursday.": ("Thursday", "2025-12-04"),
    "and will return on Friday.": ("Friday", "2025-12-05"),
    "last Friday.": ("last Friday", "2025-11-28"),
    "next Monday.": ("next Monday", "2025-12-08"),
    "yesterday.": ("yesterday", "2025-12-03"),
    "today.": ("today", "2025-12-04"),
    "the day before yesterday.": ("the day before yesterday", "2025-12-02"),
    "last week.": ("last week", "2025-11-24/2025-11-30"),
    "last month.": ("last month", "2025-11"),
    "next year.": ("next year", "2026"),
    "in early December.": ("early December", "2025-12"),
    "in October.": ("October", "2025-10"),
    "in May 2024.": ("May 2024", "2024-05"),
    "two years ago.": ("two years ago", "2023"),
    "three days ago.": ("three days ago", "2025-12-01"),
    "in 2014.": ("2014", "2014"),
    "in 2014-15.": ("2014-15", "2014/2015"),
    "in the 1990s.": ("the 1990s", "199X"),
    "in the 19th century.": ("19th century", "18XX"),
    "in the summer of 2012.": ("the summer of 2012", "2012-22"),
    "on 30.11.2025.": ("30.11.2025", "2025-11-30"),
    "on 11/30/2025.": ("11/30/2025", "2025-11-30"),
    "on November 3 to 5.": ("November 3 to 5", "2025-11-03/2025-11-05"),
    "on March 8.": ("March 8", "2025-03-08"),
    "in June of last year.": ("June of last year", "2024-06"),
    "on Tuesday of last week.": ("Tuesday of last week", "2025-11-25"),
    "over the weekend.": ("the weekend", "2025-11-29/2025-11-30"),
    "half a year ago.": ("half a year ago", "2025-06"),
    "in mid-2023.": ("mid-2023", "2023"),
    "on 2025-11-30.": ("2025-11-30", "2025-11-30"),
    "on 2025/11/30.": ("2025/11/30", "2025-11-30"),
    "by 2100.": ("2100", "2100"),
    "on Halloween.": ("Halloween", "2025-10-31"),
    "During July.": ("July", "2025-07"),
}
NO_DATES = (
    "It began 2,000 years ago.", "They prayed for weeks.",
    "She may go.", "They march on.", "It cost 2000 dollars.", "He read $2014.", "India Today asked.", "on February 30.",
    "The Sunday Times asked.", "on page 1999 people.", "at 12:30.", "a 2014.5 score",
)  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), DATES.items())
def test_a_date(text: str, wanted: tuple[str, str]):
    assert found(f"Ann Roe came {text}", "date") == [wanted]


@pytest.mark.parametrize("text", NO_DATES[:8])
def test_no_date(text: str):
    assert found(text, "date") == []


TENSES = {
    "Roe and Lind held talks in April.": ("2025-04", "likely", "the last such month before 2025-12-04"),
    "In April, Roe will visit Freedonia.": ("2026-04", "likely", "the next such month after 2025-12-04"),
    "Roe, who met Lind last year, is to travel in April.": (
        "2026-04",
        "likely",
        "the next such month after 2025-12-04",
    ),
    "The deal must be signed by June.": ("2026-06", "likely", "the next such month after 2025-12-04"),
    "Roe said in April that she will come.": ("2025-04", "likely", "the last such month before 2025-12-04"),
    "Talks in April are an option.": ("2025-04", "unsure", "no verb tells"),
    "Roe announced talks in April.": ("2025-04", "unsure", "no verb tells"),
    "Roe was elected on January 5.": ("2025-01-05", "likely", "the last such day up to 2025-12-04"),
    "Roe will be sworn in on January 5.": ("2026-01-05", "sure", "the next such day from 2025-12-04"),
    "The envoys announced talks on Dec. 9.": ("2025-12-09", "likely", "the day nearest to 2025-12-04"),
    "On Friday, Roe will meet Lind.": ("2025-12-05", "likely", "the next such weekday from 2025-12-04"),
    "On Friday, Roe met Lind.": ("2025-11-28", "sure", "the last such weekday up to 2025-12-04"),
    "Roe and Lind agreed to meet on Friday.": ("2025-12-05", "likely", "the next such weekday from 2025-12-04"),
    "The talks, planned for Friday in Oslo, were cancelled.": ("2025-12-05", "likely", "the next such weekday"),
    "Roe tabled a motion for Tuesday.": ("2025-12-09", "likely", "the next such weekday"),
    "The vote takes place on Sunday.": ("2025-12-07", "likely", "the next such weekday"),
    "Roe faces a vote on May 4.": ("2026-05-04", "sure", "the next such day"),
    "A visit, which had been set for Dec. 10, was canceled.": ("2025-12-10", "likely", "the day nearest"),
    "Roe could not be reached on Friday.": ("2025-11-28", "sure", "the last such weekday"),
    "Roe called for calm on Friday.": ("2025-11-28", "unsure", "the last such weekday"),
    "Roe pulled out of talks on Dec. 9.": ("2025-12-09", "unsure", "the day nearest"),
    "This Friday, Roe speaks.": ("2025-12-05", "likely", "the next such weekday from 2025-12-04"),
}


@pytest.mark.parametrize(("text", "wanted"), TENSES.items())
def test_the_tense_decides_a_date_without_its_year_and_the_reason_says_so(text: str, wanted: tuple[str, str, str]):
    date, confidence, reason = wanted
    proposal = next(each for each in drafted(text).proposals if each.id == date)
    assert (proposal.confidence, reason in proposal.reason) == (confidence, True), proposal.reason


def test_a_day_later_counts_from_the_day_before_it():
    assert found("Roe came on Nov. 20. A day later Lind left.", "date")[1] == ("A day later", "2025-11-21")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Roe left in 1998. Ten years later Lind left.", "2008"),
        ("Roe left in May 2010. The following year Lind left.", "2011"),
        ("Roe left on May 4, 2010. A year later Lind left.", "2011"),
    ],
)
def test_a_year_later_counts_from_the_year_before_it(text: str, wanted: str):
    assert found(text, "date")[1][1] == wanted


def test_the_first_of_two_months_has_the_year_of_the_second():
    assert [id_ for _, id_ in found("It rained in May and June 2010.", "date")] == ["2010-05", "2010-06"]


@pytest.mark.parametrize("text", ["on May 14 last year", "on 14 May, last year"])
def test_a_day_of_last_year(text: str):
    assert [id_ for _, id_ in found(f"It rained {text}.", "date")] == ["2024-05-14", "2024"]


@pytest.mark.parametrize("text", ["from 1 May until 31 October 2010", "between May 1 and October 31, 2010"])
def test_the_first_of_two_days_has_the_year_of_the_second(text: str):
    assert [id_ for _, id_ in found(f"It ran {text}.", "date")] == ["2010-05-01", "2010-10-31"]


def test_the_dateline_is_what_days_count_from():
    text = "Monday, December 1, 2025\n\nRoe came on Sunday."
    assert found(text, "date")[1] == ("Sunday", "2025-11-30")


@pytest.mark.parametrize(
    "line",
    [
        "GENEVA, Dec. 2 (The Paper) — Roe came on Monday.",
        "Geneva, 2 December 2025 – Roe came on Monday.",
        "NEW YORK (Tuesday, Dec. 2) -- Roe came on Monday.",
    ],
)
def test_a_place_a_day_and_a_dash_are_a_dateline(line: str):
    draft = drafted(line)
    assert [each.id for each in draft.proposals if each.kind == "date"] == ["2025-12-02", "2025-12-01"]
    assert "the dateline says 2025-12-02, the front matter 2025-12-04" in draft.notes[0]


def test_a_dateline_of_another_year_is_told_and_days_are_counted_from_the_front_matter():
    draft = drafted("GENEVA, Dec. 2, 2024 — Roe came yesterday.")
    assert ("yesterday", "2025-12-03") in [(each.text, each.id) for each in draft.proposals]
    assert "days are counted from the latter" in draft.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "The ice melted 10,000 years ago.", "It melted 10 000 years ago.", "1,500 days later Lind left.",
        "Roe left 1.5 years ago.", "Roe came on 31 February 2025.", "Roe came on February 31, 2025.",
        "Roe came on 1 Sep 20261.", "Flight 2019 landed with 1990 cows, and room 2026 was shut.",
    ],
)  # fmt: skip
def test_a_number_or_an_impossible_day_is_no_date(text: str):
    assert found(text, "date") == []


UNSURE = {
    "Roe came on Sunday, 13 October.": "2025-10-13",
    "Roe came on Sunday, October 13, 2025.": "2025-10-13",
    "The council cancelled Sunday's hearing.": "2025-11-30",
    "Roe was to meet Lind on Tuesday but the meeting was cancelled.": "2025-12-02",
    "Roe cancelled a visit to Riga, where she was to meet Lind on Monday.": "2025-12-01",
    "Roe was due in Riga on Monday.": "2025-12-01",
    "On Tuesday, Roe and Lind were to meet in Riga.": "2025-12-02",
    "The 2014 deal failed.": "2014",
    "It began around mid-2025.": "2025",
    "It began in about March 2014.": "2014-03",
    "It opened some time around 6 May 2014.": "2014-05-06",
    "It opened in 2014 or so.": "2014",
    "“Today we met them again,” Ann Roe said.": "2025-12-04",
    "“We slept on a roof tonight,” Ann Roe said.": "2025-12-04",
    "Ann Roe wrote: “They came yesterday.”": "2025-12-03",
    "Call records from Tuesday show it.": "2025-12-02",
    "She had left the day before.": "2025-12-03",
}


@pytest.mark.parametrize(("text", "id_"), UNSURE.items())
def test_a_date_of_which_the_text_leaves_doubt_is_unsure(text: str, id_: str):
    (date,) = [each for each in drafted(text).proposals if each.kind == "date"]
    assert (date.id, date.confidence) == (id_, "unsure")


@pytest.mark.parametrize(
    "text",
    [
        "He turns 62 on Sunday.",
        "She marries on Sunday.",
        "“Ask me on Sunday,” Ann Roe said.",
        "“Don't vote on Sunday,” Ann Roe said.",
        "Please come to the rally on Sunday.",
        "“Let's meet on Sunday,” Ann Roe said.",
        "Results on Sunday at the latest.",
    ],
)
def test_an_order_a_deadline_and_a_day_that_is_fixed_are_to_come(text: str):
    assert found(text, "date") == [("Sunday", "2025-12-07")]


@pytest.mark.parametrize(
    "text",
    [
        "She left a day before the summit closed.",
        "She left the day after the vote.",
        "She left the night before Ann Roe came.",
        "She left the week before their talks.",
    ],
)
def test_a_day_counted_from_what_follows_is_no_date(text: str):
    assert found(text, "date") == []


def test_the_following_day_counts_from_the_day_before_it_in_a_plan_too():
    dates = drafted("On 6 May 2025 she met Ann Roe. The following day she would leave.").proposals[-1]
    assert (dates.text, dates.id, dates.confidence) == ("The following day", "2025-05-07", "unsure")


def test_a_colon_behind_a_day_is_no_time():
    assert found("She had told listeners on February 24: the plan is dead.", "date") == [("February 24", "2025-02-24")]


def test_a_plan_that_came_to_nothing_is_past_in_ukrainian():
    assert found("Зустріч, запланована на середу, не відбулася.", "date", language="uk") == [("середу", "2025-12-03")]


def test_a_plan_is_to_come_however_many_words_stand_between():
    text = "Roe plans to travel home, speak with a few farmers who lost their land, and see Minister Ricci on Saturday."
    assert found(text, "date") == [("Saturday", "2025-12-06")]


JOINED = {
    "Two days of mourning were declared, on Thursday and Friday.": ["2025-12-04", "2025-12-05"],
    "They will meet on Friday and Saturday.": ["2025-12-05", "2025-12-06"],
    "Roe, until Sunday the finance minister, and, until Monday, her party's head, left.": ["2025-11-30", "2025-12-01"],
    "It began in July 2019. She left three days later.": ["2019-07", "2019-07"],
    "The leaders will speak on 22 and 23 January.": ["2026-01-22", "2026-01-23"],
    'At a hearing in April she told us: "It will go."': ["2025-04"],
    "They handed over plaques and heads to Freedonia on Tuesday.": ["2025-12-02"],
    "Witnesses were heard between May and July.": ["2025-05/2025-07"],
    "It had been planned for January, but was put off.": ["2026-01"],
    "She came on 2 December. He left in 2023. On the same day, they met.": ["2025-12-02", "2023", "2025-12-02"],
}


@pytest.mark.parametrize(("text", "ids"), JOINED.items())
def test_days_that_belong_together(text: str, ids: list[str]):
    assert [id_ for _, id_ in found(text, "date")] == ids


def test_the_same_day_is_the_day_named_before():
    assert found("Roe came on Monday. Talks planned for the same day failed.", "date")[1][1] == "2025-12-01"


@pytest.mark.parametrize("year", ["0001-01-01", "9999-12-31"])
def test_no_date_lies_outside_the_calendar(year: str):
    text = "Roe came last month, last year and two years ago. She will leave next month, next week and next year."
    source = SourceText("content/articles/a.md", f"---\ntitle: An article\ndate: {year}\n---\n\n{text}")
    dates = [each.id for each in draft_one(source, build_drafter(NOBODY, "en")).proposals if each.kind == "date"]
    assert all(
        part[:4].isdigit() and part[:4] != "0000" and len(part) <= 10 for id_ in dates for part in id_.split("/")
    )


@pytest.mark.parametrize(
    "text",
    [
        "The talks planned for Friday will now be held on Monday, officials said.",
        "“See you on Monday,” the envoy said.",
        "The envoy told reporters she'd be in Rome Monday.",
        "The summit has been moved to Monday.",
        "From Monday, visas are needed.",
        "Ann Roe met Bo Lind the Monday before last.",
        "Ann Roe met Bo Lind a week ago on Monday.",
    ],
)
def test_a_weekday_that_may_be_another_is_not_sure(text: str):
    dates = [each for each in drafted(text).proposals if each.kind == "date"]
    assert "sure" not in {each.confidence for each in dates if each.text == "Monday"}
    assert "Monday" in {each.text for each in dates}


@pytest.mark.parametrize(
    "text", ["Roe met Lind on Monday.", "Roe said on Monday that she will go.", "They came on Monday."]
)
def test_a_weekday_that_is_past_is_sure(text: str):
    assert [each.confidence for each in drafted(text).proposals if each.kind == "date"] == ["sure"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe discussed the plan by phone on Tuesday.",
        "Ministers adopted the peace plan on Tuesday.",
        "Ann Roe voiced hope on Tuesday that it would end.",
        "Votes on Tuesday were counted by hand.",
        "His returns on Tuesday were low.",
    ],
)
def test_a_noun_that_looks_like_a_verb_of_what_is_to_come_says_nothing_of_a_day(text: str):
    assert ("Tuesday", "2025-12-02") in found(text, "date")


def test_a_day_of_something_past_in_a_sentence_on_what_is_to_come_is_unsure():
    assert only("Ann Roe will rise to No. 8 in the list published on Monday.", "date").confidence == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "An average October has ten days of rain.",
        "On a normal Sunday the church is full.",
        "It was hot even for a typical August.",
        "A cold January and a wet March ruined the crop.",
    ],
)
def test_one_of_many_days_or_months_is_no_date(text: str):
    assert found(text, "date") == []


def test_one_of_many_days_or_months_in_ukrainian():
    assert found("У звичайну неділю церква повна.", "date", language="uk") == []
