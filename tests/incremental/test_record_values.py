"""Values of single records are made again only if something that they looked up may have changed."""

from generator.incremental.dependencies import DependencyTracker
from generator.incremental.record_values import RecordValues
from generator.schema.model import Ref

REFS = tuple(Ref("person", id_) for id_ in ("ann-roe", "bo-lind", "ada"))


def test_a_value_is_kept_until_something_that_it_used_changes():
    tracker, made = DependencyTracker(), list[str]()

    def make(ref: Ref) -> int:
        tracker.used |= {ref.id, f"friend-of-{ref.id}"}
        made.append(ref.id)
        return len(made)

    page = tracker.begin()
    first = RecordValues({}, None, tracker)
    assert first.of("numbers", REFS, make) == [1, 2, 3]
    second = RecordValues(first.found, {"friend-of-bo-lind", "cy"}, tracker)
    assert second.of("numbers", (*reversed(REFS), Ref("person", "cy")), make) == [3, 4, 1, 5]
    assert second.of("others", REFS[:1], make) == [6]
    assert RecordValues(second.found, frozenset(), tracker).of("numbers", REFS[:2], make) == [1, 4]
    assert RecordValues(second.found, None, tracker).of("numbers", REFS[:1], make) == [7]
    assert tracker.used is page
    assert page == set()
