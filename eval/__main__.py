"""python -m eval run | score | compare | check | report | cases | suites | fit | ablate | squad."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from eval.baselines import load_baselines, load_passes, passes_path
from eval.cases import Case, Kind, load_cases, select_cases
from eval.check import accepted_toml, check, passes
from eval.compare import compare
from eval.config import EvalSettings
from eval.coverage import coverage
from eval.errors import SuiteError
from eval.run import kept_cases, rescore, run, texts
from eval.runs import PREDICTIONS, RUNS_DIR, latest_run, read_aggregate, read_manifest, read_scores
from eval.suites import ALL, CASES_DIR, LUOHU, PARTS, Suite, find_suite, held_suites, settings_of, why_left_out
from eval.table import (
    ablation_table,
    aggregate_table,
    cases_table,
    check_table,
    comparison_table,
    fit_table,
    text_table,
    twins_table,
)
from eval.twins import find_twins
from index.config import IndexSettings
from index.errors import LuohuError
from index.records import Document
from rag.records import Language


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, 1 when a check fails, or 2 on bad input with one line on standard error."""
    commands = {
        "run": _run,
        "score": _score,
        "compare": _compare,
        "check": _check,
        "report": _report,
        "cases": _cases,
        "suites": _suites,
        "squad": _squad,
        "fit": _fit,
        "ablate": _ablate,
    }
    options = _parser().parse_args(arguments)
    try:
        return commands[options.command](options)
    except (LuohuError, OSError) as error:
        print(f"eval: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure the assistant on hand-written cases.")
    parser.add_argument("--runs-dir", type=Path, default=RUNS_DIR, help="where run folders are (default: %(default)s)")
    commands = parser.add_subparsers(dest="command", required=True)
    asked = commands.add_parser("run", help="ask every case, score the answers, print the table")
    asked.add_argument("--part", choices=PARTS, default="dev")
    asked.add_argument("--suite", default=LUOHU, help=f"whose cases and documents; {ALL}: every suite that is here")
    asked.add_argument("--cases", type=Path, nargs="+", default=[], help="read these files instead of the part's")
    asked.add_argument("--kind", choices=[kind.value for kind in Kind], action="append", default=[])
    asked.add_argument("--language", choices=[language.value for language in Language], action="append", default=[])
    asked.add_argument("--id", action="append", default=[], help="one case; may be repeated, as may kind and language")
    scored = commands.add_parser("score", help="score a run again with today's cases, without asking")
    scored.add_argument("run", type=Path, nargs="?", help="a run folder (default: the newest)")
    scored.add_argument("--cases", type=Path, nargs="+", default=[], help="case files (default: those the run read)")
    compared = commands.add_parser("compare", help="two runs, paired by case")
    compared.add_argument("first", type=Path)
    compared.add_argument("second", type=Path)
    fitted = commands.add_parser("fit", help="fit the weights of ranker and gate on a part, and compare them")
    fitted.add_argument("--part", choices=PARTS, default="dev")
    fitted.add_argument("--write", action="store_true", help="write them into the files that answering reads")
    ablated = commands.add_parser("ablate", help="what each step of answering adds: all cases without it")
    ablated.add_argument("--part", choices=PARTS, default="dev")
    checked = commands.add_parser("check", help="hold a run against eval/baselines.toml; exit 1 on drift")
    checked.add_argument("run", type=Path, nargs="?", help="a run folder (default: the newest of the part)")
    checked.add_argument("--part", choices=PARTS, default="dev")
    checked.add_argument("--suite", default=LUOHU, help=f"whose newest run; {ALL}: of every suite that is here")
    checked.add_argument(
        "--accept", action="store_true", help="print baselines from the run, rewrite its list of passes"
    )
    reported = commands.add_parser("report", help="write a run's HTML page")
    reported.add_argument("run", type=Path, nargs="?", help="a run folder (default: the newest)")
    reported.add_argument("--part", choices=PARTS, default="dev", help="with --suite")
    reported.add_argument("--suite", help=f"its newest run of the part; {ALL}: of every suite that is here")
    reported.add_argument("--out", type=Path, help="the file (default: report.html in the run folder)")
    counted = commands.add_parser("cases", help="what the cases of a part ask for and stand on, without asking them")
    counted.add_argument("--part", choices=PARTS, default="test")
    counted.add_argument("--twins", action="store_true", help="those whose fact and place stand in dev too")
    commands.add_parser("suites", help="which suites there are, and which can be asked here")
    squad = commands.add_parser("squad", help="a SQuAD-format file as a retrieval benchmark")
    squad.add_argument("file", type=Path)
    squad.add_argument("--questions", type=Path, help="take the questions from this parallel file")
    squad.add_argument("--search", choices=("dense", "lexical"), default="dense")
    return parser


def _run(options: argparse.Namespace) -> int:
    if options.cases and options.suite == ALL:
        raise SuiteError("--cases are asked of one suite's documents; name it with --suite")
    for suite in _asked_suites(options):
        _run_suite(suite, options)
    return 0


def _run_suite(suite: Suite, options: argparse.Namespace) -> None:
    from rag.assistant import open_assistant
    from rag.config import RagSettings

    files: tuple[Path, ...] = tuple(options.cases) or (suite.case_file(options.part),)
    index_settings, rag_settings = _index_settings(suite), RagSettings.load()
    held = _documents(index_settings)
    cases = load_cases(files, texts(held))
    chosen = select_cases(cases, kinds=options.kind, languages=options.language, ids=options.id)
    assistant = open_assistant(rag_settings, index_settings)
    folder = run(
        assistant,
        chosen,
        held,
        part=suite.part_name(_part_name(options, narrowed=len(chosen) < len(cases))),
        suite=suite.name,
        case_files=files,
        index_fingerprint=assistant.fingerprint,
        settings=(index_settings, rag_settings),
        runs_dir=options.runs_dir,
        known=() if options.cases else _known(suite, options.part, held),
    )
    print(f"{aggregate_table(read_aggregate(folder))}\n\n{folder}")


def _asked_suites(options: argparse.Namespace) -> Iterator[Suite]:
    """Return the suite that is named, or all that can be asked here; those left out are said on standard error."""
    if options.suite != ALL:
        yield find_suite(options.suite)
        return
    documents_dir = EvalSettings.load().documents_dir
    for suite in held_suites():
        if reason := why_left_out(suite, options.part, documents_dir):
            print(f"left out: suite {suite.name}: {reason}", file=sys.stderr)
        else:
            yield suite


def _newest_runs(options: argparse.Namespace) -> list[Path]:
    return [latest_run(options.runs_dir, suite.part_name(options.part)) for suite in _asked_suites(options)]


def _index_settings(suite: Suite) -> IndexSettings:
    return settings_of(suite, IndexSettings.load(), EvalSettings.load().documents_dir)


def _part_name(options: argparse.Namespace, *, narrowed: bool) -> str:
    """Return the name that goes into the folder; other cases than the whole part are never checked as the part."""
    name = "cases" if options.cases else str(options.part)
    return f"{name}-narrowed" if narrowed else name


def _known(suite: Suite, part: str, held: Mapping[str, Document]) -> tuple[Case, ...]:
    """Return the cases of a suite that were developed on, for a run of other ones: those of dev when it is test."""
    developed_on = suite.case_file("dev")
    return load_cases((developed_on,), texts(held)) if part == "test" and developed_on.is_file() else ()


def _score(options: argparse.Namespace) -> int:
    folder = options.run or latest_run(options.runs_dir)
    held = _documents_of_run(folder)
    manifest = read_manifest(folder)
    suite = find_suite(manifest.suite, CASES_DIR)
    part = manifest.part.removeprefix(f"{suite.name}-").removesuffix("-narrowed")
    means = rescore(folder, held, options.cases, _known(suite, part, held))
    print(f"{aggregate_table(means)}\n\n{folder}")
    return 0


def _compare(options: argparse.Namespace) -> int:
    print(comparison_table(compare(read_scores(options.first), read_scores(options.second))))
    return 0


def _check(options: argparse.Namespace) -> int:
    folders = [options.run] if options.run else _newest_runs(options)
    return max(_check_run(folder, options) for folder in folders)


def _check_run(folder: Path, options: argparse.Namespace) -> int:
    manifest = read_manifest(folder)
    means, scores = read_aggregate(folder), read_scores(folder)
    passes_file = passes_path(manifest.part)
    if options.accept:
        print(accepted_toml(manifest.part, means))
        passes_file.write_text("".join(f"{one.id}\n" for one in scores if passes(one)), encoding="utf-8")
        return 0
    outcome = check(means, scores, load_baselines(manifest.part), load_passes(passes_file))
    print(f"{folder} (commit {manifest.git_commit[:12]})\n\n{check_table(outcome)}")
    return 0 if outcome.passed else 1


def _cases(options: argparse.Namespace) -> int:
    held = _documents(IndexSettings.load())
    cases = load_cases((CASES_DIR / f"{options.part}.jsonl",), texts(held))
    if options.twins:
        print(twins_table(cases, find_twins(cases, _known(find_suite(LUOHU, CASES_DIR), options.part, held))))
    else:
        print(cases_table(cases, coverage(cases, texts(held))))
    return 0


def _fit(options: argparse.Namespace) -> int:
    from eval.fit import fit
    from eval.fit_files import FitFiles, differences, origin_of, write_fitted
    from rag.assistant import open_assistant
    from rag.config import RagSettings

    assistant = open_assistant(RagSettings.load(), IndexSettings.load())
    case_file, files = CASES_DIR / f"{options.part}.jsonl", FitFiles()
    cases = load_cases((case_file,), texts(assistant.corpus.documents))
    found = fit(assistant, cases)
    print(fit_table(found, differences(found, files)))
    if options.write:
        write_fitted(found, origin_of(case_file, cases, datetime.now(UTC).date()), files)
        print(f"\nwritten: {files.ranker}, {files.gate}")
    return 0


def _ablate(options: argparse.Namespace) -> int:
    from eval.ablate import KeptVectors, ablate
    from index.build import ensure_index
    from index.encode.embedder import make_embedder
    from rag.assistant import assistant_over
    from rag.config import RagSettings

    index_settings, rag_settings = IndexSettings.load(), RagSettings.load()
    held = _documents(index_settings)
    cases = load_cases((CASES_DIR / f"{options.part}.jsonl",), texts(held))
    embedder = KeptVectors(make_embedder(index_settings))
    index = ensure_index(index_settings, embedder)
    print(ablation_table(ablate(lambda steps: assistant_over(index, embedder, rag_settings, steps), cases, held)))
    return 0


def _report(options: argparse.Namespace) -> int:
    if options.suite and not options.run:
        folders = _newest_runs(options)
    else:
        folders = [options.run or latest_run(options.runs_dir)]
    if options.out and len(folders) > 1:
        raise SuiteError("--out is for one page; name one suite, or a run folder")
    for folder in folders:
        _report_run(folder, options.out or folder / "report.html")
    return 0


def _report_run(folder: Path, out: Path) -> None:
    from eval.predictions import load_predictions
    from eval.report import render_report

    held = _documents_of_run(folder)
    page = render_report(
        read_manifest(folder),
        read_aggregate(folder),
        scores=read_scores(folder),
        cases=kept_cases(folder, held),
        outcomes=load_predictions(folder / PREDICTIONS),
        documents=held,
    )
    out.write_text(page, encoding="utf-8")
    print(out)


def _suites(_: argparse.Namespace) -> int:
    documents_dir = EvalSettings.load().documents_dir
    rows = []
    for suite in held_suites():
        for part in PARTS:
            file = suite.case_file(part)
            n_cases = sum(map(bool, file.read_text(encoding="utf-8").split("\n"))) if file.is_file() else 0
            rows.append(
                (suite.name, part, str(n_cases), why_left_out(suite, part, documents_dir) or "can be asked here")
            )
    print(text_table(("suite", "part", "cases", ""), rows))
    return 0


def _squad(options: argparse.Namespace) -> int:
    from eval.squad import load_squad, score_squad
    from index.encode.embedder import make_embedder
    from index.search.dense import DenseSearcher
    from index.search.lexical import LexicalSearcher
    from index.search.searcher import Searcher

    squad = load_squad(options.file, options.questions)
    embedder = make_embedder(IndexSettings.load())
    searcher: Searcher
    if options.search == "lexical":
        searcher = LexicalSearcher.of(squad.paragraphs)
    else:
        searcher = DenseSearcher.of(embedder.embed_passages(squad.paragraphs, progress=True))
    got = score_squad(squad, searcher, embedder)
    shares = (got.recall_at_1, got.recall_at_5, got.recall_at_10, got.mrr_at_10)
    print(f"{got.n_questions} questions, {got.n_paragraphs} paragraphs, {options.search}, {embedder.name}\n")
    print(text_table(("", "R@1", "R@5", "R@10", "MRR@10"), [(options.file.name, *(f"{x:.3f}" for x in shares))]))
    return 0


def _documents_of_run(folder: Path) -> dict[str, Document]:
    """Return the documents that a run was asked of, as they are now."""
    return _documents(_index_settings(find_suite(read_manifest(folder).suite)))


def _documents(settings: IndexSettings) -> dict[str, Document]:
    """Return the documents that are indexed, straight from the seeds: scoring needs no model and no index."""
    from index.catalog.catalog import load_documents

    return {document.doc_id: document for document in load_documents(settings.seeds_dir)}


if __name__ == "__main__":
    sys.exit(main())
