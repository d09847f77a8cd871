"""Asking the search: its core under node, and its box as a reader does."""

import json
import subprocess
from collections.abc import Mapping, Sequence

from support import tools
from support.tools import ROOT

SCRIPT = ROOT / "site_templates/theme/assets/communique/search.js"
ASK = """
const [core, lines] = [require(process.argv[1]), require("fs").readFileSync(0, "utf8").split("\\n").filter(Boolean)];
for (const line of lines) {
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
  console.log(JSON.stringify(texts ? texts.map(core.keys) : answers));
}
"""


def run_node(request: Mapping[str, object]) -> list:
    """What `search.js` answers: to each query, or the keys of each text."""
    node = tools.program("node")
    command = [node, "-e", ASK, str(SCRIPT)]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda said: self.troubles.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", lambda request: self.requests.append(request.url))

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
