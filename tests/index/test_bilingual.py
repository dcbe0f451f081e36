"""English words → Chinese words that the corpus holds."""

import pytest

from index.bilingual import ADMIN_WEIGHT, MOST_WORDS, Bilingual, admin_terms, english_words, stem
from index.units import ReadDocument


@pytest.fixture(scope="module")
def bilingual(reads: dict[str, ReadDocument]) -> Bilingual:
    return Bilingual.of(reads["001"].document.text)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("station", "stations", "station's"), "station"),
        (("charge", "charging", "charged", "charges"), "charg"),
        (("plan", "planned", "planning", "plans"), "plan"),
        (("policy", "policies"), "policy"),
        (("process", "processing"), "process"),
        (("bus",), "bus"),
        (("red",), "red"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...], same: str) -> None:
    assert {stem(word) for word in words} == {same}


def test_words_without_meaning_are_left_out() -> None:
    assert english_words("How many charging stations were there in 2024?") == ["charg", "station"]
    assert english_words("罗湖2024") == []


def test_each_word_of_the_lexicon_is_in_the_corpus() -> None:
    found = Bilingual.of("新增航线和学校，税收增长")
    words = {chinese for group in found.glosses.values() for chinese, _ in group}
    assert {"学校", "税收", "增长"} <= words
    assert all(word in "新增航线和学校,税收增长" for word in words)


def test_traditional_text_is_matched_in_simplified() -> None:
    assert dict(Bilingual.of("學校").glosses)["school"] == (("学校", ADMIN_WEIGHT),)


def test_official_terms_come_first_and_weigh_most(bilingual: Bilingual) -> None:
    ((phrase, words), *_) = bilingual.translate("the GDP")
    assert phrase == "gdp"
    assert words[0] == ("生产总值", ADMIN_WEIGHT)
    assert all(0 < weight <= ADMIN_WEIGHT for _, weight in words)


def test_the_longest_phrase_is_taken_and_its_words_stay_findable() -> None:
    lexicon = Bilingual({"tax refund": (("退税", 1.0),), "tax": (("税", 1.0),), "shop": (("商店", 1.0),)})
    assert lexicon.translate("How many tax refund shops?")[:3] == (
        ("tax refund", (("退税", 1.0),)),
        ("tax", (("税", 1.0),)),
        ("shop", (("商店", 1.0),)),
    )


def test_the_last_word_is_given_once() -> None:
    assert Bilingual({"shop": (("商店", 1.0),)}).translate("shops") == (("shop", (("商店", 1.0),)),)


def test_an_unknown_word_is_told_without_words() -> None:
    assert Bilingual({}).translate("zyzzyva") == (("zyzzyva", ()),)
    assert Bilingual({}).translate("how is it") == ()


def test_no_phrase_has_more_words_than_allowed(bilingual: Bilingual) -> None:
    official = admin_terms()
    assert len(bilingual.glosses) > 1000
    for phrase, words in bilingual.glosses.items():
        assert len(words) <= MOST_WORDS + len(official.get(phrase, ()))
        assert len({word for word, _ in words}) == len(words)


def test_the_list_of_official_terms_names_no_place() -> None:
    assert not [words for words in admin_terms().values() if any("罗湖" in word or "盐田" in word for word in words)]
