from rag.records import Question
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import parse
from ui.citizen.conversation import Conversation, begin, finish
from ui.citizen.talk import talk
from ui.text.zh_hans.page import ZH_HANS as WORDS


def test_old_turns_that_went_are_said_to_have_gone(assistant: PairsAssistant) -> None:
    conversation: Conversation = ()
    for number, question in enumerate(("2023年新增公办学位多少", "2025年新增离境退税商店", "2019年新增学位")):
        answer = assistant.answer(Question(id="q", text=question))
        conversation = finish(begin(conversation, question, kept_turns=2), answer)
        page = parse(talk(conversation, assistant.corpus, WORDS, examples=(), shown_passages=3))
        assert [item.text for item in page.all(cls="forgotten")] == [WORDS.forgotten.format(clear=WORDS.clear)] * (
            number == 2
        )
