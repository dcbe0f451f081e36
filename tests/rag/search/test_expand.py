import pytest

from index.records import Document
from index.store.saved import OpenIndex
from rag.question.document import Documents
from rag.question.place import Places
from rag.question.understand import understand
from rag.records import Question
from rag.search.expand import SOUND_WEIGHT, Meaning, expand, is_year
from tests.rag.asked import vocabulary_of

NO_PLACES = Places(())

NO_DOCUMENTS = Documents((), Places(()))


def _terms(text: str, index: OpenIndex, *history: str, places: Places = NO_PLACES) -> dict[str, float]:
    understood = understand(
        Question(id="q", text=text, history=history), vocabulary_of(index), lambda _: {2025}, places, NO_DOCUMENTS
    )
    found = expand(
        understood, bilingual=index.bilingual, sounds=index.sounds, is_known=index.lexical.frequencies.__contains__
    )
    return dict(found.terms)


def _meanings(text: str, index: OpenIndex) -> tuple[Meaning, ...]:
    asked = understand(Question(id="q", text=text), vocabulary_of(index), lambda _: {2025}, NO_PLACES, NO_DOCUMENTS)
    is_known = index.lexical.frequencies.__contains__
    return expand(asked, bilingual=index.bilingual, sounds=index.sounds, is_known=is_known).meanings


def test_only_terms_that_the_corpus_holds_are_searched(real_index: OpenIndex) -> None:
    terms = _terms("2022年新增学位多少，还有斑马龙虾", real_index)
    assert terms
    assert all(term in real_index.lexical.frequencies for term in terms)
    assert terms["学位"] == 1.0


def test_an_overview_is_searched_by_its_theme_alone(real_index: OpenIndex) -> None:
    assert _terms("养老方面有哪些新动静", real_index).keys() == _terms("养老", real_index).keys()


def test_an_english_overview_is_compared_with_its_theme_alone(real_index: OpenIndex) -> None:
    assert _meanings("give me a summary of the plans for schools", real_index) == _meanings("plans schools", real_index)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("How many lifts were replaced?", "电梯"),
        ("retail sales of consumer goods", "零售"),
        ("the unemployment rate", "失业"),
        ("Wutong Mountain", "梧桐"),  # a name in pinyin, in no list
    ],
)
def test_english_reaches_chinese_terms(text: str, chinese: str, real_index: OpenIndex) -> None:
    assert chinese in _terms(text, real_index)


def test_an_english_word_has_its_translations_together_and_a_chinese_question_has_none(real_index: OpenIndex) -> None:
    meanings = _meanings("How many school places?", real_index)
    (one,) = (each for each in meanings if (("学位",), 1.0) in each.translations)
    assert all(weight > 0 for _, weight in one.translations)
    assert _meanings("新增多少学位", real_index) == ()


def test_typing_errors_reach_what_sounds_alike(real_index: OpenIndex) -> None:
    assert _terms("城镇登记失页率", real_index)["失业"] == 1.0  # mended: nothing else sounds so
    assert _terms("新增学为多少个", real_index)["学位"] < 1.0  # both may be words, so it is only looked for


def test_a_word_that_is_spelt_right_reaches_nothing_that_sounds_alike(real_index: OpenIndex) -> None:
    assert "市人" not in _terms("来了几位诗人", real_index)  # 诗人 stands in no document, 市人 between two words


def test_an_amount_in_words_that_is_claimed_is_not_searched_and_one_that_is_looked_for_is(
    real_index: OpenIndex,
) -> None:
    assert "千亿" in _terms("哪个行业增加值近一千亿元", real_index)
    assert "千亿" not in _terms("生产总值有一千亿元吗", real_index)


def test_pinyin_reaches_characters(real_index: OpenIndex) -> None:
    assert "电梯" in _terms("luohu gengxin le duoshao dianti", real_index)


def test_topic_of_the_conversation_weighs_less_than_the_question(real_index: OpenIndex) -> None:
    terms = _terms("那供应呢", real_index, "2024年筹集了多少保障性住房？")
    assert terms["保障"] < terms["供应"]


@pytest.mark.parametrize(
    ("text", "has_own"),
    [
        ("那供应呢", False),
        ("这件事归哪个部门负责", False),
        ("who is in charge of that?", False),
        ("And what is the target for the following year?", False),
        ("那棚户区改造呢，有几个项目", True),
        ("And how many charging stations for electric cars?", True),
    ],
)
def test_a_follow_up_on_another_matter_is_encoded_without_the_first(
    text: str, has_own: bool, real_index: OpenIndex
) -> None:
    earlier = "2024年筹集了多少保障性住房？"
    question = Question(id="q", text=text, history=(earlier,))
    understood = understand(question, vocabulary_of(real_index), lambda _: {2025}, Places(()), NO_DOCUMENTS)
    found = expand(
        understood,
        bilingual=real_index.bilingual,
        sounds=real_index.sounds,
        is_known=real_index.lexical.frequencies.__contains__,
    )
    assert ("保障性住房" in found.text) is not has_own


def test_pinyin_is_encoded_as_the_words_it_reads(real_index: OpenIndex) -> None:
    understood = understand(
        Question(id="q", text="xinzeng xuewei duoshao"),
        vocabulary_of(real_index),
        lambda _: {2025},
        Places(()),
        NO_DOCUMENTS,
    )
    found = expand(
        understood,
        bilingual=real_index.bilingual,
        sounds=real_index.sounds,
        is_known=real_index.lexical.frequencies.__contains__,
    )
    assert "学位" in found.text


def test_years_are_known_as_such() -> None:
    assert is_year("2025")
    assert not is_year("10155")


def test_the_place_that_all_documents_are_about_is_no_term(real_index: OpenIndex) -> None:
    places = Places(real_index.corpus.entries)
    (place,) = places.held
    assert _terms(f"深圳市{place.full}学位", real_index, places=places) == {"学位": 1.0}
    owner = f"{place.english}'s school places"
    assert _terms(owner, real_index, places=places) == _terms("school places", real_index, places=places)


def test_a_follow_up_that_names_only_the_place_and_one_thing_keeps_its_topic(real_index: OpenIndex) -> None:
    places = Places(real_index.corpus.entries)
    question = Question(id="q", text=f"那深圳{places.held[0].full}学位", history=("2024年筹集了多少保障性住房？",))
    understood = understand(question, vocabulary_of(real_index), lambda _: {2025}, places, NO_DOCUMENTS)
    found = expand(
        understood,
        bilingual=real_index.bilingual,
        sounds=real_index.sounds,
        is_known=real_index.lexical.frequencies.__contains__,
    )
    assert "保障性住房" in found.text


def test_the_name_of_a_part_of_a_held_place_is_looked_for_and_that_of_the_place_is_not(real_index: OpenIndex) -> None:
    held = Document(
        doc_id="g", title="广东省政府工作报告", issuer="", kind="", issued=None, covers=(), source="", sha256="0" * 64,
        note="", text="正文",
    )  # fmt: skip
    provinces = Places([held, held.model_copy(update={"doc_id": "h", "title": "湖南省政府工作报告"})])
    assert "深圳" in _terms("深圳新增学位多少", real_index, places=provinces)
    assert "广东" not in _terms("广东新增学位多少", real_index, places=provinces)


@pytest.mark.parametrize(
    ("text", "over"),
    [("要改造多少个老旧小区", "个老"), ("新增了几家企业", "家企"), ("建了几多所學校", "所学")],
)
def test_what_lies_over_the_measure_word_of_how_many_weighs_little(text: str, over: str, real_index: OpenIndex) -> None:
    assert over in real_index.lexical.frequencies
    assert _terms(text, real_index)[over] < SOUND_WEIGHT


def test_a_word_that_begins_like_a_measure_word_stays_whole(real_index: OpenIndex) -> None:
    assert "人才" in _terms("有多少人才公寓", real_index)
