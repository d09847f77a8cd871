"""The language server as an editor meets it: a process that is spoken to over standard input and output."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from support.projects import FRONT, communique
from support.tools import environment

ARTICLE = "content/articles/2025-12-04-talks.md"
TEXT = FRONT + (
    "[😀 [Ann Roe]{person=ann-roe role=envoy} met [Bo Lind]{person=bo-lind} on [Tuesday]{date=2025-12-02}]"
    "{meeting=2025-12-02-geneva name=Talks status=held}.\n"
)
POSITIONS = {types.PositionEncodingKind.Utf8: 4, types.PositionEncodingKind.Utf16: 2}


def project(root: Path) -> str:
    (root / ARTICLE).parent.mkdir(parents=True)
    (root / ARTICLE).write_text(TEXT, "utf-8")
    (root / "mkdocs.yml").write_text("site_name: Talks\n", "utf-8")
    assert communique(root, "extract")[0] == 0
    return (root / ARTICLE).as_uri()


def message(**parts: object) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **parts}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def test_a_refused_rename_is_answered_and_leaves_no_traceback(tmp_path: Path):
    uri = project(tmp_path)
    at = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}, "newName": "x"}
    said = (
        message(id=1, method="initialize", params={"capabilities": {}, "rootUri": tmp_path.as_uri()})
        + message(method="initialized", params={})
        + message(id=2, method="textDocument/rename", params=at)
        + message(id=3, method="shutdown")
        + message(method="exit")
    )
    command = [sys.executable, "-m", "generator", "lsp", "--stdio"]
    options = {"capture_output": True, "cwd": tmp_path, "env": environment(), "timeout": 120}
    ended = subprocess.run(command, input=said, check=False, **options)
    assert b"nothing here has an id" in ended.stdout
    assert b"Traceback" not in ended.stderr


async def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


async def talk(root: Path, encoding: types.PositionEncodingKind) -> None:
    uri, seen = project(root), {}
    client = LanguageClient("editor", "1")

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: types.PublishDiagnosticsParams) -> None:
        seen[params.uri] = params.diagnostics

    await client.start_io(sys.executable, "-m", "generator", "lsp", "--stdio")
    capabilities = types.ClientCapabilities(general=types.GeneralClientCapabilities(position_encodings=[encoding]))
    folder = types.WorkspaceFolder(root.as_uri(), "talks")
    answer = await client.initialize_async(
        types.InitializeParams(capabilities=capabilities, root_uri=root.as_uri(), workspace_folders=[folder])
    )
    assert answer.capabilities.position_encoding == encoding
    client.initialized(types.InitializedParams())
    broken = TEXT.replace("role=envoy", "rolle=envoy")
    item = types.TextDocumentItem(uri, "markdown", 1, broken)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await until(lambda: any(each.code == "attribute-is-known" for each in seen.get(uri, ())))
    [found] = [each for each in seen[uri] if each.code == "attribute-is-known"]
    line = TEXT.splitlines().index(TEXT.splitlines()[-1])
    unit = POSITIONS[encoding] - 1
    assert found.range.start == types.Position(line, broken.splitlines()[-1].index("rolle") + unit)
    document = types.TextDocumentIdentifier(uri)
    context = types.CodeActionContext([found])
    offered = await client.text_document_code_action_async(types.CodeActionParams(document, found.range, context))
    assert any(each.kind == types.CodeActionKind.QuickFix and each.edit for each in offered or ())
    change = types.TextDocumentContentChangeWholeDocument(TEXT)
    versioned = types.VersionedTextDocumentIdentifier(2, uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [change]))
    await until(lambda: not any(each.code == "attribute-is-known" for each in seen[uri]))
    at = types.Position(line, TEXT.splitlines()[-1].index("ann-roe") + unit + 1)
    shown = await client.text_document_hover_async(types.HoverParams(document, at))
    assert shown
    assert "Ann Roe" in shown.contents.value
    led = await client.text_document_definition_async(types.DefinitionParams(document, at))
    assert led.uri == (root / "content/records/persons/ann-roe.yaml").as_uri()
    named = types.ReferenceContext(include_declaration=True)
    used = await client.text_document_references_async(types.ReferenceParams(named, document, at))
    assert {each.uri for each in used} >= {uri}
    renamed = await client.text_document_rename_async(types.RenameParams(document, at, "ann-roe-smith"))
    kinds = [type(each).__name__ for each in renamed.document_changes]
    assert kinds.count("RenameFile") == 2
    assert "TextDocumentEdit" in kinds
    with pytest.raises(Exception, match="bo-lind"):
        await client.text_document_rename_async(types.RenameParams(document, at, "bo-lind"))
    completed = await client.text_document_completion_async(types.CompletionParams(document, at))
    assert completed.items
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()


def run(root: Path, encoding: types.PositionEncodingKind) -> None:
    """Talk in a thread of its own: the session's browser keeps an event loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(talk(root, encoding))).result()


def test_an_editor_is_answered(tmp_path: Path):
    run(tmp_path, types.PositionEncodingKind.Utf16)


@pytest.mark.slow
def test_an_editor_that_counts_bytes_is_answered(tmp_path: Path):
    run(tmp_path, types.PositionEncodingKind.Utf8)
