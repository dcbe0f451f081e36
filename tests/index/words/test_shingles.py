"""Texts that are nearly equal are found by the clauses they share, however their lines break."""

from index.words.shingles import HeldTexts

REPORT = (
    "全年新增公办学位3200个，新建学校四所。建成社区公园十二个，改造老旧小区二十处；"
    "整治黑臭水体五条，空气优良天数比例达到百分之九十五。"
)
OTHER = "本办法所称专项资金由区财政局统一管理，申请人应当在每年三月底前提交材料。"


def held() -> HeldTexts:
    return HeldTexts.of([("other", OTHER), ("report", REPORT)])


def test_the_same_text_shares_all_of_it() -> None:
    assert held().near(REPORT) == (("report", 1.0, 1.0),)


def test_line_breaks_and_blanks_make_no_other_text() -> None:
    broken = REPORT.replace("公办", "公\n办").replace("3200个", " 3200 个 ").replace("；", "；\n\n")
    assert held().near(broken) == (("report", 1.0, 1.0),)


def test_a_text_in_which_a_figure_differs_shares_the_rest() -> None:
    (found,) = held().near(REPORT.replace("3200", "4100"))
    assert found.doc_id == "report"
    assert 0.7 < found.of_new < 1
    assert found.of_new == found.of_held


def test_what_stands_whole_in_a_longer_one_is_told_apart_by_its_shares() -> None:
    (found,) = held().near(f"{REPORT}另有其他若干完全不同的内容一并说明如下，又说明了别的事情若干条。")
    assert (found.doc_id, found.of_held) == ("report", 1.0)
    assert found.of_new < 1


def test_another_document_on_the_matter_is_not_near() -> None:
    assert (
        held().near("全年新增公办学位3200个，其余各项工作均按计划推进并取得新的成效。整治工作同步展开并形成长效机制。")
        == ()
    )


def test_the_nearest_stands_first() -> None:
    both = HeldTexts.of([("far", REPORT.replace("3200", "9").replace("四所", "五所")), ("near", REPORT)])
    assert [found.doc_id for found in both.near(REPORT)] == ["near", "far"]


def test_a_text_without_clauses_is_near_to_none() -> None:
    assert held().near("") == ()
    assert HeldTexts.of([("empty", "")]).near("") == ()
