"""Where git still holds words: commits of its history, and the tips of branches and tags."""

from collections.abc import Sequence
from pathlib import Path

from generator.git import run_git


def count_commits(root: Path, word: str) -> int:
    """How many commits of all branches added or removed a word in the content; 0 where there is no repository."""
    result = run_git(root, "log", "--all", "--format=%H", f"-S{word}", "--", "content")
    return len(result.stdout.split()) if result and result.returncode == 0 else 0


def refs_with(root: Path, words: Sequence[str]) -> tuple[str, ...]:
    """The branches and tags, of other clones as fetched too, whose content has one of the words."""
    listed = run_git(root, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes", "refs/tags")
    refs = listed.stdout.decode(errors="replace").split() if listed and listed.returncode == 0 else []
    return tuple(ref for ref in refs if _has(root, ref, words))


def _has(root: Path, ref: str, words: Sequence[str]) -> bool:
    patterns = [part for word in words for part in ("-e", word)]
    result = run_git(root, "grep", "--quiet", "--word-regexp", "--fixed-strings", *patterns, ref, "--", "content")
    return result is not None and result.returncode == 0
