"""A language is a file of data: English whole, Ukrainian as the proof that it needs no code."""

import random
import re

import pytest
from drafts import drafted, found

from generator.drafting import Entry, Register
from generator.drafting.date_rules import date_rules
from generator.drafting.draft import language_of
from generator.drafting.language import alternatives, detect_language, language, languages
from generator.text.source import SourceText

CY_DAHL = Register((Entry("person", "cy-dahl", ("Cy Dahl", "Кирило Далін")),))
TALKS = "Посланець Анна Роєнко зустрілася з Кирилом Даліним у Москві у вівторок, 2 грудня."


@pytest.mark.parametrize("tag", languages())
def test_its_file_is_sound(tag: str):
    words = language(tag)
    assert date_rules(words)
    assert words.words("text", "common")
    assert set(words.data) == set(language("en").data)


def test_a_declined_name_is_known():
    assert ("Кирилом Даліним", "cy-dahl") in found(TALKS, "person", known=CY_DAHL, language="uk")


def test_a_meeting_in_ukrainian():
    (meeting,) = [p for p in drafted(TALKS, CY_DAHL, "uk").proposals if p.kind == "meeting"]
    assert meeting.id == "2025-12-02-moskva"
    assert {("person", "cy-dahl"), ("date", "2025-12-02"), ("place", "moskva")} <= meeting.parts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Це сталося 2 грудня.", "2025-12-02"),
        ("Це сталося у вівторок.", "2025-12-02"),
        ("Це сталося вчора.", "2025-12-03"),
        ("Це сталося минулого тижня.", "2025-11-24/2025-11-30"),
        ("Це сталося 30.11.2025.", "2025-11-30"),
        ("Це сталося у 2014 році.", "2014"),
        ("Це сталося три дні тому.", "2025-12-01"),
    ],
)
def test_a_date_in_ukrainian(text: str, wanted: str):
    assert [value for _, value in found(text, "date", language="uk")] == [wanted]


def test_a_quotation_in_ukrainian():
    text = "«Розмова була корисною», — сказав Кирило Далін."
    assert found(text, "quote", known=CY_DAHL, language="uk") == [("«Розмова була корисною»", "cy-dahl")]


def test_a_country_in_another_case_is_known():
    assert found("Це сталося в Україні.", "country", language="uk") == [("Україні", "ua")]


def test_a_language_is_recognized_by_its_commonest_words():
    assert detect_language("The talks that were held in the city of Geneva were useful.") == "en"
    assert detect_language("Він сказав, що переговори, які були у Женеві, не були для нього.") == "uk"
    assert detect_language("Le président a dit que les pourparlers de Genève étaient utiles.") is None


DECLINED = {
    "Анна Роєнко зустрілася з Кларою Бенц.": {"Анна Роєнко", "Клара Бенц"},
    "Вони розмовляли з Янушем Ковальським. Ковальський поїхав.": {"Януш Ковальський"},
    "Зустріч міністра Василя Кравця скасовано. Із Кравцем не говорили.": {"Василь Кравець"},
    "Це сказали Тарасові Бондарю. Бондар мовчав.": {"Тарас Бондар"},
    "Прокурорка Олена Гнатюк і депутатка Ірина Лисенко мовчали.": {"Олена Гнатюк", "Ірина Лисенко"},
    "Міністр закордонних справ Фрідонії Анна Роєнко мовчала.": {"Анна Роєнко"},
    "За словами Іриною Лисенко, згоди немає.": {"Ірина Лисенко"},
}


@pytest.mark.parametrize(("text", "names"), DECLINED.items())
def test_a_declined_name_is_shown_in_its_dictionary_form(text: str, names: set[str]):
    assert {each.name for each in drafted(text, language="uk").proposals if each.kind == "person"} == names


def test_what_was_said_in_ukrainian_without_a_name():
    text = "Високопосадовець, який не назвав себе, сказав, що цього разу угоди не буде."
    assert [each.annotation for each in drafted(text, language="uk").proposals] == [
        '{.paraphrase speaker="високопосадовець"}'
    ]


@pytest.mark.parametrize(
    ("text", "site", "tag"),
    [
        ("Acting Prime Minister Carl Holm met Vice President Dan Falk.", "en", "en"),
        ("Acting Prime Minister Carl Holm met Vice President Dan Falk.", "fr", None),
        ("Анна Берг зустріла Івара Лінда.", "en", None),
        ("Анна Берг зустріла Івара Лінда.", "uk", "uk"),
        ("Le président a dit que les pourparlers étaient utiles. " * 5, "en", None),
    ],
)
def test_a_short_text_is_in_the_language_of_the_site(text: str, site: str, tag: str | None):
    assert language_of(SourceText("a.md", f"---\ntitle: T\n---\n\n{text}"), "", site) == tag


@pytest.mark.parametrize(
    ("text", "words", "id_", "name"),
    [
        ("Україна передала Дункану Мақферсону листа.", "Дункану Мақферсону", "dunkan-maqferson", "Дункан Мақферсон"),
        ("Вони згадали Торвальда Бйорнсена.", "Торвальда Бйорнсена", "torvald-byornsen", "Торвальд Бйорнсен"),
    ],
)
def test_a_name_in_another_case_only_is_proposed_with_its_likely_form(text: str, words: str, id_: str, name: str):
    (person,) = [each for each in drafted(text, language="uk").proposals if each.kind == "person"]
    assert (person.text, person.id, person.name, person.confidence) == (words, id_, name, "unsure")
    assert "nominative" in person.reason


def test_a_subject_stands_in_the_nominative():
    assert found("Урсула Копа заявила, що піде.", "person", language="uk") == [("Урсула Копа", "ursula-kopa")]


def test_a_place_has_its_nominative_for_a_name_whatever_its_case():
    places = [
        each for each in drafted("Роєнко прибув до Києва. Київ чекав.", language="uk").proposals if each.kind == "place"
    ]
    assert [(each.id, dict(each.attributes).get("name")) for each in places] == [("kiiv", "Київ"), ("kiiv", None)]


def test_a_pattern_of_words_finds_the_longest_of_them():
    pick = random.Random(7)  # noqa: S311 -- no secret
    for _ in range(2_000):
        words = ["".join(pick.choices("ab -]^.", k=pick.randint(1, 5))) for _ in range(pick.randint(1, 8))]
        text = "".join(pick.choices("ab -]^.", k=12))
        plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        assert re.findall(f"(?:{alternatives(words)})", text) == re.findall(f"(?:{plain})", text)
    assert re.search(alternatives([]), "a") is None
