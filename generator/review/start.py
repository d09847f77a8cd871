"""Where a review begins: which articles, who reviews, in the browser or in the terminal."""

import errno
import gc
import os
import sys
import webbrowser
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from generator.diagnostics.problem import failed, visible
from generator.git import user_name
from generator.project.files import read_project
from generator.project.named_articles import named_articles
from generator.review.api import Api
from generator.review.queue import STATES
from generator.review.server import ReviewServer
from generator.review.session import Review
from generator.review.terminal import Reviewing, review_in_terminal
from generator.terminal import print_findings, stop

_MINUTE = 60


def serve_articles(
    root: Path, names: Sequence[str], reviewer: str, *, port: int, idle: int, opens_browser: bool
) -> bool:
    """Serve the review until it ends; whether anything went wrong."""
    review = _review_of(root, names)
    if review is None:
        return True
    try:
        server = ReviewServer(Api(review, reviewer or user_name(root)), port, idle * _MINUTE)
    except OSError as error:
        stop(_port_error(error, port))
    gc.enable()  # this command may run for hours
    with server:
        shown = opens_browser and _open(server.one_time_address)
        if opens_browser and not shown:
            click.echo("communique: there is no browser here; open the address in one on this machine", err=True)
        click.echo(f"The review is at {server.address}")
        click.echo("It ends with “Done” on the page, with Ctrl+C here, or when nobody has used it for a while.")
        try:
            was_done = server.run()
        except KeyboardInterrupt:
            was_done = True
    click.echo("The review has ended." if was_done else f"Nobody used the review for {idle} minutes: it has ended.")
    return False


def review_articles(root: Path, names: Sequence[str], reviewer: str, *, extract: bool) -> bool:
    """Review articles in the terminal, one after another; whether anything went wrong."""
    review = _review_of(root, names)
    if review is None:
        return True
    if not names:
        _print_queue(review)
        return False
    by = reviewer or user_name(root)
    how = Reviewing(by, extract, partial(click.echo, err=True))
    done = [review_in_terminal(review, path, how, _ask, click.echo) for path in review.paths]
    return not all(done)


def _review_of(root: Path, names: Sequence[str]) -> Review | None:
    """The review of the articles that are named, or of all; None where one of them doesn't exist."""
    project, unread = read_project(root)
    if not names and not project.articles:
        stop(
            "no article to review here; write one: `communique new article ID`, or give the project's folder: `--root`"
        )
    sources, problems = named_articles(root, project, names)
    print_findings((*unread, *(each for each in problems if each not in unread)) if names else unread, "text")
    return None if failed(problems) else Review(root, [source.path for source in sources])


def _print_queue(review: Review) -> None:
    rows = review.rows()
    for state, label in STATES:
        mine = [row for row in rows if row.state == state]
        if mine:
            click.echo(f"{label}: {len(mine)}")
        for row in mine if state != "reviewed" else ():
            click.echo(f"  {visible(row.id)}  {visible(row.title)}")
    click.echo("Name one to review it: communique annotate --terminal ARTICLE")


def _ask(prompt: str) -> str | None:
    """An answer from standard input; None at its end and after Ctrl+C. One from a pipe is shown behind its prompt."""
    click.echo(prompt, nl=False)
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        click.echo()
    if not sys.stdin.isatty():
        click.echo(visible(line.rstrip("\r\n")))
    return line.rstrip("\r\n") if line else None


def _open(address: str) -> bool:
    """Open a browser with windows; whether there is one. A browser in the terminal would take the terminal away."""
    displays = [name for name in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(name)]
    has_windows = sys.platform in ("win32", "darwin") or bool(displays)
    if not has_windows and not os.environ.get("BROWSER"):
        return False
    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def _port_error(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is busy; give another one with --port, or none: then a free one is taken"
    if error.errno == errno.EACCES:
        return f"port {port} is not open to you; give one above 1023, or none: then a free one is taken"
    return f"the review can't be served on port {port}: {error.strerror or error}"
