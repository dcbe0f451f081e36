"""Which suites a command is about, with their newest runs, documents and settings."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.cases import Case, load_cases
from eval.config import EvalSettings
from eval.errors import SuiteError
from eval.people.cases import PEOPLE
from eval.run import texts
from eval.runs import latest_run, read_manifest
from eval.suites import (
    ALL,
    BESIDE,
    CASES_DIR,
    Suite,
    find_suite,
    held_suites,
    named_suites,
    settings_of,
    why_left_out,
)
from index.config import IndexSettings
from index.records import Document


def asked_suites(options: argparse.Namespace) -> Iterator[Suite]:
    """Return the suite that is named, or all that can be asked here; those left out are said on standard error."""
    if options.suite != ALL:
        yield find_suite(options.suite, CASES_DIR)
        return
    documents_dir = EvalSettings.load().documents_dir
    for suite in held_suites(CASES_DIR):
        if reason := why_left_out(suite, options.part, documents_dir):
            print(f"left out: suite {suite.name}: {reason}", file=sys.stderr)
        else:
            yield suite


def suites_of_facts(options: argparse.Namespace) -> Iterator[Suite]:
    """Return those of the asked suites whose cases name facts and evidence, so that they can be fitted on."""
    if options.suite == PEOPLE:
        raise SuiteError(f"the cases of {PEOPLE} name no evidence: fit, ablate and invariances take the other suites")
    return (suite for suite in asked_suites(options) if suite.name != PEOPLE)


def suites_to_fit_on(options: argparse.Namespace) -> Iterator[Suite]:
    """Return the suites of facts, and behind them, where all are asked, the first with other documents beside."""
    yield from suites_of_facts(options)
    beside = (suite for suite in named_suites(CASES_DIR) if suite.name == BESIDE and options.suite == ALL)
    documents_dir = EvalSettings.load().documents_dir
    yield from (suite for suite in beside if not why_left_out(suite, options.part, documents_dir))


def newest_runs(options: argparse.Namespace) -> list[Path]:
    """Return the newest run of the asked part of each asked suite."""
    return [latest_run(options.runs_dir, suite.part_name(options.part)) for suite in asked_suites(options)]


def settings_for(suite: Suite) -> IndexSettings:
    """Return where the documents and the index of a suite are."""
    return settings_of(suite, IndexSettings.load(), EvalSettings.load().documents_dir)


def known_cases(suite: Suite, part: str, held: Mapping[str, Document]) -> tuple[Case, ...]:
    """Return the cases of a suite that were developed on, for a run of other ones: those of dev when it is test."""
    if suite.name == PEOPLE:
        return ()
    developed_on = suite.case_file("dev")
    return load_cases((developed_on,), texts(held)) if part == "test" and developed_on.is_file() else ()


def documents_of_run(folder: Path) -> dict[str, Document]:
    """Return the documents that a run was asked of, as they are now."""
    return documents_of(settings_for(find_suite(read_manifest(folder).suite)))


def documents_of(settings: IndexSettings) -> dict[str, Document]:
    """Return the documents that are indexed, straight from the seeds: scoring needs no model and no index."""
    from index.catalog.catalog import load_documents

    return {document.doc_id: document for document in load_documents(settings.seeds_dir)}
