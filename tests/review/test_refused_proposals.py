"""What a reviewer refused is noted in the article, and not proposed again when the text changes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from review.reviews import FRONT, PATH, article, project, write

from generator.annotate_command import annotate
from generator.articles.front import read_front
from generator.articles.model import Refusal
from generator.diagnostics.problem import failed
from generator.drafting.prose import read_prose
from generator.drafting.refusals import Named, refusals, update_refusals
from generator.review import Review
from generator.review.model import NewAnnotation, ReviewChanges
from generator.review.session import Opened, Saving
from generator.text.source import SourceText

TEXT = "Ann Roe came. They saw Ann Roe. Bo Lind stayed.\n"


def opened(root: Path) -> tuple[Review, Opened]:
    review = Review(root, [PATH])
    found, problems = review.open(PATH)
    assert found, problems
    return review, found


def refuse(root: Path, *ids: str, reviewer: str = "Ada Moroz") -> None:
    """Refuse all proposals of some ids."""
    review, found = opened(root)
    chosen = frozenset(number for number, each in enumerate(found.proposals) if each.id in ids)
    saved = review.save(found, ReviewChanges(refused=chosen), Saving(reviewer))
    assert not failed(saved.problems)


def proposed(root: Path) -> list[tuple[str, str]]:
    """What `--format json` proposes."""
    result = CliRunner().invoke(annotate, ["--root", str(root), "--format", "json", PATH])
    return [(each["id"], each["text"]) for each in json.loads(result.stdout)]


def refused(root: Path) -> tuple[Refusal, ...]:
    matter = read_front(SourceText(PATH, article(root)))[0].matter
    assert matter
    return matter.refused


@pytest.mark.parametrize("reviewer", ["Ada Moroz", ""])
def test_a_changed_article_proposes_only_what_is_new(tmp_path: Path, reviewer: str):
    refuse(project(tmp_path, TEXT), "ann-roe", reviewer=reviewer)
    assert refused(tmp_path) == (Refusal("person", "ann-roe", "Ann Roe"),)
    write(tmp_path, PATH, article(tmp_path) + "Then Ann Roe left with Clara Benz.\n")
    assert proposed(tmp_path) == [("bo-lind", "Bo Lind"), ("clara-benz", "Clara Benz")]


def test_nothing_refused_is_written_without_asking(tmp_path: Path):
    refuse(project(tmp_path, TEXT), "ann-roe")
    write(tmp_path, PATH, article(tmp_path) + "Ann Roe left.\n")
    result = CliRunner().invoke(annotate, ["--root", str(tmp_path), "--write", "sure", PATH])
    assert "3 proposals left out, because a reviewer refused them" in result.stderr
    assert "{person=ann-roe}" not in article(tmp_path)


def test_one_mention_is_refused_in_its_sentence(tmp_path: Path):
    review, found = opened(project(tmp_path, TEXT))
    numbers = [number for number, each in enumerate(found.proposals) if each.id == "ann-roe"]
    one = found.proposals[numbers[0]]
    added = NewAnnotation(found.read.prose.seen(one.start), found.read.prose.seen(one.end), one.kind, one.id, None, one)
    review.save(found, ReviewChanges((added,), refused=frozenset(numbers[1:])), Saving("Ada Moroz"))
    assert refused(tmp_path) == (Refusal("person", "ann-roe", "Ann Roe", "They saw Ann Roe."),)
    write(tmp_path, PATH, article(tmp_path).replace("Bo Lind stayed", "Ann Roe stayed"))
    assert proposed(tmp_path) == [("ann-roe", "Ann Roe")]
    write(tmp_path, PATH, article(tmp_path).replace(". They saw", ". Nobody saw"))
    assert len(proposed(tmp_path)) == 2


def test_what_is_annotated_after_all_is_refused_no_more(tmp_path: Path):
    refuse(project(tmp_path, TEXT), "ann-roe", "bo-lind")
    write(tmp_path, PATH, article(tmp_path) + "She left.\n")
    review, found = opened(tmp_path)
    (number,) = [at for at, each in enumerate(found.proposals) if each.id == "bo-lind"]
    assert found.refused == frozenset(range(len(found.proposals)))
    lind = found.proposals[number]
    start, end = found.read.prose.seen(lind.start), found.read.prose.seen(lind.end)
    changes = ReviewChanges(
        (NewAnnotation(start, end, lind.kind, lind.id, None, lind),), refused=found.refused - {number}
    )
    review.save(found, changes, Saving())
    assert refused(tmp_path) == (Refusal("person", "ann-roe", "Ann Roe"),)
    assert "[Bo Lind]{person=bo-lind}" in article(tmp_path)


def test_an_annotation_that_a_reviewer_takes_away_is_refused_but_not_one_with_other_words(tmp_path: Path):
    review, found = opened(project(tmp_path, "[Ann Roe]{person=ann-roe} met [Bo]{person=bo-lind} Lind.\n"))
    new = NewAnnotation(found.read.text.index("Bo"), found.read.text.index("."), "person", "bo-lind", ())
    review.save(found, ReviewChanges((new,), removed=frozenset({0, 1})), Saving("Ada Moroz"))
    assert refused(tmp_path) == (Refusal("person", "ann-roe", "Ann Roe"),)
    assert article(tmp_path).endswith("Ann Roe met [Bo Lind]{person=bo-lind}.\n")


def test_a_line_that_a_person_deletes_brings_its_proposal_back_and_all_others_stay(tmp_path: Path):
    refuse(project(tmp_path, TEXT), "ann-roe")
    lines = "refused: # ours\n- {person: bo-lind, words: 'Bo Lind'}   # not ours\n- person: ann-roe\n  words: Ann Roe\n"
    text = FRONT.replace("---\n\n", f"{lines}---\n\n") + TEXT
    write(tmp_path, PATH, text)
    assert proposed(tmp_path) == []
    write(tmp_path, PATH, text.replace("- person: ann-roe\n  words: Ann Roe\n", ""))
    assert proposed(tmp_path) == [("ann-roe", "Ann Roe"), ("ann-roe", "Ann Roe")]
    refuse(tmp_path, "ann-roe", reviewer="")
    assert lines.partition("- person")[0] in article(tmp_path)
    assert len(refused(tmp_path)) == 2


def test_what_no_longer_stands_in_the_text_goes(tmp_path: Path):
    refuse(project(tmp_path, TEXT), "ann-roe", "bo-lind")
    write(tmp_path, PATH, article(tmp_path).replace("Bo Lind stayed.", "Clara Benz stayed."))
    refuse(tmp_path, "clara-benz")
    assert [each.id for each in refused(tmp_path)] == ["ann-roe", "clara-benz"]


@pytest.mark.parametrize(
    "wrong", ["yes", "[Roe]", "[{person: ann-roe}]", "[{words: Roe}]", "[{person: a, words: Roe, at: b}]"]
)
def test_a_list_that_says_nothing_is_an_error(wrong: str):
    text = FRONT.replace("---\n\n", f"refused: {wrong}\n---\n\n")
    (problem,) = read_front(SourceText(PATH, text))[1]
    assert (problem.rule, problem.span.line) == ("refusals-are-readable", 6)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="[]{}<>&\\`*_~#|!\ufeff"), min_size=1)


@given(WORDS.filter(str.strip), st.sampled_from(["\n", "\r\n"]), st.sampled_from([0, 1]))
def test_any_words_come_back_as_they_were(words: str, line_break: str, others: int):
    text = (FRONT + f"x {words} y").replace("\n", line_break)
    source = SourceText(PATH, text)
    prose = read_prose(source, None)
    mention = Named("quote", "ann-roe", 0, len(prose.text))
    found = refusals(prose, [mention], [mention] * others)
    after = update_refusals(source, prose, found, [])
    assert after
    matter = read_front(after)[0].matter
    assert matter
    assert matter.refused == found
    back = update_refusals(after, prose, [], [mention])
    assert back
    assert back.text == text


def test_a_list_on_one_line_stays_on_one(tmp_path: Path):
    line = "refused: [{person: a, words: Gone}, {person: b, words: Bo Lind}, {person: c, words: Gone}]\n"
    project(tmp_path, TEXT, FRONT.replace("---\n\n", f"{line}---\n\n"))
    refuse(tmp_path, "ann-roe")
    assert "refused: [{person: b, words: Bo Lind}, {person: ann-roe, words: Ann Roe}]\n" in article(tmp_path)
