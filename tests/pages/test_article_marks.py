"""Each mark of an article leads to its record, however marks and links nest."""

import posixpath
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.marks import Marks
from support.projects import FRONT, in_memory
from support.tiers import scale

from generator import pipeline
from generator.catalogue import Catalogue
from generator.knowledge_base import KnowledgeBase
from generator.pages.article_marks import article_body
from generator.pages.escape import Markdown
from generator.pages.page_context import Fragments, MarkParts, PageContext
from generator.pages.quotation import Passage

RECORDS = {
    "persons/ann-roe": "name: Ann Roe\n",
    "places/oslo": "name: Oslo\n",
    "countries/no": "name: Norway\n",
    "organizations/port": "name: The port\n",
    "meetings/talks": "name: Talks\ndate: 2025-12-02\n",
}
HEADS = ("person=ann-roe", "place=oslo", "country=no", "org=port", "meeting=talks", "date=2025-12-02")
LEADS = {head.partition("=")[0]: path for head, path in zip(HEADS, (*RECORDS, "meetings/talks"), strict=True)}
FRAGMENTS = Fragments(
    lambda *_: Passage("", Markdown()), lambda *_: Markdown(), lambda *_: MarkParts(""), lambda *_: ("", "")
)
QUOTE = ".quote by=ann-roe"

WORDS = st.sampled_from(["Ann Roe", "the port", "a", "’s", ", ", "港", "*in Oslo*", "`code`", "x & y"])
SPANS = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.tuples(st.lists(inner, min_size=1, max_size=3).map(" ".join), st.sampled_from([*HEADS, QUOTE])).map(
            lambda pair: f"[{pair[0]}]{{{pair[1]}}}"
        ),
        st.lists(inner, min_size=1, max_size=2).map(" ".join),
    ),
    max_leaves=8,
)
LINKED = SPANS.map(lambda span: f"[see {span}](https://example.org/)")
TEXTS = st.lists(SPANS | LINKED, min_size=1, max_size=3).map(" and ".join)
BLOCKS = TEXTS | TEXTS.map(lambda text: f"::: {{meeting=talks}}\n{text}\n:::")


def knowledge(text: str) -> KnowledgeBase:
    files = {f"content/records/{name}.yaml": record for name, record in RECORDS.items()}
    return pipeline.link(pipeline.load(in_memory({"content/articles/a.md": f"{FRONT}{text}\n", **files})))


def body(text: str) -> str:
    return body_of(knowledge(text))


def body_of(base: KnowledgeBase) -> str:
    place = PageContext(base, "articles/a.md", "en", Catalogue({"colon": ":"}, "en"), FRAGMENTS)
    return article_body(base, place, base.articles["a"])


@settings(max_examples=scale(20, 600))
@given(BLOCKS)
def test_each_mark_has_a_link_of_its_own_to_its_record(text: str):
    base = knowledge(text)
    assume(base.articles)  # A quotation of a comma alone is an error.
    marks = Marks(body_of(base))
    for id_, kind in marks.kinds.items():
        if kind == "date":
            continue
        path = LEADS.get(kind, "persons/ann-roe")
        leads = {posixpath.normpath(posixpath.join("articles", href)).removesuffix(".md") for href in marks.leads[id_]}
        assert path in leads or (id_ in marks.in_links and f"../{path}.md" in marks.icons), (id_, text)


def test_an_outer_mark_is_linked_by_the_words_around_an_inner_one():
    found = re.sub(r' id="[^"]*"', "", body("[[Oslo]{place=oslo} harbour]{org=port}"))
    assert found == (
        '<p><span class="cq-mark cq-mark--org">'
        '<a class="cq-mark cq-mark--place" href="../places/oslo.md">Oslo</a> '
        '<a class="cq-go cq-go--words" href="../organizations/port.md">harbour</a></span></p>\n'
    )


def test_a_date_without_a_link_leaves_its_words_to_the_mark_around_it():
    marks = Marks(body("[[Oslo]{place=oslo} [tomorrow]{date=2025-12-03}]{org=port}"))
    leads = {marks.kinds[id_]: hrefs for id_, hrefs in marks.leads.items()}
    assert leads == {"org": ["../organizations/port.md"], "place": ["../places/oslo.md"], "date": []}


def test_an_icon_leads_where_no_word_is_left():
    marks = body("[[Oslo]{place=oslo}]{org=port}, [[Oslo]{place=oslo}’s]{org=port}")
    assert (
        marks.count('cq-go--icon cq-go--org" href="../organizations/port.md" aria-label="Organization&#58; The port"')
        == 2
    )
    assert "cq-go--words" not in marks


def test_the_icon_of_a_mark_in_a_link_follows_the_link():
    assert '</span></a><a class="cq-go cq-go--icon cq-go--person"' in body("[by [Ann]{person=ann-roe}](https://e.org/)")


def test_a_date_leads_to_the_meeting_around_it_and_stays_text_elsewhere():
    marks = Marks(
        body("[On [2 December]{date=2025-12-02}, [Ann]{person=ann-roe}]{meeting=talks}, [then]{date=2025-12-03}")
    )
    dates = [marks.leads[id_] for id_, kind in marks.kinds.items() if kind == "date"]
    assert dates == [["../meetings/talks.md"], []]


def test_a_quotation_leads_to_what_it_is_about_or_to_its_speaker():
    marks = Marks(
        body(
            '[“good”]{.quote by=ann-roe about=talks} [“bad”]{.quote by=ann-roe} [“so”]{.quote speaker="an aide" for=no}'
        )
    )
    assert list(marks.leads.values()) == [["../meetings/talks.md"], ["../persons/ann-roe.md"], []]
