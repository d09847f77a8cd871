"""One spelling for all the ways in which people write a name; the same in Python and in the reader's browser."""

import sys
import unicodedata

import pytest
from asking import run_node
from hypothesis import given
from hypothesis import strategies as st

from generator.search import keys
from generator.values.search_keys import LETTERS


def in_browser(texts: list[str]) -> list[list[str]]:
    index = f'communiqueShard("index",{{"letters":{dict(LETTERS)!a},"names":"","texts":"","kinds":[]}})'
    return run_node({"files": {"index": index}, "queries": [["", None]], "texts": texts})


@pytest.mark.parametrize(
    "spellings",
    [
        ("Müller", "Mueller", "Muller", "MÜLLER", "Mu\u0308ller", "Mūler"),
        ("Zarenskyy", "Zarensky", "Zarenskiy", "Zarenskij", "Заренський", "Заренский"),
        ("Volodymyr", "Володимир", "Volodimir"),
        ("Yuri", "Yuriy", "Jurij", "Iurii", "Юрій", "Юрий"),
        ("Westoff", "Vestof"),
        ("O'Neill", "O’Neill", "ONeill"),
        ("Łódź", "Lodz"),
        ("Öztürk", "Oeztuerk", "Ozturk"),
        ("Straße", "Strasse"),
        ("Erdoğan", "ERDOĞAN", "Erdogan"),
        ("Kharkiv", "Харків"),
        ("Παπαδόπουλος", "Papadopoylos"),
        ("Алексей", "Alexei", "Aleksey", "Alexey"),
        ("Saʿūd", "Saud", "Sa'ud"),
        ("ʿAbd al-ʿAzīz", "Abd al-Aziz"),
        ("U.N. Security Council", "UN Security Council", "U. N. Security Council"),
        ("J. D. Vanek", "JD Vanek", "J.D. Vanek"),
        ("علی اکبر کاظمی", "علي اكبر كاظمي"),
        ("محـــمد", "محمد"),
        ("ٱلعربية", "العربيه"),
        ("موسى", "موسي"),
        ("ქართველი", "kartveli"),
        ("ყაველაშვილი", "Kavelashvili"),
        ("ჭავჭავაძე", "Chavchavadze"),
        ("Նիկոլ Փաշինյան", "Nikol Pashinyan"),
        ("Əliyev", "Aliyev"),
        ("Łukasz Żal", "Lukasz Zal"),
        ("Þorgerður", "Thorgerdur"),
        ("Işık Yılmaz", "Isik Yilmaz"),
        ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
        ("אבְרָהָם", "אברהם"),
        ("إيران", "ایران"),
        ("Қасым", "Kasym"),
        ("Ødegaard", "Odegaard", "Oedegaard"),
        ("Արամ", "Aram"),
        ("Шевченко", "Shevchenko"),
        ("Щербак", "Shcherbak"),
        ("Ёлкин", "Elkin"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]):
    assert len({tuple(keys(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Berg", "Burg"), ("2011", "201"), ("Marin", "Merin"), ("10", "100")])
def test_other_names_and_numbers_stay_apart(one: str, other: str):
    assert keys(one) != keys(other)


def test_a_word_keeps_its_vowel_signs_together():
    assert len(keys("मोदी")) == len(keys("नरेन्द्र")) == 1
    assert keys("मोदी") != keys("मद")


def test_words_that_are_written_without_gaps_are_found_by_each_sign():
    assert set(keys("ประยุทธ์")) <= set(keys("พลเอกประยุทธ์จันทร์โอชา"))
    assert keys("習近平 met") == ["習", "近", "平", "met"]


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30))
def test_what_is_typed_of_ascii_leads_to_the_whole(text: str):
    plain = "".join(char for char in text if char.isascii() and char.isalnum() and char not in "eE")
    whole = keys(plain)
    for end in range(1, len(plain)):
        assert not whole or whole[0].startswith(keys(plain[:end])[0])


def test_browser_and_build_make_the_same_keys_of_every_character():
    """Of those that Unicode has classed alike since its version 3.2, for Python and the browser may have others."""
    classes = ((chr(code), unicodedata.category(chr(code))) for code in range(sys.maxunicode + 1))
    known = [c for c, kind in classes if kind[0] in "LNMPSZ" and kind == unicodedata.ucd_3_2_0.category(c)]
    texts = [f"a{char}e {char}ue{char}{char}" for char in known]
    assert len(texts) > 50_000
    assert [text for text, made in zip(texts, in_browser(texts), strict=True) if made != keys(text)] == []
