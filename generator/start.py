"""Where `communique` begins: a command is loaded without the others."""

import atexit
import gc
import sys
from importlib import import_module

_ALONE = {
    "annotate": "annotate_command",
    "check": "check_command",
    "excerpt": "excerpt_command",
    "extract": "extract_command",
    "fmt": "format_command",
    "lsp": "lsp_command",
    "new": "new_command",
}
"""The commands that people and editors run all day, each with its module."""


def main() -> None:
    """Run the command that the command line names."""
    gc.disable()  # all values of a command live until it ends
    atexit.register(gc.freeze)  # and then nobody needs to free them one by one
    try:
        _run()
    except KeyboardInterrupt:  # while the commands are loaded: click answers it only later
        sys.stderr.write("\nAborted!\n")
        sys.exit(1)


def _run() -> None:
    name = next(iter(sys.argv[1:]), "")
    if name in _ALONE:
        command = getattr(import_module(f"generator.{_ALONE[name]}"), name)
        command(args=sys.argv[2:], prog_name=f"communique {name}", help_option_names=["-h", "--help"])
    from generator.cli import main as every_command  # noqa: PLC0415 -- loading all takes longer than most commands

    every_command()
