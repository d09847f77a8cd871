"""Asking the search: its core under node, and its box as a reader does."""

import atexit
import json
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache

from support import tools
from support.tools import ROOT

SCRIPT = ROOT / "site_templates/theme/assets/communique/search.js"
ASK = """
const core = require(process.argv[1]);
const answered = (line) => {
  const { files, queries, texts } = JSON.parse(line);
  const all = new Map();
  globalThis.communiqueShard = (name, content) => all.set(name, content);
  for (const text of Object.values(files)) (0, eval)(text);
  const shards = new Map();
  const ask = ([query, kind]) => {
    let [found, loaded] = [core.find(query, shards, kind), []];
    while (found.need.length) {
      for (const name of found.need) if (!all.has(name)) throw new Error(`no shard ${name}`);
      for (const name of found.need) shards.set(name, all.get(name));
      loaded.push(...found.need);
      found = core.find(query, shards, kind);
    }
    return { ...found, loaded };
  };
  const answers = queries.map(ask);
  return { answers: texts ? texts.map(core.keys) : answers };
};
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  try {
    console.log(JSON.stringify(answered(line)));
  } catch (error) {
    console.log(JSON.stringify({ error: error.stack }));
  }
});
"""


def run_node(request: Mapping[str, object]) -> list:
    """What `search.js` answers: to each query, or the keys of each text."""
    node = _node()
    node.stdin.write(json.dumps(request) + "\n")
    node.stdin.flush()
    answer = json.loads(node.stdout.readline())
    assert "error" not in answer, answer["error"]
    return answer["answers"]


@cache
def _node() -> subprocess.Popen[str]:
    """One node for all questions: each start would take longer than the answers to a dozen."""
    command = [tools.program("node"), "-e", ASK, str(SCRIPT)]
    node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(node.kill)
    return node


def asked(files: Mapping[str, bytes], queries: Sequence[tuple[str, int | None]]) -> list[dict]:
    """The answers to queries (words, and the number of a kind or None), each out of the files that it asks for."""
    return run_node({"files": {path: body.decode() for path, body in files.items()}, "queries": queries})


HOSTILE = "\"><img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script> Mallory &amp; {{ 7*7 }}"


class Reader:
    """A page in a browser, and what a reader does at the search box."""

    def __init__(self, page) -> None:
        self.page = page
        self.troubles: list[str] = []
        self.requests: list[str] = []
        self._hears = {
            "pageerror": lambda error: self.troubles.append(str(error)),
            "console": lambda said: self.troubles.append(said.text) if said.type in ("error", "warning") else None,
            "request": lambda request: self.requests.append(request.url),
        }
        for event, listener in self._hears.items():
            page.on(event, listener)

    def leave(self) -> None:
        """Hear nothing more of the page."""
        for event, listener in self._hears.items():
            self.page.remove_listener(event, listener)

    def has_met_no_trouble(self) -> None:
        assert [word for word in self.troubles if "font" not in word and "ERR_FAILED" not in word] == []  # from a disk
        assert all(url.startswith(("http://127.0.0.1:", "file:", "data:")) for url in self.requests)

    def open(self, address: str) -> "Reader":
        self.page.goto(address)
        return self

    def ask(self, query: str) -> list[str]:
        """Type into the box, and the names of what is found."""
        if not self.page.evaluate("document.getElementById('__search').checked"):
            self.page.keyboard.press("/")
        self.page.fill(".md-search__input", query)
        self.settle()
        return self.names()

    def settle(self) -> None:
        self.page.locator("[role=listbox][aria-busy=false]").wait_for(state="attached")

    def names(self) -> list[str]:
        return self.page.locator(".cq-hit__name").all_inner_texts()

    def status(self) -> str:
        return self.page.inner_text(".md-search [role=status]")
