"""What a language must have words for on the review page and the dashboard. Names in braces are for `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.records import Status
from rag.question.understand import Wants
from rag.records import ChosenBy
from rag.refusal.gate import Rule
from ui.journal.records import Judgement, Support


@dataclass(frozen=True)
class ReviewWords:
    """The words of the review page."""

    notices: Mapping[str, str]  # what happened, after a form was sent
    steps_label: str
    to_list: str
    next: str
    confidence: str  # percent
    took: str  # seconds
    history: str  # n
    date: str  # year, month, day
    undated: str

    # The answer beside its evidence
    sentences: str
    answer: str
    refusal: str
    evidence: str
    nearest: str
    no_passages: str
    citation: str  # number
    passage: str  # number
    extract: str  # number
    held: Mapping[str, str]  # changed, gone
    open_document: str

    # The verdict
    verdict: str
    proves: str
    prove_all: str
    supports: Mapping[Support, str]
    answer_is: str
    refusal_is: str
    judgements: Mapping[Judgement, str]
    note: str
    save: str
    save_next: str
    enter_key: str
    will_withhold: str
    unsaved: str
    no_judgement: str
    bad_verdict: str
    shortcuts: str
    shortcuts_on: str
    keys: Mapping[str, str]  # what each shortcut does

    # Other verdicts
    earlier: str
    n_verdicts: str  # n
    judge_first: str
    no_verdicts: str
    replaced: str
    differing: str
    differing_on: str
    differs_here: str
    whole: str
    not_judged: str
    settle: str

    # The asker, and what is withheld
    feedback: str
    no_feedback: str
    is_withheld: str  # reviewer, time
    show_again: str
    withhold: str
    withhold_intro: str
    withhold_button: str

    # An eval case
    case: str
    case_ready: str
    case_needs: str
    case_waits: str
    make_case: str
    in_inbox: str  # id
    correction: str
    facts: str
    facts_hint: str
    quotes: str
    quotes_hint: str
    use_selection: str
    document: str
    any_document: str
    either: str
    near_miss: str
    answerable: str
    near_misses: Mapping[str, str]
    gaps: Mapping[str, str]  # detail
    inbox_failed: str  # incident

    # Why this answer
    why: str
    why_refusal: str
    understood: str
    asked: str
    topic: str
    years: str
    status: str
    statuses: Mapping[Status, str]
    wants: str
    wanted: Mapping[Wants, str]
    pinyin: str
    yes: str
    held_years: str
    year_separator: str
    terms: str
    chosen: str
    nothing: str
    strategy: str
    strategies: Mapping[str, str]  # by the names of rag.evidence.pick.STRATEGIES
    decided: str
    rules: Mapping[Rule, str]  # detail
    figures: str
    chosen_by: Mapping[ChosenBy, str]
    instead_of: str  # figures
    gate: str
    gate_passed: str  # score, threshold
    gate_failed: str  # score, threshold
    feature: str
    value: str
    features: Mapping[str, str]
    by_rule: str
    not_considered: str
    passages: str  # n
    rank: str
    passage_column: str
    fused: str
    dense_rank: str
    cosine: str
    lexical_rank: str
    not_found: str
    ranks_hint: str
    is_cited: str
    index: str  # fingerprint


@dataclass(frozen=True)
class BoardWords:
    """The words of the dashboard."""

    title: str
    period_label: str
    first_day: str
    last_day: str
    apply: str
    last_days: str  # n
    bad_period: str
    time_zone: str
    empty: str
    empty_period: str
    numbers: str
    of: str  # part, whole

    asked: str
    answered_share: str
    judged_share: str
    median_seconds: str
    n_asked: str
    date: str  # month, day
    week: str  # month, day
    month: str  # year, month

    by_day: str
    by_week: str
    by_month: str
    questions_unit: str
    by_day_summary: str  # n, first, last, most, when
    refusals: str
    feedback: str
    reviews: str
    kind: str
    times: str
    nobody: str

    agreement: str
    agreement_hint: str
    agreement_none: str
    reviewers: str  # first, second
    pair: str
    common: str
    observed: str
    kappa: str
    no_kappa: str

    seconds: str
    seconds_unit: str
    seconds_summary: str  # p50, p95, p99
    shares: Mapping[str, str]  # p50, p95, p99
    second_shown: str  # seconds

    not_covered: str
    not_covered_hint: str
    not_covered_terms: str
    not_covered_questions: str
    term: str
    question: str
    covered_all: str
