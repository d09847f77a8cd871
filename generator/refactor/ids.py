"""Check the ids on the command line: what they mean, and whether a new one is available."""

from dataclasses import replace

from generator.diagnostics.problem import Problem
from generator.facts.check import a
from generator.project.bars import ID_RULE
from generator.project.files import file_span
from generator.records.deleted import deleted_record
from generator.records.previous_ids import previous_ids
from generator.refactor.project_state import ARTICLE, ProjectState
from generator.schema.model import Ref
from generator.text.source import Span
from generator.text.suggest import nearest
from generator.values import country_name, is_country, value_type

_ARTICLES = "articles"


def find(state: ProjectState, word: str, command: str) -> Ref | Problem:
    """Find a record or article by its id or its path, `persons/vladimir-marin`."""
    folder, _, id_ = word.strip("/").rpartition("/")
    known = [record.ref for record in state.reading.records]
    known += [Ref(ARTICLE, article.id) for article in state.reading.articles]
    plurals = {kind.name: kind.plural for kind in state.schema.kinds} | {ARTICLE: _ARTICLES}
    found = [ref for ref in known if ref.id == id_ and folder in ("", plurals[ref.kind])]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"`{id_}` is {' and '.join(a(ref.kind) for ref in found)}"
        hint = f"write {' or '.join(f'`{plurals[ref.kind]}/{id_}`' for ref in found)}"
        return Problem("id-is-unique", message, file_span(command), hint=hint)
    return _unknown(state, id_, known, command)


def check_available(state: ProjectState, ref: Ref, new: str, command: str) -> Problem | None:
    """Why a thing can't get a new id; None if it can."""
    where = file_span(command)
    if fault := value_type("id").check(new):
        return Problem("id-is-valid", fault.message, where, hint=fault.hint)
    if ref.kind != ARTICLE and is_country(new):
        message, hint = f"`{new}` is the code of {country_name(new, 'en')}", f"add a word to it: `{new}-{ref.kind}`"
        return Problem("id-is-own", message, where, hint=hint)
    if ref.kind == ARTICLE:
        taken = [ARTICLE] if any(article.id == new for article in state.reading.articles) else []
    else:
        taken = [kind for kind in [state.reading.kinds.get(new)] if kind]
    if taken and new == ref.id:
        return Problem("id-is-unique", f"`{new}` is its id already", where, hint="take another id")
    if taken:
        message = f"`{new}` is taken: there is {a(taken[0])} of that id"
        hint = f"take another id; if both are one, run `communique merge {ref.id} {new}`"
        return Problem(
            "id-is-unique", message, where, hint=hint if taken[0] == ref.kind != ARTICLE else "take another id"
        )
    if barred := state.reading.bars.by_id.get(new):
        message = f"`{new}` was removed on {barred.removed}, and is barred from coming back"
        return Problem(ID_RULE, message, where, hint="take another id")
    return _previous(state, ref, new, where)


def _previous(state: ProjectState, ref: Ref, new: str, where: Span) -> Problem | None:
    """Why an id can't be new where a record had it before."""
    owner = previous_ids(state.reading.records).get(new)
    if owner and owner != ref and ref.kind != ARTICLE:
        message = f"`{new}` was the id of {a(owner.kind)} that is now `{owner.id}`, and its address leads there"
        hint = f"take another id, or take `{new}` out of the `previous_ids` of `{owner.id}`"
        return Problem("previous-id-is-free", message, where, hint=hint)
    return None


def check_renamable(state: ProjectState, ref: Ref, command: str) -> Problem | None:
    """Why a thing's id can't change; None if it can."""
    kind = state.schema.kind(ref.kind)
    if kind and kind.identifier != "id":
        message = f"`{ref.id}` is {a(ref.kind)}, and its id is a fixed code"
        hint = "correct the code in the articles and records that use the wrong one"
        return Problem("id-is-own", message, file_span(command), hint=hint)
    return None


def _unknown(state: ProjectState, id_: str, known: list[Ref], command: str) -> Problem:
    now = previous_ids(state.reading.records).get(id_)
    if now:
        message = f"`{id_}` is now `{now.id}`"
        return Problem("id-is-current", message, file_span(command), hint=f"write `{now.id}`")
    if kind := state.schema.kind(state.reading.kinds.get(id_, "")):
        return replace(deleted_record(kind, id_, file_span(command)), severity="error")
    near = nearest(id_, sorted({ref.id for ref in known}))
    hint = f"did you mean `{near}`?" if near else "an id is the name of a file in content/records or content/articles"
    return Problem("reference-resolves", f"no record and no article has the id `{id_}`", file_span(command), hint=hint)
