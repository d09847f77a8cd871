"""Long lists show ten and fold the rest; each list says its count; a crowd stays readable."""

import re
from pathlib import Path

import pytest
from small_sites import block, crowd, extracted, made, rows, words, write

from generator.text.html import HtmlHeading, render_markdown


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(extracted(write(tmp_path_factory.mktemp("crowd"), crowd(26))))


def folded(part: str) -> tuple[str, str]:
    """A block before its fold and inside it."""
    before, _, inside = part.partition('<details class="cq-more">')
    return before, inside


@pytest.mark.parametrize(
    ("page", "heading", "count"),
    [
        ("persons/ana.md", "Meetings", 26),
        ("persons/ana.md", "Met most often", 26),
        ("persons/ana.md", "Accounts compared", 26),
        ("countries/gr.md", "Meetings attended", 26),
        ("countries/gr.md", "Officeholders", 25),
    ],
)
def test_ten_rows_stand_open_and_the_others_are_folded(pages: dict[str, str], page: str, heading: str, count: int):
    part = block(pages[page], heading)
    before, inside = folded(part)
    all_rows, folded_rows = len(rows(part)), len(rows(inside))
    assert len(rows(before)) == 10
    assert f"<summary>Show {all_rows - 10} more</summary>" in part
    assert folded_rows == all_rows - 10
    counts = re.search(rf'^## {heading} <span class="cq-count">(.*)</span>$', pages[page], re.MULTILINE)
    assert counts
    assert sum(map(int, re.findall(r"[0-9]+", counts[1]))) == all_rows
    assert all_rows <= count


def test_statements_and_passages_are_folded_too(pages: dict[str, str]):
    page = pages["persons/ana.md"]
    for heading, sign in (("Statements", "<figure"), ("Appears in", "<h3")):
        before, inside = folded(block(page, heading))
        assert before.count(sign) == 10
        assert inside.count(sign) > 10


def test_a_list_of_ten_is_not_folded(tmp_path: Path):
    page = made(extracted(write(tmp_path, crowd(10))))["persons/ana.md"]
    assert len(rows(block(page, "Meetings"))) == 10
    assert "cq-more" not in block(page, "Meetings")


def test_every_table_has_a_caption_and_heads_with_scope(pages: dict[str, str]):
    tables = [table for page in pages.values() for table in re.findall(r"<table.*?</table>", page, re.DOTALL)]
    assert len(tables) > 100
    for table in tables:
        assert words(re.findall(r"<caption>(.*?)</caption>", table)[0])
        assert "<th>" not in table
        assert '<th scope="row">' in table or '<th scope="col">' in table


def test_frames_of_one_page_have_names_of_their_own(pages: dict[str, str]):
    for path, page in pages.items():
        names = re.findall(r'role="region" aria-label="([^"]*)"', page)
        assert len(names) == len(set(names)), path


def test_a_count_is_no_part_of_an_anchor_or_of_the_contents():
    html = render_markdown('## Meetings <span class="cq-count">12</span>\n', lambda _: None)
    assert html.headings == (HtmlHeading(2, "meetings", "Meetings"),)
    assert '<h2 id="meetings">Meetings <span class="cq-count">12</span></h2>' in html.text


def test_roles_stand_newest_first(pages: dict[str, str]):
    told = rows(block(pages["persons/ana.md"], "Roles"))
    assert [row.split()[-1] for row in told] == ["2022", "2021"]


def test_months_are_twelve_at_most_and_the_others_are_counted(pages: dict[str, str]):
    part = block(pages["countries/gr.md"], "Contacts")
    head = re.findall(r'<th scope="col">(.*?)</th>', part)
    assert head[:3] == ["Side", "Meetings", "Days since the last"]
    assert head[-1] == "Other"
    assert len(head) == 3 + 12 + 1
    for row in rows(part):
        counts = [int(cell) for cell in row.replace("·", "0").replace(",", "").split()[1:]]
        assert counts[0] == sum(counts[2:])


def test_the_cards_of_links_are_small(pages: dict[str, str]):
    page = pages["persons/ana.md"]
    cards = page.partition('<div class="cq-previews"')[2]
    assert cards
    assert len(cards) < len(page) / 5
