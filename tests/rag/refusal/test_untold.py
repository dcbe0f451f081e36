"""A word of what is asked for that the evidence does not tell stands against it."""

from collections.abc import Sequence

import pytest

from index.words.bilingual import Bilingual
from rag.evidence.picked import Picked
from rag.records import Language, Reason
from rag.refusal.gate import Decision, Gate, Rule
from rag.refusal.untold import Untold, _is_told_as_done
from tests.rag.asked import understood, unit, weights
from tests.rag.lexicon import lexicon_of
from tests.rag.made_up import GATE, ranked, reader, searched, world_of

WORLD = world_of("青岭区2024年政府工作报告\n\n一、2023年工作回顾\n\n码头改造8座，发放修船补贴30万元。新建灯塔3座。\n")
PIER, TOWER = WORLD.unit("码头"), WORLD.unit("灯塔")
WORDS = ("小学", "码头", "渔船", "补贴", "灯塔", "游客", "修船", "购船", "目标", "埠头", "发放")


def _untold(asked: str, picked: Sequence = (TOWER,), *, common: str = "", **told: str) -> str:
    english = Language.ENGLISH if asked[0].isascii() else Language.SIMPLIFIED
    bilingual = Bilingual(lexicon_of(*WORDS, **told), lambda _: True)
    finds = Untold(
        WORLD.corpus,
        bilingual,
        lambda term: ("码头",) if term in ("马头", "埠头") else (),
        lambda term: 1.0 if common and term in common else 5.0,
    )
    question = understood(asked, language=english)
    return finds.of(searched(question, weights(asked)), Picked("likely", tuple(picked))).untold


def test_a_word_that_the_evidence_lacks_is_untold() -> None:
    assert _untold("有多少名游客") == "游客"
    assert _untold("有多少座灯塔") == ""


def test_a_word_that_another_unit_holds_is_untold_all_the_same() -> None:
    assert _untold("有多少个码头", [TOWER]) == "码头"
    assert _untold("有多少个码头", [PIER]) == ""


@pytest.mark.parametrize("asked", ["有多少个马头", "有多少目标", "发放修传补贴多少"])
def test_a_mistyped_word_and_one_in_general_are_told(asked: str) -> None:
    assert _untold(asked, [PIER]) == ""


def test_a_word_spelt_right_is_not_told_by_one_that_sounds_alike() -> None:
    assert _untold("有多少个埠头", [PIER]) == "埠头"


def test_what_english_quotes_in_chinese_is_told_as_it_is_written() -> None:
    assert _untold("how much did the ship “渔船” cost", [PIER], ship="灯塔") == "渔船"
    assert _untold("how much did the pier “码头” cost", [PIER], pier="码头") == ""


def test_what_is_asked_to_be_finished_is_told_by_another_word_for_it() -> None:
    assert _is_told_as_done("通车", "灯塔大桥建成")
    assert _is_told_as_done("开始", "码头建成试运营")
    assert not _is_told_as_done("通车", "推进灯塔大桥")
    assert not _is_told_as_done("灯塔", "码头建成")


def test_the_measure_and_the_wider_word_that_a_word_is_looked_for_with_do_not_tell_it() -> None:
    world = world_of("青岭区2024年政府工作报告\n\n一、2023年工作回顾\n\n码头接待9万人次，建成学校8所。\n")
    evidence = [world.unit("码头")]
    assert _untold("有多少名游客", evidence) == "游客"  # 旅游, 人次
    assert _untold("有多少所小学", evidence) == "小学"  # 小学, 学校


def test_a_word_that_most_documents_hold_says_nothing() -> None:
    assert _untold("有多少名游客", common="游客") == ""


def test_a_figure_in_front_may_be_called_otherwise_but_not_of_another_kind() -> None:
    assert _untold("购船补贴是多少万元", [PIER]) == "购船"
    assert _untold("修船补贴是多少万元", [PIER]) == ""
    assert _untold("改造埠头多少座", [PIER]) == ""
    assert _untold("渔船灯塔多少座", [TOWER]) == ""


def test_english_is_told_by_any_translation_of_the_name() -> None:
    assert _untold("how many tourists came", tourist="游客") == "tourists came"
    assert _untold("how many tower keepers are there", tower="灯塔", keeper="游客") == ""


def test_an_english_name_that_no_document_translates_is_untold_behind_a_figure_too() -> None:
    figure = "lanterns came, 码头改造"
    assert _untold(f"how many {figure}", [PIER], lantern="游客") == ""
    assert _untold(f"how many {figure}", [PIER]) == "lanterns came"


def test_what_is_untold_is_refused_with_the_nearest() -> None:
    asked = understood("有多少名游客")
    chosen = unit("全年接待宾客3200名。", name="tells")
    gate = Gate(reader(untold="游客"), weights=GATE)
    found = gate.judge(searched(asked, weights("全年")), [ranked(chosen, 25.0)], Picked("likely", (chosen,)))
    assert (found.reason, found.decided) == (Reason.NO_EVIDENCE, Decision(Rule.UNTOLD, "游客"))
    assert found.nearest == (chosen,)
