"""Nothing is reported to anyone: no name is looked up, no other machine connected to, in Python or in native code."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.config import ROOT

REPORTING = {"onnxruntime", "optimum", "sentence_transformers", "transformers", "huggingface_hub"}
PACKAGES = ("index", "rag", "ui", "eval")
QUESTION = "2025年罗湖区计划新增多少家离境退税商店？"
SECONDS = 25.0  # ONNX Runtime 1.32 first looks its maker up 8 s after it is imported
UNSHARE = ["unshare", "--net", "--mount", *(["--map-root-user"] if os.geteuid() else [])]


def imports(tree: ast.AST) -> Iterator[tuple[ast.AST, int]]:
    """Each import of a library that reports, with its line; those for the type checker alone aside."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            yield from imports(node)
            continue
        if REPORTING & {name.partition(".")[0] for name in names}:
            yield node, node.lineno


def test_reports_are_turned_off_before_what_reports_is_imported() -> None:
    found = 0
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
            for _, line in imports(tree):
                around = [f for f in functions if f.lineno <= line <= (f.end_lineno or 0)]
                assert around, f"{path}:{line} imports for all who import it"
                off = [n.lineno for n in ast.walk(around[-1]) if ast.unparse(n) == "turn_off_reports()"]
                assert off, f"{path}:{line} reports"
                assert min(off) < line, f"{path}:{line} reports"
                found += 1
    assert found >= 4


@dataclass(frozen=True)
class Alone:
    """A home folder without anything, a network of its own, and what was looked up or connected to there.

    Where no network of its own can be made, what Python does is watched and refused all the same.
    """

    folder: Path
    is_apart: bool = True

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def run(self, *command: str, **environment: str) -> str:
        """Return what a command prints that has nothing of our environment: a CI's would turn reports off."""
        self.home.mkdir()
        apart = [*UNSHARE, sys.executable, "-m", "tests.offline.alone", str(self.folder / "looked_up.txt")]
        done = subprocess.run(
            [*(apart if self.is_apart else ()), *command],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.home),
                "PYTHONPATH": os.pathsep.join((str(ROOT / "tests" / "browser" / "offline"), str(ROOT))),
                "NETWORK_ATTEMPTS": str(self.folder / "attempts.txt"),
                "LUOHU_UI_JOURNAL_URL": f"sqlite:///{self.folder / 'journal.sqlite'}",
                "LUOHU_UI_INBOX": str(self.folder / "inbox.jsonl"),
                "LUOHU_UI_SESSION_KEY_FILE": str(self.folder / "session.key"),
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=900,  # cold, on a machine that is busy
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def asked_for(self) -> dict[str, set[str]]:
        """The names that were looked up in native code, and what Python looked up or connected to."""
        found = {name: self.folder / f"{name}.txt" for name in ("looked_up", "attempts")}
        return {
            name: set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()
            for name, path in found.items()
        }


NOTHING: dict[str, set[str]] = {"looked_up": set(), "attempts": set()}


def why_not_apart() -> str:
    """Why no process can have a network of its own here; empty where it can."""
    tried = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True, check=False)
    return f"no network of its own can be made for a process here: {tried.stderr.strip()}" if tried.returncode else ""


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Alone]:
    reason = why_not_apart()
    if reason:
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    yield Alone(tmp_path)
    shutil.rmtree(tmp_path / "home", ignore_errors=True)  # a converted model has half a gigabyte


@pytest.fixture
def refused(tmp_path: Path) -> Iterator[Alone]:
    """As `alone`; without a network of its own where none can be made."""
    yield Alone(tmp_path, is_apart=not why_not_apart())
    shutil.rmtree(tmp_path / "home", ignore_errors=True)


def test_a_name_looked_up_in_native_code_is_noticed(alone: Alone) -> None:
    alone.run("sh", "-c", "getent hosts example.org || true")
    assert alone.asked_for() == {"looked_up": {"example.org"}, "attempts": set()}


def test_a_name_looked_up_or_another_machine_connected_to_in_python_is_noticed(alone: Alone) -> None:
    calls = (
        "socket.getaddrinfo('192.0.2.1', 9)",
        "socket.gethostbyname('192.0.2.1')",
        "other.connect(('192.0.2.1', 9))",
    )
    tries = "".join(f"try: {call}\nexcept ConnectionRefusedError as error: print(error)\n" for call in calls)
    assert alone.run(sys.executable, "-c", f"import socket\nother = socket.socket()\n{tries}").count("no network") == 3
    assert alone.asked_for()["attempts"] == {
        f"socket.{call} 192.0.2.1" for call in ("getaddrinfo", "gethostbyname", "connect")
    }


@pytest.mark.model
def test_a_first_question_that_converts_the_model_looks_nothing_up(alone: Alone) -> None:
    said = alone.run(sys.executable, "-m", "rag", "ask", QUESTION)
    assert "15家以上" in said
    assert alone.asked_for() == NOTHING
    assert {path.name for path in (alone.home / ".cache").iterdir()} == {"luohu-qa"}
    assert {path.name for path in alone.home.iterdir()} == {".cache"}


@pytest.mark.model
def test_the_pages_that_start_cold_look_nothing_up_while_they_serve_programs_and_readers(refused: Alone) -> None:
    said = refused.run(sys.executable, "-m", "tests.offline.asking", QUESTION, str(SECONDS))
    assert ["15家以上" in answer for answer in said.splitlines()] == [True, True]
    assert refused.asked_for() == NOTHING
    assert not [path for path in refused.home.rglob("*") if "onnxruntime" in path.name]


def test_what_python_sends_to_another_machine_is_refused_and_noted_without_a_network_of_its_own(tmp_path: Path) -> None:
    calls = "".join(
        f"try: {call}\nexcept ConnectionRefusedError as error: print(error)\n"
        for call in (
            "socket.getaddrinfo('example.org', 443)",
            "udp.sendto(b'x', ('192.0.2.1', 53))",
            "udp.connect(('192.0.2.7', 53))",
        )
    )
    here = Alone(tmp_path, is_apart=False)
    udp = "udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    assert here.run(sys.executable, "-c", f"import socket\n{udp}\n{calls}").count("no network") == 3
    assert len(here.asked_for()["attempts"]) == 3
