"""Compare build times of several tools: `python benchmarks/build.py [--sizes 500,2000] [--only ours,Hugo]`.

Makes the projects (invented, and of real data where the corpus is at hand), gives the others the pages that
`communique pages --out` writes, and lets all tools build in turns: first each cold, then each with nothing changed,
and so on, and all of it again. Each run is a process of its own. Ratios are medians over the rounds, each of two
runs of the same round: how many times the tool's time is ours, by the clock and of the processors, which is steadier
where others work on the machine, too. The tables are Markdown.
"""

import argparse
import gc
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeAlias

import hsg
import synthetic
from contenders import ARTICLE, COLD, MARKDOWN, NOTHING, PAGE, RECORD, TEMPLATE, Contender, contenders
from measure import Run, measure

SIZES = (500, 2_000, 10_000)
CORPORA = ("synthetic", "hsg")
ORDER = (COLD, NOTHING, RECORD, ARTICLE, TEMPLATE, PAGE)
_LIKE = {PAGE: RECORD}  # what a page changed is to the others, a record changed is to us

Runs: TypeAlias = dict[tuple[str, str], list[Run]]


class Site(NamedTuple):
    """What was built: the corpus, how many pages it has, and all runs by tool and what was changed before."""

    corpus: str
    pages: int
    runs: Runs


def make(corpus: str, size: int, folder: Path, data: Path) -> Path | None:
    """The project of a corpus; None, said on stderr, where the corpus is not at hand."""
    project = folder / "project"
    if corpus == "synthetic":
        synthetic.write_project(project, size)
    elif data.is_dir():
        hsg.write_project(project, hsg.read_corpus(data), 0 if size >= max(SIZES) else size * 10 // 11)
    else:
        print(f"no corpus in {data}: left out", file=sys.stderr)
        return None
    return project


def write_pages(project: Path, out: Path) -> int:
    """Write all pages as Markdown, the hand-written ones too; their number."""
    command = [str(Path(sys.executable).parent / "communique"), "pages", "--out", str(out)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)  # noqa: S603 -- our own
    shutil.copytree(project / "content/pages", out, dirs_exist_ok=True)
    return sum(1 for _ in out.rglob("*.md"))


def compare(
    corpus: str, size: int, tools: Sequence[Contender], rounds: int, data: Path, order: Sequence[str] = ORDER
) -> Site | None:
    """Build one corpus with all tools in turns; None where it is not at hand."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        project = make(corpus, size, folder, data)
        if project is None:
            return None
        pages = write_pages(project, folder / "pages")
        for tool in tools:
            tool.prepare(project, folder / "pages", folder / tool.name)
        runs: Runs = defaultdict(list)
        for _ in range(rounds):
            for what, tool in turns(tools, order):
                runs[tool.name, what].append(_run(tool, what, folder / tool.name))
        return Site(corpus, pages, runs)


def turns(tools: Sequence[Contender], order: Sequence[str] = ORDER) -> Iterator[tuple[str, Contender]]:
    """One round: what is changed, and who then builds."""
    for what in order:
        for tool in tools:
            if what == COLD or what in tool.changes:
                yield what, tool


def table(site: Site) -> str:
    """The runs of a site as a table, ratios to the run of ours that is like it."""
    times, rest = (
        "| | runs | median s | min | max | × ours | CPU s | × ours",
        "ms/page | peak MB | files written | MB written | files | MB |",
    )
    lines = [f"### {site.corpus}, {site.pages:,} pages", "", f"{times} | {rest}", "|---|" + "---:|" * 13]
    for (tool, what), runs in sorted(site.runs.items(), key=lambda row: ORDER.index(row[0][1])):
        seconds = [run.seconds for run in runs]
        like = site.runs.get(("ours", _LIKE.get(what, what)), [])
        of_time, of_work = ("", "") if tool == "ours" else (_ratio(runs, like, key) for key in ("seconds", "cpu"))
        last = runs[-1]
        cells = (
            f"{tool}, {what}",
            str(len(runs)),
            *(f"{value:.2f}" for value in (median(seconds), min(seconds), max(seconds))),
            of_time,
            f"{median(run.cpu for run in runs):.2f}",
            of_work,
            f"{1000 * median(seconds) / site.pages:.2f}",
            f"{max(run.memory for run in runs) / 1e6:.0f}",
            f"{last.files_written:,}",
            f"{last.bytes_written / 1e6:.1f}",
            f"{last.files:,}",
            f"{last.bytes / 1e6:.1f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def parts(site: Site) -> str:
    """How the cold build divides: what the others are given, and what they do, too; "" if either was not measured."""
    whole, first = site.runs.get(("ours", COLD), []), site.runs.get((MARKDOWN, COLD), [])
    if not (whole and first):
        return ""
    markdown, cpu = median(run.cpu for run in first), median(run.cpu for run in whole)
    return (
        f"Of our {cpu:.2f} CPU s, cold, {markdown:.2f} are records to Markdown, which the others are given, and "
        f"{cpu - markdown:.2f} Markdown to site, with the data, feeds and search that they do not write."
    )


def growth(sites: Sequence[Site], corpus: str) -> str:
    """How the median seconds of each run grow with the number of pages."""
    own = [site for site in sites if site.corpus == corpus]
    rows = list(dict.fromkeys(row for site in own for row in site.runs))
    pages = " | ".join(f"{site.pages:,} pages: s" for site in own)
    lines = [f"### {corpus}, by size", "", f"| | {pages} |", "|---|" + "---:|" * len(own)]
    for row in sorted(rows, key=lambda row: ORDER.index(row[1])):
        cells = (f"{median(run.seconds for run in site.runs[row]):.2f}" if row in site.runs else "" for site in own)
        lines.append(f"| {', '.join(row)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _ratio(runs: Sequence[Run], ours: Sequence[Run], key: str) -> str:
    pairs = zip(runs, ours, strict=False)
    return f"{median(getattr(a, key) / getattr(b, key) for a, b in pairs):.2f}" if ours else ""


def _run(tool: Contender, what: str, folder: Path) -> Run:
    if what == COLD:
        for name in tool.kept:
            shutil.rmtree(folder / name, ignore_errors=True)
    else:
        tool.changes[what](folder)
    gc.collect()
    run = measure(tool.command, folder, folder / tool.kept[0], tool.environment)
    print(f"{tool.name}, {what}: {run.seconds:.2f} s", file=sys.stderr, flush=True)
    return run


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of pages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="beginnings of the tools' names, with commas")
    parser.add_argument("--runs", default="", help="beginnings of what is changed, with commas; cold always")
    parser.add_argument("--corpora", default=",".join(CORPORA))
    parser.add_argument("--hsg", type=Path, default=hsg.HSG, help="the folder of the real data")
    return parser.parse_args()


def chosen(only: str) -> tuple[Contender, ...]:
    """The tools whose names begin like one of the words; all of them where there is none."""
    return tuple(tool for tool in contenders() if _begins(tool.name, only))


def _begins(name: str, words: str) -> bool:
    return name.lower().startswith(tuple(word.strip() for word in words.lower().split(",")))


def main() -> None:
    """Compare, and print the tables."""
    options = _options()
    here = {tool.name for tool in contenders()}
    for name in sorted({"Hugo", "Zensical", "ours, fast: false"} - here):
        print(f"{name}: not to be had here, left out", file=sys.stderr)
    order = [what for what in ORDER if what == COLD or _begins(what, options.runs)]
    sites: list[Site] = []
    for corpus in options.corpora.split(","):
        for size in map(int, options.sizes.split(",")):
            site = compare(corpus, size, chosen(options.only), options.rounds, options.hsg, order)
            if site:
                sites.append(site)
                print(table(site), parts(site), sep="\n\n", end="\n\n", flush=True)
    for corpus in dict.fromkeys(site.corpus for site in sites):
        print(growth(sites, corpus), end="\n\n")


if __name__ == "__main__":
    main()
