"""The anchors of an article's sentences as numbers, so that a test can say where they stand."""

from generator.articles.anchors import sentence_anchors
from generator.articles.model import Article


def positional(html: str, article: Article) -> str:
    """HTML whose sentence m of block n has the id `pNsM`, the first of each block `pN`."""
    for number, anchors in enumerate(sentence_anchors(article.blocks), 1):
        for sentence, anchor in enumerate(anchors, 1):
            html = html.replace(f' id="{anchor}"', f' id="p{number}{f"s{sentence}" if sentence > 1 else ""}"')
    return html
