"""python -m eval: run, score, compare, check, report, cases, suites, fit, ablate, route, invariances, squad,
figures, sentences.
"""

import argparse
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from eval.arguments import parser as _parser  # as in every __main__: the tests of the docs ask each for its own
from eval.asked import (
    asked_suites,
    documents_of,
    documents_of_run,
    known_cases,
    newest_runs,
    settings_for,
    suites_of_facts,
    suites_to_fit_on,
)
from eval.baselines import load_baselines, load_passes, passes_path
from eval.cases import load_cases, select_cases
from eval.check import accepted_toml, check, passes
from eval.compare import compare
from eval.config import EvalSettings
from eval.coverage import coverage
from eval.errors import SuiteError
from eval.people.cases import PEOPLE, load_people
from eval.run import kept_cases, load, rescore, run, texts
from eval.runs import CASES, PREDICTIONS, latest_run, read_aggregate, read_manifest, read_scores
from eval.suites import (
    ALL,
    CASES_DIR,
    LUOHU,
    PARTS,
    Suite,
    find_suite,
    named_suites,
    why_left_out,
)
from eval.table import (
    ablation_table,
    ablations_table,
    aggregate_table,
    cases_table,
    check_table,
    comparison_table,
    fit_table,
    invariances_table,
    reranker_table,
    squad_table,
    text_table,
    twins_table,
)
from eval.twins import find_twins
from index.command_line import command
from index.config import IndexSettings
from index.errors import LuohuError


@command("eval")
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
        "route": _route,
        "invariances": _invariances,
        "figures": _figures,
        "sentences": _sentences,
    }
    options = _parser().parse_args(arguments)
    try:
        return commands[options.command](options)
    except (LuohuError, OSError) as error:
        print(f"eval: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    if options.cases and options.suite == ALL:
        raise SuiteError("--cases are asked of one suite's documents; name it with --suite")
    for suite in asked_suites(options):
        _run_suite(suite, options)
    return 0


def _run_suite(suite: Suite, options: argparse.Namespace) -> None:
    from rag.config import LlmSettings, RagSettings, RerankSettings
    from rag.opening import open_assistant
    from rag.rerank.reranker import make_reranker
    from rag.writing.writer import make_writer

    files: tuple[Path, ...] = tuple(options.cases) or (suite.case_file(options.part),)
    index_settings, rag_settings = settings_for(suite), RagSettings.load()
    held = documents_of(index_settings)
    cases = load(suite.name, files, held)
    chosen = select_cases(cases, kinds=options.kind, languages=options.language, ids=options.id)
    writer, reranker = make_writer(LlmSettings.load()), make_reranker(RerankSettings.load())
    assistant = open_assistant(rag_settings, index_settings, writer, reranker)
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
        known=() if options.cases else known_cases(suite, options.part, held),
    )
    print(f"{aggregate_table(read_aggregate(folder))}\n\n{folder}")


def _part_name(options: argparse.Namespace, *, narrowed: bool) -> str:
    """Return the name that goes into the folder; other cases than the whole part are never checked as the part."""
    name = "cases" if options.cases else str(options.part)
    return f"{name}-narrowed" if narrowed else name


def _score(options: argparse.Namespace) -> int:
    folder = options.run or latest_run(options.runs_dir)
    held = documents_of_run(folder)
    manifest = read_manifest(folder)
    suite = find_suite(manifest.suite, CASES_DIR)
    part = manifest.part.removeprefix(f"{suite.name}-").removesuffix("-narrowed")
    means = rescore(folder, held, options.cases, known_cases(suite, part, held))
    print(f"{aggregate_table(means)}\n\n{folder}")
    return 0


def _compare(options: argparse.Namespace) -> int:
    print(comparison_table(compare(read_scores(options.first), read_scores(options.second))))
    return 0


def _check(options: argparse.Namespace) -> int:
    folders = [options.run] if options.run else newest_runs(options)
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
    held = documents_of(IndexSettings.load())
    cases = load_cases((CASES_DIR / f"{options.part}.jsonl",), texts(held))
    if options.twins:
        print(twins_table(cases, find_twins(cases, known_cases(find_suite(LUOHU, CASES_DIR), options.part, held))))
    else:
        print(cases_table(cases, coverage(cases, texts(held))))
    return 0


def _fit(options: argparse.Namespace) -> int:
    from eval.fit import Asked, fit
    from eval.fit_files import FitFiles, differences, origin_of, write_fitted
    from eval.fit_reranker import fit_reranker, write_reranker
    from rag.config import RagSettings, RerankSettings
    from rag.opening import open_assistant
    from rag.rerank.reranker import make_reranker

    asked, fitted_on, files = [], [], FitFiles()
    rerank_settings = RerankSettings.load()
    reranker = make_reranker(rerank_settings)
    for suite in suites_to_fit_on(options):
        assistant = open_assistant(RagSettings.load(), settings_for(suite), reranker=reranker)
        cases = load_cases((suite.case_file(options.part),), texts(assistant.corpus.documents))
        asked.append(Asked(suite.name, assistant, cases))
        if not suite.beside:  # those cases are luohu's
            fitted_on.append((suite.case_file(options.part), len(cases)))
    if reranker:
        weighed = fit_reranker(asked)
        print(reranker_table(weighed, reranker.model, reranker.weight))
        if options.write:
            write_reranker(weighed, rerank_settings, origin_of(fitted_on, datetime.now(UTC).date()))
            print(f"\nwritten: {rerank_settings.weights_file}")
        return 0
    found = fit(asked)
    print(fit_table(found, differences(found, files)))
    if options.write:
        write_fitted(found, origin_of(fitted_on, datetime.now(UTC).date()), files)
        print(f"\nwritten: {files.ranker}, {files.gate}")
    return 0


def _ablate(options: argparse.Namespace) -> int:
    from eval.ablate import KeptVectors, ablate
    from index.build import ensure_index
    from index.encode.embedder import make_embedder
    from rag.config import RagSettings
    from rag.opening import assistant_over

    embedder, rag_settings = KeptVectors(make_embedder(IndexSettings.load())), RagSettings.load()
    found = {}
    for suite in suites_of_facts(options):
        index_settings = settings_for(suite)
        held = documents_of(index_settings)
        cases = load_cases((suite.case_file(options.part),), texts(held))[:: max(1, options.every)]
        index = ensure_index(index_settings, embedder)
        make = partial(assistant_over, index, embedder, rag_settings, cache_dir=index_settings.cache_dir)
        found[suite.part_name(options.part)] = ablate(make, cases, held)
    print(ablations_table(found))
    for name, ablation in found.items() if options.long else ():
        print(f"\n{name}\n\n{ablation_table(ablation)}")
    return 0


def _route(options: argparse.Namespace) -> int:
    from eval.routing import route

    print(route(options))
    return 0


def _invariances(options: argparse.Namespace) -> int:
    from eval.ablate import KeptVectors
    from eval.invariances import invariances
    from index.build import ensure_index
    from index.encode.embedder import make_embedder
    from rag.config import RagSettings
    from rag.opening import assistant_over

    embedder, passed = KeptVectors(make_embedder(IndexSettings.load())), True
    for suite in suites_of_facts(options):
        index_settings = settings_for(suite)
        cases = load_cases((suite.case_file(options.part),), texts(documents_of(index_settings)))
        index, cache_dir = ensure_index(index_settings, embedder), index_settings.cache_dir
        assistant = assistant_over(index, embedder, RagSettings.load(), cache_dir=cache_dir)
        found = invariances(assistant, cases[:: max(1, options.every)], per_case=options.per_case)
        print(f"{suite.part_name(options.part)}\n\n{invariances_table(found)}")
        passed = passed and found.passed
    return 0 if passed else 1


def _report(options: argparse.Namespace) -> int:
    if options.suite and not options.run:
        folders = newest_runs(options)
    else:
        folders = [options.run or latest_run(options.runs_dir)]
    if options.out and len(folders) > 1:
        raise SuiteError("--out is for one page; name one suite, or a run folder")
    for folder in folders:
        _report_run(folder, options.out or folder / "report.html")
    return 0


def _report_run(folder: Path, out: Path) -> None:
    from eval.people.report import render_people
    from eval.predictions import load_predictions
    from eval.report import render_report

    manifest, means, outcomes = read_manifest(folder), read_aggregate(folder), load_predictions(folder / PREDICTIONS)
    if manifest.suite == PEOPLE:
        page = render_people(manifest, means, cases=load_people((folder / CASES,)), outcomes=outcomes)
    else:
        held = documents_of_run(folder)
        page = render_report(
            manifest,
            means,
            scores=read_scores(folder),
            cases=kept_cases(folder, held),
            outcomes=outcomes,
            documents=held,
        )
    out.write_text(page, encoding="utf-8")
    print(out)


def _suites(_: argparse.Namespace) -> int:
    documents_dir = EvalSettings.load().documents_dir
    rows = []
    for suite in named_suites():
        for part in PARTS:
            file = suite.case_file(part)
            n_cases = sum(map(bool, file.read_text(encoding="utf-8").split("\n"))) if file.is_file() else 0
            rows.append(
                (suite.name, part, str(n_cases), why_left_out(suite, part, documents_dir) or "can be asked here")
            )
    print(text_table(("suite", "part", "cases", ""), rows))
    return 0


def _figures(options: argparse.Namespace) -> int:
    from eval.figure_marks import held_readings, readings_table

    print(readings_table(held_readings(EvalSettings.load().documents_dir), show_wrong=options.wrong))
    return 0


def _sentences(options: argparse.Namespace) -> int:
    from eval.sentence_checks import documents_here, judged_sentences, load_sentences, sentences_table
    from index.words.bilingual import Lexicon

    settings = IndexSettings.load()
    documents = documents_here(settings, EvalSettings.load().documents_dir)
    judged = judged_sentences(load_sentences(options.part), documents, Lexicon.open(settings.cache_dir))
    print(sentences_table(judged, show_wrong=options.wrong))
    return 0


def _squad(options: argparse.Namespace) -> int:
    from eval.squad import load_squad, score_squad
    from eval.squad_search import SEARCHES, search_over
    from index.encode.embedder import make_embedder
    from index.words.bilingual import Lexicon

    squad, settings = load_squad(options.file, options.questions), IndexSettings.load()
    embedder = make_embedder(settings)
    names = (options.search,) if options.search else SEARCHES
    search = search_over(squad.paragraphs, embedder, Lexicon.open(settings.cache_dir), names)
    print(squad_table(score_squad(squad, search.searchers, search.query), options.file.name, embedder.name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
