"""Cards of what a page links to: out of the thing's own record alone, once each, and harmless."""

import re
from pathlib import Path

from small_sites import article, extracted, made, write

HOSTILE = '<img src=x onerror=alert(1)> "quoted" `code` [link](javascript:alert(1))'


def cards(page: str) -> dict[str, str]:
    """The cards of a page by their addresses."""
    part = page.partition('<div class="cq-previews" hidden data-search-exclude>')[2].partition("</div>")[0]
    return dict(re.findall(r'<p class="cq-card-of"><a href="([^"]*)">(.*?)</p>', part))


def test_a_page_has_one_card_of_each_thing_and_none_of_itself(tmp_path: Path):
    text = "[[Ana]{person=ana country=gr} met [Ben]{person=ben country=tr}]{meeting=2025-12-02-talks on=2025-12-02}."
    pages = made(extracted(write(tmp_path, {"a.md": article(f"{text} [Ana]{{person=ana}} left.")})))
    assert list(cards(pages["meetings/2025-12-02-talks.md"])) == [
        "../countries/gr.md",
        "../countries/tr.md",
        "../persons/ana.md",
        "../persons/ben.md",
    ]
    assert "ana.md" not in cards(pages["persons/ana.md"])
    assert "../persons/ana.md" in cards(pages["articles/a.md"])


def test_a_card_does_not_change_with_what_others_say(tmp_path: Path):
    first = {"a.md": article("[Ana]{person=ana role=envoy country=gr} met [Ben]{person=ben}.")}
    more = first | {
        "b.md": article("[[Ana]{person=ana} met [Cem]{person=cem}]{meeting=2025-12-02-talks on=2025-12-02}.")
    }
    one = cards(made(extracted(write(tmp_path / "one", first)))["articles/a.md"])
    two = cards(made(extracted(write(tmp_path / "two", more)))["articles/a.md"])
    assert one == two
    assert "Envoy" in one["../persons/ana.md"]


def test_a_hostile_name_is_text(tmp_path: Path):
    name = HOSTILE.replace("'", "''")
    files = {"persons/ana.yaml": f"name: '{name}'\n", "a.md": article("[Ana]{person=ana} spoke.")}
    card = cards(made(write(tmp_path, files))["articles/a.md"])["../persons/ana.md"]
    assert "<img" not in card
    assert "[link]" not in card
    assert "&#60;img" in card


def test_a_page_without_such_links_has_no_cards(tmp_path: Path):
    page = made(write(tmp_path, {"topics/borders.yaml": "name: Borders\n"}))["topics/borders.md"]
    assert "cq-previews" not in page
