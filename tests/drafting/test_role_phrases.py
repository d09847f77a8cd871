"""A drafted role is the text's whole phrase or none, and a longer name is another person's."""

import pytest
from drafts import drafted, only, people

WHOLE = {
    "They met the harbour minister Ann Roe.": "harbour minister",
    "Bo Lind, the minister for harbours, saw the harbour minister, Ann Roe.": "harbour minister",
    "Ann Roe, minister for harbours, left.": "minister for harbours",
    "Ann Roe, a spokeswoman for the Harbour Board, left.": "spokeswoman for the Harbour Board",
    "Ann Roe, the ambassador to Norway, left.": "ambassador to Norway",
    "Ann Roe, the president of Georgia, left.": "president of Georgia",
    "The then minister Ann Roe left.": "then minister",
    "The deputy harbour minister Ann Roe left.": "deputy harbour minister",
    "The long-serving harbour minister Ann Roe left.": "long-serving harbour minister",
    "The newly elected president Ann Roe left.": "newly elected president",
    "They saw then-minister Ann Roe.": "then-minister",
    "Acme Foods chief executive Ann Roe left.": "Acme Foods chief executive",
    "Bo Lind's lawyer Ann Roe left.": "lawyer",
    "Norway sent ambassador Ann Roe.": "ambassador",
}
UNCERTAIN = [
    "They praised harbour minister Ann Roe.",
    "The interior and harbour minister Ann Roe left.",
    "An academic and professor Ann Roe left.",
    "The small harbours minister Ann Roe left.",
    "In Moscow President Ann Roe spoke.",
    "Ambassador to Norway Ann Roe left.",
    "Ann Roe, the minister responsible for harbours, left.",
    "Ann Roe, head of the union that won, left.",
    f"Ann Roe, the head of the {'long-winded ' * 12}board, left.",
]


def role(text: str, language: str = "en") -> tuple[str | None, str | None]:
    """The role and the country of Ann Roe, or of the only person whose name declines."""
    proposals = drafted(text, language=language).proposals
    (found,) = (dict(each.attributes) for each in proposals if each.id in ("ann-roe", "taras-gay"))
    return found.get("role"), found.get("country")


@pytest.mark.parametrize(("text", "whole"), WHOLE.items())
def test_a_role_is_the_whole_phrase(text: str, whole: str):
    assert role(text) == (whole, None)


@pytest.mark.parametrize("text", UNCERTAIN)
def test_a_role_of_uncertain_bounds_is_left_out(text: str):
    assert role(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The Norwegian harbour minister Ann Roe left.", "harbour minister"),
        ("Norway's harbour minister Ann Roe left.", "harbour minister"),
        ("Former Norwegian harbour minister Ann Roe left.", "Former harbour minister"),
        ("The acting former Norwegian minister Ann Roe left.", "acting former minister"),
        ("The embattled Norwegian minister Ann Roe left.", "embattled minister"),
    ],
)
def test_a_country_in_or_before_a_role_is_its_country(text: str, said: str):
    assert role(text) == (said, "no")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Вона бачила портового міністра Тараса Гая.", None),
        ("До міністра Тараса Гая прибули.", "міністр"),
        ("Про це сказав міністр Тарас Гай.", "міністр"),
        ("Про це сказав портовий міністр Тарас Гай.", None),
        ("Про це сказав тодішній міністр Тарас Гай.", "тодішній міністр"),
    ],
)
def test_an_unknown_adjective_leaves_no_role_of_other_words(text: str, said: str | None):
    assert role(text, "uk")[0] == said


@pytest.mark.parametrize(
    "name",
    ["Bo Lind-Larsen", "Bo Lind‑Larsen", "Bo Lind Larsen", "Bo Lind von Larsen", "Bo Lind de la Cruz", "Carl Bo Lind"],
)
def test_a_longer_name_is_another_person(name: str):
    assert only(f"They saw the harbour minister {name}.", "person", people("Bo Lind")).text == name


@pytest.mark.parametrize("name", ["Bo Lind-Larsen", "Bo Lind Larsen"])
def test_a_longer_name_that_the_register_gives_is_the_persons(name: str):
    assert only(f"They saw {name}.", "person", people(name)).confidence == "sure"


@pytest.mark.parametrize("text", ["Bo Lind Says No", "Bo Lind Monday said no.", "The Bo Lind-led team left."])
def test_a_name_before_other_words_is_the_persons(text: str):
    assert [each.id for each in drafted(text, people("Bo Lind")).proposals if each.kind == "person"] == ["bo-lind"]
