from hypothesis import given
from hypothesis import strategies as st

from eval.normal import bare, normalise


def test_folds_width_script_case_and_white_space() -> None:
    assert normalise("羅湖區 ＧＤＰ\n增長 ３．４ ％") == "罗湖区gdp增长3.4%"


def test_citation_marks_do_not_part_words_or_add_digits() -> None:
    assert normalise("新增学位[1]10155个[12]。") == "新增学位10155个。"


def test_footnote_markers_do_not_become_digits() -> None:
    assert normalise("TOD¹⁰开发，健康素养¹³达到43%") == "tod开发,健康素养达到43%"


def test_circled_numbers_do_not_glue_to_the_figure_behind_them() -> None:
    assert normalise("①300座②42座") == ";300座;42座"


def test_markup_of_the_pdf_text_goes() -> None:
    assert normalise("**PM_{2.5}** 浓度") == "pm2.5浓度"


def test_thousands_separators_go_but_lists_of_figures_stay() -> None:
    assert normalise("10,155个、1,234,567元") == "10155个、1234567元"
    assert normalise("2019,2022") == "2019,2022"
    assert normalise("1,23") == "1,23"


def test_what_sets_thousands_apart_goes_and_figures_beside_each_other_stay() -> None:
    assert normalise("約 10 000 個單位，共 1 234 567 元") == "约10000个单位,共1234567元"
    assert normalise("in 2022 300 schools") == "in 2022 300 schools"
    assert normalise("12 34; 7 100 20; R1 671B") == "12 34; 7 100 20; r1 671b"


def test_english_words_and_figures_stay_apart() -> None:
    assert normalise("in 2022  10 schools") == "in 2022 10 schools"


def test_all_dashes_are_one() -> None:
    assert normalise("6.0%—6.5%") == normalise("6.0%-6.5%") == normalise("6.0%－6.5%")


def test_bare_keeps_letters_digits_and_signs_that_carry_meaning() -> None:
    assert bare("“1+7”、微克/立方米：45%。") == "1+7微克/立方米45%"


@given(st.text())
def test_chinese_text_keeps_no_white_space_and_normalising_twice_changes_nothing_in_plain_text(text: str) -> None:
    plain = "".join(c for c in text if c in "罗湖新增学位0123456789个亿元 \n，。")
    once = normalise(plain)
    assert "\n" not in once
    assert normalise(once) == once
