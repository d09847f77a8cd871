"""Where `communique` begins: a command that should answer at once is loaded without the others."""

import gc
import sys


def main() -> None:
    """Run the command that the command line names."""
    gc.disable()  # all values of a command live until it ends
    try:
        _run()
    except KeyboardInterrupt:  # while the commands are loaded: click answers it only later
        sys.stderr.write("\nAborted!\n")
        sys.exit(1)


def _run() -> None:
    if sys.argv[1:2] == ["annotate"]:
        from generator.annotate_command import annotate  # noqa: PLC0415 -- the rest takes as long as the draft itself

        annotate(args=sys.argv[2:], prog_name="communique annotate")
    from generator.cli import main as every_command  # noqa: PLC0415 -- the same

    every_command()
