"""`communique lsp`: the language server, for those who write in an editor of their own."""

from pathlib import Path

import click

from generator.terminal import stop


@click.command()
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    show_default="the folder that the editor opens",
    help="The project folder, which contains content/ and mkdocs.yml.",
)
@click.option(
    "--stdio",
    is_flag=True,
    expose_value=False,
    help="Speak over standard input and output: the only way, and the default.",
)
def lsp(root: Path | None) -> None:
    """Start the language server, which an editor talks to.

    It shows the findings of `communique check` while you write, completes kinds, ids and fields, says who somebody is,
    leads to records, renames ids and drafts annotations. The editor starts it, in the project's folder; how to set that
    up is in the documentation.
    """
    try:
        from generator.language_server.features import serve  # noqa: PLC0415 -- pygls is an extra
    except ImportError:  # it is missing, or something that it needs is
        stop("the language server needs pygls; install it: pip install 'communique[lsp]'")
    serve(root)
