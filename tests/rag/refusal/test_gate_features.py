"""What the gate looks at: the best chosen unit, the asked form and where it stands, the years that are held."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from index.records import Status, Unit
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked
from rag.question.answer_form import Expected, expected
from rag.question.understand import Understood
from rag.records import Language
from rag.refusal.closeness import ClauseCloseness
from rag.refusal.features import form_nearby
from rag.refusal.period import held_years
from rag.refusal.weights import GateFeatures
from tests.fakes import BigramEmbedder
from tests.rag.asked import understood, unit, weights
from tests.rag.made_up import ranked, reader, searched

ASKED = understood("2022年新增公办学位多少个")
TELLS = unit("全年新增公办学位3200个。", name="tells")
PLAN = unit("计划新增公办学位3200个。", name="plan", status=Status.PLAN)
WEIGHTS = weights("新增公办学位")


def _features(question: Understood, items: Sequence[Ranked], chosen: Sequence[Unit]) -> GateFeatures:
    return reader().read(searched(question, WEIGHTS), items, Picked("likely", tuple(chosen)))[0]


def test_the_features_are_of_the_best_chosen_unit() -> None:
    other, best = unit("公园", name="other"), ranked(TELLS, 12.0, coverage=0.6, similarity=1.5)
    items = [ranked(other, 14.0, coverage=0.8), best, ranked(other, 1.0, coverage=0.1)]
    found = _features(ASKED, items, [TELLS])
    assert (found.best, found.coverage, found.similarity, found.closeness) == (1.2, 0.6, 0.3, 0.6)
    assert found.period == pytest.approx(0.75)
    assert (found.form, found.form_nearby) == (1.0, 1.0)
    assert (found.is_english, found.is_follow_up, found.leads, found.by_kind) == (0.0, 0.0, 1.0, 0.0)


def test_a_chosen_unit_that_is_not_ranked_is_judged_by_the_best() -> None:
    items = [ranked(TELLS, 12.0), ranked(PLAN, 9.0)]
    assert _features(ASKED, items, [unit("另", name="unranked")]).best == 1.2
    assert _features(ASKED, items, [PLAN]).best == 0.9


def test_where_no_year_is_asked_every_period_is_right() -> None:
    items = [ranked(PLAN, 14.0, coverage=0.8), ranked(TELLS, 12.0, coverage=0.2)]
    assert _features(understood("新增公办学位"), items, [TELLS]).period == 1.0
    assert _features(ASKED, items, [TELLS]).period == pytest.approx(0.25)
    nothing = [ranked(TELLS, 12.0, coverage=0.0)]
    assert _features(ASKED, nothing, [TELLS]).period == 0.0


def test_the_period_is_compared_with_the_best_five() -> None:
    items = [ranked(TELLS, 9.0, coverage=0.2), *[ranked(PLAN, 8.0, coverage=0.4)] * 4, ranked(PLAN, 7.0, coverage=0.8)]
    assert _features(ASKED, items, [TELLS]).period == pytest.approx(0.5)
    assert _features(ASKED, [*items[:4], items[5]], [TELLS]).period == pytest.approx(0.25)


def test_the_form_may_stand_in_any_chosen_unit() -> None:
    no_figure = unit("公办学位扩容。", name="no")
    items = [ranked(no_figure)]
    assert _features(ASKED, items, [no_figure]).form == 0.0
    assert _features(ASKED, items, [no_figure, TELLS]).form == 1.0


def test_english_and_follow_ups_are_told() -> None:
    question = replace(ASKED, language=Language.ENGLISH, leans=True)
    found = _features(question, [ranked(TELLS, 12.0)], [TELLS])
    assert (found.is_english, found.is_follow_up) == (1.0, 1.0)


def test_no_figure_leads_where_none_of_the_form_is_told_or_none_is_asked() -> None:
    no_figure = unit("公办学位扩容。", name="no")
    assert _features(ASKED, [ranked(no_figure)], [no_figure]).leads == 0.0
    assert _features(understood("新增公办学位"), [ranked(TELLS)], [TELLS]).leads == 0.0


def test_what_is_picked_for_its_kind_and_what_it_lacks_of_the_name_is_told() -> None:
    picked = Picked("definition", (TELLS,), is_unnamed=True)
    found, untold = reader(untold="学位").read(searched(ASKED, WEIGHTS), [ranked(TELLS)], picked)
    assert (found.by_kind, found.names_thing, found.untold, found.of_another, untold) == (1.0, 1.0, 1.0, 1.0, "学位")


def test_the_nearest_clause_tells_how_close_and_what_else_is_held_does_not() -> None:
    embedder, batches = BigramEmbedder(), []

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        batches.append(list(texts))
        return embedder.embed_passages(texts)

    closeness, question = ClauseCloseness(embed), embedder.embed_query("新增公办学位")
    both = closeness.of(question, ["改造校舍", "新增公办学位"])
    assert both == pytest.approx(1.0, abs=1e-5)
    assert closeness.of(question, ["新增公办学位"]) == both > closeness.of(question, ["改造校舍"])
    assert closeness.of(question, []) == 0.0
    assert len(batches) == 2  # the clauses once, and the texts of general use


COUNT = expected("多少个")


@pytest.mark.parametrize(
    ("text", "nearby"),
    [
        ("新增学位3200个。", 1.0),
        ("新增学位，共3200个。", 1.0),  # the clause before often holds the subject
        ("新增学位，学校扩容，公园6个。", 0.0),
        ("新增学位；公园多，新增绿道6个。", 0.5),  # one word of the two
        ("学校扩容，公园6个。", 1.0),  # none of the words stands anywhere
        ("新增学位，学校扩容。", 0.0),
    ],
)
def test_the_form_must_stand_where_the_matter_does(text: str, nearby: float) -> None:
    assert form_nearby(COUNT, {"新增": 1.0, "学位": 1.0}, [unit(text)]) == pytest.approx(nearby)


def test_where_several_things_are_asked_one_clause_need_not_tell_the_matter_of_the_other() -> None:
    text, words = unit("开办学校的给予补贴,由区里安排,每校新增学位3200个。"), {"开办": 1.0, "补贴": 1.0}
    assert form_nearby(COUNT, words, [text]) < 1
    assert form_nearby(COUNT, words, [text], asks_each=True) == 1


def test_the_form_nearby_is_a_mean_over_forms_and_1_where_none_is_expected() -> None:
    words = {"学位": 1.0}
    both = Expected((*COUNT.forms, *expected("花了多少钱").forms))
    assert form_nearby(both, words, [unit("新增学位3200个。")]) == pytest.approx(0.5)
    assert form_nearby(Expected(()), words, [unit("新增学位，公园扩容，6个。")]) == 1.0
    two = [unit("新增学位。", name="a"), unit("公园6个，学位9个。", name="b")]
    assert form_nearby(COUNT, words, two) == 1.0
    apart = [unit("新增学位。", name="a"), unit("6个。", name="b")]
    assert form_nearby(COUNT, words, apart) == 0.0  # a unit's last clause is not before another's first


# Held years


def test_the_years_held_are_those_of_units_that_hold_nearly_as_much_of_the_question() -> None:
    def of(year: int, coverage: float, *more: int) -> Ranked:
        return ranked(unit("学位", name=f"y{year}", years=(year, *more)), coverage=coverage)

    question = understood("2015年学位")
    items = [of(2022, 1.0), of(2020, 0.75), of(2019, 0.74), of(2016, 0.9, 2017), of(2011, 0.9, 2012, 2013)]
    assert held_years(question, items, [items[0].unit]) == (2016, 2017, 2020, 2022)


def test_where_the_asked_year_is_held_only_planned_the_years_of_the_plan_are_named() -> None:
    items = [ranked(unit("学位", name="y", years=(2020,)), coverage=0.9)]
    assert held_years(understood("2022年学位"), items, [PLAN]) == (2022,)


def test_an_amount_in_characters_stands_where_the_form_is_asked() -> None:
    asked = expected("新增公办学位的赤字多少元")
    assert form_nearby(asked, WEIGHTS, [unit("新增公办学位赤字五百四十四亿元，居全省之首。")]) == 1.0


def test_what_was_added_for_a_further_clause_is_left_out_of_account() -> None:
    added = unit("每校另有学位80个。", name="added")
    picked = Picked("likely", (unit("全年办学。", name="first"), added), n_added=1)
    assert picked.without_added().units == picked.units[:1]
    features, _ = reader().read(searched(ASKED, WEIGHTS), [ranked(TELLS, 12.0)], picked)
    assert features.form == 0.0
