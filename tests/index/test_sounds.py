"""Words that sound alike, and pinyin cut into syllables."""

import time

import pytest

from index.sounds import Sounds, sound_of

SOUNDS = Sounds.of(["税收", "水手", "失业", "事业", "实业", "西安", "绿道", "口岸", "口岸", "gdp", "税", "退税商"])


@pytest.mark.parametrize(("term", "sound"), [("税收", "shui shou"), ("绿道", "lu dao"), ("西安", "xi an")])
def test_a_sound_is_pinyin_without_tones(term: str, sound: str) -> None:
    assert sound_of(term) == sound


def test_terms_of_one_sound_are_found_in_order_once() -> None:
    assert SOUNDS.like("市业") == ("事业", "失业", "实业")
    assert SOUNDS.like("口按") == ("口岸",)
    assert SOUNDS.like("天空") == ()


def test_only_terms_of_two_characters_are_kept() -> None:
    assert {word for words in SOUNDS.by_sound.values() for word in words} == {
        "税收",
        "水手",
        "失业",
        "事业",
        "实业",
        "西安",
        "绿道",
        "口岸",
    }


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
    both = Sounds({"xian xi": ("先西",), "an gang": ("安港",)})
    assert both.syllables("xian") == ("xian",)


def test_a_long_word_that_is_no_pinyin_is_given_up_at_once() -> None:
    sounds, start = Sounds({"xi an": ("西安",), "xian an": ("先安",)}), time.perf_counter()
    assert sounds.syllables("xian" * 100 + "q") == ()
    assert len(sounds.syllables("xian" * 100)) == 100
    assert time.perf_counter() - start < 1


def test_pairs_of_syllables_read_as_terms_of_the_corpus() -> None:
    assert SOUNDS.read(("shui", "shou", "shi", "ye")) == (("水手", "税收"), (), ("事业", "失业", "实业"))
    assert SOUNDS.read(("shui",)) == ()
