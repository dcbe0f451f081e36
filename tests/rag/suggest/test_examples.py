import pytest

from index.store.saved import OpenIndex
from index.words.script import simplify
from rag.answer.points import series
from rag.assistant import Assistant
from rag.question.place import Places
from rag.records import Answer, Answered, Language, Question, Reason, Refused, Seconds
from rag.suggest.examples import KINDS, MOST_TRIES, examples

WRITTEN = (Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH)


def _refuse(question: Question) -> Answer:
    return Refused(
        question=question,
        language=Language.SIMPLIFIED,
        text="",
        mode="extractive",
        passages=(),
        seconds=Seconds(total=0, embed=0),
        confidence=0,
        reason=Reason.NO_EVIDENCE,
    )


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.model
def test_there_are_five_or_six_and_each_is_answered(language: Language, real_assistant: Assistant) -> None:
    found = real_assistant.examples(language)
    assert 5 <= len(found) == len(set(found)) <= 6
    for text in found:
        answer = real_assistant.answer(Question(id="q", text=text))
        assert isinstance(answer, Answered), text
        assert answer.language is language


@pytest.mark.model
def test_they_are_of_many_kinds(real_assistant: Assistant) -> None:
    found = real_assistant.examples(Language.SIMPLIFIED)
    for words in ("新增了多少", "计划", "变化", "是哪", "由哪个部门负责", "是什么意思"):
        assert any(words in text for text in found), words
    in_english = real_assistant.examples(Language.ENGLISH)
    for words in ("How many", "plan to", "changed over the years", "responsible", "What was", "mean?"):
        assert any(words in text for text in in_english), words


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.model
def test_the_one_of_several_years_has_a_chart(language: Language, real_assistant: Assistant) -> None:
    (text,) = (
        text for text in real_assistant.examples(language) if "变化" in simplify(text) or "over the years" in text
    )
    answer = real_assistant.answer(Question(id="q", text=text))
    assert isinstance(answer, Answered)
    assert series(answer)


def test_they_are_in_the_readers_script(assistant: Assistant) -> None:
    for text in assistant.examples(Language.SIMPLIFIED):
        assert simplify(text) == text
    for text in assistant.examples(Language.ENGLISH):
        assert text.isascii() or "“" in text
        assert not any("\u4e00" <= character <= "\u9fff" for character in text)
    traditional = assistant.examples(Language.TRADITIONAL)
    assert any("羅湖區" in text for text in traditional)
    assert not any(mark in text for text in traditional for mark in "“”么")
    assert assistant.examples(Language.CANTONESE) == traditional


def test_what_is_not_answered_is_not_shown(real_index: OpenIndex) -> None:
    asked: list[str] = []

    def refuse(question: Question) -> Answer:
        asked.append(question.text)
        return _refuse(question)

    places = Places(real_index.corpus.documents.values())
    assert examples(real_index.corpus, Language.SIMPLIFIED, places, refuse) == ()
    assert len(KINDS) <= len(asked) <= MOST_TRIES * len(KINDS)


def test_what_is_answered_from_another_place_is_not_shown(real_index: OpenIndex, assistant: Assistant) -> None:
    other = assistant.answer(Question(id="q", text="“六个一”是什么意思？"))
    places = Places(real_index.corpus.documents.values())
    assert examples(real_index.corpus, Language.SIMPLIFIED, places, lambda _: other) == ()


def test_they_are_asked_once(assistant: Assistant) -> None:
    assert assistant.examples(Language.ENGLISH) is assistant.examples(Language.ENGLISH)
