from index.records import Status
from rag.records import Answered, Computed, Key, Language, Operand, Operation, Question, Row
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import Element, parse
from ui.citizen.conversation import begin, finish
from ui.citizen.talk import talk
from ui.text.zh_hans.page import ZH_HANS as WORDS

ONE = Key(text="<7家>", restated="7 or more", numbers=(1, 2))
TWO = Key(text="15家以上", restated="", numbers=(3,))


def test_the_key_leads_marked_with_its_sources_and_the_quotes_follow(assistant: PairsAssistant) -> None:
    block = _drawn(assistant, text="KEY\n原话。[1][2]", keys=(ONE,), n_lead_lines=1)
    assert "KEY" not in block.text
    lead = block.one("p", cls="lead")
    assert lead.one("strong", cls="key").text == "<7家>"
    assert lead.one("strong").attributes["lang"] == "zh-CN"
    assert lead.one(cls="restated").text == "(7 or more)"
    assert [button.attributes["data-source"] for button in lead.all("button", cls="cite")] == ["1-1", "1-2"]
    assert block.text.index("<7家>") < block.text.index("原话")


def test_keys_of_different_quotes_have_a_line_each(assistant: PairsAssistant) -> None:
    block = _drawn(assistant, text="KEY\nKEY\n原话。[1][2][3]", keys=(ONE, TWO), n_lead_lines=2)
    assert [line.one(cls="key").text for line in block.all("p", cls="lead")] == ["<7家>", "15家以上"]


def test_a_comparison_is_a_table_with_a_period_as_the_header_of_each_row(assistant: PairsAssistant) -> None:
    rows = (
        Row(years=(2019,), status=Status.RESULT, keys=(ONE,)),
        Row(years=(2020,), status=Status.PLAN, keys=(TWO,)),
    )
    block = _drawn(
        assistant, text="A\nB\n原话。[1][2][3]", keys=(ONE, TWO), table=rows, n_lead_lines=2, language=Language.ENGLISH
    )
    table = block.one("table")
    assert table.one("caption").text == "Periods compared"
    assert [header.text for header in table.all("th", scope="row")] == ["2019, reported", "2020, planned"]
    assert [cell.one(cls="key").text for cell in table.all("td")] == ["<7家>", "15家以上"]
    assert [button.text for button in table.all("button")] == ["[1]", "[2]", "[3]"]
    assert not block.all(cls="lead")


def test_each_figure_of_a_period_has_the_sources_that_state_it(assistant: PairsAssistant) -> None:
    three = Key(text="8家", restated="", numbers=(3,))
    rows = (
        Row(years=(2019,), status=Status.RESULT, keys=(ONE, TWO, three)),
        Row(years=(2020,), status=Status.PLAN, keys=(TWO,)),
    )
    block = _drawn(assistant, text="A\nB\n原话。[1][2][3]", keys=(ONE, TWO, three), table=rows, n_lead_lines=2)
    cells = [cell.text for cell in block.one("table").all("td")]
    assert cells == ["<7家> (7 or more)[1][2]；15家以上；8家[3]", "15家以上[3]"]


def test_documents_that_disagree_are_a_block_of_their_own(assistant: PairsAssistant) -> None:
    block = _drawn(assistant, text="A\nB\nC\n原话。[1][2][3]", keys=(ONE, TWO), disagreement=(1, 3), n_lead_lines=3)
    differs = block.one(cls="differs", role="note")
    assert differs.one("p").text == "各文件的说法不一："
    items = [item.text for item in differs.all("li")]
    assert [item.split("：")[-1] for item in items] == ["<7家> (7 or more)[1][2]", "15家以上[3]"]
    assert all(item.startswith("《") and "日" in item for item in items)


SUM = Computed(
    operation=Operation.SUM,
    text="<1> + 2 = 3 个",
    value=3,
    unit="个",
    operands=(Operand(text="2", number=3), Operand(text="1", number=1), Operand(text="1", number=1)),
)


def test_a_computed_figure_leads_with_a_button_for_each_source_and_says_that_it_is_computed(
    assistant: PairsAssistant,
) -> None:
    block = _drawn(assistant, text="SUM\n原话。[1][2][3]", computed=(SUM,), n_lead_lines=1)
    computed = block.one(cls="computed")
    assert computed.one("strong").text == "<1> + 2 = 3 个[1][3]"
    assert [button.text for button in computed.all("button", cls="cite")] == ["[1]", "[3]"]
    assert computed.one(cls="how").text == WORDS.computed
    assert block.text.index("= 3") < block.text.index("原话")
    assert "SUM" not in block.text


def test_an_order_is_said_to_be_one_of_what_is_stated(assistant: PairsAssistant) -> None:
    most = SUM.model_copy(update={"operation": Operation.MOST})
    block = _drawn(assistant, text="SUM\n原话。[1][2][3]", computed=(most,), n_lead_lines=1)
    assert block.one(cls="how").text == WORDS.ordered


def test_what_is_computed_takes_nothing_from_the_figures_in_front(assistant: PairsAssistant) -> None:
    block = _drawn(assistant, text="A\nB\n原话。[1][2][3]", computed=(SUM,), keys=(TWO,), n_lead_lines=2)
    assert [line.one("strong").text for line in block.all("p", cls="lead")] == ["<1> + 2 = 3 个[1][3]", "15家以上"]


def test_the_line_of_a_computed_figure_is_that_of_the_text_with_a_button_behind_each_operand(
    assistant: PairsAssistant,
) -> None:
    block = _drawn(assistant, text="合计：<1>[1] + 2[3] = 3 个\n原话。[1][2][3]", computed=(SUM,), n_lead_lines=1)
    line = block.one(cls="computed").one("strong")
    assert line.text == "合计：<1>[1] + 2[3] = 3 个"
    assert [button.attributes["data-source"] for button in line.all("button")] == ["1-1", "1-3"]


def test_a_chart_says_what_filled_and_dashed_mean_and_keeps_how_exactly_a_figure_is_meant(
    assistant: PairsAssistant,
) -> None:
    told = ((2022, Status.RESULT, "6589 个"), (2024, Status.RESULT, "超8430个"), (2025, Status.PLAN, "4000个以上"))
    rows = tuple(
        Row(years=(year,), status=status, keys=(Key(text=text, restated="", numbers=(1,)),))
        for year, status, text in told
    )
    charted = _drawn(assistant, text="原话。[1][2][3]", table=rows).one(cls="charted")
    assert [value.text for value in charted.all("text", cls="chart-value")] == ["6589", "超8430", "4000以上"]
    assert [item.text for item in charted.one("ul").all("li")] == ["完成情况（实心）", "计划（虚线框）"]
    assert len(charted.one("ul").all("rect", cls="chart-open")) == 1
    done = tuple(row.model_copy(update={"status": Status.RESULT}) for row in rows)
    assert not _drawn(assistant, text="原话。[1][2][3]", table=done).one(cls="charted").all("ul")


def _drawn(assistant: PairsAssistant, **fields: object) -> Element:
    asked = Question(id="q", text="2025年新增离境退税商店多少家")
    answer = assistant.answer(asked)
    assert isinstance(answer, Answered)
    turn = finish(begin((), asked.text, kept_turns=5), answer.model_copy(update=fields))
    page = parse(talk(turn, assistant.corpus, WORDS, examples=(), shown_passages=3))
    return page.one(cls="answer-text")


def test_a_verdict_stands_in_front_and_its_figure_is_not_said_again(assistant: PairsAssistant) -> None:
    block = _drawn(assistant, text="是，是7家。[1]\n原话。[1][2][3]", keys=(ONE,), n_lead_lines=1, n_own_lines=1)
    assert block.text.index("是，是7家") < block.text.index("原话")
    assert not block.all(cls="lead")


def test_a_verdict_without_a_figure_stands_above_the_keys(assistant: PairsAssistant) -> None:
    block = _drawn(assistant, text="相关的原文是：\nKEY\n原话。[1][2][3]", keys=(ONE,), n_lead_lines=2, n_own_lines=1)
    assert block.text.index("相关的原文是") < block.text.index("<7家>") < block.text.index("原话")
