"""The pages that linters and browsers look at, one of each kind, and a page with a fault for their control."""

from pathlib import Path

from support.tools import ROOT

LARGE = 200
WRITTEN = {path.stem for path in ROOT.glob("content/pages/*.md")} | {"codebook"}


def sample_pages(site: Path) -> list[str]:
    """The addresses of one page of each kind: in every folder its own page and the longest below it; 404.html.

    The sample of a large site is without the hand-written pages, which no record makes larger.
    """
    pages = sorted(site.rglob("index.html"), key=lambda path: (-path.stat().st_size, path))
    folders = [page.parent.relative_to(site).parts for page in pages]
    kinds: dict[tuple[str, int], str] = {}
    for parts in folders:
        if len(pages) <= LARGE or not WRITTEN.intersection(parts):
            kinds.setdefault(("".join(parts[:1]), len(parts)), "".join(f"{part}/" for part in parts))
    return [*sorted(kinds.values()), "404.html"]


def sampled_files(site: Path) -> list[Path]:
    """The files of the sampled pages."""
    return [
        site / address if address.endswith(".html") else site / address / "index.html"
        for address in sample_pages(site)
    ]  # fmt: skip


def faulty_page(folder: Path, body: str, head: str = "") -> Path:
    """A folder with one page that is sound but for what `body` and `head` put into it."""
    folder.mkdir(parents=True, exist_ok=True)
    start = f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Broken</title>{head}</head>\n'
    text = f"{start}<body>\n<main>\n<h1>Broken</h1>\n{body}\n</main>\n</body>\n</html>\n"
    (folder / "index.html").write_text(text, "utf-8")
    return folder
