"""Evidence marks: what they count, their anchors, and the table of disputed values."""

import html
import re
from pathlib import Path

from small_sites import article, extracted, made, words, write

FIRST = (
    "[[Ann Roe]{person=ann-roe country=no} met [Bo Lind]{person=bo-lind country=se}]{meeting=talks on=2025-12-02 %s}."
)
HOURS = FIRST % 'duration="four hours"'


def page(folder: Path, **articles: str) -> str:
    return made(extracted(write(folder, {f"{name}.md": text for name, text in articles.items()})))["meetings/talks.md"]


def test_a_disputed_fact_has_a_row_for_each_value_and_article(tmp_path: Path):
    other = article(FIRST % 'duration="six hours"', "2025-12-05", "Later")
    found = page(tmp_path, a=article(HOURS), b=other)
    table = found[found.index('id="disputed"') :].partition("</table>")[0]
    rows = [words(row) for row in re.findall("<tr>.*?</tr>", table)]
    assert rows[1:] == [
        "Duration six hours in the record The Paper Later 5 December 2025",
        "four hours The Paper An article 4 December 2025",
    ]
    assert 'href="#disputed"' in found


def test_an_article_that_contradicts_itself_is_not_another_article(tmp_path: Path):
    other = FIRST % 'duration="six hours"'
    found = page(tmp_path, a=article(f"{HOURS}\n\n{other}"))
    assert "The same article also says" in words_of_panels(found)


def test_what_other_articles_say_is_theirs(tmp_path: Path):
    found = page(tmp_path, a=article(HOURS), b=article(FIRST % 'duration="six hours"', "2025-12-05", "Later"))
    assert "Other articles say" in words_of_panels(found)
    assert "The same article" not in words_of_panels(found)


def test_a_page_without_a_dispute_has_no_table(tmp_path: Path):
    assert "cq-disputes" not in page(tmp_path, a=article(HOURS), b=article(HOURS, title="Later"))


def test_each_fact_has_one_anchor_and_a_link_to_it(tmp_path: Path):
    found = page(tmp_path, a=article(f"{HOURS} [“useful”]{{.quote by=ann-roe about=talks}}."))
    anchors = re.findall(r'id="(fact-[0-9a-f]{16})"', found)
    assert len(anchors) == len(set(anchors)) >= 5
    assert set(re.findall(r'class="cq-evidence__cite" href="#([^"]*)"', found)) == set(anchors)


def test_a_mark_says_that_sources_disagree_and_that_nobody_has_reviewed_them(tmp_path: Path):
    draft = article(FIRST % 'duration="six hours"', "2025-12-05", "Later", review="draft")
    found = page(tmp_path, a=article(HOURS), b=draft)
    assert "Source of Duration&#58; One independent source; sources disagree; not reviewed" in found


def test_every_passage_of_an_origin_is_shown_and_more_are_linked(tmp_path: Path):
    sentences = " ".join(
        f'[In round {n} they sat for four hours]{{meeting=talks duration="four hours"}}.' for n in range(6)
    )
    found = page(tmp_path, a=article(f"{HOURS} {sentences}"))
    panel = found[found.index("Source of Duration") :].partition("</details>")[0]
    assert panel.count("<blockquote>") == 4
    assert words(panel).count("Further passages: no. 5, no. 6, no. 7") == 1


def test_a_digest_of_the_site_names_what_it_is_a_digest_of(tmp_path: Path):
    report = article("Talks.", "2025-12-03", "The report")
    digest = article(HOURS, origin="report").replace("publisher: The Paper", "publisher: A site")
    assert "our digest of The report, The Paper" in words_of_panels(page(tmp_path, report=report, digest=digest))
    assert "our digest" not in page(tmp_path / "other", report=report, other=article(HOURS, origin="report"))


def words_of_panels(found: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", found).split()).replace(" ,", ",")


def test_a_source_that_is_gone_says_so_beside_its_copy_everywhere(tmp_path: Path):
    url, copy = "https://example.org/gone", "https://archive.example/gone"
    folder = write(
        tmp_path, {"a.md": article(HOURS, url=url, archived=copy), "b.md": article("Later.", url=f"{url}#x")}
    )
    notes = folder / "content/links/addresses.yaml"
    notes.parent.mkdir(parents=True)
    notes.write_text(f"{url}:\n  dead: 2025-12-05\n  archived: https://archive.example/other\n", "utf-8")
    made_pages = made(extracted(folder))
    for path, name in (("meetings/talks.md", "Original"), ("articles/a.md", url)):
        found = html.unescape(made_pages[path])
        assert f"{name} (not found since 5 December 2025) · archived copy" in re.sub("<[^>]*>", "", found)
        assert f'href="{copy}"' in found
        assert "https://archive.example/other" not in found
    assert 'href="https://archive.example/other"' in html.unescape(made_pages["articles/b.md"])
