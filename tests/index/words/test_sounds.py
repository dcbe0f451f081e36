"""Words that sound alike, and pinyin cut into syllables."""

import time

import marisa_trie
import pytest

from index.words.sounds import Sounds, sound_keys, sound_of

TERMS = ["税收", "水手", "失业", "事业", "实业", "西安", "绿道", "口岸", "口岸", "gdp", "税", "退税商"]


def sounds_of(*segments: list[str]) -> Sounds:
    held = {term for terms in segments for term in terms}
    return Sounds([marisa_trie.Trie(sound_keys(terms)) for terms in segments], held.__contains__)


SOUNDS = sounds_of(TERMS[:3], TERMS[2:])


@pytest.mark.parametrize(("term", "sound"), [("税收", "shui shou"), ("绿道", "lu dao"), ("西安", "xi an")])
def test_a_sound_is_pinyin_without_tones(term: str, sound: str) -> None:
    assert sound_of(term) == sound


def test_terms_of_one_sound_are_found_in_order_once() -> None:
    assert SOUNDS.like("市业") == ("事业", "失业", "实业")
    assert SOUNDS.like("口按") == ("口岸",)
    assert SOUNDS.like("天空") == ()


def test_only_terms_of_two_characters_are_kept() -> None:
    assert {key.partition("\t")[2] for key in sound_keys(TERMS)} == set(TERMS) - {"gdp", "税", "退税商"}


def test_a_term_that_left_the_corpus_is_not_found() -> None:
    sounds = Sounds([marisa_trie.Trie(sound_keys(TERMS))], {"失业", "口岸"}.__contains__)
    assert sounds.like("市业") == ("失业",)
    assert sounds.syllables("shuishou") == ()


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("shuishou", ("shui", "shou")),
        ("Kouan", ("kou", "an")),
        ("lvdao", ("lu", "dao")),
        ("xian", ("xi", "an")),
        ("shiyexian", ("shi", "ye", "xi", "an")),
        ("shops", ()),
        ("shuishoux", ()),
        ("", ()),
    ],
)
def test_a_latin_word_is_cut_into_syllables_or_is_no_pinyin(word: str, syllables: tuple[str, ...]) -> None:
    assert SOUNDS.syllables(word) == syllables


def test_a_syllable_is_as_long_as_the_rest_allows() -> None:
    both = sounds_of(["先西", "安港"])
    assert both.syllables("xian") == ("xian",)


def test_a_long_word_that_is_no_pinyin_is_given_up_at_once() -> None:
    sounds, start = sounds_of(["西安", "先安"]), time.perf_counter()
    assert sounds.syllables("xian" * 100 + "q") == ()
    assert len(sounds.syllables("xian" * 100)) == 100
    assert time.perf_counter() - start < 1


def test_pairs_of_syllables_read_as_terms_of_the_corpus() -> None:
    assert SOUNDS.read(("shui", "shou", "shi", "ye")) == (("水手", "税收"), (), ("事业", "失业", "实业"))
    assert SOUNDS.read(("shui",)) == ()
