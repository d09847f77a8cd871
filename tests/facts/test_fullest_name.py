"""Which of the words that articles use for a thing becomes its name."""

import pytest

from generator.facts.naming import (
    begins_inside,
    best_label,
    counted,
    in_small_letters,
    is_proper,
    name_in,
    spelling,
    without_article,
)


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ({"Marin": 9, "Vladimir Marin": 1}, "Vladimir Marin"),
        ({"Marin": 9, "the Russian leader who met them": 1}, "Marin"),
        ({"Ludwig van Beethoven": 1, "Beethoven": 5}, "Ludwig van Beethoven"),
        ({"Володимир Заренський": 1, "Zarenskyy": 3}, "Володимир Заренський"),
        ({"Ann Lee": 1, "the man": 2}, "Ann Lee"),
        ({"Anna Berg": 2, "Außenministerin Anna Berg": 1}, "Anna Berg"),
        ({"Anna Berg": 1, "Außenministerin Anna Berg": 1}, "Anna Berg"),
        ({"Mohammed bin Salman": 1, "Mohammed bin Salman Al Saud": 1}, "Mohammed bin Salman Al Saud"),
        ({"Volodymyr Zarenskyy": 3, "Volodymyr Oleksandrovych Zarenskyy": 1}, "Volodymyr Zarenskyy"),
        ({"A B": 1, "B A": 1}, "A B"),
        ({"A B": 1, "B A": 2}, "B A"),
        ({"de la Cruz": 3, "Hal de la Cruz": 1}, "Hal de la Cruz"),
        ({"bin Salman": 4, "Mohammed bin Salman": 1}, "Mohammed bin Salman"),
        ({"Al Lind": 1, "Lind": 3}, "Al Lind"),
        ({}, ""),
    ],
)
def test_the_fullest_proper_name_wins(labels: dict[str, int], name: str):
    assert best_label(labels) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("His", ""),
        ("they", ""),
        ("його", ""),
        ("Ann Lee", "Ann Lee"),
        ("President Ann Lee", "Ann Lee"),
        ("Former President Ann Lee", "Ann Lee"),
        ("the President", ""),
        ("Secretary of State Ann Lee", "Ann Lee"),
        ("Dr. Ann Lee", "Ann Lee"),
        ("French President Ann Lee", "Ann Lee"),
        ("the U.S. Secretary of State Ann Lee", "Ann Lee"),
        ("Secretary-General Ann Lee", "Ann Lee"),
        ("Chief of Staff Ann Lee", "Ann Lee"),
        ("the French president", ""),
        ("Foreign Minister of Ukraine Ann Lee", ""),
        ("Ann King", "Ann King"),
        ("Ann English", "Ann English"),
        ("President de Gaulle", "de Gaulle"),
        ("le président Ann Lee", "Ann Lee"),
        ("Le Van Lee", "Le Van Lee"),
        ("الرئيس سامي علي", "سامي علي"),
        ("이수진 대통령", "이수진"),
        ("李明主席", "李明"),
        ("大統領", "大統領"),
        ("Marin’s", "Marin"),
        ("James's", "James"),
        ("the Williams’", "the Williams"),
        ("Ann Lee,", "Ann Lee"),
        ("Ann\u00ad Lee\u200b", "Ann Lee"),
        ("A\u0301ngel", "Ángel"),
        ("Außenministerin Anna Berg", "Anna Berg"),
        ("Президент Володимир Бондар", "Володимир Бондар"),
        ("Martin King", "Martin King"),
        ("Ex-President Ann Lee", "Ann Lee"),
        ("Chancellor-designate Ann Lee", "Ann Lee"),
        ("Jean-Claude Lee", "Jean-Claude Lee"),
        ("U.N. chief Ann Lee", "Ann Lee"),
        ("the late Ann Lee", "Ann Lee"),
        ("Ann Lee, Sweden’s envoy to Norway", "Ann Lee"),
        ("Sweden’s envoy, Ann Lee", "Ann Lee"),
        ("President Ann Lee, 54", "Ann Lee"),
        ("Lee, Ann", "Lee, Ann"),
        ("Ann Lee, Jr.", "Ann Lee, Jr."),
        ("Анна Берг, міністерка", "Анна Берг"),
        ("Ann Lee (left)", "Ann Lee"),
        ("Ann Lee, PhD", "Ann Lee"),
        ("Ann Lee MP", "Ann Lee"),
        ("Sami Md", "Sami Md"),
        ("O’Neill", "O’Neill"),
    ],
)
def test_a_label_without_what_is_no_part_of_a_name(label: str, name: str):
    assert name_in(label, of_person=True) == name


def test_a_title_is_part_of_what_is_no_person():
    assert name_in("Presidential Palace’s", of_person=False) == "Presidential Palace"
    assert name_in("President Hotel", of_person=False) == "President Hotel"


def test_spellings_and_cases_of_one_name_are_one_label():
    assert counted(["Ann Roe", "ANN ROE", "ann roe"]) == {"Ann Roe": 3}
    assert set(counted(["Марін", "Маріна", "Маріну", "Маріним", "Анна Берг", "Анни Берг"])) == {"Марін", "Анна Берг"}
    assert set(counted(["Иван Петров", "Ивана Петрова", "Мария"])) == {"Иван Петров", "Мария"}


@pytest.mark.parametrize(
    ("label", "id_", "name"),
    [
        ("MOSCOW", "moscow", "Moscow"),
        ("ABU DHABI", "abu-dhabi", "Abu Dhabi"),
        ("RIO DE JANEIRO", "rio-de-janeiro", "Rio de Janeiro"),
        ("PORT-AU-PRINCE", "port-au-prince", "Port-Au-Prince"),
        ("N’DJAMENA", "n-djamena", "N’Djamena"),
        ("XI’AN", "xi-an", "Xi’an"),
        ("КИЇВ", "kyiv", "Київ"),
        ("ANN LEE", "ann-lee", "Ann Lee"),
        ("DC", "dc", "DC"),
        ("JFK AIRPORT", "jfk", "JFK AIRPORT"),
        ("Moscow", "moscow", "Moscow"),
        ("東京", "tokyo", "東京"),
    ],
)
def test_capitals_of_a_dateline_name_no_place(label: str, id_: str, name: str):
    assert in_small_letters(label, id_) == name


@pytest.mark.parametrize("text", ["Ann", "A\u0301", "می\u200cخواهم"])
def test_a_spelling_is_its_own_spelling(text: str):
    assert spelling(spelling(text)) == spelling(text)
    assert ("\u200c" in spelling(text)) is ("\u200c" in text)


@pytest.mark.parametrize(
    ("labels", "id_", "name"),
    [
        ({"Gabriel García Márquez": 1, "García Márquez": 3}, "gabriel-garcia-marquez", "Gabriel García Márquez"),
        ({"Jørgen Lund Moe": 1, "Lund Moe": 1}, "jorgen-lund-moe", "Jørgen Lund Moe"),
        ({"Außenministerin Anna Berg": 1, "Anna Berg": 1}, "anna-berg", "Anna Berg"),
        ({"Volodymyr Zarenskyy": 3, "Volodymyr Oleksandrovych Zarenskyy": 1}, "zarenskyy", "Volodymyr Zarenskyy"),
    ],
)
def test_the_id_tells_a_full_name_from_a_part_of_it(labels: dict[str, int], id_: str, name: str):
    assert best_label(labels, id_=id_) == name


def test_an_article_is_no_part_of_a_name():
    assert without_article("the EU", "european-union") == "EU"
    assert without_article("l’ONU", "un") == "ONU"
    assert without_article("the Hague", "the-hague") == "the Hague"
    assert without_article("the talks", "talks") == "the talks"
    assert best_label({"The EU": 2, "EU": 1}, of_person=False) == "EU"
    assert best_label({"The Hague": 2}, of_person=False) == "The Hague"


@pytest.mark.parametrize("label", ["On Monday", "And in Geneva", "Am Montag", "У Женеві"])
def test_words_inside_a_sentence_are_no_name(label: str):
    assert begins_inside(label)


def test_a_proper_name_has_a_word_of_letters():
    assert not is_proper("the 1980s")
    assert is_proper("Talks of 1980")
