"""From a configuration to a finished folder: check the folder, record the site, write the project, put it there."""

from collections.abc import Callable
from pathlib import Path

from generator.project.configuration import CONFIGURATION
from generator.project.files import WRITTEN_BY_PEOPLE
from generator.publishing.output_folder import PublishError, check_output, replace_output, staging
from generator.publishing.recorded_site import record_site
from generator.publishing.zensical_project import DOCS, write_project
from generator.text.count import count


def publish_site(root: Path, out: Path, report: Callable[[str], None], *, is_strict: bool, is_dry: bool) -> int:
    """Write the site of the project at `root` into the folder `out`, as a project for Zensical; the number of pages.

    `report` gets each warning; with `is_strict` a warning is a failure. Raises PublishError and OSError; then the
    folder is as it was.
    """
    warnings = []

    def noted(message: str) -> None:
        warnings.append(message)
        report(message)

    check_output(out, root, WRITTEN_BY_PEOPLE)
    with staging(out) as folder:
        site = record_site(root / CONFIGURATION, folder / DOCS, noted)
        if is_strict and warnings:
            raise PublishError(f"{count(len(warnings), 'warning')}, and `--strict` allows none")
        check_output(out, root, [site.config.docs_dir])
        write_project(site, folder)
        if not is_dry:
            replace_output(folder, out)
    return len(site.pages)
