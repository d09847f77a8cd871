"""The codebook says all that the schema says, of a site's own kinds too, with examples that are in the data."""

import re
from html import unescape
from pathlib import Path

import pytest

from generator import knowledge_base, pages, pipeline
from generator.facts.annotation_schema import annotation_types
from generator.pages import codebook
from generator.project import files
from generator.schema import read_schema
from generator.text.html import render_markdown
from generator.text.source import SourceText

ROOT = Path(__file__).parents[2]
TREATY = """\
label: Treaty
plural: treaties
heading: Treaties & <pacts>
annotation: treaty
fields:
  by: {type: reference, to: [country], label: Depositary, attributes: [by], description: "Who <keeps> it",
    inverse: {name: kept, label: Treaties kept}}
"""


def project(*, articles=(), records=(), own=()) -> files.Project:
    return files.Project(
        tuple(SourceText(f"content/articles/{name}.md", text) for name, text in articles),
        tuple(SourceText(f"content/records/{name}.yaml", text) for name, text in records),
        tuple(SourceText(f"content/schema/{name}.yaml", text) for name, text in own),
        (),
    )


def page(base: knowledge_base.KnowledgeBase) -> str:
    made, problems = pages.render(base, ROOT / "site_templates", "en", "A site")
    assert problems == ()
    return next(page.text for page in made if page.path == codebook.PATH)


def linked(given: files.Project) -> knowledge_base.KnowledgeBase:
    return pipeline.link(pipeline.load(given))


def words(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", html).split()))


def entry(text: str, heading: str) -> str:
    """The part of the page below a heading."""
    return re.split(r"^## ", text.partition(f"\n## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.fixture(scope="module")
def shipped() -> str:
    return page(pipeline.build_knowledge(ROOT)[0])


@pytest.mark.parametrize("kind", read_schema()[0].kinds, ids=lambda kind: kind.name)
def test_a_kind_has_its_description_its_folder_its_word_and_all_its_attributes(shipped: str, kind):
    told = words(entry(shipped, kind.heading))
    assert kind.description in told
    assert f"content/records/{kind.plural}/" in told
    assert f"[…]{{{kind.annotation}=…}}" in told
    for attribute in annotation_types(read_schema()[0])[kind.annotation].attributes:
        assert f" {attribute}=… " in told


@pytest.mark.parametrize("kind", read_schema()[0].kinds, ids=lambda kind: kind.name)
def test_each_field_is_told_once_with_its_label_its_description_and_its_choices(shipped: str, kind):
    text = entry(shipped, kind.heading) + entry(shipped, "Fields of every kind")
    rows = [words(row) for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", text)]
    for field in kind.fields:
        own = [row for row in rows if re.match(rf"{field.name} (required )?{re.escape(field.label)}\.", row)]
        assert len(own) == 1, field.name
        assert all(part.strip() in own[0] for part in field.description.split("`"))
        for choice in field.choices:
            assert f"{choice.value} {choice.label}" in own[0]
        for part in () if field.statement else field.fields:
            assert sum(row.startswith(f"{field.name}, – {part.name} ") for row in rows) == 1, part.name


def test_what_a_quotation_says_of_itself_is_told_once(shipped: str):
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", entry(shipped, "Quotations and paraphrases"))
    assert len(rows) == len(read_schema()[0].statement)
    assert words(rows[0]).startswith(
        "by required Speaker. Who said it. The id of: Person , Country , Organization by=…"
    )


def test_an_example_is_a_value_of_the_record_that_it_links_to(shipped: str):
    rows = re.findall(r"<td><code>([^<]*)</code> in <a [^>]*href=\"([a-z]+/[a-z0-9-]+)\.md\"", shipped)
    assert len(rows) > 30
    for value, address in rows:
        record = (ROOT / f"content/records/{address}.yaml").read_text("utf-8")
        assert unescape(value).removesuffix("…") in record, (value, address)


def test_an_annotation_shown_stands_in_the_article_that_it_links_to(shipped: str):
    shown = re.findall(r"<dd><code>([^<]*)</code> in <a href=\"(articles/[^\"#]+)\.md#", shipped)
    assert len(shown) > 7
    for text, address in shown:
        article = (ROOT / f"content/{address}.md").read_text("utf-8")
        assert unescape(text) in " ".join(article.split())


def test_every_link_on_the_page_has_its_target(shipped: str):
    html = render_markdown(shipped, lambda path: path)
    assert set(re.findall(r'href="#([^"]+)"', html.text)) <= html.ids


def test_a_kind_of_the_sites_own_appears_by_itself():
    own = ("treaty", TREATY)
    record = ("treaties/new-start", "name: New START\nby: us\n")
    text = page(linked(project(records=[record, ("countries/us", "name: United States\n")], own=[own])))
    told = words(entry(text, "Treaties &#38; &#60;pacts&#62;"))
    assert "[…]{treaty=…}" in told
    assert "by Depositary. Who <keeps> it The id of: Country by=… us in New START" in told
    assert "Treaties kept: from Treaty, Depositary" in words(entry(text, "Countries"))


def test_a_value_that_would_be_markup_is_shown_as_text():
    text = page(linked(project(records=[("persons/x", "name: '<img src=x onerror=alert(1)> **x**'\n")])))
    html = render_markdown(text, lambda path: path).text
    assert "<img" not in html
    assert "**x**" in words(html)


def test_a_long_value_is_cut_where_no_record_has_a_short_one():
    text = page(linked(project(records=[("persons/x", f"name: {'long ' * 30}end\n")])))
    assert f"<code>{'long ' * 12}…</code>" in text


def test_without_data_it_stands_without_examples():
    text = page(linked(project()))
    assert "<td></td>" in text
    assert "</code> in " not in text
