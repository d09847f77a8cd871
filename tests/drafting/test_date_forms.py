"""The forms in which news writes dates, with their values: sentences in `date_forms.txt`."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from drafts import NOBODY, drafted, found

from generator.drafting import build_drafter, draft_one
from generator.drafting.calendar import day_of_holiday, easter, nth_day
from generator.text.source import SourceText

FORMS = {"en": Path(__file__).with_name("date_forms.txt"), "uk": Path(__file__).with_name("date_forms_uk.txt")}
MARK = re.compile(r"\[([^\]=]*)=([^\]]*)\]")


def forms(language: str) -> Iterator[tuple[str, str, str]]:
    """The language, the article's day and the sentence, of each line."""
    day = ""
    for line in FORMS[language].read_text("utf-8").splitlines():
        if line.startswith("@"):
            day = line[1:]
        elif line and not line.startswith("#"):
            yield language, day, line


def dates_of(language: str, day: str, text: str) -> list[tuple[str, str]]:
    source = SourceText("content/articles/a.md", f"---\ntitle: x\ndate: {day}\nlanguage: {language}\n---\n\n{text}")
    return [
        (each.text, each.id)
        for each in draft_one(source, build_drafter(NOBODY, language)).proposals
        if each.kind == "date"
    ]


@pytest.mark.parametrize(("language", "day", "line"), [*forms("en"), *forms("uk")])
def test_a_form(language: str, day: str, line: str):
    proposed = dates_of(language, day, MARK.sub(r"\1", line))
    wanted = MARK.findall(line)
    assert [value for _, value in proposed] == [value for _, value in wanted]
    assert all(text in words or words in text for (text, _), (words, _) in zip(proposed, wanted, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Roe came on 3/4/2025.",
        "Roe left in the winter of 2019.",
        "The January 6 attack shocked them.",
        "Roe left last Monday.",
        "Roe will come next Friday.",
        "Roe left last November.",
        "Roe left two weeks ago.",
        "Roe left on a Monday.",
        "Roe came on Easter Monday.",
        "Things are today as they were.",
        "It fell in fiscal 2024.",
        "Roe came on the 3rd.",
        "They spoke at Roecamp 2008.",
        "The ice shrank (Roe et al., 2009).",
        "Ann Roe in Oslo, 2009.",
    ],
)
def test_a_date_with_two_readings_is_unsure(text: str):
    assert {each.confidence for each in drafted(text).proposals if each.kind == "date"} == {"unsure"}


@pytest.mark.parametrize(
    "text",
    [
        "Roe swims every Friday.",
        "Each Monday they meet.",
        "Labour Day is the first Monday of the month.",
        "She sold Christmas trees.",
        "Roe, in his fifties, left.",
        "They opened the 9 March Street school.",
        "It ends at 1400 GMT.",
        "Roe is paid twice a week.",
        "Roe left two hours later.",
        "Photon 2008 was sold.",
        "He bought 30 of them, 2009 in all.",
    ],
)
def test_what_only_looks_like_a_date(text: str):
    assert found(text, "date") == []


def test_the_weekday_behind_a_day_is_that_days():
    assert found("Roe came on 3 March 2024, a Sunday.", "date") == [
        ("3 March 2024", "2024-03-03"),
        ("Sunday", "2024-03-03"),
    ]


def test_a_quotation_gives_its_dates_the_tense_of_its_own_words():
    (date,) = [each for each in drafted('"We start again on Monday," Roe said.').proposals if each.kind == "date"]
    assert (date.id, date.confidence) == ("2025-12-01", "unsure")


def test_moving_holidays():
    assert [easter(year).isoformat()[5:] for year in (1961, 2000, 2008, 2019, 2024)] == [
        "04-02", "04-23", "03-23", "04-21", "03-31",
    ]  # fmt: skip
    assert day_of_holiday("11 4 4 1", 2024).isoformat() == "2024-11-29"
    assert nth_day(2024, 5, 1, -1).isoformat() == "2024-05-27"
    with pytest.raises(ValueError, match="5"):
        nth_day(2024, 2, 1, 5)


def test_ukrainian_says_last_with_its_own_words():
    assert found("Це сталося минулої середи.", "date", language="uk") == [("минулої середи", "2025-12-03")]
