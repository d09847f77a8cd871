"""Identifiers elsewhere: their form, and what to write instead of a wrong one."""

import pytest

from generator.values.authority import AUTHORITIES, authority_iri, authority_label, authority_page, check_authority


@pytest.mark.parametrize("scheme", AUTHORITIES)
def test_each_example_is_valid_and_has_addresses(scheme: str):
    text = f"{scheme}:{AUTHORITIES[scheme].example}"
    assert check_authority(text) is None
    assert AUTHORITIES[scheme].example in authority_page(text)
    assert AUTHORITIES[scheme].example in authority_iri(text)
    assert authority_label(text) == f"{AUTHORITIES[scheme].label} {AUTHORITIES[scheme].example}"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("https://www.wikidata.org/wiki/Q42", "write wikidata:Q42"),
        ("https://viaf.org/viaf/12/", "write viaf:12"),
        ("isni:0000 0000 8045 6315", "write isni:0000000080456315"),
        ("wikidata:42", "write one like wikidata:Q42"),
        ("wikdata:Q42", "did you mean `wikidata:`?"),
        ("https://example.org/x", "move it to `links:`"),
        ("Q42", "write a scheme, a colon"),
        ("javascript:alert(1)", "write a scheme, a colon"),
    ],
)
def test_a_wrong_one_says_what_to_write(text: str, hint: str):
    fault = check_authority(text)
    assert fault
    assert hint in fault.hint
    assert authority_page(text) == authority_iri(text) == ""
