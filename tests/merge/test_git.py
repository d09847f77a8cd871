"""Pull requests that touch the same records, merged by git itself."""

from collections import Counter

import pytest
from pull_requests import ATTRIBUTES, KINDS, MEETING, Repository, asserted, facts_of, try_pair
from support.tiers import scale

from generator.facts.model import Slot
from generator.records.new import new_record
from generator.schema.model import Ref

PAIRS = scale(4, 40)
ANNA = Ref("person", "anna-orlova")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def position(title, country="us"):
    return frozenset({(Slot("name"), "Anna Orlova"), (Slot("positions", (title, country, "")), "")})


def test_articles_about_the_same_people_conflict_in_no_ledger_and_extraction_heals(repository):
    count = Counter()
    for seed in range(PAIRS):
        count += try_pair(repository, seed)
    assert count["pairs"] == PAIRS
    assert count["records healed"] > PAIRS


def test_two_articles_that_add_in_different_places_merge_without_a_conflict(repository):
    first = {ANNA: position("envoy") | {(Slot("born"), "1970-01-01")}}
    left = {ANNA: frozenset({(Slot("name"), "Anna Orlova"), (Slot("country"), "us")})}
    right = {ANNA: position("spokesperson")}
    repository.branch("start", [first], "ground")
    repository.branch("left", [first, left])
    repository.branch("right", [first, right])
    assert repository.merge("left") == ()
    assert repository.text(ANNA) == (
        "# yaml-language-server: $schema=../../../schema/person.json\n"
        "name: Anna Orlova\n"
        "country: us\n"
        "positions:\n"
        "  - title: envoy\n"
        "    for: us\n"
        "  - title: spokesperson\n"
        "    for: us\n"
        "born: 1970-01-01\n"
    )
    assert repository.extract([first, left, right]) == ()
    assert repository.git("status", "--porcelain") == " M content/facts/persons/anna-orlova.jsonl\n"


def test_a_correction_by_hand_and_an_article_on_two_branches_both_stay(repository):
    first = {ANNA: position("envoy") | {(Slot("born"), "1970-01-01")}}
    second = {ANNA: position("adviser")}
    repository.branch("start", [first], "ground")
    repository.branch("hand", [first])
    text = repository.text(ANNA)
    repository.record(ANNA).write_text(text.replace("1970-01-01", "1971-01-01  # the passport says so"))
    repository.extract([first])
    repository.commit("a correction")
    repository.branch("article", [first, second])
    assert repository.merge("hand") == ()
    told = repository.extract([first, second])
    assert [(conflict.kind, conflict.record) for conflict in told] == [("differs", "1971-01-01")]
    assert "born: 1971-01-01  # the passport says so\n" in repository.text(ANNA)
    assert "  - title: adviser\n" in repository.text(ANNA)


def test_two_values_that_a_merge_joins_in_one_ledger_are_both_the_machines(repository):
    """Each branch renames the person; git joins both ledgers, and someone picks either name in the record."""

    def named(name):
        return {ANNA: frozenset({(Slot("name"), name)})}

    repository.branch("start", [named("Anna")], "ground")
    repository.branch("left", [named("Anna Orlova")])
    repository.branch("right", [named("Anna P. Orlova")])
    assert repository.merge("left") == (repository.path(ANNA),)
    repository.git("checkout", "--ours", "--", repository.path(ANNA))
    assert repository.extract([named("Anna Orlova")]) == ()
    assert repository.text(ANNA) == new_record(asserted([named("Anna Orlova")], ANNA), KINDS["person"])


def test_a_record_that_git_left_in_conflict_is_not_touched(repository):
    first, left, right = ({MEETING: frozenset({(Slot("name"), name)})} for name in ("A", "B", "C"))
    repository.branch("start", [first], "ground")
    repository.branch("left", [left])
    repository.branch("right", [right])
    repository.merge("left")
    torn = repository.text(MEETING)
    told = repository.extract([left, right])
    assert [conflict.kind for conflict in told] == ["refused"]
    assert "conflict markers" in told[0].reason
    assert repository.text(MEETING) == torn


def test_without_the_attribute_a_torn_ledger_still_reads_as_both_sides(repository):
    (repository.root / ".gitattributes").write_text(ATTRIBUTES.replace("merge=union", ""))
    repository.commit("no attribute")
    repository.git("branch", "--force", "ground")
    first, left, right = ({ANNA: position(title)} for title in ("envoy", "minister", "spokesperson"))
    repository.branch("start", [first], "ground")
    repository.branch("left", [first, left])
    repository.branch("right", [first, right])
    repository.merge("left")
    assert "<<<<<<<" in repository.ledger(ANNA).read_text()
    assert repository.base(ANNA).base.ours >= position("minister") | position("spokesperson")


def test_two_branches_that_are_stale_together_are_healed_by_the_next_extraction(repository):
    """One branch takes out the article that asserts a role, the other brings a second one that asserts it."""
    first, role = {ANNA: position("adviser")}, {ANNA: position("envoy")}
    repository.branch("start", [first, role], "ground")
    repository.branch("left", [first])
    repository.branch("right", [first, role, role])
    assert repository.merge("left") == ()
    assert "envoy" not in repository.text(ANNA)
    assert repository.extract([first, role]) == ()
    assert facts_of(repository.text(ANNA), ANNA) == asserted([first, role], ANNA)
