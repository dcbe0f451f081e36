"""What a document says of itself, for `index add` without options."""

from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.catalog.front import date_in
from index.catalog.guess import Guess, guess
from index.config import ROOT
from tests.index.documents import NOTICE, REPORT, write_seeds


def test_a_report_with_page_furniture_tells_everything() -> None:
    assert guess(REPORT.read_text(encoding="utf-8")) == Guess(
        title="盐田区2023年国民经济和社会发展计划执行情况与2024年计划（草案）的报告",
        issuer="盐田区人民政府",
        number="",
        kind="计划报告",
        issued="2024-01-16",
        covers=("2023:result", "2024:plan"),
        place="深圳市盐田区",
    )


def test_a_notice_is_signed_and_numbered_and_plans_its_year() -> None:
    assert guess(NOTICE.read_text(encoding="utf-8")) == Guess(
        title="盐田区人民政府办公室关于印发《盐田区海洋经济行动方案》的通知（盐府办〔2024〕3号）",
        issuer="盐田区人民政府办公室",
        number="盐府办〔2024〕3号",
        kind="通知",
        issued="2024-03-05",
        covers=("2024:plan",),
        place="深圳市盐田区",
    )


def test_what_is_guessed_of_the_seeds_is_what_a_person_wrote() -> None:
    for document in load_documents(ROOT / "seeds"):
        found = guess(document.text)
        written = [f"{c.first_year}:{c.status.value}" for c in document.covers if c.first_year == c.last_year]
        assert found.covers in (tuple(written), tuple(written[:1]), ())
        assert found.issued in (document.issued.isoformat() if document.issued else "", "")
        assert found.kind in (document.kind, "")
        assert document.issuer in found.issuer or not found.issuer


@pytest.mark.parametrize(
    ("headings", "covers"),
    [
        (("过去一年工作回顾", "今年工作安排"), ("2023:result", "2024:plan")),
        (("过去五年工作回顾", "今后五年的主要任务", "2024年重点工作"), ("2019-2023:result", "2024:plan")),
        (("2023年工作回顾", "2024年工作安排"), ("2023:result", "2024:plan")),
    ],
)
def test_the_main_headings_of_a_work_report_give_its_periods(
    headings: tuple[str, ...], covers: tuple[str, ...]
) -> None:
    parts = "".join(f"{n}、{heading}\n工作有序推进。\n" for n, heading in zip("一二三", headings, strict=False))
    found = guess(f"政府工作报告\n——2024年1月16日在深圳市盐田区第六届人民代表大会上\n各位代表：\n{parts}")
    assert (found.title, found.issuer) == ("盐田区2024年政府工作报告", "盐田区人民政府")
    assert found.covers == covers


@pytest.mark.parametrize(
    ("title", "covers"),
    [
        ("盐田区2024—2026年海洋经济行动方案", ("2024-2026:plan",)),
        ("盐田区2023年国民经济和社会发展统计公报", ("2023:result",)),
        ("盐田区2024年预算报告", ("2024:plan",)),
        ("盐田区海洋志", ()),
    ],
)
def test_the_title_gives_the_periods_where_no_heading_does(title: str, covers: tuple[str, ...]) -> None:
    assert guess(f"{title}\n一、总体情况\n港口繁忙。\n").covers == covers


def test_the_day_of_posting_is_not_the_date_of_the_document() -> None:
    assert guess("盐田区工作方案\n来源：区政府 发布时间：2024-05-01\n一、任务\n港口繁忙。\n").issued == ""


def test_add_needs_no_options_for_such_a_report_and_given_ones_win(tmp_path: Path) -> None:
    seeds, file = write_seeds(tmp_path / "seeds"), tmp_path / "new.txt"
    file.write_bytes(REPORT.read_bytes())
    entry = add_document(file, seeds, title="计划报告").entry
    assert (entry.title, entry.issuer, entry.kind) == ("计划报告", "盐田区人民政府", "计划报告")
    assert [cover.years for cover in load_documents(seeds)[-1].covers] == [(2023,), (2024,)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "政 府 工 作 报 告\n——2024年1月9日在青海省第十四届人民代表大会第二次会议上\n省长 某某\n各位代表：\n"
                "现在，我代表省人民政府，向大会报告工作。\n一、2023年工作回顾\n粮食增产。\n二、2024年工作安排\n粮食再增产。\n"
            ),
            {
                "title": "青海省2024年政府工作报告",
                "issuer": "青海省人民政府",
                "issued": "2024-01-09",
                "covers": ("2023:result", "2024:plan"),
                "place": "青海省",
            },
        ),
        (
            (
                "下载\n打印\n政府工作报\n告\n——2019年3月5日在第十三届全国人民代表大会第二次会议上\n国务院总理\n"
                "现在，我代表国务院，向大会报告政府工作。\n一、过去一年工作\n经济平稳。\n"
            ),
            {
                "title": "国务院2019年政府工作报告",
                "issuer": "国务院",
                "covers": ("2018:result", "2019:plan"),
                "place": "中国",
            },
        ),
        (
            (
                "青海省财政厅 青海省教育厅\n关于印发《青海省幼儿园收费办法》的通知\n青财教〔2024〕12号\n各市财政局：\n"
                "现印发给你们。\n青海省财政厅　　青海省教育厅\n2024年6月3日\n第一章 总则\n第一条 为了规范收费。\n"
            ),
            {"issuer": "青海省财政厅、青海省教育厅", "number": "青财教〔2024〕12号", "kind": "通知"},
        ),
        (
            "西宁市古树名木保护条例\n（2022年10月28日西宁市人民代表大会常务委员会通过）\n第一条 保护古树。\n",
            {
                "title": "西宁市古树名木保护条例",
                "kind": "条例",
                "issued": "2022-10-28",
                "place": "西宁市",
                "covers": (),
            },
        ),
        (
            "西宁市促进盐业发展若干措施\n（征求意见稿）\n为促进发展，制定本措施。\n一、支持\n给予补贴。\n",
            {"title": "西宁市促进盐业发展若干措施（征求意见稿）", "kind": "若干措施", "issuer": "", "issued": ""},
        ),
        (
            "国务院关于加强养老工作的意见\n国发〔2021〕7号\n养老很重要。\n国务院\n二〇二一年三月五日\n",
            {"issuer": "国务院", "number": "国发〔2021〕7号", "kind": "意见", "issued": "2021-03-05", "place": "中国"},
        ),
        (
            "某浦区2025年改造工作方案\n某浦区住房和建设局\n一、目标\n西岭街道16个，东湖街道18个。\n",
            {"place": "某浦区", "issuer": "某浦区住房和建设局"},
        ),
        (
            "香港特別行政區行政長官2023年施政報告\n一、引言\n1. 主席先生。\n",
            {"issuer": "香港特别行政区政府", "place": "香港特别行政区"},
        ),
        ("二零二三年施政報告\n一、引言\n1. 主席先生。\n", {"title": "二零二三年施政報告", "kind": "施政报告"}),
        (
            (
                "关于西宁市2023年预算执行情况和2024年预算草案的报告\n——2024年1月18日在西宁市第十七届人民代表大会上\n"
                "西宁市财政局\n一、2023年预算执行情况\n收入增加。\n二、2024年预算草案\n支出减少。\n"
            ),
            {"issuer": "西宁市财政局", "kind": "预算报告", "covers": ("2023:result", "2024:plan")},
        ),
    ],
)
def test_what_stands_at_the_head_of_a_document_is_read_whatever_its_form(text: str, told: dict[str, object]) -> None:
    found = guess(text)
    assert {field: getattr(found, field) for field in told} == told


def test_a_district_that_another_city_has_too_is_told_apart_where_the_document_names_the_city() -> None:
    assert guess("朝阳区工作方案\n北京市朝阳区科技局\n2024年5月1日\n一、任务\n").place == "北京市朝阳区"
    assert guess("朝阳区工作方案\n一、任务\n").place == "朝阳区"


def test_the_title_of_markdown_has_no_mark() -> None:
    assert guess("# 盐田区人民政府关于修缮灯塔的通知\n各镇：\n现将有关事项通知如下，请认真执行。\n").title == (
        "盐田区人民政府关于修缮灯塔的通知"
    )


def test_a_day_that_a_sentence_tells_of_is_not_the_day_of_the_document() -> None:
    told = "3. 渔港于1998年7月1日开放，" + "此后各项事业发展迅速，渔民收入逐年增长，" * 4 + "成效明显。"
    assert guess(f"盐田区渔业发展计划\n各位渔民：\n1. 本计划供参考。\n{told}\n").issued == ""


def test_a_day_that_there_is_not_is_no_date() -> None:
    assert date_in("2006年6月31日") == ""
    assert date_in("2006年6月30日") == "2006-06-30"


@pytest.mark.parametrize("slip", ["4736年1月2日", "20225-13-01", "1935年1月2日"])
@pytest.mark.parametrize("title", ["盐田区行动方案", "盐田区2025-2021年工作计划", "盐田区政府工作报告"])
def test_a_slip_in_a_year_keeps_no_document_out(slip: str, title: str) -> None:
    found = guess(f"{title}\n{slip}\n一、过去五年工作\n建成泊位2个，成效明显。\n盐田区人民政府\n{slip}\n")
    assert found.covers == ()
    assert found.title.endswith(title)


@pytest.mark.parametrize(
    "around",
    [
        "政府工作报告。 青岭日报记者 林 清 摄\n政府工作报告\n（2024年1月16日在盐田区第六届人民代表大会第四次会议上）\n",
        "您的位置:\n首页\n>\n盐田要闻\n盐田要闻\n2024年政府工作报告\n——2024年1月16日在盐田区第六届人民代表大会第四次会议上\n",
    ],
)
def test_neither_a_picture_nor_the_way_to_the_page_is_part_of_the_title(around: str) -> None:
    found = guess(f"{around}各位代表：\n一、2023年工作回顾\n工作有序推进。\n二、2024年工作安排\n工作继续推进。\n")
    assert found.title == "盐田区2024年政府工作报告"
    assert found.issued == "2024-01-16"
