"""Benchmarks: python -m eval.bench encoder|index|answers|crossing|corpora|documents|tantivy|formats|report."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.bench.measure import child
from eval.run import git_commit
from index.config import ROOT
from index.encode.processor import description, n_processors
from index.errors import LuohuError

RESULTS = ROOT / "var" / "bench"
CORPORA = ROOT / "var" / "corpora"
BM25 = ROOT / "var" / "bm25"


def main(arguments: list[str] | None = None) -> int:
    """Run a benchmark and keep its figures; return 0, or 2 when it cannot be run, with one line on standard error."""
    benchmarks: dict[str, Callable[[argparse.Namespace], Any]] = {
        "encoder": _encoder,
        "index": _index,
        "answers": _answers,
        "crossing": _crossing,
        "corpora": _corpora,
        "documents": _documents,
        "tantivy": _tantivy,
        "formats": _formats,
    }
    options = _parser().parse_args(arguments)
    try:
        if options.name == "report":
            from eval.bench.report import write_report

            print(write_report(options.results, options.out))
            return 0
        figures = benchmarks[options.name](options)
        _keep(options.results, options.name, figures)
    except (LuohuError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Measure speed and memory.")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where figures are kept (default: %(default)s)")
    commands = parser.add_subparsers(dest="name", required=True)
    encoder = commands.add_parser("encoder", help="the encoders side by side, each alone in a process, in turns")
    encoder.add_argument("--turns", type=int, default=3)
    commands.add_parser("index", help="the five documents from text to an index, against the reference")
    commands.add_parser("answers", help="answers: milliseconds, answers a second, cold start, memory, steps")
    commands.add_parser("crossing", help="exact search against cells and a graph, by the number of vectors")
    corpora = commands.add_parser("corpora", help="made-up corpora: building, changing, searching")
    corpora.add_argument("--chunks", type=int, nargs="+", default=[10_000, 100_000])
    corpora.add_argument("--folder", type=Path, default=CORPORA, help="where they are written (default: %(default)s)")
    corpora.add_argument("--keep", action="store_true", help="search a corpus that lies there already")
    documents = commands.add_parser("documents", help="many documents added by one command, killed and gone on with")
    documents.add_argument("sources", type=Path, help="a folder of documents that they are made from")
    documents.add_argument("--number", type=int, default=1_000)
    documents.add_argument("--encode", action="store_true", help="encode what is searched; else vectors are drawn")
    documents.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks", help="the folder of the page")
    tantivy = commands.add_parser("tantivy", help="lexical search here against tantivy, on the same terms and queries")
    tantivy.add_argument("--chunks", type=int, nargs="+", default=[10_000, 100_000])
    tantivy.add_argument("--folder", type=Path, default=BM25, help="where they are written (default: %(default)s)")
    tantivy.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks", help="the folder of the page")
    formats = commands.add_parser("formats", help="what is lost in reading a document's other forms")
    formats.add_argument("documents", type=Path, help="a folder of documents")
    formats.add_argument("--suite", default="others", help="whose questions are asked of each form; empty: of none")
    formats.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks", help="the folder of the page")
    report = commands.add_parser("report", help="tables and plots of what was kept")
    report.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks", help="the folder")
    return parser


def _encoder(options: argparse.Namespace) -> list[dict[str, Any]]:
    from eval.bench.encoder import compared

    return compared(turns=options.turns)


def _index(_: argparse.Namespace) -> dict[str, Any]:
    from eval.bench.indexing import ours, reference

    return {"ours": ours(), "reference": reference()}


def _answers(_: argparse.Namespace) -> dict[str, Any]:
    from eval.bench.answers import cold, serving

    return {"warm": child("eval.bench.answers"), "cold": cold(), "serving": serving()}


def _crossing(_: argparse.Namespace) -> list[dict[str, Any]]:
    from eval.bench.crossing import crossing
    from eval.bench.large import drawn_embedder

    return crossing(drawn_embedder())


def _corpora(options: argparse.Namespace) -> list[dict[str, Any]]:
    from eval.bench.large import measured

    found = [measured(options.folder / f"{n}", n, keep=options.keep) for n in sorted(options.chunks)]
    kept, asked = _kept_rows(options.results / "corpora.json"), {row["asked"] for row in found}
    return sorted([*(row for row in kept if row["asked"] not in asked), *found], key=lambda row: row["asked"])


def _documents(options: argparse.Namespace) -> list[dict[str, Any]]:
    from tempfile import TemporaryDirectory

    from eval.bench.documents import measured
    from eval.bench.documents_page import write_page

    with TemporaryDirectory(prefix="luohu-documents-") as folder:
        found = measured(options.sources, Path(folder), number=options.number, encode=options.encode)
    run = (found["documents"], found["vectors"])
    others = [
        row for row in _kept_rows(options.results / "documents.json") if (row["documents"], row["vectors"]) != run
    ]
    rows = sorted([*others, found], key=lambda row: (row["documents"], row["vectors"]))
    write_page(options.out, _told(rows))
    return rows


def _kept_rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["figures"] if path.exists() else []
    return rows


def _tantivy(options: argparse.Namespace) -> list[dict[str, Any]]:
    from eval.bench.bm25 import compared
    from eval.bench.bm25_page import write_page

    rows = [compared(options.folder / f"{n}", n) for n in sorted(options.chunks)]
    write_page(options.out, _told(rows))
    return rows


def _formats(options: argparse.Namespace) -> dict[str, Any]:
    from tempfile import TemporaryDirectory

    from eval.bench.asked_forms import asked
    from eval.bench.formats import measured
    from eval.bench.formats_page import write_page
    from eval.bench.office_forms import office_version

    figures: dict[str, Any] = {"read": list(measured(options.documents)), "asked": []}
    with TemporaryDirectory(prefix="luohu-forms-") as folder:
        figures["office"] = office_version(Path(folder))
        if options.suite:
            figures["asked"] = list(asked(options.suite, Path(folder)))
    write_page(options.out, _told(figures))
    return figures


def _keep(folder: Path, name: str, figures: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(
        json.dumps(_told(figures), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def _told(figures: Any) -> dict[str, Any]:
    """Return figures with what they were measured on."""
    return {
        "commit": git_commit(),
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "processor": f"{n_processors()} × {description()}",
        "figures": figures,
    }


if __name__ == "__main__":
    sys.exit(main())
