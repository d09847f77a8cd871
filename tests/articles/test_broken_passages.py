"""Which passages of an article are in error, so that nothing is written into them unasked."""

import pytest

from generator.articles.broken_passages import broken_passages
from generator.text.source import SourceText

FRONT = "---\ntitle: Talks\ndate: 2025-12-04\n---\n\n"


def broken(text: str) -> list[str]:
    found = broken_passages(SourceText("content/articles/a.md", FRONT + text))
    return [span.text.strip() for span in found]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ann left.\n\nBo stayed.\n",
        "[Ann]{person=ann} left {quickly}.\n",
        "::: {meeting=talks}\n\nAnn left.\n\n:::\n\nBo stayed.\n",
        "`[Ann]{person` is code.\n\n```\n::: {meeting=\n```\n",
    ],
)
def test_a_sound_text_has_none(text):
    assert broken(text) == []


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Ann.\n\n[Bo]{person=bo left\nfor Riga.\n\nCid.\n", ["[Bo]{person=bo left\nfor Riga."]),
        ("[Bo]{person=bo left.\n\nCid.\n\n[Di] {person=di}\n", ["[Bo]{person=bo left.", "[Di] {person=di}"]),
        ("- Ann\n- [Bo]{person\n  left\n- Cid\n\nDi.\n", ["- [Bo]{person\n  left"]),
        ("> [Bo]{person left\nfor Riga.\n\nDi.\n", ["> [Bo]{person left\nfor Riga."]),
        ("|a|b|\n|-|-|\n|Cid|Di|\n|[Bo]{person|x|\n\nEd.\n", ["|a|b|\n|-|-|\n|Cid|Di|\n|[Bo]{person|x|"]),
    ],
)
def test_a_paragraph_a_list_item_or_a_table_with_an_error_is_one_passage(text, passages):
    assert broken(text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Ann.\n\n::: {meeting=talks}\n\nBo.\n\nCid.\n", ["::: {meeting=talks}\n\nBo.\n\nCid."]),
        ("Ann.\n\n::: {meeting=talks\n\nBo.\n\n:::\n\nCid.\n", ["::: {meeting=talks\n\nBo.\n\n:::"]),
        ("::: {meeting=talks}\n\nAnn.\n\n[Bo]{person\n\n:::\n", ["[Bo]{person"]),
        ("Ann.\n\n::: meeting=talks\n\nBo.\n\nCid.\n", ["::: meeting=talks\n\nBo.\n\nCid."]),
        ("Ann.\n\nBo.\n\n:::\n\nCid.\n", ["Ann.\n\nBo.\n\n:::"]),
    ],
)
def test_a_fence_in_error_leaves_in_doubt_what_it_may_enclose(text, passages):
    assert broken(text) == passages


def test_offsets_are_those_of_the_file():
    source = SourceText(
        "content/articles/a.md", "\ufeff" + (FRONT + "Ann 𝒜.\n\n[Bo]{person\n\nCid.\n").replace("\n", "\r\n")
    )
    assert [span.text.rstrip() for span in broken_passages(source)] == ["[Bo]{person"]
