"""What the server does when an editor asks, feature by feature of the protocol."""

import logging
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.protocol import json_rpc
from pygls.uris import to_fs_path

from generator.diagnostics.problem import Problem, failed
from generator.language_server import actions, completion, symbols
from generator.language_server.hover import hover
from generator.language_server.positions import LinePosition, offset_at
from generator.language_server.project_view import ProjectReader, ProjectView
from generator.language_server.server import ProjectServer, document_edit, project_root
from generator.project.journal import Change
from generator.text.source import Edit, SourceText

_OFFERED = {
    "kind": types.CompletionItemKind.Class,
    "id": types.CompletionItemKind.Reference,
    "attribute": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "field": types.CompletionItemKind.Field,
}
_LONG = 120


def serve(root: Path | None) -> None:
    """Serve an editor over standard input and output until it leaves; without `root`, the project that it opens."""
    server = make_server()
    server.reader = ProjectReader(root.resolve()) if root else None
    logging.getLogger(json_rpc.__name__).addFilter(_is_no_refusal)
    server.start_io()


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Whether a message of the log is about more than a request that was refused, for the editor shows why."""
    return not (record.exc_info and isinstance(record.exc_info[1], JsonRpcInvalidParams))


def make_server() -> ProjectServer:
    """A server that knows what to do, not yet connected."""
    server = ProjectServer()
    _follow_documents(server)
    _answer_lookups(server)
    _answer_changes(server)
    return server


def _follow_documents(server: ProjectServer) -> None:
    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        folders = [to_fs_path(each.uri) for each in server.workspace.folders.values()] or [server.workspace.root_path]
        root = next((found for each in folders if each and (found := project_root(Path(each)))), None)
        if root and server.reader is None:
            server.reader = ProjectReader(root)
        server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.changed(server.path_of(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(server.path_of(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(_: types.DidCloseTextDocumentParams) -> None:
        server.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: types.DidSaveTextDocumentParams) -> None:
        server.changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: types.DidChangeWatchedFilesParams) -> None:
        server.changed()


def _answer_lookups(server: ProjectServer) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["{", "=", ".", '"', " "])
    )
    def complete(params: types.CompletionParams) -> types.CompletionList | None:
        here = server.at(params.text_document, params.position)
        if here is None:
            return None
        view, source, offset = here
        items = []
        for rank, each in enumerate(completion.offers(view, source, offset)):
            edit = types.TextEdit(server.range(source, each.start, offset), each.text)
            items.append(
                types.CompletionItem(
                    each.text.strip(),
                    kind=_OFFERED[each.kind],
                    detail=each.detail[:_LONG],
                    sort_text=f"{rank:04}",
                    filter_text=source.text[each.start : offset] or each.text,
                    text_edit=edit,
                )
            )
        return types.CompletionList(is_incomplete=True, items=items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        here = server.at(params.text_document, params.position)
        symbol = symbols.symbol_at(*here) if here else None
        text = hover(here[0], symbol.id) if here and symbol else ""
        if not here or not symbol or not text:
            return None
        area = server.range(here[1], symbol.span.start, symbol.span.end)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), area)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(params: types.DefinitionParams) -> types.Location | None:
        here = server.at(params.text_document, params.position, fresh=True)
        symbol = symbols.symbol_at(*here) if here else None
        span = symbols.definition(here[0], symbol.id) if here and symbol else None
        return server.location(span) if span else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def referenced(params: types.ReferenceParams) -> list[types.Location]:
        here = server.at(params.text_document, params.position, fresh=True)
        symbol = symbols.symbol_at(*here) if here else None
        return [server.location(span) for span in symbols.references(here[0], symbol.id)] if here and symbol else []


def _answer_changes(server: ProjectServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION)
    def acted(params: types.CodeActionParams) -> list[types.CodeAction]:
        here = server.at(params.text_document, params.range.start, fresh=True)
        if here is None:
            return []
        view, source, start = here
        end = offset_at(source, LinePosition(params.range.end.line, params.range.end.character), server.encoding)
        return [
            types.CodeAction(
                each.title,
                kind=types.CodeActionKind.QuickFix if each.remedy else types.CodeActionKind.Refactor,
                diagnostics=[server.diagnostic(each.remedy)] if each.remedy else None,
                edit=server.workspace_edit(view, each.edits, each.created),
            )
            for each in actions.actions(view, source, start, end)
        ]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def renamable(params: types.PrepareRenameParams) -> types.Range | None:
        here = server.at(params.text_document, params.position)
        symbol = symbols.symbol_at(*here) if here else None
        return server.range(here[1], symbol.span.start, symbol.span.end) if here and symbol else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def renamed(params: types.RenameParams) -> types.WorkspaceEdit:
        here = server.at(params.text_document, params.position)
        symbol = symbols.symbol_at(*here) if here else None
        if here is None or symbol is None:
            raise JsonRpcInvalidParams("nothing here has an id")
        if server.reader is None:
            return types.WorkspaceEdit()
        changes, problems = server.reader.rename(symbol.id, params.new_name, server.texts())
        if failed(problems):
            worst = next(each for each in problems if each.severity == "error")
            raise JsonRpcInvalidParams(_one_line(worst))
        for each in (each for each in problems if each.rule == "extraction-is-current"):
            server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, _one_line(each)))
        return _renamed(server, here[0], changes)


def _one_line(problem: Problem) -> str:
    """A problem in one line: its file and line, if it is about one, what is wrong, and what to do."""
    span, hint = problem.span, f": {problem.hint}" if problem.hint else ""
    where = f"{span.source.path}:{span.line}: " if span.source.text else ""
    return f"{where}{problem.message}{hint}"


def _renamed(server: ProjectServer, view: ProjectView, changes: Sequence[Change]) -> types.WorkspaceEdit:
    """The changes of a rename: files that move with their new texts, and new texts of others."""
    old = {each.path: each.old for each in changes if each.old is not None and each.new is None}
    new = {each.path: each.new for each in changes if each.old is None and each.new is not None}
    moved: list[types.RenameFile | types.TextDocumentEdit] = []
    for path, text in old.items():
        to = next((each for each in new if PurePosixPath(each).parent == PurePosixPath(path).parent), None)
        if to:
            uri, whole = server.uri_of(to), server.range(SourceText(path, text), 0, len(text))
            moved += [
                types.RenameFile(server.uri_of(path), uri),
                document_edit(uri, None, [types.TextEdit(whole, new[to])]),
            ]
    edits = {
        each.path: [Edit(0, len(each.old), each.new)]
        for each in changes
        if each.old is not None and each.new is not None
    }
    made = server.workspace_edit(view, edits, {})
    return types.WorkspaceEdit(document_changes=[*(made.document_changes or ()), *moved])
