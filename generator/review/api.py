"""What the page of the review may ask for, by method and name, and the answers as values for JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from generator.articles.front import read_front
from generator.drafting.folding import as_id
from generator.facts.annotation_schema import AnnotationType
from generator.facts.check import id_fault
from generator.review.completion import Completion, complete, things
from generator.review.model import ReviewChanges
from generator.review.payload import PayloadError, article_json, changes_of, preview_json, problem_json, schema_json
from generator.review.queue import STATES
from generator.review.session import MAY_ACCEPT_ALL_SURE, Opened, Review, Saving
from generator.values.identifier import check_id

_KEPT = 8
_NAME = 100
Query = Mapping[str, str]
Body = Mapping[str, Any]


class ApiError(Exception):
    """A request that can't be answered: the status, and a word for the person at the page."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(slots=True)
class Api:
    """The answers for one review. `reviewer` is who seems to sit there; opened articles are known by their version."""

    review: Review
    reviewer: str = ""
    opened: dict[tuple[str, str], Opened] = field(default_factory=dict)
    known: tuple[Completion, ...] = ()
    words: Mapping[str, AnnotationType] = field(default_factory=dict)

    def queue(self, query: Query) -> Body:
        """The articles that may be reviewed, and how many others wait."""
        del query
        rows = [row._asdict() for row in self.review.rows()]
        return {"rows": rows, "states": STATES, "elsewhere": self.review.waiting_elsewhere()}

    def article(self, query: Query) -> Body:
        """An article, read and drafted anew."""
        path = query.get("path", "")
        if not self.review.may_open(path):
            raise ApiError(HTTPStatus.NOT_FOUND, "this article is not among those under review")
        opened, unread = self.review.open(path)
        if opened is None:
            raise ApiError(
                HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(f"{each.message}: {each.hint}" for each in unread)
            )
        self._keep(path, opened)
        front = read_front(opened.read.source)[0].matter
        signed = front.reviewed if front else None
        return {
            "path": path,
            "version": opened.version,
            "title": front.title if front else path,
            "date": front.date if front else "",
            "publisher": front.publisher if front else "",
            "language": front.language if front else "",
            "state": opened.state,
            "reviewed": {"by": signed.by, "on": signed.on} if signed else None,
            "reviewer": self.reviewer,
            "mayAcceptAllSure": MAY_ACCEPT_ALL_SURE,
            "problems": [problem_json(each) for each in opened.problems],
            "schema": schema_json(opened.words),
            "names": {each.id: each.name for each in self.known if each.id in _ids(opened)},
            **article_json(opened.read, opened.proposals, opened.refused),
        }

    def complete(self, query: Query) -> Body:
        """The things that a person may mean by what is typed."""
        kinds = [kind for kind in query.get("kinds", "").split(",") if kind]
        found = complete(self.known, query.get("q", "")[:_NAME], kinds)
        rows = [{"kind": each.kind, "id": each.id, "name": each.name, "near": each.is_near} for each in found]
        slug = as_id(query.get("q", "")[:_NAME])
        fault = self._fault(query.get("kind", ""), query.get("q", ""))
        return {"things": rows, "slug": "" if check_id(slug) else slug, "fault": fault}

    def _fault(self, kind: str, id_: str) -> str:
        """What is wrong with an id that is typed for a kind, as a terminal and `check` say it; "" if nothing is."""
        type_ = self.words.get(kind)
        fault = id_fault(id_, type_) if type_ and id_ else None
        return "; ".join(filter(None, (fault.message, fault.hint))) if fault else ""

    def preview(self, body: Body) -> Body:
        """Facts and findings with the changes that the page sends."""
        opened = self._opened(body)
        changes = _changes(body, opened)
        found = self.review.preview(opened, changes)
        refused = [changes.added.index(each) for each in found.refused]
        return {**preview_json(found.preview, opened.read, found.after), "refused": refused}

    def save(self, body: Body) -> Body:
        """Write the article."""
        opened = self._opened(body)
        changes = _changes(body, opened)
        reviewer = body.get("reviewer", "")
        if not isinstance(reviewer, str) or len(reviewer) > _NAME or not reviewer.isprintable():
            raise ApiError(HTTPStatus.BAD_REQUEST, f"a name is one line of at most {_NAME} characters")
        saved = self.review.save(opened, changes, Saving(reviewer.strip(), body.get("extract") is True))
        self.reviewer = reviewer.strip() or self.reviewer
        return {
            "written": saved.written,
            "problems": [problem_json(each) for each in saved.problems],
            "refused": [changes.added.index(each) for each in saved.refused],
            "stale": saved.is_stale,
        }

    def _keep(self, path: str, opened: Opened) -> None:
        self.opened[path, opened.version] = opened
        while len(self.opened) > _KEPT:
            del self.opened[next(iter(self.opened))]
        self.known = things(opened.register)
        self.words = opened.words

    def _opened(self, body: Body) -> Opened:
        found = self.opened.get((str(body.get("path")), str(body.get("version"))))
        if found is None:
            raise ApiError(HTTPStatus.CONFLICT, "the article was opened too long ago: load it again")
        return found


def _ids(opened: Opened) -> set[str]:
    return {each.id for each in opened.read.existing} | {each.id for each in opened.proposals}


def _changes(body: Body, opened: Opened) -> ReviewChanges:
    try:
        return changes_of(body.get("changes"), opened.read, opened.proposals)
    except PayloadError as error:
        raise ApiError(HTTPStatus.BAD_REQUEST, str(error)) from error


GET: Mapping[str, Callable[[Api, Query], Body]] = {
    "queue": Api.queue,
    "article": Api.article,
    "complete": Api.complete,
}
POST: Mapping[str, Callable[[Api, Body], Body]] = {"preview": Api.preview, "save": Api.save}
"""What may be asked for, by its name: reading by GET, and what carries a person's decisions by POST."""
