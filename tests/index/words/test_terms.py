"""Terms: one form for all ways to write a word, figures whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.terms import fold, terms

# 薴 is left out: OpenCC turns it into 苧 and that into 苎.
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF, exclude_characters="薴")
MIXED = st.text(
    st.one_of(HAN, st.characters(max_codepoint=0x17F), st.sampled_from("０１９，．％ＡａⅡ①⽔⻓\uf90f　“”—・㎡"))
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("羅湖區嘅稅收", "罗湖区嘅税收"),
        ("裏面、綫路、羣眾", "里面、线路、群众"),
        ("ＧＤＰ增长６．５％", "gdp增长6.5%"),
        ("1,024.5亿元，1，258.7亿元", "1024.5亿元,1258.7亿元"),
        ("1,2,300", "1,2300"),
        ("⽔利\uf90f湖", "水利罗湖"),
        ("PM₂.₅、TOD¹⁰", "pm2.5、tod10"),
    ],
)
def test_fold_gives_simplified_half_width_lower_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("税收107.6亿元", ["税收", "107.6", "亿元"]),
        ("新引进企业", ["新引", "引进", "进企", "企业"]),
        ("增", ["增"]),
        ("5G-A基站", ["5", "g-a", "基站"]),
        ("5G基站", ["5g", "5", "g", "基站"]),
        ("Deepseek模型 it's", ["deepseek", "模型", "it's"]),
        ("企业，企业", ["企业", "企业"]),
        ("1,024家", ["1024", "家"]),
        ("2.0.1版", ["2.0", "1", "版"]),
        ("，。 \n", []),
        ("", []),
    ],
)
def test_terms_are_bigrams_words_and_whole_figures(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_both_scripts_and_widths_give_the_same_terms() -> None:
    assert terms("羅湖區２０２４年嘅稅收") == terms("罗湖区2024年嘅税收")


@given(MIXED)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert terms(fold(text)) == terms(text)


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from(["{0}.{1}", "{0:,}.{1}"]), st.booleans())
def test_a_figure_is_one_term_however_it_is_written(whole: int, part: int, form: str, wide: bool) -> None:
    written = form.format(whole, part)
    if wide:
        written = written.translate({ord(a): ord(a) + 0xFEE0 for a in "0123456789.,"})
    assert terms(f"收入{written}亿元") == ["收入", f"{whole}.{part}", "亿元"]


@given(MIXED)
def test_no_term_is_empty_or_a_part_of_a_figure(text: str) -> None:
    found = terms(text)
    assert all(found)
    digits = [mark for mark in fold(text) if mark.isascii() and mark.isdigit()]
    figures = [term for term in found if not any(mark.isascii() and mark.isalpha() for mark in term)]  # 5g is a name
    assert [mark for term in figures for mark in term if mark.isascii() and mark.isdigit()] == digits


@pytest.mark.parametrize("area", ["5万m²", "5万㎡", "5万平方米", "5萬平方米"])
def test_signs_of_measures_are_folded_into_words(area: str) -> None:
    assert fold(area) == "5万平方米"
    assert fold("3.2km²、8m³、10μg/m³") == "3.2平方公里、8立方米、10μg/立方米"
    assert fold("m2m、tm2") == "m2m、tm2"
