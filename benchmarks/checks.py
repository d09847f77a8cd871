"""Measure the rules: `python benchmarks/checks.py [RECORDS]`, by default 10,000 records.

Makes the project of `benchmarks/extract.py` in a temporary folder, extracts it, and runs each rule on it. The table
shows milliseconds of the processor (the best of five runs) and findings.
"""

import gc
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

from extract import RECORDS, write_articles

from generator import pipeline
from generator.diagnostics import checks
from generator.diagnostics.rule_catalog import name_of
from generator.knowledge_base import KnowledgeBase
from generator.project import journal
from generator.project.files import read_project


def base_of(root: Path, records: int) -> KnowledgeBase:
    """The knowledge base of the project, its records written."""
    write_articles(root, records)
    with journal.locked(root):
        changes, _ = pipeline.extract(root)
        journal.write(root, changes)
    return pipeline.link(pipeline.load(*read_project(root)))


def took(rule: ModuleType, base: KnowledgeBase) -> tuple[float, int]:
    """The seconds that a rule takes, and how much it finds."""
    begun = time.process_time()
    found = sum(1 for _ in checks.check_rule(rule, base))
    return time.process_time() - begun, found


def main() -> None:
    """Make the project and print the table."""
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        base = base_of(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS)
    rows = [(name_of(rule), *min(took(rule, base) for _ in range(5))) for rule in checks.RULES]
    print(f"{len(base.records):,} records, {len(base.articles):,} articles\n")
    for name, seconds, found in sorted(rows, key=lambda row: -row[1]):
        print(f"{name:<28}{seconds * 1000:>8.1f} ms{found:>9,}")
    print(f"{'all':<28}{sum(row[1] for row in rows) * 1000:>8.1f} ms{sum(row[2] for row in rows):>9,}")


if __name__ == "__main__":
    main()
