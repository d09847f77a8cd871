"""The language server in a real editor: Neovim without a window shows findings, completes and renames."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support import tools
from support.projects import FRONT, communique

ARTICLE = "content/articles/2025-12-04-talks.md"
TEXT = FRONT + "[Ann Roe]{person=ann-roe rolle=envoy} spoke of 😀 [Roe]{person=ann-roe}.\n"
SCRIPT = """
local article, out = vim.env.ARTICLE, {}
vim.cmd("edit " .. article)
local id = (vim.lsp.start_client or vim.lsp.start)({
  name = "communique", cmd = vim.json.decode(vim.env.SERVER), root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, id)
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, each in ipairs(vim.diagnostic.get(0)) do table.insert(out, { each.code or "", each.lnum, each.col }) end
local line = vim.api.nvim_buf_line_count(0) - 1
local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1]
vim.api.nvim_buf_set_lines(0, line, line + 1, false, { (text:gsub("rolle", "role")) })
vim.wait(30000, function() return #vim.diagnostic.get(0) == 0 end, 50)
local params = vim.lsp.util.make_position_params()
params.position = { line = line, character = 20 }
local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", params, 30000)
for _, answer in pairs(answers) do table.insert(out, { answer.result.contents.value }) end
vim.api.nvim_win_set_cursor(0, { line + 1, 20 })
vim.cmd("silent write")
vim.lsp.buf.rename("ann-roe-smith")
vim.wait(30000, function()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false)):find("ann%-roe%-smith") ~= nil
end, 50)
vim.cmd("silent wall")
vim.fn.writefile({ vim.json.encode(out) }, vim.env.OUT)
vim.cmd("qall!")
"""


@pytest.mark.slow
def test_neovim_shows_findings_and_renames(tmp_path: Path):
    root, out = tmp_path / "talks", tmp_path / "out.json"
    (root / ARTICLE).parent.mkdir(parents=True)
    (root / ARTICLE).write_text(TEXT.replace("rolle", "role"), "utf-8")
    (root / "mkdocs.yml").write_text("site_name: Talks\n", "utf-8")
    assert communique(root, "extract")[0] == 0
    (root / ARTICLE).write_text(TEXT, "utf-8")
    script = tmp_path / "script.lua"
    script.write_text(SCRIPT, "utf-8")
    server = json.dumps([sys.executable, "-m", "generator", "lsp"])
    package = str(Path(__file__).parents[2])
    more = {"SERVER": server, "ARTICLE": ARTICLE, "OUT": str(out), "HOME": str(tmp_path), "PYTHONPATH": package}
    environment = {"PATH": "/usr/bin:/bin", **more}
    words = [tools.program("nvim"), "--clean", "--headless", "-n", "-c", f"luafile {script}"]
    done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert out.exists(), done.stderr
    *found, [shown] = json.loads(out.read_text("utf-8"))
    assert ["attribute-is-known", 7, 25] in found
    assert "**Ann Roe** (person `ann-roe`)" in shown
    text = (root / ARTICLE).read_text("utf-8")
    assert text.count("{person=ann-roe-smith") == 2
    assert (root / "content/records/persons/ann-roe-smith.yaml").exists()
    assert not (root / "content/records/persons/ann-roe.yaml").exists()
    assert communique(root, "extract") == (0, "nothing to change\n")
