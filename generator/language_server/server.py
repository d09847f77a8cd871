"""The server of a project: texts that are open, findings that it sends, and spans in the words of the protocol."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from generator import __version__
from generator.diagnostics.problem import Problem
from generator.language_server.positions import Encoding, LinePosition, offset_at, position_at
from generator.language_server.project_view import ProjectReader, ProjectView
from generator.project.files import SUFFIXES
from generator.project.find import find_project
from generator.text.source import Edit, SourceText, Span

_SHORT_PAUSE, _PAUSE = 0.1, 0.7
"""Seconds without a key press before a text is looked at alone, and with the whole project."""
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")


class ProjectServer(LanguageServer):
    """The server of one project: its files, the unsaved texts, and what was published last."""

    def __init__(self) -> None:
        super().__init__("communique", __version__, types.TextDocumentSyncKind.Full)
        self.reader: ProjectReader | None = None
        self.published: set[str] = set()
        self.pending: list[asyncio.TimerHandle] = []
        self.known: ProjectView | None = None

    @property
    def encoding(self) -> Encoding:
        """The units in which the editor counts, as agreed with it."""
        agreed = self.workspace.position_encoding
        return next((each for each in _ENCODINGS if each == agreed), "utf-16")

    def path_of(self, uri: str) -> str:
        """The path of a document from the project's root; "" if it is none of its input files."""
        path = to_fs_path(uri)
        if path is None:
            return ""
        root = self.reader.root if self.reader else project_root(Path(path))
        if root is None:
            return ""
        if self.reader is None:
            self.reader = ProjectReader(root)
        try:
            name = Path(path).resolve().relative_to(root).as_posix()
        except ValueError:
            return ""
        return name if any(name.startswith(f"{each}/") and name.endswith(end) for each, end in SUFFIXES.items()) else ""

    def uri_of(self, path: str) -> str:
        """The address of a file of the project, spelled as the editor spells it if it is open."""
        opened = next((uri for uri in self.workspace.text_documents if self.path_of(uri) == path), "")
        root = self.reader.root if self.reader else Path()
        return opened or f"file://{quote((root / path).as_posix())}"

    def texts(self) -> dict[str, str]:
        """The texts that are open, by their paths."""
        texts = {self.path_of(uri): document.source for uri, document in self.workspace.text_documents.items()}
        return {path: text for path, text in texts.items() if path}

    def view(self) -> ProjectView | None:
        """The project as it was when it was last checked: answers must not wait for the next check."""
        if self.known is None and self.reader:
            self.known = self.reader.view(self.texts())
        return self.known

    def fresh_view(self) -> ProjectView | None:
        """The project as it is now: changes must be made to the texts as they are."""
        known = self.view()
        if known and any(
            (known.source(path) or SourceText("", "")).text != text for path, text in self.texts().items()
        ):
            self.known = None
        return self.view()

    def changed(self, path: str = "") -> None:
        """Publish findings after a pause: those of the file alone, if one is named, and those of all files.

        Without a name, the disk is read again.
        """
        for handle in self.pending:
            handle.cancel()
        if not path and self.reader:
            self.reader.forget()
        later = asyncio.get_running_loop().call_later
        self.pending = [later(_PAUSE if path else _SHORT_PAUSE, self.publish)]
        if path:
            self.pending.append(later(_SHORT_PAUSE, self.publish_alone, path))

    def publish(self) -> None:
        """Check the project, and send the findings of every file that has some, or had."""
        self.known = None
        view = self.view()
        if view is None:
            return
        now = {path for path, found in view.findings.items() if found}
        for path in sorted(now | self.published):
            self.send(path, view.findings.get(path, ()))
        self.published = now

    def publish_alone(self, path: str) -> None:
        """Send the findings of a file that was changed: what it says alone is new, the rest as it was."""
        if self.reader and self.known:
            before = self.known.alone.get(path, ())
            rest = [each for each in self.known.findings.get(path, ()) if each not in before]
            self.send(path, [*self.reader.alone(self.texts()).get(path, ()), *rest])
            self.published.add(path)

    def send(self, path: str, findings: Sequence[Problem]) -> None:
        """Send the findings of a file."""
        found = [self.diagnostic(each) for each in findings]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(self.uri_of(path), found))

    def at(
        self, document: types.TextDocumentIdentifier, position: types.Position, *, fresh: bool = False
    ) -> tuple[ProjectView, SourceText, int] | None:
        """The project, the text and the offset of a position; None outside its input files.

        The text is always as it is now, the project only if it is to be `fresh`.
        """
        path = self.path_of(document.uri)
        view = (self.fresh_view() if fresh else self.view()) if path else None
        if view is None:
            return None
        source = SourceText(path, self.workspace.get_text_document(document.uri).source)
        return view, source, offset_at(source, LinePosition(position.line, position.character), self.encoding)

    def range(self, source: SourceText, start: int, end: int) -> types.Range:
        """The range of some offsets."""
        first, last = (position_at(source, at, self.encoding) for at in (start, end))
        return types.Range(types.Position(*first), types.Position(*last))

    def location(self, span: Span) -> types.Location:
        """The location of a span."""
        return types.Location(self.uri_of(span.source.path), self.range(span.source, span.start, span.end))

    def diagnostic(self, problem: Problem) -> types.Diagnostic:
        """A finding with its remedy."""
        message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
        span = problem.span
        return types.Diagnostic(
            self.range(span.source, span.start, span.end),
            message,
            severity=_SEVERITIES[problem.severity],
            code=problem.rule,
            source="communique",
        )

    def workspace_edit(
        self, view: ProjectView, edits: Mapping[str, Sequence[Edit]], created: Mapping[str, str]
    ) -> types.WorkspaceEdit:
        """Edits and new files in the words of the protocol."""
        changes: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = []
        for path, text in created.items():
            uri = self.uri_of(path)
            start = types.Range(types.Position(0, 0), types.Position(0, 0))
            changes += [types.CreateFile(uri), document_edit(uri, None, [types.TextEdit(start, text)])]
        texts = self.texts()
        for path, wanted in edits.items():
            source = SourceText(path, texts[path]) if path in texts else view.source(path)
            if source:
                uri = self.uri_of(path)
                document = self.workspace.text_documents.get(uri)
                made = [types.TextEdit(self.range(source, each.start, each.end), each.text) for each in wanted]
                changes.append(document_edit(uri, document.version if document else None, made))
        return types.WorkspaceEdit(document_changes=changes)


def document_edit(uri: str, version: int | None, edits: list[types.TextEdit]) -> types.TextDocumentEdit:
    """Edits of one document."""
    return types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), list(edits))


def project_root(path: Path) -> Path | None:
    """The project that a file or folder is in."""
    found = find_project(path)
    return found.resolve() if found else None
