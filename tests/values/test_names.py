"""Countries and languages: codes, names, flags, the way a script runs."""

import pycountry
import pytest

from generator.values import (
    code_scheme,
    country_codes,
    country_name,
    direction,
    flag,
    language_name,
    meant_instead,
    value_type,
)


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("ua", "en", "Ukraine"),
        ("ua", "uk", "Україна"),
        ("us", "de", "Vereinigte Staaten"),
        ("xk", "en", "Kosovo"),
        ("ua", "qqq", "Ukraine"),
        ("suhh", "en", "Soviet Union"),
        ("csxx", "de", "Serbia and Montenegro"),
        ("zz9", "en", "zz9"),
    ],
)
def test_a_country_has_a_name_in_a_language(code, language, name):
    assert country_name(code, language) == name


def test_all_codes_are_sound_and_named():
    codes = country_codes()
    assert list(codes) == sorted(set(codes))
    assert {"ua", "ru", "us", "no", "suhh", "csxx", "yucs"} <= set(codes)
    assert all(value_type("country").check(code) is None and country_name(code, "en") != code for code in codes)
    assert all(value_type("id").check(code) is None for code in codes), "a country's record is a file as well"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("UA", "write `ua`, Ukraine"),
        ("uk", "write `ua`, Ukraine or `gb`, United Kingdom"),
        ("usa", "write `us`, United States"),
        ("ukraine", "write `ua`, Ukraine"),
        ("Germny", "write `de`, Germany"),
        ("SU", "write `suhh`, Soviet Union"),
        ("zz", "use the ISO code in lower case: ua, us"),
        ("", "use the ISO code in lower case: ua, us"),
    ],
)
def test_what_is_no_country_is_refused_with_the_one_that_is_meant(text, hint):
    assert value_type("country").check(text).hint == hint


def test_a_flag_is_two_regional_indicators():
    assert flag("ua") == "🇺🇦"
    assert (flag("suhh"), flag("zz"), flag("")) == ("", "", "")


@pytest.mark.parametrize(
    "tag", ["uk", "ru", "zh-Hant", "pt-BR", "sr-Latn-RS", "es-419", "tlh", "de-1996", "ca-valencia"]
)
def test_a_well_formed_tag_of_a_known_language_is_taken(tag):
    assert value_type("language").check(tag) is None


@pytest.mark.parametrize(
    ("text", "at", "hint"),
    [
        ("zh-hant", 0, "write `zh-Hant`"),
        ("UK", 0, "write `uk`"),
        ("pt_br", 0, "write `pt-BR`"),
        ("zh-Hanx", 3, "did you mean `Hanb`?"),
        ("xx", 0, "write a tag such as uk, ru, zh-Hant or pt-BR"),
        ("Ukrainian", 0, "write a tag such as uk, ru, zh-Hant or pt-BR"),
        ("", 0, "write a tag such as uk, ru, zh-Hant or pt-BR"),
    ],
)
def test_another_tag_is_refused(text, at, hint):
    fault = value_type("language").check(text)
    assert (fault.at, fault.hint) == (at, hint)


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("uk", "en", "Ukrainian"),
        ("uk", "uk", "українська"),
        ("zh-Hant", "en", "Chinese (Traditional)"),
        ("sr-Latn-RS", "en", "Serbian (Latin, Serbia)"),
        ("tlh", "de", "Klingonisch"),
        ("no tag", "en", "no tag"),
    ],
)
def test_a_language_has_a_name(tag, language, name):
    assert language_name(tag, language) == name


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        *(
            ("uk", "ltr"),
            ("ar", "rtl"),
            ("he", "rtl"),
            ("fa", "rtl"),
            ("ckb", "rtl"),
            ("az", "ltr"),
            ("az-Arab", "rtl"),
        ),
        *(("az-IR", "rtl"), ("ar-Latn", "ltr"), ("tlh", "ltr"), ("dv", "rtl"), ("no tag", "ltr")),
    ],
)
def test_a_tag_tells_which_way_its_script_runs(tag, way):
    assert direction(tag) == way


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("eu", "it is an organization: write `org=european-union`"),
        ("EU", "it is an organization: write `org=european-union`"),
        ("u.n.", "it is an organization: write `org=united-nations`"),
        ("nato", "it is an organization: write `org=nato`"),
        ("uk", "write `ua`, Ukraine or `gb`, United Kingdom"),
        ("ussr", "write `suhh`, Soviet Union"),
        ("soviet-union", "write `suhh`, Soviet Union"),
        ("usa", "write `us`, United States"),
        ("korea", "write `kr`, South Korea or `kp`, North Korea"),
        ("england", "write `gb`, United Kingdom"),
        ("zz", ""),
    ],
)
def test_what_people_write_for_a_country_has_its_remedy(text, remedy):
    assert meant_instead(text) == remedy


def test_a_code_claims_no_standard_that_lacks_it():
    schemes = [code_scheme(code) for code in ("ua", "suhh", "xk")]
    assert schemes == ["ISO 3166-1 alpha-2", "ISO 3166-3", ""]
    for code in country_codes():
        assert (code_scheme(code) == "ISO 3166-1 alpha-2") is (
            pycountry.countries.get(alpha_2=code.upper()) is not None
        )
