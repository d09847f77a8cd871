"""An article's text in the dialect's tokens, which an `Article` does not keep."""

from markdown_it.token import Token

from generator.articles.front import read_front
from generator.articles.model import Article
from generator.articles.positions import with_line_feeds
from generator.articles.read import dialect


def tokens(article: Article) -> list[Token]:
    front, _ = read_front(article.source)
    text, _ = with_line_feeds(article.source.text, front.body)
    return dialect().parse(text, {})
