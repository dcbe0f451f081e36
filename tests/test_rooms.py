"""The counts of tests.rooms on a made-up checkout that can be counted by hand."""

import os
from pathlib import Path

import pytest

from tests.rooms import PACKAGES, Row, arrows, modules, rows, table, way
from tests.stops import visited

FILES = {
    "rag/__init__.py": "",
    "rag/errors.py": "class AnError(Exception): pass\n",
    "rag/records.py": "from collections.abc import Mapping\n\nfrom rag.errors import AnError\n",
    "rag/read/__init__.py": "",
    "rag/read/cut.py": "from rag.records import Mapping\nfrom rag.write import draw\n",
    "rag/write/__init__.py": "LATER = 1\n",
    "rag/write/draw.py": "def draw():\n    from rag.read.cut import draw\n    import rag.records\n",
    "eval/score.py": "import rag.records\nfrom rag import records, write\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, code in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code, encoding="utf-8")
    return tmp_path


def test_an_arrow_goes_from_a_file_to_each_it_imports_once(root: Path) -> None:
    assert sorted(arrows(modules(root, PACKAGES))) == [
        ("eval.score", "rag.records"),
        ("eval.score", "rag.write"),
        ("rag.read.cut", "rag.records"),
        ("rag.read.cut", "rag.write.draw"),
        ("rag.records", "rag.errors"),
        ("rag.write.draw", "rag.read.cut"),
        ("rag.write.draw", "rag.records"),
    ]


def test_packages_and_their_rooms_are_counted(root: Path) -> None:
    files = modules(root, PACKAGES)
    counted = list(rows(files, arrows(files), PACKAGES))
    assert counted == [
        Row("rag", 5, 5, 4, 1, "rag.records", 3),
        Row("  rag", 2, 1, 0, 0, "rag.records", 3),
        Row("  rag.read", 1, 0, 2, 1, "rag.read.cut", 2),
        Row("  rag.write", 2, 0, 2, 1, "rag.write.draw", 3),
        Row("eval", 1, 0, 0, 0, "eval.score", 2),
    ]
    assert table(counted).splitlines()[1].split() == ["rag", "5", "5", "4", "1", "rag.records", "3"]


def test_a_stop_is_a_call_into_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "def a(b, n):\n    same()\n    return [x for x in b(n)]\n\ndef same(): os.getcwd()\n"
    )
    (tmp_path / "b.py").write_text("def b(n):\n    for i in range(n):\n        yield a_again(i)\n")
    (tmp_path / "c.py").write_text("def c(i): return i\n")
    held: dict[str, object] = {}
    for name in "abc":
        held[name] = _loaded(tmp_path / f"{name}.py")
    held["b"].__globals__["a_again"] = held["c"]  # type: ignore[attr-defined]
    assert visited(lambda: held["a"](held["b"], 3), tmp_path) == ["a.py", "b.py", "c.py"]  # type: ignore[operator]


def test_a_checkout_that_answers_nothing_is_told(root: Path) -> None:
    assert way(root, "?").startswith("no way was followed: ")


def _loaded(path: Path) -> object:
    names: dict[str, object] = {"os": os}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)  # noqa: S102 - written above
    return names[path.stem]
