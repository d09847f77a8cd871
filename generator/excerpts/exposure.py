"""What is wrong with excerpts: too much is kept, or git, a cache or an older build holds the whole text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from yaml.nodes import ScalarNode

from generator import git
from generator.articles import read_article
from generator.articles.excerpt import count_words, layout, longest_run
from generator.articles.front import front_spans
from generator.articles.model import Article
from generator.diagnostics.problem import Problem
from generator.excerpts.private import FOLDER, read_private, whole_path
from generator.project.configuration import EXCERPT_RUN, EXCERPT_SHARE, SiteConfiguration, get
from generator.project.files import file_span, read_configuration
from generator.text.count import count
from generator.text.source import SourceText

_DIGITS = re.compile(r"[1-9][0-9]{0,5}")
_PLAIN = re.compile(r"[^<>&\"'’“”`*_\[\]\\\n]{24,}")
_CACHE = ".cache"


def check_excerpts(root: Path, articles: Sequence[Article]) -> Iterator[Problem]:
    """Findings about the excerpts of a project, and about files of `private/` that git tracks."""
    configuration, _ = read_configuration(root)
    share, wrong = _limit(configuration, "excerpt_share", EXCERPT_SHARE)
    run, also_wrong = _limit(configuration, "excerpt_run", EXCERPT_RUN)
    yield from (*wrong, *also_wrong)
    # Without that folder no program is started: `check` runs on whatever a stranger proposes.
    for path in git.tracked_files(root, FOLDER) if (root / FOLDER).is_dir() else ():
        hint = f"take it out of git, and the disk keeps it: `git rm --cached {path}`; history still holds it"
        yield Problem("private-is-untracked", "git tracks a file of private/", file_span(path), "warning", hint)
    for article in articles:
        if article.front.excerpt:
            yield from _too_much(article, share, run)
            yield from _in_history(root, article)
            yield from _in_cache(root, article, configuration)


def _limit(configuration: SiteConfiguration | None, name: str, default: int) -> tuple[int, tuple[Problem, ...]]:
    node = configuration.option(name) if configuration else None
    if configuration is None or node is None:
        return default, ()
    if isinstance(node, ScalarNode) and _DIGITS.fullmatch(node.value):
        return int(node.value), ()
    message, hint = f"`{name}` is no whole number above 0", f"write `{name}: {default}`"
    return default, (Problem("option-is-number", message, configuration.span(node), hint=hint),)


def _too_much(article: Article, share: int, run: int) -> Iterator[Problem]:
    """An excerpt that keeps a larger share than the site allows, or a longer text without a gap."""
    excerpt = article.front.excerpt
    span = front_spans(article.source)["excerpt"]
    kept, longest = count_words(article), longest_run(article)
    if excerpt and kept * 100 > excerpt.of * share:
        message = f"{kept * 100 // excerpt.of} % of the text is kept, and the site allows {share} %"
        hint = "annotate less, write a digest, or accept it with a reason; `excerpt_share` in mkdocs.yml is the limit"
        yield Problem("excerpt-is-short", message, span, "warning", hint)
    if longest > run:
        message = f"{count(longest, 'word')} are kept without a gap, and the site allows {run}"
        hint = "annotate less, or accept it with a reason; `excerpt_run` in mkdocs.yml is the limit"
        yield Problem("excerpt-has-gaps", message, span, "warning", hint)


def _in_history(root: Path, article: Article) -> Iterator[Problem]:
    """An older version in git that is no excerpt, and longer than this one."""
    for text in git.file_versions(root, article.source.path):
        found, _ = read_article(SourceText(article.source.path, text))
        if found and found.front.excerpt is None and count_words(found) > count_words(article):
            hint = "if that was published, ask for its removal there; `git filter-repo` takes it out of a history"
            message = "git's history holds the whole text of this excerpt"
            yield Problem("whole-text-is-private", message, article.source.whole(), "warning", hint)
            return


def _in_cache(root: Path, article: Article, configuration: SiteConfiguration | None) -> Iterator[Problem]:
    """Files of an older build that hold a sentence which only the whole text has."""
    words = _telling_words(root, article)
    node = get(configuration.tree, "site_dir") if configuration else None
    site = node.value if isinstance(node, ScalarNode) and node.value else "site"
    for path in _files((root / _CACHE, root / site / "articles" / article.id)) if words else ():
        if words in path.read_bytes():
            shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
            hint = "build the site again, or delete the file"
            message = f"an older build holds the whole text of {article.source.path}"
            yield Problem("whole-text-is-private", message, file_span(shown), "warning", hint)


def _telling_words(root: Path, article: Article) -> bytes:
    """The longest plain words that only the whole text has, b"" where it is not here."""
    stored, _ = read_private(root, whole_path(article.id))
    whole, _ = read_article(SourceText(article.source.path, stored.text)) if stored else (None, ())
    if whole is None:
        return b""
    shown = "\n".join(block.text for block in article.blocks)
    texts = (whole.blocks[piece.block].text[piece.start : piece.end] for piece in layout(whole).pieces)
    runs = (run for text in texts if text not in shown for run in _PLAIN.findall(text))
    return max((run for run in runs if run not in shown), key=len, default="").encode()


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink():
            yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
