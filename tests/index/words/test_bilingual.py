"""English words → Chinese words that the corpus holds."""

import marisa_trie
import pytest

from index.config import IndexSettings
from index.read.units import ReadDocument
from index.words.bilingual import (
    ADMIN_WEIGHT,
    ALONE_WEIGHT,
    MOST_WORDS,
    NO_LEXICON,
    Bilingual,
    Lexicon,
    admin_terms,
    english_words,
    stem,
)
from index.words.terms import fold

ENGLISH = ("school", "tax refund", "growth", "house", "subway station", "elderly", "medical insurance", "employment")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open(IndexSettings().cache_dir)


@pytest.fixture(scope="module")
def bilingual(lexicon: Lexicon, reads: dict[str, ReadDocument]) -> Bilingual:
    return over(lexicon, reads["001"].document.text)


def over(lexicon: Lexicon, text: str) -> Bilingual:
    return Bilingual(lexicon, lexicon.words_in(fold(text)).__contains__)


def words_for(bilingual: Bilingual, english: str) -> dict[str, float]:
    return {word: weight for _, words in bilingual.translate(english) for word, weight in words}


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("station", "stations", "station's"), "station"),
        (("charge", "charging", "charged", "charges"), "charg"),
        (("plan", "planned", "planning", "plans"), "plan"),
        (("policy", "policies"), "polici"),
        (("process", "processing"), "process"),
        (("address", "addresses"), "address"),
        (("red",), "red"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...], same: str) -> None:
    assert {stem(word) for word in words} == {same}


def test_official_terms_of_one_stem_and_other_things_stay_apart(lexicon: Lexicon) -> None:
    assert stem("parking") != stem("park") == stem("parks")
    found = words_for(over(lexicon, "公园里可停车"), "parking")
    assert "停车" in found
    assert "公园" not in found


def test_words_without_meaning_are_left_out() -> None:
    assert english_words("How many charging stations were there in 2024?") == ["charg", "station"]
    assert english_words("罗湖2024") == []


def test_words_that_the_corpus_does_not_hold_are_left_out(lexicon: Lexicon) -> None:
    bilingual = over(lexicon, "新增航线和学校，税收增长")
    assert "学校" in words_for(bilingual, "schools")
    assert "增长" in words_for(bilingual, "growth")
    for english in ENGLISH:
        assert all(word in "新增航线和学校,税收增长" for word in words_for(bilingual, english))


def test_a_word_of_a_known_phrase_counts_half_beside_the_phrase(lexicon: Lexicon) -> None:
    groups = dict(over(lexicon, "办理离境退税，税收增长，退还押金").translate("tax refund"))
    assert ("退税", ADMIN_WEIGHT) in groups["tax refund"]
    alone = dict(over(lexicon, "办理离境退税，税收增长，退还押金").translate("tax"))["tax"]
    assert alone
    assert groups["tax"] == tuple((word, ALONE_WEIGHT * weight) for word, weight in alone)


def test_traditional_text_is_matched_in_simplified(lexicon: Lexicon) -> None:
    assert words_for(over(lexicon, "學校"), "school") == {"学校": ADMIN_WEIGHT}


def test_official_terms_come_first_and_weigh_most(bilingual: Bilingual) -> None:
    ((phrase, words), *_) = bilingual.translate("the GDP")
    assert phrase == "gdp"
    assert words[0] == ("生产总值", ADMIN_WEIGHT)
    assert all(0 < weight <= ADMIN_WEIGHT for _, weight in words)


@pytest.fixture
def three_phrases() -> Bilingual:
    glosses = {"tax refund": "退税", "tax": "税", "shop": "商店"}
    phrases = marisa_trie.BytesTrie((phrase, f"1.0\t{word}".encode()) for phrase, word in glosses.items())
    return Bilingual(Lexicon(phrases, marisa_trie.Trie(glosses.values()), marisa_trie.RecordTrie("<I")), lambda _: True)


def test_the_longest_phrase_is_taken_and_its_words_stay_findable(three_phrases: Bilingual) -> None:
    found = [(phrase, [word for word, _ in words]) for phrase, words in three_phrases.translate("Tax refund shops?")]
    assert found == [("tax refund", ["退税"]), ("tax", ["税"]), ("shop", ["商店"])]


def test_the_last_word_is_given_once(three_phrases: Bilingual) -> None:
    assert [phrase for phrase, _ in three_phrases.translate("shops")] == ["shop"]


def test_an_unknown_word_is_told_without_words() -> None:
    nothing = Bilingual(NO_LEXICON, lambda _: True)
    assert nothing.translate("zyzzyva") == (("zyzzyva", ()),)
    assert nothing.translate("how is it") == ()


def test_a_word_with_a_hyphen_that_is_not_known_is_the_words_that_it_joins(lexicon: Lexicon) -> None:
    of = over(lexicon, "社区治理")
    assert words_for(of, "community-wide governance").keys() >= {"社区", "治理"}


def test_no_phrase_has_more_words_than_allowed(bilingual: Bilingual) -> None:
    official = admin_terms()
    for english in (*official, *ENGLISH):
        for phrase, words in bilingual.translate(english):
            assert len(words) <= MOST_WORDS + len(official.get(phrase, ()))
            assert len({word for word, _ in words}) == len(words)
            assert all(0 < weight <= ADMIN_WEIGHT for _, weight in words)


def test_the_list_of_official_terms_names_no_place() -> None:
    assert not [words for words in admin_terms().values() if any("罗湖" in word or "盐田" in word for word in words)]


def test_a_run_is_cut_into_as_few_words_as_there_can_be() -> None:
    words = Lexicon(
        marisa_trie.BytesTrie(), marisa_trie.Trie(["山路", "路灯", "灯具", "山"]), marisa_trie.RecordTrie("<I")
    )
    assert words.cut("山路灯具厂") == ("山路", "灯具", "厂")
    assert words.cut("") == ()
