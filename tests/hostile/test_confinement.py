"""What the commands and the build touch, by Python's own audit events: no socket, no program, no file elsewhere."""

import json
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.sites import configuration
from support.tools import ROOT, python

WATCHER = """
import json, os, sys
events, out = [], sys.argv.pop(1)
NAMES = ("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "os.fork", "os.spawn", "os.startfile",
         "urllib.", "open", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link",
         "os.truncate", "os.chmod", "shutil.")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def hook(name, args):
    if not name.startswith(NAMES):
        return
    if name == "open":
        path, mode, flags = args
        if isinstance(path, (str, bytes)):
            events.append(("write" if (flags or 0) & WRITING else "read", os.path.realpath(os.fsdecode(path))))
    elif name in ("shutil.copyfile", "shutil.copymode", "shutil.copystat", "shutil.copytree"):
        events.append(("read", os.path.realpath(os.fsdecode(args[0]))))
        events.append(("write", os.path.realpath(os.fsdecode(args[1]))))
    elif name.startswith(("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate",
                          "os.chmod", "shutil.")):
        at = args[-1] if isinstance(args[-1], int) and name != "os.truncate" else -1
        base = os.readlink(f"/proc/self/fd/{at}") if at >= 0 else ""
        for path in args:
            if isinstance(path, (str, bytes)) and path:
                events.append(("write", os.path.realpath(os.path.join(base, os.fsdecode(path)))))
    else:
        events.append((name, str(args[0]) if name == "subprocess.Popen" else ""))

import atexit, encodings.idna, ctypes
module = sys.argv[1]
sys.argv = sys.argv[1:]
def keep():
    with open(out, "w") as file:
        json.dump(sorted(set(events)), file)
atexit.register(keep)
sys.addaudithook(hook)
import runpy
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""
COMMANDS = {
    "extract": ["generator", "extract"],
    "check": ["generator", "check"],
    "pages": ["generator", "pages", "--out", "made"],
    "new": ["generator", "new", "person", "mallory-example"],
    "build": ["mkdocs", "build"],
    "build slowly": ["mkdocs", "build", "--config-file", "slow.yml"],
}
WRITES = {
    "extract": ("content/records", "content/facts", ".communique", "schema", ".vscode"),
    "check": (".cache/communique",),
    "pages": ("made", ".cache/communique"),
    "new": ("content/records", ".communique", "schema", ".vscode"),
    "build": ("site", ".cache/communique", ".communique"),
    "build slowly": ("site", ".cache/communique"),
}
SYSTEM = ("/usr/share/zoneinfo", "/etc/localtime", "/proc", "/dev/null", "/etc/mime.types", "/sys")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("confined")
    for part in ("content", "site_templates"):
        shutil.copytree(ROOT / part, folder / part)
    settings = configuration()
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    assert "\n  - communique" in settings
    head, _, tail = settings.partition("\n  - communique")
    (folder / "slow.yml").write_text(f"{head}\n  - communique: {{fast: false}}{tail}", "utf-8")
    return folder


@pytest.mark.sample(3)
@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_but_the_project_is_touched(shipped: Path, tmp_path: Path, name: str):
    events = audited(shipped, tmp_path, COMMANDS[name])
    allowed = [Path(part) for part in (*WRITES[name],)]
    assert not {what for what, _ in events if what not in {"read", "write", "os.fork"}}
    wrote = [path for what, path in events if what == "write"]
    assert not [path for path in wrote if not _within(path, [shipped / part for part in allowed]) and not _spare(path)]
    packages = [Path(sysconfig.get_path(part)) for part in ("stdlib", "platstdlib", "purelib", "platlib")]
    packages += [
        Path(sys.prefix),
        Path(sys.base_prefix),
        ROOT / "generator",
        ROOT / "site_templates",
        *map(Path, SYSTEM),
        *_imported(),
    ]
    assert not [path for what, path in events if what == "read" and not _within(path, [shipped, *packages])]


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_comparison_starts_git_alone_and_writes_nothing(shipped: Path, tmp_path: Path):
    root = tmp_path / "compared"
    shutil.copytree(shipped, root, ignore=shutil.ignore_patterns("site", "made", ".*"))
    name = ["-c", "user.name=A Tester", "-c", "user.email=tester@example.org"]
    for words in (["init", "-q"], ["add", "."], [*name, "commit", "-qm", "All of it"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    events = audited(root, tmp_path, ["generator", "diff", "HEAD"])
    started = {value for what, value in events if what == "subprocess.Popen"}
    assert started
    assert all(Path(value).name == "git" for value in started)
    kinds = {what for what, _ in events}
    assert kinds <= {"read", "write", "subprocess.Popen", "os.posix_spawn", "os.fork", "os.exec"}
    assert not [path for what, path in events if what == "write" and not _spare(path)]


def test_the_watcher_sees_a_socket_a_program_and_a_file(tmp_path: Path):
    (tmp_path / "bad.py").write_text(
        "import socket, subprocess\nsocket.socket().close()\nsubprocess.run(['true'])\nopen('here', 'w').close()\n",
        "utf-8",
    )
    seen = {what for what, _ in audited(tmp_path, tmp_path, ["bad"])}
    assert {"socket.__new__", "subprocess.Popen", "write"} <= seen


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["content/articles/out.md", "content/records/persons/out.yaml"])
def test_a_link_out_of_the_tree_is_refused(shipped: Path, tmp_path: Path, name: str):
    secret = tmp_path / "secret"
    secret.write_text("name: the secret\n", "utf-8")
    link = shipped / name
    link.symlink_to(secret)
    try:
        result = python(["-m", "generator", "check"], shipped)
        assert f"{name}: error: a symbolic link [file-is-own]" in result.stderr
        assert "the secret" not in result.stdout + result.stderr
    finally:
        link.unlink()


def audited(folder: Path, tmp_path: Path, command: list[str]) -> list[tuple[str, str]]:
    """What a module did that was run in a folder: kinds of events, of files their paths."""
    (tmp_path / "watch.py").write_text(WATCHER, "utf-8")
    out = tmp_path / "events.json"
    paths = f"{ROOT}{':' + str(folder) if (folder / 'bad.py').exists() else ''}"
    result = python(
        [str(tmp_path / "watch.py"), str(out), *command], folder, PYTHONPATH=paths, PYTHONDONTWRITEBYTECODE="1"
    )
    assert "Traceback" not in result.stderr, result.stderr[-2000:]
    return [(what, path) for what, path in json.loads(out.read_text("utf-8"))]


def _imported() -> list[Path]:
    """Where the packages of this environment stand, links followed."""
    return [Path(path).resolve() for path in sys.path if path.endswith(("site-packages", "dist-packages"))]


def _within(path: str, folders: Iterable[Path]) -> bool:
    return any(Path(path).is_relative_to(folder.resolve()) for folder in folders)


def _spare(path: str) -> bool:
    return path == "/dev/null" or path.endswith(("/.cache", "/events.json"))
