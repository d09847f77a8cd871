"""The review in a terminal, over a pipe of answers."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from review.reviews import FRONT, PATH, TALKS, article, project, write

from generator.annotate_command import annotate
from generator.diagnostics.problem import Problem
from generator.project import journal
from generator.project.files import file_span
from generator.review.start import review_articles


def review(root: Path, *answers: str, words: tuple[str, ...] = ("2025-12-04-talks",)) -> Result:
    given = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(annotate, ["--root", str(root), "--terminal", "--by", "Ada Moroz", *words], input=given)


def test_yes_to_each_identity_and_a_signature(tmp_path: Path):
    project(tmp_path, "Ann Roe met Bo Lind in Geneva.\n")
    result = review(tmp_path, "n", *["y"] * 3, "w", "y")
    assert result.exit_code == 0, result.output
    assert result.output.endswith(f"wrote {PATH}\n")
    assert "reviewed: {by: Ada Moroz," in article(tmp_path)
    assert "[Bo Lind]{person=bo-lind}" in article(tmp_path)


def test_each_decision_has_its_sentences_in_view(tmp_path: Path):
    project(tmp_path, "Ann Roe came. They saw Ann Roe.\n")
    result = review(tmp_path, "q")
    assert "[1/1] person ann-roe, sure: a name in the register\n" in result.output
    assert "1. »Ann Roe« came." in result.output
    assert "2. They saw »Ann Roe«." in result.output


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["n", "w", "-"], "Ann Roe came. They saw Ann Roe."),
        (["x 2", "y", "w", "-"], "[Ann Roe]{person=ann-roe} came. They saw Ann Roe."),
        (["i anna", "1", "w", "-"], "[Ann Roe]{person=anna-berg} came. They saw [Ann Roe]{person=anna-berg}."),
        (["i anna-berg", "w", "-"], "[Ann Roe]{person=anna-berg} came. They saw [Ann Roe]{person=anna-berg}."),
        (["k topic roe", "y", "y", "w", "-"], "[Ann Roe]{topic=roe} came. They saw [Ann Roe]{topic=roe}."),
        (["y", "u", "n", "w", "-"], "Ann Roe came. They saw Ann Roe."),
        (["y", "b", "n", "w", "-"], "Ann Roe came. They saw Ann Roe."),
        (["j", "w", "-"], "Ann Roe came. They saw Ann Roe."),
        (["what", "x", "k thing", "y", "q"], "Ann Roe came. They saw Ann Roe."),
    ],
)
def test_decisions(tmp_path: Path, answers: list[str], expected: str):
    project(tmp_path, "Ann Roe came. They saw Ann Roe.\n", **{"persons/anna-berg": "name: Anna Berg\n"})
    result = review(tmp_path, *answers)
    assert result.exit_code == 0, result.output
    assert article(tmp_path).partition("\n---\n\n")[2] == f"{expected}\n"


@pytest.mark.parametrize(
    "answers", [["y"], ["n"] * 4, [*["n"] * 4, "w"], ["y", *["j"] * 3, "w"], ["y", "i"], ["y", "i a"]]
)
def test_where_the_answers_end_the_decisions_are_told_and_nothing_is_written(tmp_path: Path, answers: list[str]):
    project(tmp_path, "Ann Roe met Bo Lind in Geneva.\n")
    result = review(tmp_path, *answers)
    assert "the answers ended, nothing is written; " in result.stderr
    decision = "yes" if answers[0] == "y" else "no "
    assert (
        f"Your decisions were:\n  {decision}  meeting meeting-geneva  »Ann Roe met Bo Lind in Geneva«" in result.stderr
    )
    assert result.exit_code == 1
    assert article(tmp_path) == f"{FRONT}Ann Roe met Bo Lind in Geneva.\n"


@pytest.mark.parametrize("answers", [[], ["j"], ["y", "u"], ["y", "q"]])
def test_where_no_decision_is_lost_all_is_well(tmp_path: Path, answers: list[str]):
    project(tmp_path, "Ann Roe met Bo Lind in Geneva.\n")
    result = review(tmp_path, *answers)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "nothing is written" in result.output


def test_an_interrupted_review_tells_its_decisions_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project(tmp_path, "Ann Roe came.\n")
    given = iter(["y\n"])

    class Input:
        def readline(self) -> str:
            if (answer := next(given, None)) is None:
                raise KeyboardInterrupt
            return answer

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("generator.review.start.sys.stdin", Input())
    assert review_articles(tmp_path, [PATH], "Ada", extract=False)
    assert article(tmp_path) == f"{FRONT}Ann Roe came.\n"


def test_errors_are_listed_before_the_signature(tmp_path: Path):
    project(tmp_path, "Ann Roe met Bo Lind in Geneva.\n")
    unsigned = review(tmp_path, *["y"] * 4, "w", "", "q")
    assert "The article would have 1 error:\n" in unsigned.output
    assert "the meeting `meeting-geneva` has no date [meeting-has-date]" in unsigned.output
    assert "Mark the article as reviewed" not in unsigned.output
    assert article(tmp_path) == f"{FRONT}Ann Roe met Bo Lind in Geneva.\n"
    review(tmp_path, *["y"] * 4, "w", "y", "y")
    assert "reviewed: {by: Ada Moroz" in article(tmp_path)


def test_errors_that_stood_before_are_listed_too(tmp_path: Path):
    project(tmp_path, "Ann Roe came to [Bern]{place=bern.\n")
    result = review(tmp_path, "y", "w", "y", "-")
    assert "Go on with it? y [no]: y\n" in result.output
    assert "[Ann Roe]{person=ann-roe} came to [Bern]{place=bern.\n" in article(tmp_path)


def test_for_whom_somebody_without_a_name_spoke_is_asked(tmp_path: Path):
    project(tmp_path, "“It was useful,” a senior official said.\n", **{"persons/anna-berg": "name: Anna Berg\n"})
    result = review(tmp_path, "y", "", "", "y", "anna", "1", "w", "-")
    reason = "a speaker without a name has no record: the words go into that of those spoken for"
    assert result.output.index(reason) < result.output.index("for whom was that said?") < result.output.index("not acc")
    assert article(tmp_path).endswith(
        '[“It was useful,”]{.quote speaker="a senior official" for=anna-berg} a senior official said.\n'
    )


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("?", "has the id `?`"),
        ("nobody", "has the id `nobody`"),
        ("riga", "expected a"),
        ("9", "there is no number 9"),
    ],
)
def test_nobody_unknown_has_said_it(tmp_path: Path, answer: str, word: str):
    text = "“It was useful,” a senior official said.\n"
    project(tmp_path, text, **{"places/riga": "name: Riga\n"})
    result = review(tmp_path, "y", *(["", answer] if answer == "9" else [answer]), "w", "-")
    assert word in result.output
    assert article(tmp_path) == FRONT + text


def test_a_side_may_be_a_country_or_whom_the_article_names(tmp_path: Path):
    text = "The Bridge Council met. “It was useful,” a senior official said.\n"
    project(tmp_path, text)
    review(tmp_path, *["j"] * 9, "b", "y", "bridge-council", "w", "y", "-")
    assert "for=bridge-council" in article(tmp_path)
    project(tmp_path, text)
    review(tmp_path, *["j"] * 9, "b", "y", "ua", "w", "y", "-")
    assert "for=ua" in article(tmp_path)


def test_who_else_may_have_said_it_begins_with_whom_the_article_names(tmp_path: Path):
    project(tmp_path, "Cid Dow and the Bridge Council met. “It was useful,” a senior official said.\n")
    result = review(tmp_path, "j", "y", "j", "i", "1", "w", "-")
    lines = [line for line in result.output.splitlines() if line.startswith(("  1. p", "  2. o", "  3. p"))]
    listed = [line.split()[1:3] for line in lines]
    assert listed == [["person", "cid-dow"], ["org", "bridge-council"], ["person", "ann-roe"]]
    assert "by=cid-dow" in article(tmp_path)


def test_a_quotation_may_be_a_paraphrase(tmp_path: Path):
    project(tmp_path, "“It was useful,” Ann Roe said.\n")
    result = review(tmp_path, "k", "k person", "k paraphrase", "y", "n", "w", "-")
    assert result.output.count("the kinds are quote, paraphrase") == 2
    assert "[“It was useful,”]{.paraphrase by=ann-roe}" in article(tmp_path)


def test_a_speaker_without_a_name_can_get_one(tmp_path: Path):
    project(tmp_path, "“It was useful,” a senior official said.\n")
    review(tmp_path, "i ann-roe", "w", "-")
    assert "{.quote by=ann-roe}" in article(tmp_path)


def test_what_the_program_wrote_is_decided_too(tmp_path: Path):
    front = FRONT.replace("language: en", "language: en\nreview: draft")
    project(tmp_path, "[Ann Roe]{person=ann-roe} came with [Bo]{person=bo-lind}.\n", front)
    result = review(tmp_path, "y", "n", "w", "y")
    assert "stands in a draft that nobody has reviewed" in result.output
    assert article(tmp_path).endswith("[Ann Roe]{person=ann-roe} came with Bo.\n")
    assert "review: draft" not in article(tmp_path)


def test_without_an_article_it_prints_the_queue(tmp_path: Path):
    project(tmp_path)
    write(tmp_path, "content/articles/b.md", "---\ntitle: Late\ndate: 2025-12-05\nreview: draft\n---\n\nNobody.\n")
    result = review(tmp_path, words=())
    assert result.output == (
        "Drafted by the program, not yet reviewed: 1\n  b  Late\n"
        "New, without annotations: 1\n  2025-12-04-talks  Envoys meet in Geneva\n"
        "Name one to review it: communique annotate --terminal ARTICLE\n"
    )


def test_an_article_that_is_not_there(tmp_path: Path):
    project(tmp_path)
    result = review(tmp_path, words=("2025-12-04-talk",))
    assert result.exit_code == 1
    assert "did you mean `2025-12-04-talks`?" in result.output


@pytest.mark.parametrize("words", [("--terminal",), ("--format", "text"), ("--format", "json")])
@pytest.mark.parametrize("name", ["bad", "content/articles/bad.md"])
def test_an_article_that_cannot_be_read_is_there_all_the_same(tmp_path: Path, name: str, words: tuple[str, ...]):
    project(tmp_path)
    (tmp_path / "content/articles/bad.md").write_bytes(FRONT.encode() + b"Ann \xff Roe.\n")
    result = CliRunner().invoke(annotate, ["--root", str(tmp_path), *words, name])
    assert result.exit_code == 1
    assert result.output.count("not UTF-8") == 1
    assert "no such article" not in result.output


def test_a_file_that_changes_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project(tmp_path)
    result = changed_meanwhile(tmp_path, monkeypatch, "Another text.\n", ["n", "j", "y", "w", "-", "no"])
    assert result.exit_code == 1
    assert "the file has changed meanwhile" in result.output
    assert "Your decisions were:\n  no   " in result.output
    assert "\n  yes  person ann-roe  »" in result.output
    assert article(tmp_path) == FRONT + "Another text.\n"


def changed_meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch, text: str, answers: list[str]) -> Result:
    """A review during which somebody else writes another text."""
    given = iter(answers)
    texts = iter([text])

    def ask(_: str) -> str | None:
        if (changed := next(texts, None)) is not None:
            write(root, PATH, FRONT + changed)
        return next(given, None)

    monkeypatch.setattr("generator.review.start._ask", ask)
    return review(root)


def test_a_file_that_changed_is_loaded_again_with_the_decisions_that_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project(tmp_path, "Ann Roe came to Vienna. The mayor, Bo Lind, stayed.\n", **{"places/vienna": "name: Vienna\n"})
    text = "Late on, Ann Roe came. The mayor, Bo Lind, stayed.\n"
    result = changed_meanwhile(tmp_path, monkeypatch, text, ["y", "y", "n", "w", "-", "", "w", "-"])
    assert result.exit_code == 0, result.output
    assert "Loaded again; 2 decisions kept." in result.output
    assert "fits no more:  yes  place vienna  »Vienna«" in result.output
    assert article(tmp_path).endswith("---\n\n" + text.replace("Ann Roe", "[Ann Roe]{person=ann-roe}"))


def test_a_decision_stays_with_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project(tmp_path, "Ann Roe came. They saw Ann Roe off. Ann Roe slept.\n")
    text = "They saw Ann Roe off. Later, Ann Roe slept.\n"
    result = changed_meanwhile(tmp_path, monkeypatch, text, ["x 1", "y", "w", "-", "", "w", "-"])
    assert "Loaded again; 1 decision kept." in result.output
    assert "fits no more:  no   person ann-roe  »Ann Roe«\n  fits no more:  yes  person ann-roe" in result.output
    assert article(tmp_path).endswith("They saw [Ann Roe]{person=ann-roe} off. Later, Ann Roe slept.\n")


def test_what_somebody_else_annotated_likewise_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project(tmp_path, "Ann Roe came.\n")
    result = changed_meanwhile(
        tmp_path, monkeypatch, "[Ann Roe]{person=ann-roe} came.\n", ["y", "w", "-", "", "w", "-"]
    )
    assert "Loaded again" in result.output
    assert "fits no more" not in result.output


def test_what_was_refused_comes_back_only_if_it_is_asked_for(tmp_path: Path):
    project(tmp_path, "Ann Roe met Bo Lind in Geneva.\n")
    review(tmp_path, *["n"] * 9, "w", "y")
    assert "reviewed: {by: Ada Moroz" in article(tmp_path)
    again = review(tmp_path, "q")
    assert "Ada Moroz reviewed this text on " in again.output
    assert "there is nothing to decide" in again.output
    write(tmp_path, PATH, article(tmp_path) + "\nClara Benz left.\n")
    changed = review(tmp_path, "q")
    assert "[1/1] person clara-benz" in changed.output
    shown = review(tmp_path, "r", "y", "w", "y", "-")
    assert "[1/5] " in shown.output
    assert "words: Ann Roe met" not in article(tmp_path)
    assert "  - person: ann-roe\n    words: Ann Roe\n" in article(tmp_path)


def test_the_article_is_signed_only_by_who_says_so(tmp_path: Path):
    project(tmp_path, "Ann Roe came with Bo Lind.\n")
    result = review(tmp_path, "y", "w", "")
    assert "Mark the article as reviewed by Ada Moroz? 1 mention of 2 undecided." in result.output
    assert article(tmp_path) == FRONT + "[Ann Roe]{person=ann-roe} came with Bo Lind.\n"


def test_one_meeting_that_was_cancelled_and_held_is_decided_twice(tmp_path: Path):
    project(
        tmp_path,
        "A meeting between Ann Roe and Bo Lind, planned for Friday in Geneva, was cancelled.\n\n"
        "Ann Roe met Bo Lind in Geneva on Friday.\n",
        FRONT.replace("2025-12-04", "2025-12-06"),
    )
    result = review(tmp_path, "y", *["j"] * 20, "w", "y", "-")
    assert article(tmp_path).count("status=") == 1
    assert result.output.count("status=") == 2


def test_a_date_in_other_words_is_decided_by_itself(tmp_path: Path):
    project(tmp_path, "On Tuesday, Ann Roe came. On 2 December, she left.\n")
    review(tmp_path, "i 2025-11-25", *["j"] * 9, "w", "-")
    assert article(tmp_path).endswith("[Tuesday]{date=2025-11-25}, Ann Roe came. On 2 December, she left.\n")


@pytest.mark.parametrize(
    ("text", "answer", "word"),
    [
        ("Nobody came on 2 December.", "i k meeting", "not an EDTF date"),
        ("Nobody came on 2 December.", "i 2025-13-40", "not an EDTF date"),
        ("Nobody came on 2 December.", "i", "say which: i 2025-12-02"),
        ("Ann Roe came.", "i Ann_Roe/2", "not a valid id"),
        ("Ann Roe came.", "k date", "not an EDTF date"),
        ("Ann Roe came.", "k country", "not a country code"),
        (
            "Ann Roe came.",
            "k topic",
            "`ann-roe` is the id of a person; give a topic another one, such as `ann-roe-topic`",
        ),
        ("Ann Roe came.", "k unnamed", "the kinds are "),
        ("Bo Lind came.", "i riga", "`riga` is the id of a place"),
        ("Bo Lind came.", "k meeting 99", "nothing has the id 99: is it a new meeting? y [no]: "),
        ("Bo Lind came.", "i nobody", "nothing has the id nobody: is it a new person? y [no]: "),
        ("“Fine,” Bo Lind said.", "i ?", "has the id `?`"),
        ("“Fine,” Bo Lind said.", "i riga", "got the place `riga`"),
    ],
)
def test_what_can_be_no_id_is_refused_with_a_word(tmp_path: Path, text: str, answer: str, word: str):
    project(tmp_path, f"{text}\n", **{"places/riga": "name: Riga\n"})
    result = review(tmp_path, answer, "", "w", "-")
    assert article(tmp_path) == f"{FRONT}{text}\n", result.output
    assert word in result.output


def test_each_question_shows_what_a_yes_writes(tmp_path: Path):
    project(tmp_path, "U.S. special envoy Ann Roe came. Ann Roe left.\n")
    output = review(tmp_path, "q", "").output
    assert "yes writes {" in output


def test_what_the_program_wrote_can_be_called_otherwise(tmp_path: Path):
    front = FRONT.replace("language: en", "language: en\nreview: draft")
    project(tmp_path, '[Ann Roe]{person=ann-ro role="envoy"} came.\n', front)
    output = review(tmp_path, "i ann-roe", "w", "y").output
    assert 'it says {person=ann-ro role="envoy"}' in output
    assert article(tmp_path).endswith("[Ann Roe]{person=ann-roe role=envoy} came.\n")


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path):
    project(tmp_path, "Ann Roe\x1b[2J came.\n")
    assert "\x1b" not in review(tmp_path, "q").output


def test_options_that_exclude_each_other(tmp_path: Path):
    project(tmp_path, TALKS)
    for words in (("--terminal", "--format", "json"), ("--write", "sure", "--format", "text"), ("--format", "json")):
        result = CliRunner().invoke(annotate, ["--root", str(tmp_path), *words])
        assert result.exit_code == 2


FULL = Problem("file-is-writable", "no space", file_span(PATH), hint="run the command again")


def test_a_disk_that_refuses_once_costs_no_decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project(tmp_path, "Ann Roe came.\n")
    write_all, full = (
        journal.write,
        Problem("file-is-writable", "no space", file_span(PATH), hint="run the command again"),
    )
    refusals = iter([(full,)])
    monkeypatch.setattr(journal, "write", lambda root, changes: next(refusals, None) or write_all(root, changes))
    result = review(tmp_path, "y", "w", "y", "w", "y")
    assert "save again: your decisions are still here" in result.output
    assert result.output.endswith(f"wrote {PATH}\n")
    assert result.exit_code == 0
    assert "[Ann Roe]{person=ann-roe} came.\n" in article(tmp_path)


def test_a_disk_that_goes_on_refusing_is_told_with_the_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project(tmp_path, "Ann Roe came.\n")
    monkeypatch.setattr(journal, "write", lambda *_: (FULL,))
    result = review(tmp_path, "y", "w", "y")
    assert result.exit_code == 1
    assert "  yes  person ann-roe  »Ann Roe«" in result.stderr
