"""What pages put around a document: left out by its wording, and only where it can stand."""

import pytest

from index.read.furniture import (
    BREADCRUMB,
    CONTROL,
    FEED,
    PAGE_FOOT,
    PAGE_NUMBER,
    PHOTO_CREDIT,
    RUNNING_HEAD,
    SITE_NAME,
    TAKEN_FROM,
    furniture_reasons,
)
from index.read.units import ReadDocument

BODY = ["一、工作回顾", "全年地区生产总值增长百分之五，民生支出占比超过七成。" * 4]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("×", CONTROL),
        ("<", CONTROL),
        ("扫一扫在手机上打开当前页", CONTROL),
        ("【字号 大 中 小】", CONTROL),
        ("下载", CONTROL),
        ("下载量居全国前列", ""),
        ("← 上一篇", CONTROL),
        ("返回文件列表", CONTROL),
        ("字号 大 中 小", CONTROL),
        ("上一篇：区政府召开会议", CONTROL),
        ("来源：青岭日报", TAKEN_FROM),
        ("来源:区政府办 发布时间:2023-02-16", ""),  # it tells the day
        ("来源：税收占七成。", ""),
        ("您的位置:首页 >互联网 >", BREADCRUMB),
        ("首页 > 政务公开", BREADCRUMB),
        ("区长作工作报告。 本报记者 林 清 摄", PHOTO_CREDIT),
        ("青岭日报记者林清、本报通讯员 石川 摄影报道", PHOTO_CREDIT),
        ("记者拍摄的照片十二张", ""),
        ("打印机产业加快集聚，全年产值增长一成以上，新增企业十二家，带动就业超过三千人。", ""),
        ("关闭落后产能十二万吨。", ""),
    ],
)
def test_a_line_is_known_by_its_wording_wherever_it_stands(line: str, reason: str) -> None:
    assert furniture_reasons([line, *BODY])[0] == reason
    assert furniture_reasons([BODY[0], line, BODY[1]])[1] == reason


@pytest.mark.parametrize(("start", "reason"), [("读特热榜", FEED), ("相关推荐", PAGE_FOOT), ("知识图谱", PAGE_FOOT)])
def test_everything_after_the_foot_opens_is_left_out(start: str, reason: str) -> None:
    found = furniture_reasons([*BODY, start, "", "洪湖公园荷花开了一部分。"])
    assert found == ["", "", reason, "", reason]


def test_a_foot_cannot_open_in_the_first_half() -> None:
    assert furniture_reasons(["标题", "相关推荐", *BODY]) == [""] * 4


def test_the_site_name_is_only_taken_from_the_first_filled_line() -> None:
    name = "深圳市盐田区人民政府"
    assert furniture_reasons(["", name, *BODY, name]) == ["", SITE_NAME, "", "", ""]


def test_what_may_be_a_control_is_one_beside_another() -> None:
    lines = ["区政府工作报告", "【字体：", "大", "中", "小", "】", "分享：", *BODY]
    assert furniture_reasons(lines) == ["", *[CONTROL] * 6, "", ""]
    assert furniture_reasons(["小", *BODY]) == ["", "", ""]


def test_page_numbers_that_run_on_and_the_heads_beside_them_are_left_out() -> None:
    pages = [line for number in (4, 5, 6) for line in (BODY[1], str(number), "区政府工作报告")]
    assert furniture_reasons(pages) == ["", PAGE_NUMBER, RUNNING_HEAD] * 3
    assert furniture_reasons([BODY[1], "4", BODY[0], "— 4 —", "第5页 共9页"]) == ["", "", "", PAGE_NUMBER, PAGE_NUMBER]


def test_the_notice_of_a_licence_at_the_end_is_left_out() -> None:
    lines = [*BODY, "本作品是某地的", "法规", "，属于", "公有领域", "。", "Public domain", "false"]
    assert furniture_reasons(lines) == ["", "", *[PAGE_FOOT] * 7]


def test_no_lines_have_no_reasons() -> None:
    assert furniture_reasons([]) == []
    assert furniture_reasons(["", " "]) == ["", ""]


def test_the_feed_after_the_news_article_is_no_evidence(reads: dict[str, ReadDocument]) -> None:
    found = reads["000"]
    feed = found.document.text.index("读特热榜")
    assert max(span.end for unit in found.units for span in unit.spans) <= feed
    assert {drop.reason for drop in found.dropped if drop.span.start >= feed} == {FEED}
    assert not any("黄子韬" in unit.text or "洪湖公园" in unit.text for unit in found.units)


def test_page_furniture_of_a_government_site_is_dropped_at_both_ends(reads: dict[str, ReadDocument]) -> None:
    for number in ("001", "002"):
        document = reads[number].document
        dropped = {document.text[drop.span.start : drop.span.end]: drop.reason for drop in reads[number].dropped}
        assert dropped["深圳市罗湖区人民政府"] == SITE_NAME
        assert dropped["扫一扫在手机上打开当前页"] == CONTROL
        assert dropped["当前展示专题专栏信息类别内容 返回"] == PAGE_FOOT


def test_the_way_to_a_page_on_lines_of_its_own_is_left_out_with_the_name_of_its_last_room_said_again() -> None:
    lines = ["您的位置:", "首页", ">", "青岭要闻", "青岭要闻", "工作报告", *BODY]
    assert furniture_reasons(lines) == [*[BREADCRUMB] * 2, CONTROL, *[BREADCRUMB] * 2, "", "", ""]
    assert furniture_reasons([*BODY, ">", BODY[1]])[3] == ""  # a paragraph is no step
