"""How fast extraction is: `python benchmarks/extract.py [RECORDS]`, 10,000 records where none is said.

Makes a project of articles in a temporary folder, about eight records to an article, and runs the whole of `extract` on
it: cold (nothing written yet), unchanged, and with one article changed. Each run is a process of its own; the table
shows seconds, records per second, files written, and the most memory that the run took.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generator import journal, pipeline
from generator.problems import failed

RECORDS = 10_000
PER_ARTICLE = 8
COUNTRIES = ("us", "ru", "ua", "fr", "de", "gb", "tr", "cn")
FILLER = "The rest of the paragraph says nothing that anybody would annotate, and says it at length, as prose does. "
RUNS = ("cold", "unchanged", "one article changed")


def write_articles(root: Path, records: int) -> Path:
    """Articles about people and meetings of their own and some that others name, too; the path of one of them."""
    folder = root / "content/articles"
    folder.mkdir(parents=True)
    pick = random.Random(7)  # noqa: S311 -- the same project every time
    count = max(1, (records - len(COUNTRIES)) // PER_ARTICLE)
    for number in range(count):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        others = [pick.randrange(count * 6) for _ in range(2)]
        sentences = [_meeting(number, day, [number * 6 + k for k in range(6)] + others), FILLER * 8]
        front = f"---\ntitle: Article {number}\ndate: {day}\npublisher: Paper {number % 40}\nlanguage: en\n---\n\n"
        (folder / f"{day}-article-{number}.md").write_text(front + "\n\n".join(sentences) + "\n", "utf-8")
    return folder / f"2025-01-01-article-{0}.md"


def _meeting(number: int, day: str, people: list[int]) -> str:
    named = ", ".join(
        f'[Person {n}]{{person=person-{n} role="envoy {n % 90}" country={COUNTRIES[n % len(COUNTRIES)]}}}'
        for n in people
    )
    where = f"[Place {number}]{{place=place-{number}}}"
    quote = f"[“words of some length, number {number}”]{{.quote by=person-{people[0]} about=meeting-{number}}}"
    return (
        f"[{named} met in {where} on [that day]{{date={day}}}]{{meeting=meeting-{number} status=held}}. One: {quote}."
    )


def change(article: Path) -> None:
    """Another role for one person of an article."""
    article.write_text(article.read_text("utf-8").replace('role="envoy 0"', 'role="minister"', 1), "utf-8")


def run(root: Path) -> None:
    """The whole of `extract`; prints what it took as JSON."""
    begun = time.perf_counter()
    with journal.locked(root):
        left = journal.finish(root)
        changes, problems = pipeline.extract(root)
        computed = time.perf_counter()
        written = journal.write(root, changes)
    done = time.perf_counter()
    if failed((*left, *problems, *written)):
        sys.exit("the project is in error")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    print(json.dumps([computed - begun, done - computed, len(changes), memory]))


def main() -> None:
    """Make the project and print the table."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        article = write_articles(root, records)
        rows = []
        for name in RUNS:
            if name == RUNS[-1]:
                change(article)
            done = subprocess.run(  # noqa: S603 -- this file itself
                [sys.executable, __file__, "--run", folder], check=True, capture_output=True, text=True
            )
            rows.append((name, *json.loads(done.stdout)))
        made = sum(1 for _ in (root / "content/records").rglob("*.yaml"))
        articles = sum(1 for _ in article.parent.iterdir())
    print(f"{articles:,} articles, {made:,} records\n")
    print(f"{'':<22}{'compute s':>10}{'write s':>9}{'records/s':>11}{'files':>8}{'MB':>6}")
    for name, computed, written, files, memory in rows:
        speed = made / (computed + written)
        print(f"{name:<22}{computed:>10.2f}{written:>9.2f}{speed:>11,.0f}{files:>8,}{memory:>6,.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(Path(sys.argv[2]))
    else:
        main()
