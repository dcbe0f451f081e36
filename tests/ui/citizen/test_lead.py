from index.records import Status
from rag.records import Answered, Key, Language, Question, Row
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
    assert table.one("caption").text == WORDS.compared
    assert [header.text for header in table.all("th", scope="row")] == ["2019, reported", "2020, planned"]
    assert [cell.one(cls="key").text for cell in table.all("td")] == ["<7家>", "15家以上"]
    assert [button.text for button in table.all("button")] == ["[1]", "[2]", "[3]"]
    assert not block.all(cls="lead")


def test_documents_that_disagree_are_a_block_of_their_own(assistant: PairsAssistant) -> None:
    block = _drawn(assistant, text="A\nB\nC\n原话。[1][2][3]", keys=(ONE, TWO), disagreement=(1, 3), n_lead_lines=3)
    differs = block.one(cls="differs", role="note")
    assert differs.one("p").text == "各文件的说法不一："
    items = [item.text for item in differs.all("li")]
    assert [item.split("：")[-1] for item in items] == ["<7家> (7 or more)[1][2]", "15家以上[3]"]
    assert all(item.startswith("《") and "日" in item for item in items)


def _drawn(assistant: PairsAssistant, **fields: object) -> Element:
    asked = Question(id="q", text="2025年新增离境退税商店多少家")
    answer = assistant.answer(asked)
    assert isinstance(answer, Answered)
    turn = finish(begin((), asked.text, kept_turns=5), answer.model_copy(update=fields))
    page = parse(talk(turn, assistant.corpus, WORDS, examples=(), shown_passages=3))
    return page.one(cls="answer-text")
