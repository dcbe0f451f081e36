"""How much of the core its tests see: small seeded changes of the code, each tried alone, and which of them survive.

    python -m tests.mutations [--seed 1] [--number 40]

Each change is made in a copy of the program, where the core's tests run without the model; what fails them, or takes
too long, is killed. It is a measure, so survivors are no failure: only tests that fail unchanged are.

Changed are comparisons, their bounds, sums, `and` and `or`, `not`, numbers, slices, orders and what is returned. Left
alone are types and decorators (how much is kept in memory), what stands behind `or` against a division by zero, and
rows of numbers: those are fitted weights, which `eval check` guards.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIED = ("index", "rag", "tests", "pyproject.toml")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "artifacts", "browser", "load", "ui", "eval", "bench")
# Each module with the tests of it, which run first.
CORE = {
    "rag/evidence/rank.py": ("tests/rag/evidence/test_rank.py",),
    "rag/evidence/pick.py": ("tests/rag/evidence/test_pick.py",),
    "rag/evidence/picked.py": ("tests/rag/evidence/test_strategies.py",),
    "rag/evidence/strategies.py": ("tests/rag/evidence/test_strategies.py", "tests/rag/evidence/test_likely.py"),
    "rag/evidence/complete.py": ("tests/rag/evidence/test_complete.py",),
    "rag/search/retrieve.py": ("tests/rag/search/test_retrieve.py",),
    "rag/search/rarity.py": ("tests/rag/search/test_rarity.py",),
    "rag/search/searching.py": ("tests/rag/search/test_searching.py",),
    "rag/refusal/gate.py": ("tests/rag/refusal/test_gate.py", "tests/rag/refusal/test_gate_features.py"),
    "rag/refusal/scope.py": ("tests/rag/refusal/test_scope.py",),
    "rag/question/answer_form.py": ("tests/rag/question/test_answer_form.py",),
    "rag/figures/matter.py": ("tests/rag/figures/test_matter.py",),
}
TIME_LIMIT = 120.0  # seconds, for tests that take a few
SHOWN_CHARS = 70

NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
AT_THE_BOUND: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
EMPTY = {
    "bool": "False",
    "float": "0.0",
    "int": "0",
    "str": "''",
    "tuple": "()",
    "frozenset": "frozenset()",
    "set": "set()",
}


@dataclass(frozen=True)
class Mutation:
    """A change of one expression: `before` stands at a line of a module, `source` is the module with `after` there."""

    module: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}  {_short(self.before)}  →  {_short(self.after)}"


def mutations_of(module: str, source: str) -> list[list[Mutation]]:
    """Return the mutations of a module, those of one expression together, in source order."""
    tree = ast.parse(source)
    found: list[list[Mutation]] = []
    for place, changed in _places(tree):
        whole = [
            Mutation(module, place.lineno, ast.unparse(place), ast.unparse(other), _with(tree, place, other))
            for other in changed
        ]
        if whole:
            found.append(whole)
    return found


def _with(tree: ast.Module, place: ast.AST, other: ast.AST) -> str:
    """Return the source of a tree with another node in one place."""
    at = next(number for number, node in enumerate(ast.walk(tree)) if node is place)
    twin = copy.deepcopy(tree)
    node = next(node for number, node in enumerate(ast.walk(twin)) if number == at)
    node.__class__, node.__dict__ = other.__class__, copy.deepcopy(other.__dict__)  # type: ignore[assignment]
    return ast.unparse(ast.fix_missing_locations(twin))


def _places(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, list[ast.expr | ast.stmt]]]:
    """Yield each place that can be changed, with what can stand there."""
    left_alone = {
        id(inner) for node in ast.walk(tree) for other in _left_alone(tree, node) for inner in ast.walk(other)
    }
    for node in ast.walk(tree):
        if id(node) not in left_alone:
            if isinstance(node, ast.expr):
                yield node, list(_changed(node))
            elif isinstance(node, ast.FunctionDef):
                yield from _returns(node)


def _left_alone(tree: ast.Module, node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.arg(annotation=ast.expr() as annotation) | ast.AnnAssign(annotation=annotation):
            yield annotation
        case ast.BoolOp(op=ast.Or(), values=[*_, ast.Constant() as fallback]):
            yield fallback
        case ast.ClassDef():
            yield from node.decorator_list
        case ast.FunctionDef():
            yield from node.decorator_list
            if node.returns:
                yield node.returns
    if node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name()], value=ast.Tuple() as row) | ast.AnnAssign(value=ast.Tuple() as row):
                yield row


def _changed(node: ast.expr) -> Iterator[ast.expr]:
    """Yield what can stand in the place of an expression."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BinOp(op=ast.Add() | ast.Sub() as operator):
            yield ast.BinOp(node.left, ast.Sub() if isinstance(operator, ast.Add) else ast.Add(), node.right)
        case ast.BoolOp(op=operator):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            half = value // 2 if isinstance(value, int) else value / 2
            yield from (ast.Constant(other) for other in sorted({value + 1, value - 1, half} - {value}))
        case ast.Slice():
            yield from _sliced(node)
        case ast.Call(func=ast.Name(id="sorted" | "min" | "max"), keywords=[ast.keyword("key", ast.Lambda() as key)]):
            yield from (ast.Call(node.func, node.args, [ast.keyword("key", other)]) for other in _turned(key))


def _compared(node: ast.Compare) -> Iterator[ast.expr]:
    for at, operator in enumerate(node.ops):
        for other in (table[type(operator)] for table in (NEGATED, AT_THE_BOUND) if type(operator) in table):
            yield ast.Compare(node.left, [*node.ops[:at], other(), *node.ops[at + 1 :]], node.comparators)


def _sliced(node: ast.Slice) -> Iterator[ast.expr]:
    for by in (1, -1):
        if node.upper:
            yield ast.Slice(node.lower, ast.BinOp(node.upper, ast.Add(), ast.Constant(by)))
        elif node.lower:
            yield ast.Slice(ast.BinOp(node.lower, ast.Add(), ast.Constant(by)), None)


def _turned(key: ast.Lambda) -> Iterator[ast.expr]:
    if isinstance(key.body, ast.UnaryOp) and isinstance(key.body.op, ast.USub):
        yield ast.Lambda(key.args, key.body.operand)
    elif not isinstance(key.body, ast.Tuple):
        yield ast.Lambda(key.args, ast.UnaryOp(ast.USub(), key.body))


def _returns(function: ast.FunctionDef) -> Iterator[tuple[ast.stmt, list[ast.stmt]]]:
    kind = ast.unparse(function.returns).partition("[")[0] if function.returns else ""
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value and kind in EMPTY and ast.unparse(node.value) != EMPTY[kind]:
            yield node, [ast.Return(ast.parse(EMPTY[kind], mode="eval").body)]


def picked(seed: int, number: int) -> list[Mutation]:
    """Return mutations of as many expressions of the core, one of each, in source order."""
    of_all = [of for module in CORE for of in mutations_of(module, (ROOT / module).read_text(encoding="utf-8"))]
    chance = random.Random(seed)
    places = sorted(chance.sample(range(len(of_all)), min(number, len(of_all))))
    return [chance.choice(of_all[place]) for place in places]


class Tried:
    """A copy of the program, in which changes are tried."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._n_written = folder, 0
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=NOT_COPIED)
            else:
                shutil.copy(source, folder / name)

    def survives(self, mutation: Mutation) -> bool:
        """Return whether no test fails when the program is changed; it is changed back."""
        original = (self._folder / mutation.module).read_text(encoding="utf-8")
        self._write(mutation.module, mutation.source)
        try:
            return self.passes(CORE[mutation.module])
        finally:
            self._write(mutation.module, original)

    def passes(self, first: Sequence[str] = ()) -> bool:
        """Return whether the tests pass in time, some of their files first."""
        files = dict.fromkeys((*first, *chain.from_iterable(CORE.values())))
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not model", *files]
        # No plugin is needed, and loading those that lie about takes longer than the tests.
        environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        try:
            done = subprocess.run(
                command, cwd=self._folder, env=environment, capture_output=True, timeout=TIME_LIMIT, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def _write(self, module: str, source: str) -> None:
        """Write a module so that what Python has compiled of it is out of date, however fast this goes."""
        path = self._folder / module
        path.write_text(source, encoding="utf-8")
        self._n_written += 1
        seconds = path.stat().st_mtime + 10 * self._n_written
        os.utime(path, (seconds, seconds))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_CHARS else f"{line[: SHOWN_CHARS - 1]}…"


def main() -> int:
    """Try the mutations and print what becomes of each; 1 when the tests fail without any."""
    parser = argparse.ArgumentParser(description="Try small changes of the core and print which no test sees.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tried = Tried(Path(folder))
        if not tried.passes():
            print("the tests fail, or take too long, without any change", file=sys.stderr)
            return 1
        mutations = picked(given.seed, given.number)
        survivors = 0
        for mutation in mutations:
            survives = tried.survives(mutation)
            survivors += survives
            print(f"{'SURVIVED' if survives else 'killed  '}  {mutation}", flush=True)
    print(f"{survivors} of {len(mutations)} survived (seed {given.seed})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
