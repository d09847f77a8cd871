"""Measure reading of articles and records: `python benchmarks/reading.py`. Prints medians of several rounds.

- an article of 6 KB with 70 annotations: parsed, checked and turned into facts
- a record of a meeting with five participants and four accounts: read and checked against the schema
"""

import statistics
import time
from collections.abc import Callable

from generator.articles import read_article
from generator.facts.check import check_references, check_words, referenced_records
from generator.facts.extract import extract
from generator.records.read import read_record
from generator.schema import read_schema
from generator.text.source import SourceText

ROUNDS = 7
SENTENCE = (
    "[[Steve Westoff]{{person=person-{n} role=envoy country=us}} met [Vladimir Marin]{{person=host-{n}}} in "
    "[Moscow]{{place=place-{n}}}]{{meeting=meeting-{n} on=2025-12-02}}, who said "
    "[“words of some length {n}”]{{.quote by=host-{n} about=meeting-{n}}}. "
)
FILLER = "The rest of the paragraph says nothing that anybody would annotate, and says it at length, as prose does. "
RECORD = """\
name: Talks at the Kremlin
date: 2025-12-02
place: kremlin
status: held
sides:
  - ru
  - us
participants:
  - person: jared-kashner
    for: us
    role: son-in-law of Donald Frost
    capacity: informal
  - person: kirill-dmitriev
    for: ru
    role: economic envoy
  - person: steve-westoff
    for: us
    role: special envoy
  - person: vladimir-marin
    for: ru
    role: President
  - person: yuri-uvarkov
    for: ru
    role: Kremlin aide
duration: almost five hours
accounts:
  - by: donald-frost
    says: reasonably good
    on: 2025-12-03
  - by: yuri-uvarkov
    says: very useful
    for: presidency-of-russia
"""


def main() -> None:
    """Measure and print."""
    schema, _ = read_schema()
    body = "".join(SENTENCE.format(n=n) + FILLER * 2 + "\n\n" * (n % 4 == 3) for n in range(14))
    article = SourceText("content/articles/a.md", f"---\ntitle: A\ndate: 2025-12-04\n---\n\n{body}\n")
    record = SourceText("content/records/meetings/talks.yaml", RECORD)
    meeting = schema.kind("meeting")
    assert meeting is not None

    def facts() -> int:
        read, problems = read_article(article)
        assert read is not None, problems
        kinds = {ref.id: ref.kind for ref, _ in referenced_records([read], schema)}
        found = [*check_words(read, schema), *check_references(read, schema, kinds, {})]
        assert not found, found[0]
        return len(extract(read, schema, kinds))

    count = len(read_article(article)[0].annotations)  # type: ignore[union-attr]
    print(f"article: {len(article.text) / 1024:.1f} KB, {count} annotations, {facts()} facts")
    print(f"  parsed            {1000 * median(lambda: read_article(article), 20):7.2f} ms")
    print(f"  parsed to facts   {1000 * median(facts, 20):7.2f} ms")
    seconds = median(lambda: read_record(record, meeting, "talks"), 500)
    print(f"record: {len(RECORD)} characters")
    print(f"  read and checked  {1 / seconds:7.0f} a second")


def median(work: Callable[[], object], times: int) -> float:
    """Seconds for one call: the median over rounds of a number of calls each."""
    work()
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(times):
            work()
        rounds.append((time.perf_counter() - start) / times)
    return statistics.median(rounds)


if __name__ == "__main__":
    main()
