"""Each row of the merge's table, told with a record and the articles."""

import pytest

from generator.facts.ledger import MergeBase
from generator.facts.model import Slot
from generator.records.conflicts import WHOLE, Conflict, problem_of, rejection
from generator.records.merge import Merge, conflicts, merge
from generator.schema.read import read_schema
from generator.text.source import SourceText

KINDS = {kind.name: kind for kind in read_schema()[0].kinds}
MEETING = KINDS["meeting"]
WESTOFF = Slot("participants", ("steve-westoff",))
HEAD = "# yaml-language-server: $schema=../../../schema/meeting.json\n"


def plain(field, value):
    return Slot(field), value


def part(name, value, item=WESTOFF):
    return item._replace(part=name), value


def facts(*told):
    return frozenset(told)


def after(old, new, change=lambda text: text):
    """Extraction of the old articles, a person's change to the text, extraction of the new ones."""
    first = merge(MergeBase(), facts(*old), None, MEETING)
    assert first.text is not None
    result = merge(first.base, facts(*new), change(first.text), MEETING)
    assert merge(result.base, facts(*new), result.text, MEETING) == result
    assert conflicts(result.base, facts(*new), result.text, MEETING) == result.conflicts
    return result


def kinds(result):
    return [(conflict.slot.field, conflict.slot.part, conflict.kind) for conflict in result.conflicts]


NAME = plain("name", "Talks")


def test_a_new_record_reads_as_a_person_would_write_it():
    told = [NAME, plain("date", "2025-12-02"), plain("sides", "us"), plain("sides", "no"), (WESTOFF, "")]
    told += [part("for", "us"), part("role", "special envoy")]
    assert merge(MergeBase(), facts(*told), None, MEETING).text == (
        f"{HEAD}name: Talks\ndate: 2025-12-02\nsides:\n  - 'no'\n  - us\n"
        "participants:\n  - person: steve-westoff\n    for: us\n    role: special envoy\n"
    )


def test_a_value_that_a_person_wrote_first_is_his_when_the_article_changes():
    """A person writes the role, an article asserts it, the article changes to another: the person's value stands."""
    text = f"{HEAD}name: Talks\nparticipants:\n  - person: steve-westoff\n    role: president\n"
    said = facts(NAME, (WESTOFF, ""), part("role", "president"))
    first = merge(MergeBase(), said, text, MEETING)
    assert (first.text, first.conflicts) == (text, ())
    second = merge(first.base, said - {part("role", "president")} | {part("role", "envoy")}, text, MEETING)
    assert second.text == text
    assert kinds(second) == [("participants", "role", "differs")]


def test_the_same_of_a_plain_field():
    text = f"{HEAD}name: Talks\nduration: five hours\n"
    first = merge(MergeBase(), facts(NAME, plain("duration", "five hours")), text, MEETING)
    second = merge(first.base, facts(NAME, plain("duration", "six hours")), text, MEETING)
    assert second.text == text
    assert kinds(second) == [("duration", "", "differs")]
    third = merge(second.base, facts(NAME), text, MEETING)
    assert third.text == text
    assert kinds(third) == [("duration", "", "kept")]


def test_an_unchanged_value_follows_the_article_and_keeps_quotes_and_comment():
    def requote(text):
        return text.replace("duration: five hours", 'duration: "five hours"  # by the clock')

    result = after([NAME, plain("duration", "five hours")], [NAME, plain("duration", "six hours")], requote)
    assert result.text == f'{HEAD}name: Talks\nduration: "six hours"  # by the clock\n'


def test_a_value_that_no_article_asserts_any_more_goes_and_the_remark_beside_it_stays():
    def remark(text):
        return text.replace("five hours", "five hours  # by the clock")

    result = after([NAME, plain("duration", "five hours")], [NAME], remark)
    assert result.text == f"{HEAD}name: Talks\n# by the clock\n"
    assert result.conflicts == ()


def test_what_a_person_took_out_stays_out_and_is_told_every_time_until_it_is_rejected():
    def take_out(text):
        return text.replace("  - ru\n", "")

    said = [NAME, plain("sides", "us"), plain("sides", "ru")]
    result = after(said, said, take_out)
    assert "ru" not in result.text
    assert kinds(result) == [("sides", "", "absent")]
    rejected = f"{result.text}rejected:\n  - field: sides\n    value: ru\n    reason: it sent an observer only\n"
    silent = merge(result.base, facts(*said), rejected, MEETING)
    assert (silent.text, silent.conflicts) == (rejected, ())


def test_a_rejected_fact_is_never_written_even_if_it_is_new():
    text = f"{HEAD}name: Talks\nrejected:\n  - {{field: participants, value: steve-westoff, reason: he was ill}}\n"
    result = merge(MergeBase(), facts(NAME, (WESTOFF, ""), part("for", "us")), text, MEETING)
    assert (result.text, result.conflicts) == (text, ())


def test_an_item_that_a_person_took_out_stays_out_with_its_fields_old_and_new():
    def take_out(text):
        return text[: text.index("participants:")]

    old = [NAME, (WESTOFF, ""), part("for", "us")]
    result = after(old, [*old, part("role", "envoy")], take_out)
    assert result.text == f"{HEAD}name: Talks\n"
    assert kinds(result) == [("participants", "", "absent")]


def test_an_item_goes_when_no_article_asserts_it():
    result = after([NAME, (WESTOFF, ""), part("for", "us")], [NAME])
    assert result.text == f"{HEAD}name: Talks\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    for: us\n", "    for: us\n    capacity: lead\n"),
        ("    for: us\n", "    for: us  # see the note\n"),
        ("    for: us\n", "    # see the note\n    for: us\n"),
        ("    for: us\n", "    for: ru\n"),
        ("  - person: steve-westoff\n", "  - # see the note\n    person: steve-westoff\n"),
    ],
)
def test_an_item_in_which_a_person_has_written_stays_whole_and_is_told_once(old, new):
    result = after([NAME, (WESTOFF, ""), part("for", "us")], [NAME], lambda text: text.replace(old, new))
    assert new in result.text
    assert kinds(result) == [("participants", "", "kept")]


def test_what_is_kept_is_told_until_a_person_names_its_source():
    said = [NAME, (WESTOFF, ""), part("for", "us")]
    result = after(said, [NAME], lambda text: text.replace("for: us", "for: ru"))
    assert result.conflicts
    sourced = result.text.replace("for: ru\n", "for: ru\n    source: a-2025-article\n")
    again = merge(result.base, facts(NAME), sourced, MEETING)
    assert again.text == sourced
    text = f"{HEAD}name: Talks\nduration: six hours\n"
    base = MergeBase(theirs=facts(plain("duration", "six hours")))
    assert kinds(merge(base, facts(NAME), text, MEETING)) == [("duration", "", "kept")]
    assert merge(base, facts(NAME), f"{text}sources:\n  duration: some-article\n", MEETING).conflicts == ()


def test_a_record_that_is_the_machines_own_goes_with_its_last_article():
    assert after([NAME, plain("date", "2025-12-02"), plain("sides", "us")], []).text is None
    assert after([NAME, plain("sides", "us")], [], lambda text: text.replace("\n", "\r\n")).text is None


def test_a_record_with_a_persons_words_stays_with_what_a_record_needs():
    old = [NAME, plain("date", "2025-12-02"), plain("sides", "us")]
    result = after(old, [], lambda text: f"{text}# ask the embassy\n")
    assert result.text == f"{HEAD}name: Talks\ndate: 2025-12-02\n# ask the embassy\n"
    assert kinds(result) == [("name", "", "kept"), ("date", "", "kept")]


def test_a_record_that_a_person_deleted_stays_deleted_and_is_told():
    first = merge(MergeBase(), facts(NAME), None, MEETING)
    second = merge(first.base, facts(NAME, plain("sides", "us")), None, MEETING)
    assert second.text is None
    assert second.conflicts == (Conflict(WHOLE, None, None, "removed"),)
    assert merge(second.base, facts(), None, MEETING).base == MergeBase()


def test_a_record_that_a_person_restored_is_his():
    first = merge(MergeBase(), facts(NAME), None, MEETING)
    gone = merge(first.base, facts(NAME), None, MEETING)
    restored = merge(gone.base, facts(plain("name", "More talks")), first.text, MEETING)
    assert restored.text == first.text
    assert kinds(restored) == [("name", "", "differs")]


def test_a_file_that_a_person_has_just_begun_is_left_alone():
    assert merge(MergeBase(), facts(), HEAD, MEETING).text == HEAD


def test_an_item_that_a_person_puts_back_bare_stays_bare_and_what_it_lacks_is_told():
    old = [NAME, (WESTOFF, ""), part("for", "us")]
    said = [*old, part("role", "envoy")]
    result = after(old, said, lambda text: text[: text.index("participants:")])
    bare = f"{result.text}participants:\n  - person: steve-westoff\n"
    back = merge(result.base, facts(*said), bare, MEETING)
    assert back.text == bare
    assert kinds(back) == [("participants", "for", "absent"), ("participants", "role", "absent")]


def test_of_an_item_that_stands_twice_the_value_that_is_asserted_counts():
    text = f"{HEAD}name: Talks\nparticipants:\n"
    text += "".join(f"  - person: steve-westoff\n    role: {role}\n" for role in ("adviser", "envoy", "zealot"))
    assert merge(MergeBase(), facts(NAME, (WESTOFF, ""), part("role", "envoy")), text, MEETING).conflicts == ()


def test_a_record_of_another_shape_is_refused_and_tried_again():
    text = f"{HEAD}name: Talks\nsides: ru\n"
    result = merge(MergeBase(), facts(NAME, plain("sides", "us")), text, MEETING)
    assert result.text == text
    assert [(conflict.kind, conflict.asserted) for conflict in result.conflicts] == [("refused", "us")]
    mended = merge(result.base, facts(NAME, plain("sides", "us")), text.replace(" ru", "\n  - ru"), MEETING)
    assert mended.text == f"{HEAD}name: Talks\nsides:\n  - ru\n  - us\n"


def test_a_record_that_does_not_read_is_left_alone():
    result = merge(MergeBase(), facts(NAME), "name: [", MEETING)
    assert result.text == "name: ["
    assert [conflict.kind for conflict in result.conflicts] == ["refused"]


def test_an_item_whose_optional_key_is_absent():
    position = Slot("positions", ("envoy", "", ""))
    result = merge(MergeBase(), facts(NAME, (position, "")), None, KINDS["person"])
    assert result.text.endswith("name: Talks\npositions:\n  - title: envoy\n")
    assert merge(result.base, facts(NAME), result.text, KINDS["person"]).text == result.text.partition("positions")[0]


def test_a_conflict_is_a_finding_at_the_value_that_stands():
    text = f"{HEAD}name: Talks\nparticipants:\n  - person: steve-westoff\n    role: president\n"
    (conflict,) = conflicts(MergeBase(), facts(NAME, (WESTOFF, ""), part("role", "envoy")), text, MEETING)
    problem = problem_of(conflict, SourceText("content/records/meetings/talks.yaml", text), MEETING)
    assert (problem.rule, problem.span.line, problem.span.text) == ("record-agrees-with-articles", 5, "president")
    assert problem.message == (
        "`role` of participants “steve-westoff” is `president` here, but the articles say `envoy`"
    )
    assert '- {field: participants.role, value: "steve-westoff, envoy", reason: …}'.replace('"', "'") in problem.hint


def test_the_entry_that_a_finding_proposes_silences_it():
    text = f"{HEAD}name: Talks\nparticipants:\n  - person: steve-westoff\n    role: president\n"
    said = facts(NAME, (WESTOFF, ""), part("role", "envoy"))
    field, value = rejection(part("role", "envoy"))
    entry = f"rejected:\n  - field: {field}\n    value: {value}\n    reason: a slip\n"
    assert conflicts(MergeBase(), said, text + entry, MEETING) == ()


@pytest.mark.parametrize("kind", ["differs", "absent", "kept", "removed", "refused"])
def test_every_conflict_says_what_to_do(kind):
    for slot in (Slot("date"), WESTOFF, WESTOFF._replace(part="role"), WHOLE):
        problem = problem_of(Conflict(slot, "a", "b", kind, "why"), SourceText("x.yaml", f"{HEAD}name: T\n"), MEETING)
        assert problem.message
        assert problem.hint.strip()
        assert "-" in problem.rule


def test_what_is_kept_in_an_item_is_told_until_its_source_is_named():
    text = f"{HEAD}name: Talks\nparticipants:\n  - person: steve-westoff\n    role: president\n"
    said = facts(NAME, (WESTOFF, ""), part("role", "president"))
    first = merge(MergeBase(), said, text, MEETING)
    fewer = said - {part("role", "president")}
    second = merge(first.base, fewer, text, MEETING)
    assert kinds(second) == [("participants", "role", "kept")]
    assert part("role", "president") in second.base.theirs
    sourced = f"{text}    source: https://example.org/readout 2025-12-02\n"
    third = merge(second.base, fewer, sourced, MEETING)
    assert (third.text, third.conflicts) == (sourced, ())
    assert part("role", "president") not in third.base.facts


def test_a_persons_own_value_that_articles_come_to_assert_is_noted_as_his():
    text = f"{HEAD}name: Talks\nduration: five hours\n"
    first = merge(MergeBase(), facts(NAME, plain("duration", "five hours")), text, MEETING)
    assert plain("duration", "five hours") in first.base.theirs
    assert first.base.ours == facts()


def test_the_fields_of_an_item_stand_in_the_order_of_the_schema():
    told = facts(NAME, (WESTOFF, ""), part("role", "envoy"), part("for", "us"), part("capacity", "lead"))
    text = merge(MergeBase(), told, None, MEETING).text
    names = [field.name for field in MEETING.field("participants").fields]
    written = [line.split(":")[0].strip(" -") for line in text.splitlines() if line.startswith(("  - ", "    "))]
    assert written == [name for name in names if name in written]


def test_a_refusal_says_why_and_keeps_what_was_known():
    base = MergeBase(facts(NAME))
    refused = merge(base, facts(NAME, plain("duration", "two hours")), "name: [Talks\n", MEETING)
    assert refused.base == base
    assert [(conflict.slot, conflict.kind) for conflict in refused.conflicts] == [(WHOLE, "refused")]
    assert refused.conflicts[0].reason


def test_a_new_record_has_no_conflicts():
    assert merge(MergeBase(), facts(NAME), None, MEETING).conflicts == ()


def test_a_conflict_names_the_place_and_what_stands_against_what():
    text = f"{HEAD}name: Talks\nparticipants:\n  - person: steve-westoff\n    role: president\n"
    role = WESTOFF._replace(part="role")
    said = facts(NAME, (WESTOFF, ""), (role, "envoy"))
    assert merge(MergeBase(), said, text, MEETING).conflicts == (Conflict(role, "president", "envoy", "differs"),)
    taken_out = MergeBase(facts((role, "envoy")))
    without = text.replace("    role: president\n", "")
    assert merge(taken_out, said, without, MEETING).conflicts == (Conflict(role, None, "envoy", "absent"),)
    old = MergeBase(theirs=facts((role, "president")))
    fewer = facts(NAME, (WESTOFF, ""))
    assert merge(old, fewer, text, MEETING).conflicts == (Conflict(role, "president", None, "kept"),)


def test_a_value_that_cannot_go_safely_stays_with_the_reason_until_it_can():
    text = f"{HEAD}name: Talks\nsides: [\n  us,  # the host\n  ru]\n"
    base = MergeBase(facts(NAME, plain("sides", "us"), plain("sides", "ru")))
    result = merge(base, facts(NAME, plain("sides", "ru")), text, MEETING)
    reason = "a comment would be lost"
    assert result == Merge(text, base, (Conflict(Slot("sides"), "us", None, "refused", reason),))
    mended = merge(result.base, facts(NAME, plain("sides", "ru")), text.replace("  # the host", ""), MEETING)
    assert mended.text == f"{HEAD}name: Talks\nsides: [\n  ru]\n"


def test_a_field_of_an_item_says_that_the_item_is_there():
    first = merge(MergeBase(), facts(NAME, part("role", "envoy")), None, MEETING)
    assert first.base.ours == facts(NAME, (WESTOFF, ""), part("role", "envoy"))


def test_a_list_whose_values_all_change_keeps_its_place():
    def move_up(text):
        return text.replace(f"{HEAD}name: Talks\nsides:\n  - ru\n", f"{HEAD}sides:\n  - ru\nname: Talks\n")

    result = after([NAME, plain("sides", "ru")], [NAME, plain("sides", "us")], move_up)
    assert result.text == f"{HEAD}sides:\n  - us\nname: Talks\n"


def test_an_item_that_was_kept_goes_with_its_fields_when_the_persons_words_are_gone():
    result = after([NAME, (WESTOFF, ""), part("for", "us")], [NAME], lambda text: text.replace(": us", ": us  # ask"))
    assert kinds(result) == [("participants", "", "kept")]
    assert result.base.ours == facts(NAME, (WESTOFF, ""), part("for", "us"))
    free = merge(result.base, facts(NAME), result.text.replace("  # ask", ""), MEETING)
    assert (free.text, free.conflicts) == (f"{HEAD}name: Talks\n", ())


def test_a_name_that_a_person_chose_needs_no_source_when_articles_drop_theirs():
    text = f"{HEAD}name: Kremlin talks\ndate: 2025-12-02\n"
    base = MergeBase(facts(NAME))
    assert merge(base, facts(plain("date", "2025-12-02")), text, MEETING).conflicts == ()
