"""Measure extraction: `python benchmarks/extract.py [RECORDS]`, by default 10,000 records.

Makes a project of the invented articles of `synthetic.py` in a temporary folder and runs the whole of `extract` on
it: cold (nothing written yet), unchanged, and with one article changed. Each run is a process of its own; the table
shows seconds, records per second, files written, and the most memory that the run took.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import articles

from generator import pipeline
from generator.diagnostics.problem import failed
from generator.project import journal

RECORDS = 10_000
RUNS = ("cold", "unchanged", "one article changed")


def write_articles(root: Path, records: int) -> Path:
    """The articles of a project of about so many records, and nothing else; the path of one of them."""
    folder = root / "content/articles"
    folder.mkdir(parents=True)
    texts = articles(records)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder / f"{min(texts)}.md"


def change(article: Path) -> None:
    """Another role for one person of an article."""
    text, roles = re.subn(r'role="[^"]*"', 'role="Minister of State"', article.read_text("utf-8"), count=1)
    assert roles
    article.write_text(text, "utf-8")


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
        told = sum(1 for _ in article.parent.iterdir())
    print(f"{told:,} articles, {made:,} records\n")
    print(f"{'':<22}{'compute s':>10}{'write s':>9}{'records/s':>11}{'files':>8}{'MB':>6}")
    for name, computed, written, files, memory in rows:
        speed = made / (computed + written)
        print(f"{name:<22}{computed:>10.2f}{written:>9.2f}{speed:>11,.0f}{files:>8,}{memory:>6,.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(Path(sys.argv[2]))
    else:
        main()
