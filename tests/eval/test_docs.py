"""The data dictionary cannot drift, and the shipped cases hold together."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from eval.__main__ import _parser
from eval.cases import Kind, NearMiss, Noise, Trait, WrittenCase, load_cases
from eval.config import EvalSettings
from eval.facts import facts_found
from eval.metrics import DESCRIBED
from eval.normal import normalise
from eval.people.cases import PEOPLE
from eval.quantity import quantities
from eval.suites import CASES_DIR, Suite, held_suites, settings_of, why_left_out
from index.catalog.catalog import load_documents
from index.config import ROOT, IndexSettings
from rag.records import Language
from rag.steps import Steps

README = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word",
    [
        *WrittenCase.model_fields,
        *(value.value for enum in (Kind, Noise, NearMiss, Trait, Language) for value in enum),
        *(metric.name for metric in DESCRIBED),
        *Steps.model_fields,
    ],
)
def test_every_field_value_metric_and_step_is_described(word: str) -> None:
    assert f"`{word}`" in README


def test_every_command_and_option_is_described() -> None:
    (commands,) = [action for action in _parser()._actions if action.dest == "command"]
    assert isinstance(commands.choices, dict)
    for name, command in commands.choices.items():
        assert f"eval {name}" in README
        for action in command._actions:
            for option in action.option_strings:
                assert option in {"-h", "--help"} or option in README, f"{name} {option}"


@pytest.mark.parametrize(
    ("suite", "path"),
    [(suite, path) for suite in held_suites() if suite.name != PEOPLE for path in sorted(suite.folder.glob("*.jsonl"))],
    ids=lambda value: value.stem if isinstance(value, Path) else value.name,
)
def test_the_evidence_of_every_shipped_case_states_its_facts(suite: Suite, path: Path, tmp_path: Path) -> None:
    documents_dir = EvalSettings.load().documents_dir
    if reason := why_left_out(suite, path.stem, documents_dir):
        pytest.skip(f"suite {suite.name} is left out: {reason}")
    seeds_dir = settings_of(suite, IndexSettings(), documents_dir, tmp_path).seeds_dir
    documents = {document.doc_id: document for document in load_documents(seeds_dir)}
    for case in load_cases((path,), {doc_id: document.text for doc_id, document in documents.items()}):
        proof = "，".join("".join(group[0].quotes) for group in case.evidence)
        *stated, last = case.facts or ((),)
        if Trait.ARITHMETIC in case.traits:
            assert _amounts(last[0]) <= _results(_amounts(proof)), f"{case.id}: {last} does not follow from {proof}"
        else:
            stated = list(case.facts)
        assert all(facts_found(proof, stated)), f"{case.id}: {stated} are not in {proof}"


@pytest.mark.parametrize("trait", Trait)
def test_dev_has_fifteen_cases_of_every_trait(trait: Trait) -> None:
    documents = {document.doc_id: document.text for document in load_documents(ROOT / "seeds")}
    assert sum(trait in case.traits for case in load_cases((CASES_DIR / "dev.jsonl",), documents)) >= 15


def _amounts(text: str) -> set[Decimal]:
    return {quantity.low for quantity in quantities(normalise(text))}


def _results(amounts: set[Decimal]) -> set[Decimal]:
    """Return the sums of two or three of the amounts and the differences of two."""
    groups = [group for size in (2, 3) for group in combinations(sorted(amounts), size)]
    return {sum(group, Decimal(0)) for group in groups} | {b - a for a, b in combinations(sorted(amounts), 2)}
