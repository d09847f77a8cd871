"""A document before and after each edit, without a schema."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.text.yaml_tree import plain

TEXT = "# file\nname: 'Ann Roe'  # her name\nlinks: [a, b]\noffices:\n  - title: Envoy\n    for: us  # since May\n"
WRONG_TYPE = "the record holds something else there than the schema says"


@pytest.mark.parametrize(
    ("path", "value", "order", "old", "new"),
    [
        (("name",), "Bo", (), "'Ann Roe'", "'Bo'"),
        (("links", 1), "c, d", (), "[a, b]", "[a, 'c, d']"),
        (("offices", 0, "title"), "Chief", (), "Envoy", "Chief"),
        (("offices", 0, "until"), "2025", (), "since May\n", "since May\n    until: '2025'\n"),
        (("born",), "1950", ("name", "born"), "her name\n", "her name\nborn: '1950'\n"),
        (("born",), "1950", (), "since May\n", "since May\nborn: '1950'\n"),
        (("sources", "name"), "talks", (), "since May\n", "since May\nsources:\n  name: talks\n"),
    ],
)
def test_set_changes_one_text_or_adds_one_line(path, value, order, old, new):
    assert YamlDocument.parse(TEXT).set(path, value, order).text == TEXT.replace(old, new)


def test_set_texts_replaces_several_texts_at_once():
    changed = YamlDocument.parse(TEXT).set_texts({("links", 0): "x", ("offices", 0, "for"): "no", ("name",): "Bo"})
    assert changed.text == TEXT.replace("[a, b]", "[x, b]").replace("for: us", "for: 'no'").replace("Ann Roe", "Bo")


def test_add_lays_a_value_out_like_its_neighbours_or_starts_the_list():
    document = YamlDocument.parse(TEXT)
    assert document.add(("links",), "c", 2).text == TEXT.replace("b]", "b, c]")
    assert document.add(("sides",), {"of": "us"}).text == f"{TEXT}sides:\n  - of: us\n"
    assert document.add(("offices",), {"title": "Aide"}).text == TEXT.replace("  - t", "  - title: Aide\n  - t")


def test_remove_keeps_comments_and_takes_the_key_of_an_empty_list():
    document = YamlDocument.parse(TEXT)
    assert document.remove(("name",)).text == TEXT.replace("name: 'Ann Roe'  #", "#")
    assert document.remove(("links", 0)).remove(("links", 0)).text == TEXT.replace("links: [a, b]\n", "")


def test_comments_are_read_found_in_an_item_and_appended():
    document = YamlDocument.parse(TEXT)
    assert document.comments == ("# file", "# her name", "# since May")
    assert document.has_comment(("offices", 0))
    assert not document.has_comment(("links", 0))
    assert document.append_comments(["one", ""]).text == f"{TEXT}# one\n#\n"


@pytest.mark.parametrize(
    "edit",
    [
        lambda document: document.set(("links",), "x"),
        lambda document: document.set(("name", "first"), "x"),
        lambda document: document.add(("name",), "x"),
    ],
)
def test_an_edit_of_another_type_of_node_is_rejected(edit):
    with pytest.raises(EditRejectedError) as rejected:
        edit(YamlDocument.parse(TEXT))
    assert rejected.value.reason == WRONG_TYPE


def test_what_is_not_there_can_not_be_removed():
    with pytest.raises(EditRejectedError):
        YamlDocument.parse(TEXT).remove(("offices", 1))


@given(st.text(min_size=1, max_size=40), st.sampled_from(("\n", "\r\n")), st.sampled_from(("", "\ufeff")))
def test_any_text_is_set_or_rejected_and_nothing_else_changes(value, ending, mark):
    document = YamlDocument.parse(mark + TEXT.replace("\n", ending))
    try:
        changed = document.set(("offices", 0, "title"), value)
    except EditRejectedError:
        return
    assert plain(changed.tree) == plain(document.tree) | {"offices": [{"title": value, "for": "us"}]}
    before, after = document.text.split("Envoy")
    assert changed.text.startswith(before)
    assert changed.text.endswith(after)
