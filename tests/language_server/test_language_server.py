"""What the language server answers, over saved and unsaved texts; no editor is needed for it."""

import functools
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.projects import FRONT, communique

from generator import pipeline
from generator.drafting import mark_reviewed
from generator.language_server.actions import Action, actions
from generator.language_server.completion import offers
from generator.language_server.hover import hover
from generator.language_server.positions import LinePosition, offset_at, position_at
from generator.language_server.project_view import ProjectReader, ProjectView
from generator.language_server.symbols import definition, references, symbol_at
from generator.project.files import Project
from generator.text.source import SourceText, apply

ARTICLE = "content/articles/2025-12-04-talks.md"
PERSON = "content/records/persons/ann-roe.yaml"
MEETING = "content/records/meetings/2025-12-02-geneva.yaml"
TEXT = """[[Ann Roe]{person=ann-roe role="special envoy" country=us} met [Bo Lind]{person=bo-lind country=ch} in
[Geneva]{place=geneva} on [Tuesday]{date=2025-12-02}]{meeting=2025-12-02-geneva name="Talks in Geneva" status=held}.
[“It was useful”]{.quote by=ann-roe about=2025-12-02-geneva}, Roe said. Волод 😀 Ann Roe left. Roe spoke.
"""
HERE = "‸"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / ARTICLE).parent.mkdir(parents=True)
    (folder / ARTICLE).write_text(FRONT + TEXT, "utf-8")
    assert communique(folder, "extract")[0] == 0
    zarenskyy = folder / "content/records/persons/volodymyr-zarenskyy.yaml"
    zarenskyy.write_text("name: Володимир Заренський\nsources: {name: 2025-12-04-talks}\n", "utf-8")
    return folder


def viewed(root: Path, unsaved: Mapping[str, str] = {}) -> ProjectView:
    return ProjectReader(root).view(unsaved)


def at(root: Path, path: str, text: str) -> tuple[ProjectView, SourceText, int]:
    """The project with an unsaved text, and the offset of the mark in it."""
    offset = text.index(HERE)
    view = viewed(root, {path: text.replace(HERE, "")})
    source = view.source(path)
    assert source
    return view, source, offset


def offered(root: Path, path: str, text: str) -> list[str]:
    view, source, offset = at(root, path, text)
    assert all(each.start <= offset for each in offers(view, source, offset))
    return [each.text for each in offers(view, source, offset)]


def done(view: ProjectView, action: Action, path: str) -> str:
    source = view.source(path)
    assert source
    return apply(source.text, action.edits[path])


@given(
    st.text(alphabet="aé😀\n\r\t漢\u2028", max_size=30),
    st.integers(0, 30),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_positions_go_there_and_back(text: str, offset: int, encoding):
    source = SourceText("a.md", text)
    offset = min(offset, len(text))
    if text[offset - 1 : offset + 1] != "\r\n":
        position = position_at(source, offset, encoding)
        before = text[source.line_start(position.line + 1) : offset]
        units = {"utf-8": len(before.encode()), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-32": len(before)}
        assert position.unit == units[encoding]
        assert offset_at(source, position, encoding) == offset


def test_a_position_beyond_the_text_is_its_end():
    assert offset_at(SourceText("a", "ab\r\nc"), LinePosition(0, 99), "utf-16") == 2
    assert offset_at(SourceText("a", "ab\r\nc"), LinePosition(9, 0), "utf-16") == 5
    assert offset_at(SourceText("a", "😀"), LinePosition(0, 1), "utf-16") == 0


def test_findings_are_those_of_the_unsaved_text(root: Path):
    assert not [each for each in viewed(root).findings.get(ARTICLE, ()) if each.severity != "info"]
    broken = FRONT + TEXT.replace("{person=ann-roe role", "{person=ann-roe rolle")
    found = viewed(root, {ARTICLE: broken}).findings[ARTICLE]
    assert [each.rule for each in found if each.severity == "error"] == ["attribute-is-known"]
    record = viewed(root, {PERSON: "nmae: Ann Roe\n"}).findings[PERSON]
    assert "field-is-known" in {each.rule for each in record}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("[Roe]{‸", None),
        ("[Roe]{per‸", "person="),
        ("[“No”]{.qu‸", ".quote "),
        ("[Roe]{person=‸", None),
        ("[Roe]{person=Roe‸", "ann-roe"),
        ("[Roe]{person=Зарен‸", "volodymyr-zarenskyy"),
        ("[Roe]{person=zarensk‸", "volodymyr-zarenskyy"),
        ("[Roe]{person=ann-roe co‸", "country="),
        ("[Roe]{person=ann-roe country=Switz‸", "ch"),
        ("[Roe]{person=ann-roe as=part‸", "participant"),
        ("[Talks]{meeting=2025-12-02-geneva status=can‸", "cancelled"),
        ("[“No”]{.quote by=lind‸", "bo-lind"),
        ("::: {mee‸", "meeting="),
    ],
)
def test_completion_in_articles(root: Path, text: str, first: str | None):
    found = offered(root, ARTICLE, FRONT + text)
    assert found if first is None else found[0] == first


@pytest.mark.parametrize("text", ["Roe ‸", "[Roe‸", "{per‸", "`]{`‸", "[Roe]{person=ann-roe} ‸"])
def test_no_completion_outside_braces(root: Path, text: str):
    assert offered(root, ARTICLE, FRONT + text) == []


@pytest.mark.parametrize(
    ("path", "text", "first"),
    [
        (PERSON, "na‸", "name: "),
        (PERSON, "name: Ann Roe\ncountry: ‸", None),
        (PERSON, "name: Ann Roe\ncountry: Switz‸", "ch"),
        (MEETING, "name: T\nstatus: he‸", "held"),
        (MEETING, "name: T\nparticipants:\n  - person: lind‸", "bo-lind"),
        (MEETING, "name: T\nparticipants:\n  - person: bo-lind\n    ro‸", "role: "),
        (MEETING, "name: T\nparticipants:\n  - per‸", "person: "),
        (ARTICLE, "---\nti‸\n---\n", "title: "),
    ],
)
def test_completion_in_records_and_front_matter(root: Path, path: str, text: str, first: str | None):
    found = offered(root, path, text)
    assert found if first is None else found[0] == first


def test_hover_says_who_this_is(root: Path):
    shown = hover(viewed(root), "ann-roe")
    assert "**Ann Roe** (person `ann-roe`)" in shown
    assert "Last in “Talks in Geneva” (2025-12-02) as special envoy" in shown
    planned = FRONT + TEXT.replace("status=held", "status=planned")
    assert hover(viewed(root), "nobody") == ""
    text = (root / MEETING).read_text("utf-8").replace("status: held", "status: planned")
    assert "Last in" not in hover(viewed(root, {ARTICLE: planned, MEETING: text}), "ann-roe")


def test_symbols_lead_to_records_and_back(root: Path):
    view, source, offset = at(root, ARTICLE, FRONT + TEXT.replace("by=ann-roe", "by=ann‸-roe"))
    symbol = symbol_at(view, source, offset)
    assert symbol
    assert symbol.span.text == symbol.id == "ann-roe"
    span = definition(view, "ann-roe")
    assert span
    assert span.source.path == PERSON
    found = [(each.source.path, each.text) for each in references(view, "ann-roe")]
    assert found.count((ARTICLE, "ann-roe")) == 2
    assert {path for path, _ in found} == {ARTICLE, MEETING}
    label, text, offset = at(root, ARTICLE, FRONT + TEXT.replace("[Bo Lind]", "[Bo ‸Lind]"))
    assert getattr(symbol_at(label, text, offset), "id", "") == "bo-lind"
    record, text, offset = at(root, MEETING, (root / MEETING).read_text("utf-8").replace("bo-lind", "bo-‸lind"))
    assert getattr(symbol_at(record, text, offset), "id", "") == "bo-lind"
    prose, text, offset = at(root, ARTICLE, FRONT + "in gen‸eva\n")
    assert symbol_at(prose, text, offset) is None


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ('rol‸e="special envoy"', 'rolle="special envoy"'),
        ("by=ann-‸roe", "by=ann-rou"),
        ("person=ann-roe role", "persn=ann-roe role"),
        ("{person=bo-lind", "{perso=bo-lind"),
        ("{.quote by", "{.qoute by"),
        ("country=ch}", "‸country=“ch”}"),
        ("[Geneva]‸{", "[Geneva] {"),
    ],
)
def test_remedies_can_be_applied(root: Path, broken: str, whole: str):
    good = FRONT + TEXT
    bad = good.replace(broken.replace(HERE, ""), whole.replace(HERE, ""))
    assert bad != good
    at_ = next(index for index, (one, other) in enumerate(zip(good, bad, strict=False)) if one != other)
    view = viewed(root, {ARTICLE: bad})
    source = view.source(ARTICLE)
    assert source
    [remedy] = [each for each in actions(view, source, at_, at_ + 1) if each.remedy]
    fixed = done(view, remedy, ARTICLE)
    assert fixed.replace('"ch"', "ch") == good


AFTER = (
    "\n[Bo Lind]{person=bo-lind} was in [Riga]{place=riga} on [Friday]{date=2025-12-05} for [Ukraine]{country=ua}.\n"
)


@pytest.mark.parametrize(
    ("bad", "offered"),
    [
        (
            "[“No”]‸{.quote} he said.",
            [
                ("Add `by=bo-lind`", "[“No”]{.quote by=bo-lind} he said."),
                ("Add `by=ua`", "[“No”]{.quote by=ua} he said."),
                ("Add `by=ann-roe`", "[“No”]{.quote by=ann-roe} he said."),
            ],
        ),
        (
            '[“No”]‸{.quote speaker="an aide"} he said.',
            [
                ("Add `for=bo-lind`", '[“No”]{.quote speaker="an aide" for=bo-lind} he said.'),
                ("Add `for=ua`", '[“No”]{.quote speaker="an aide" for=ua} he said.'),
                ("Add `for=ann-roe`", '[“No”]{.quote speaker="an aide" for=ann-roe} he said.'),
                ("Add `about=2025-12-02-geneva`", '[“No”]{.quote speaker="an aide" about=2025-12-02-geneva} he said.'),
            ],
        ),
        (
            '[“No”]‸{.quote by=ann-roe speaker="an aide"}',
            [
                ("Keep `by=ann-roe`, delete `speaker`", "[“No”]{.quote by=ann-roe}"),
                ('Keep `speaker="an aide"`, delete `by`', '[“No”]{.quote speaker="an aide"}'),
            ],
        ),
        ("[“No”]‸{quote=ann-roe}", [("Write `.quote by=ann-roe`", "[“No”]{.quote by=ann-roe}")]),
        ("[“No”]‸{quote=x by=ann-roe}", [("Write `.quote`", "[“No”]{.quote by=ann-roe}")]),
        ("[Roe]{‸person = ann-roe}", [("Delete the spaces around `=`", "[Roe]{person=ann-roe}")]),
        (
            '[Roe]{person=ann-roe role="x"‸country=us}',
            [("Write a space", '[Roe]{person=ann-roe role="x" country=us}')],
        ),
        (
            "[Bern]{place=bern ‸on Friday. He left.",
            [
                ("Close the braces before `on`", "[Bern]{place=bern} on Friday. He left."),
                ('Write `place="bern on"`', '[Bern]{place="bern on" Friday. He left.'),
            ],
        ),
        ("[Roe]{person=‸Ann-Roe}", [("Write `ann-roe`", "[Roe]{person=ann-roe}")]),
        (
            "[[Roe]{person=ann-roe} met [Lind]{person=bo-lind}]‸{meeting=again}",
            [
                (
                    "Add `on=2025-12-05`",
                    "[[Roe]{person=ann-roe} met [Lind]{person=bo-lind}]{meeting=again on=2025-12-05}",
                ),
                (
                    "Add `on=2025-12-02`",
                    "[[Roe]{person=ann-roe} met [Lind]{person=bo-lind}]{meeting=again on=2025-12-02}",
                ),
            ],
        ),
    ],
)
def test_what_a_finding_asks_for_is_offered(root: Path, bad: str, offered: list[tuple[str, str]]):
    view, source, offset = at(root, ARTICLE, f"{FRONT}{TEXT}\n{bad}\n{AFTER}")
    found = [each for each in actions(view, source, offset, offset + 1) if each.remedy and each.edits]
    assert [(each.title, done(view, each, ARTICLE)) for each in found] == [
        (title, f"{FRONT}{TEXT}\n{fixed}\n{AFTER}") for title, fixed in offered
    ]


def test_a_meeting_that_is_yet_to_come_is_planned(root: Path):
    text = FRONT + TEXT.replace("{date=2025-12-02}", "{date=2026-01-02}") + AFTER
    record = (root / MEETING).read_text("utf-8").replace("date: 2025-12-02", "date: 2026-01-02")
    view = viewed(root, {ARTICLE: text, MEETING: record})
    source = view.source(ARTICLE)
    assert source
    found = {each.title: done(view, each, ARTICLE) for each in actions(view, source, 0, len(text)) if each.edits}
    assert found["Write `status=planned`"] == text.replace("status=held", "status=planned")


def test_a_line_that_should_go_is_deleted(root: Path):
    for path, text in (
        (ARTICLE, FRONT.replace("title", 'licence: ""\ntitle') + TEXT),
        (PERSON, "name: Ann Roe\nid: roe\ndied: 2025\n"),
    ):
        view = viewed(root, {path: text})
        source = view.source(path)
        assert source
        line = next(line for line in text.splitlines() if line.startswith(("licence", "id")))
        at_ = text.index(line)
        found = {
            each.title: done(view, each, path) for each in actions(view, source, at_, at_ + len(line)) if each.edits
        }
        assert found["Delete the line"] == text.replace(f"{line}\n", "")


def test_the_record_that_a_reference_lacks_is_created(root: Path):
    view, source, offset = at(root, ARTICLE, f"{FRONT}{TEXT}[“No”]{{.quote by=‸cid-dow}} he said.\n")
    created = [each.created for each in actions(view, source, offset, offset) if each.remedy and each.created]
    assert [list(each) for each in created] == [["content/records/persons/cid-dow.yaml"]]


def test_the_selection_is_annotated(root: Path):
    view = viewed(root)
    source = view.source(ARTICLE)
    assert source
    start = source.text.index("Roe spoke")
    titles = {each.title: each for each in actions(view, source, start, start + 3)}
    chosen = next(each for title, each in titles.items() if "person=ann-roe" in title)
    assert "[Roe]{person=ann-roe} spoke" in done(view, chosen, ARTICLE)


def test_all_mentions_are_annotated(root: Path):
    view = viewed(root)
    source = view.source(ARTICLE)
    assert source
    start = source.text.index("Ann Roe left")
    titles = {each.title: each for each in actions(view, source, start, start)}
    many = next(each for title, each in titles.items() if title.startswith("Annotate all"))
    text = done(view, many, ARTICLE)
    assert "[Ann Roe]{person=ann-roe} left" in text
    assert "[Roe]{person=ann-roe} spoke" in text


def test_a_rename_loads_only_the_project_that_it_makes(root: Path, monkeypatch: pytest.MonkeyPatch):
    reader, loaded = ProjectReader(root), []
    reader.view({})

    @functools.wraps(pipeline.load)
    def load(project: Project, *more: Any) -> pipeline.Input:
        loaded.append({source.path for source in project.records})
        return whole(project, *more)

    whole = pipeline.load
    monkeypatch.setattr(pipeline, "load", load)
    changes, problems = reader.rename("ann-roe", "ann-roe-smith", {})
    assert changes
    assert not problems
    [records] = loaded
    assert "content/records/persons/ann-roe-smith.yaml" in records


def test_a_meeting_is_annotated_with_its_people_and_its_day(root: Path):
    view, source, start = at(root, ARTICLE, FRONT + "Ann Roe will‸ meet Bo Lind on Friday.\n")
    (action,) = [each for each in actions(view, source, start, start) if ": meeting " in each.title]
    after = viewed(root, {ARTICLE: done(view, action, ARTICLE)})
    assert "[Friday]{date=2025-12-05}]{meeting=" in done(view, action, ARTICLE)
    assert {each.rule for each in after.findings[ARTICLE] if each.severity == "error"} <= {"extraction-is-current"}


def test_a_proposal_is_refused_and_offered_no_more(root: Path):
    text = FRONT + "Volodymyr Zarenskyy left. Ann Roe‸ left.\n"
    view, source, start = at(root, ARTICLE, text)
    titles = {each.title: each for each in actions(view, source, start, start)}
    after = done(view, titles["Refuse “Ann Roe” as person ann-roe, here and later"], ARTICLE)
    assert "refused:\n  - person: ann-roe\n    words: Ann Roe\n---\n" in after
    view, source, start = at(root, ARTICLE, after.replace("Ann Roe left", "Now Ann Roe‸ left"))
    assert not [each.title for each in actions(view, source, start, start) if "ann-roe" in each.title]


def test_what_somebody_reviewed_as_it_is_is_offered_no_more(root: Path):
    signed = mark_reviewed(SourceText(ARTICLE, FRONT + "Ann Roe left.\n"), "Ada", "2025-12-05")
    assert signed
    view, source, start = at(root, ARTICLE, signed.replace("Roe left", "Roe‸ left"))
    assert not actions(view, source, start, start)


def test_words_of_somebody_without_a_name_are_annotated_with_a_side_or_a_meeting(root: Path):
    words = "“It was long,” a senior official said.\n"
    view = viewed(root, {ARTICLE: FRONT + TEXT + "\n" + words})
    source = view.source(ARTICLE)
    assert source
    start = source.text.index("It was long")
    made = [done(view, each, ARTICLE) for each in actions(view, source, start, start) if "Annotate" in each.title]
    written = [text.rpartition("{.quote ")[2].partition("}")[0] for text in made if "{.quote speaker" in text]
    assert 'speaker="a senior official" about=2025-12-02-geneva' in written
    assert 'speaker="a senior official" for=bo-lind' in written
    assert 'speaker="a senior official"' not in written
    alone = viewed(root, {ARTICLE: FRONT + words})
    plain = alone.source(ARTICLE)
    assert plain
    assert not [
        each
        for each in actions(alone, plain, plain.text.index("It was"), plain.text.index("It was"))
        if "Annotate" in each.title
    ]


def test_a_record_is_created(root: Path):
    text = FRONT + TEXT + "\n[Eva Stein]{person=eva-stein} came.\n"
    view = viewed(root, {ARTICLE: text})
    source = view.source(ARTICLE)
    assert source
    offset = text.index("Eva Stein")
    [made] = [each for each in actions(view, source, offset, offset) if each.created]
    assert made.created["content/records/persons/eva-stein.yaml"].splitlines()[1] == "name: Eva Stein"


def test_a_fact_is_rejected_and_the_reason_is_asked_for(root: Path):
    view = viewed(root)
    source = view.source(ARTICLE)
    assert source
    offset = source.text.index("country=ch")
    rejections = [each for each in actions(view, source, offset, offset) if each.title.startswith("Reject")]
    rejected = next(each for each in rejections if "country: ch" in each.title)
    path = "content/records/persons/bo-lind.yaml"
    text = done(view, rejected, path)
    assert text.startswith((root / path).read_text("utf-8").splitlines()[0])
    assert "rejected:" in text
    assert any(each.severity == "error" for each in viewed(root, {path: text}).findings[path])
    written = text.replace("reason: ", "reason: An older post", 1)
    assert not any(each.severity == "error" for each in viewed(root, {path: written}).findings.get(path, ()))


def test_without_pygls_the_command_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "generator.language_server.features", None)
    code, shown = communique(root, "lsp")
    assert code == 1
    assert "pip install 'communique[lsp]'" in shown


BROKEN = "content/articles/2025-12-05-broken.md"


def test_a_syntax_error_hides_no_other_finding_of_its_article(root: Path):
    text = FRONT + "[Ann]{person=ann-roe rol=envoy} saw [Bo]{person} and [them]{date=2025-13-45}.\n"
    found = viewed(root, {BROKEN: text}).findings[BROKEN]
    assert {each.rule for each in found} >= {"attribute-is-known", "date-is-valid"}
    assert len([each for each in found if each.span.text.startswith("person")]) == 1
    view, source, offset = at(root, BROKEN, text.replace("[Ann]", "[A‸nn]"))
    symbol = symbol_at(view, source, offset)
    assert symbol
    assert symbol.id == "ann-roe"


def test_a_rename_goes_on_around_errors_that_hide_neither_id(root: Path):
    broken = FRONT + "[Clara]{person}.\n"
    changes, problems = ProjectReader(root).rename("ann-roe", "ann-smith", {BROKEN: broken})
    assert "correct the errors, then run `communique extract`" in problems[-1].hint
    assert problems[-1].span.source.path == BROKEN
    new = {each.path: each.new or "" for each in changes}
    assert "{person=ann-smith " in new[ARTICLE]
    assert "by=ann-smith" in new[ARTICLE]
    assert not [path for path, text in new.items() if "person: ann-roe" in text]
    assert PERSON in new
    assert not new[PERSON]
    assert "previous_ids" in new[PERSON.replace("ann-roe", "ann-smith")]


@pytest.mark.parametrize("id_", ["ann-roe", "ann-smith"])
def test_an_error_that_may_hide_an_id_is_named(root: Path, id_: str):
    broken = FRONT + f"[Clara]{{person}} saw [her]{{person={id_}}}.\n"
    changes, problems = ProjectReader(root).rename("ann-roe", "ann-smith", {BROKEN: broken})
    assert not changes
    assert (problems[0].span.source.path, problems[0].span.line) == (BROKEN, 8)
    assert f"hides what this file says of `{id_}`" in problems[0].message


def test_a_rename_before_an_extraction_leaves_it_to_the_command(root: Path):
    more = FRONT + TEXT + "\n[Ann Roe]{person=ann-roe role=minister} left.\n"
    changes, problems = ProjectReader(root).rename("ann-roe", "ann-smith", {ARTICLE: more})
    assert problems[-1].hint == "run `communique extract`"
    assert "[Ann Roe]{person=ann-smith role=minister}" in next(
        each.new or "" for each in changes if each.path == ARTICLE
    )
