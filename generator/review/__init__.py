"""Articles and a person's decisions to reviewed articles: in the browser, or in the terminal.

`Review` reads, previews and saves; `serve` shows it as a page on 127.0.0.1, `review_in_terminal` as questions.
"""

from generator.review.queue import STATES, QueueRow
from generator.review.session import Review

__all__ = ["STATES", "QueueRow", "Review"]
