"""Figures of several amounts lead where the evidence is sure, any only where no rival has another of its form."""

from index.records import Role, Unit
from rag.answer.rivals import SURE, SURE_OF_EACH, is_rivalled, is_unsure
from rag.figures.lead import Led
from rag.records import ChosenBy
from tests.rag.asked import understood, unit, weights
from tests.rag.made_up import ranked

BEDS = unit("新建花坛38个，四季有花。")
OTHER_BEDS = unit("改造花坛95个。", name="o")
PONDS = unit("改造景观池95个。", name="p")
BRIDGE = unit("镜湖大桥建成通车。", name="b")


def test_of_several_amounts_none_leads_where_the_evidence_is_unsure() -> None:
    question = understood("建了多少个花坛，改造了多少个景观池？")
    assert is_unsure(question, SURE_OF_EACH - 0.01)
    assert not is_unsure(question, SURE_OF_EACH)
    assert not is_unsure(understood("建了多少个花坛？"), SURE_OF_EACH - 0.01)


def _is_rivalled(second: Unit, behind: float, first: Unit = BEDS) -> bool:
    leading, asked = {first.unit_id: (Led("38个", ChosenBy.ALONE),)}, "建了多少个花坛？"
    units = (ranked(first, 9.0), ranked(second, 9.0 - behind))
    return is_rivalled(understood(asked), leading, units, weights(asked))


def test_a_statement_about_as_good_with_another_figure_is_a_rival() -> None:
    assert _is_rivalled(OTHER_BEDS, SURE / 2)


def test_one_that_ranks_before_what_would_lead_is_a_rival() -> None:
    assert _is_rivalled(OTHER_BEDS, -1.0)


def test_one_clearly_behind_is_none() -> None:
    assert not _is_rivalled(OTHER_BEDS, SURE + 0.1)


def test_figures_of_something_else_are_none_where_those_that_lead_are_of_the_very_thing() -> None:
    assert not _is_rivalled(PONDS, SURE / 2)
    unnamed = unit("精心布置，新建38个，四季有花。", name="u")
    assert _is_rivalled(PONDS, SURE / 2, unnamed)


def test_one_without_a_figure_of_the_form_is_none() -> None:
    assert not _is_rivalled(BRIDGE, SURE / 2)


def test_one_that_says_the_same_figure_is_none() -> None:
    assert not _is_rivalled(unit("全年新建花坛38个。", name="s"), SURE / 2)


def test_where_nothing_would_lead_nothing_is_rivalled() -> None:
    assert not is_rivalled(understood("建了多少个花坛？"), {}, (ranked(BEDS, 9.0),), {})


def test_another_row_of_the_same_table_is_none() -> None:
    def row(head: str, name: str) -> Unit:
        return unit(f"{head}：数量{len(head)}个", name=name).model_copy(update={"role": Role.ITEM})

    here, beside = row("东花坛", "e"), row("西边花坛", "w")
    leading = {here.unit_id: (Led("3个", ChosenBy.ALONE),)}
    asked, told = understood("东花坛有多少个？"), weights("东花坛有多少个")
    assert not is_rivalled(asked, leading, (ranked(here, 9.0), ranked(beside, 8.5)), told)
    elsewhere = row("东花坛", "f").model_copy(update={"section_id": "d/2", "text": "东花坛：数量5个"})
    assert is_rivalled(asked, leading, (ranked(here, 9.0), ranked(elsewhere, 8.5)), told)
