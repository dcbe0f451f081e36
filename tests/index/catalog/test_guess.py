"""What a document says of itself, for `index add` without options."""

from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.catalog.guess import Guess, guess
from index.config import ROOT
from tests.index.documents import NOTICE, REPORT, write_seeds


def test_a_report_with_page_furniture_tells_everything() -> None:
    assert guess(REPORT.read_text(encoding="utf-8")) == Guess(
        title="盐田区2023年国民经济和社会发展计划执行情况与2024年计划（草案）的报告",
        issuer="盐田区人民政府",
        kind="计划报告",
        issued="2024-01-16",
        covers=("2023:result", "2024:plan"),
    )


def test_a_notice_is_signed_and_numbered_and_plans_its_year() -> None:
    assert guess(NOTICE.read_text(encoding="utf-8")) == Guess(
        title="盐田区人民政府办公室关于印发《盐田区海洋经济行动方案》的通知（盐府办〔2024〕3号）",
        issuer="盐田区人民政府办公室",
        kind="通知",
        issued="2024-03-05",
        covers=("2024:plan",),
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
    entry = add_document(file, seeds, title="计划报告")
    assert (entry.title, entry.issuer, entry.kind) == ("计划报告", "盐田区人民政府", "计划报告")
    assert [cover.years for cover in load_documents(seeds)[-1].covers] == [(2023,), (2024,)]
