from rag.records import Language
from ui.text.answer_tag import answer_tag


def test_an_answer_to_a_cantonese_question_is_written_as_in_hong_kong() -> None:
    assert [answer_tag(language) for language in Language] == ["zh-CN", "zh-HK", "zh-HK", "en"]
