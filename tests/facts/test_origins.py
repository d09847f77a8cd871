"""Articles with one URL are parts or digests of one report, and count as one origin."""

from pathlib import Path

from support.projects import front

from generator import pipeline
from generator.incremental.invalidation import referenced_ids
from generator.knowledge_base import KnowledgeBase

URL = "https://wire.example/report"


def known(root: Path, *more: str) -> KnowledgeBase:
    """The knowledge base of articles a0, a1, …, each with a line more in its front matter."""
    folder = root / "content/articles"
    folder.mkdir(parents=True)
    for number, line in enumerate(more):
        head = front("News", f"2025-12-0{number + 1}").replace("language: en\n", f"language: en\n{line}\n")
        (folder / f"a{number}.md").write_text(f"{head}Nothing new.\n", "utf-8")
    return pipeline.build_knowledge(root)[0]


def test_the_oldest_article_with_a_url_is_the_origin_of_the_others(tmp_path: Path):
    base = known(tmp_path, f"url: {URL}", f"url: {URL}/", f"url: {URL}?page=2", "origin: a1")
    assert [base.origin(id_) for id_ in ("a0", "a1", "a2", "a3")] == ["a0", "a0", "a2", "a0"]


def test_an_origin_that_is_named_comes_before_the_url(tmp_path: Path):
    base = known(tmp_path, f"url: {URL}", "licence: free", f"url: {URL}\norigin: a1")
    assert [base.origin(id_) for id_ in ("a0", "a1", "a2")] == ["a0", "a1", "a1"]


def test_articles_that_share_a_url_change_together(tmp_path: Path):
    before = referenced_ids(known(tmp_path / "before", f"url: {URL}", f"url: {URL}", "licence: free"), {})
    now = referenced_ids(known(tmp_path / "now", f"url: {URL}", f"url: {URL}", f"url: {URL}"), before)
    assert {name for name in now if now[name] != before[name]} == {"articles/a0", "articles/a1", "articles/a2"}
