"""Names stand in the order of the alphabet of the site's language, as CLDR has it."""

import random

import pytest
from pyuca import Collator

from generator.values.collation import _LazyCollator, collation_key

SORTED = {
    "cs": "Cyril Čapek Hus Chalupa Ivan Zach Žák",
    "da": "Zahle Æbelø Øster Aabye Ågren",
    "de": "Adam Ägidius Arndt Ödön Ohm Straße Strasser Zoe",
    "en": "Ángel Arnold Öz Zoe Евген Яна",
    "es": "Nadal Nuñez Nuño Nzz Ñandú Oca",
    "et": "Sass Šokk Zoja Žanna Teder Õie Äär Öpik Ülo",
    "hr": "Cvitan Čačić Ćosić Dan Džaja Đorđe Luk Ljubo",
    "hu": "Cz Csaba Gz Gyula Oz Őry Sz Szabó Zs",
    "is": "Aron Ármann Dagur Ðagur Zoë Þor Ægir Örn",
    "pl": "Lis Lzz Łukasz Marek Sikorski Szymon Ślązak Zen Źródło Żal",
    "sv": "Zorn Åberg Ärlig Öberg",
    "tr": "Cem Çelik Halil Işık İbrahim Osman Özal Sema Şahin Ufuk Ümit",
    "uk": "Галя Гяур Ґудзь Ева Євген Жан Ив Ия Іван Їжак Йосип Кіра Яна",
    "vi": "An Ăn Ân Duy Đan Em Ê",
}


@pytest.mark.parametrize("language", SORTED)
def test_names_are_in_the_order_of_the_language(language: str):
    names = SORTED[language].split()
    backwards = names[::-1]
    for region in (language, f"{language}-XX"):
        assert sorted(backwards, key=lambda name: collation_key(name, region)) == names


def test_capitals_and_combining_marks_change_no_order():
    names = ["nadal", "NUÑEZ", "N\u0303ANDÚ", "Oca"]
    backwards = names[::-1]
    assert sorted(backwards, key=lambda name: collation_key(name, "es")) == names


def test_reading_a_part_of_the_table_sorts_like_the_whole():
    lazy, whole = _LazyCollator(), Collator()
    signs = [*map(chr, range(0x600)), "\u0939", "\u4e00", "\U00017001", chr(0x1F600), chr(0x10FFF0), chr(0x10FFF1)]
    draw = random.Random(1)  # noqa: S311 -- names, no secrets
    for name in (*signs, *("".join(draw.choices(signs, k=draw.randrange(2, 7))) for _ in range(2_000))):
        assert lazy.sort_key(name) == whole.sort_key(name), ascii(name)
