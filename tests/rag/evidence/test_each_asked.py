"""What a further clause of a question asks is told by a unit beside the one that was picked."""

from index.records import Unit
from rag.evidence.each_asked import telling_each
from rag.question.asked_clauses import asked_clauses, asks_figures
from tests.rag.asked import understood, weights
from tests.rag.made_up import ranked, ranking, world_of

OF = world_of(
    "一、渔业\n\n扶持修船。为了让各村的船主安心出海,对渔船维修给予三成补贴。同一船主每次申请不少于2万元。渔具另行规定。\n\n"
    "二、附则\n\n本办法由县渔业局负责解释。自印发之日起施行,有效期5年。\n"
)
SHARE, LEAST, EXPLAINED, VALID = (OF.unit(text) for text in ("三成", "2万元", "负责解释", "有效期"))


def _added(asked: str, first: Unit, *others: Unit) -> tuple[Unit, ...]:
    items = [ranked(unit, 3.0 - at) for at, unit in enumerate((first, *others))]
    return telling_each(OF.held, ranking(understood(asked), items, weights(asked)), (first,))


def test_the_sentence_behind_tells_the_form_that_the_first_has_not() -> None:
    assert _added("办法由谁解释,有效多久", EXPLAINED) == (VALID,)
    assert _added("办法有效多久,由谁解释", EXPLAINED) == (VALID,)


def test_the_sentence_in_front_tells_the_words_that_the_first_has_not() -> None:
    assert _added("一次申请少于多少元就不行,渔船维修补几成", LEAST) == (SHARE,)
    assert _added("渔船维修补几成,同一船主一次申请少于多少就不行", SHARE) == (LEAST,)


def test_what_is_ranked_near_tells_it_where_nothing_beside_does() -> None:
    assert _added("渔船维修补几成,渔业办法有效多久", SHARE, VALID) == (VALID,)


def test_nothing_is_added_where_one_thing_is_asked_or_all_is_told() -> None:
    assert _added("办法由谁解释", EXPLAINED, VALID) == ()
    assert _added("渔船维修补几成", SHARE, LEAST) == ()
    assert _added("何时施行,有效多久", VALID, EXPLAINED) == ()


def test_clauses_that_ask_nothing_are_none() -> None:
    assert asked_clauses("在本县修船,能补多少钱") == ()
    assert [clause.text for clause in asked_clauses("how many boats are there, and how long is the pier?")] == [
        "how many boats are there",
        "how long is the pier",
    ]


def test_the_form_of_a_day_is_that_of_the_day_it_holds_good_from() -> None:
    assert [form.name for form in asked_clauses("哪日起施行,由谁解释")[0].expected.forms] == ["start"]
    assert _added("哪日起施行,由谁解释", EXPLAINED) == (VALID,)


def test_figures_are_asked_apart_where_their_forms_differ() -> None:
    assert asks_figures("一年最多给多少元,能给几年")
    assert not asks_figures("都是哪几个小区,有名单吗")
    assert not asks_figures("新增多少元,由谁解释")
