"""Builds of `mkdocs serve` after the first: if one fails, the server says why and goes on with the last site."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from click import ClickException

from generator.diagnostics.problem import as_text
from generator.incremental.server_memory import BuildErrors, ServerMemory
from generator.project.files import read_configuration

log = logging.getLogger("mkdocs.plugins.communique")
_SUMMARY = "Aborted with"
"""What MkDocs says after it has logged errors, or of warnings in strict mode."""


class GuardedBuilds:
    """A server's builder that raises no error: MkDocs would let browsers wait until the next build succeeds."""

    def __init__(self, builder: Callable[[], None], memory: ServerMemory, configuration: Path) -> None:
        self._builder, self._memory, self._configuration = builder, memory, configuration

    def __call__(self) -> None:
        """Build, or report why there is no new site."""
        with _logged_errors() as logged:
            try:
                self._builder()
            except (Exception, SystemExit) as error:  # noqa: BLE001 -- hooks and plugins may raise anything
                self._report(error, logged)
                self._memory.errors = BuildErrors(tuple(dict.fromkeys(logged)), is_all=True)
                log.info("the site stays as it was until the next build")

    def _report(self, error: BaseException, logged: Sequence[str]) -> None:
        """Log an error, unless MkDocs did; only one that nobody foresaw has a stack trace."""
        _, problems = read_configuration(self._configuration.parent, self._configuration.name)
        if problems:
            log.error("%s", "\n".join(map(as_text, problems)))
        elif not isinstance(error, ClickException | SystemExit):
            log.error("%s: %s", type(error).__name__, error, exc_info=error)
        elif not (logged and str(error).startswith(_SUMMARY)):
            log.error("%s", error)


@contextmanager
def _logged_errors() -> Iterator[list[str]]:
    """The errors that are logged in this context."""
    handler, logger = _Errors(), logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield handler.texts
    finally:
        logger.removeHandler(handler)


class _Errors(logging.Handler):
    """Keeps the texts of errors."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the text of an error."""
        self.texts.append(record.getMessage())
