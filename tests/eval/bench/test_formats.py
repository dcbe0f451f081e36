"""A text is the same in every form that is made of it, those that LibreOffice writes, where it is, among them."""

import shutil
from pathlib import Path

import pytest

from eval.bench.asked_forms import moved_span, read_forms
from eval.bench.formats import measured
from eval.bench.formats_page import page
from eval.bench.measure import BenchError
from eval.bench.office_forms import write_office_forms
from index.load.apart import read_apart
from index.load.limits import Limits
from index.records import Span

REPORT = """　　盐田区2024年工作报告
　　一、港口
　　全年完成港口吞吐量1300万吨，增长5.2%，新建码头3座，投资2亿元，修缮灯塔4座，清理航道12公里，各项工作走在前列。
　　（一）渔业。渔船达到80艘，海带产量30吨，举办开放日5场，接待游客2万人次，渔民收入稳步增长，海上牧场初具规模，成效明显。
　　二、明年安排
　　1.新建泊位2个，投资1.5亿元。
"""


def test_no_form_loses_a_character_a_section_or_an_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # what LibreOffice writes is tried below
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    text, *forms = measured(tmp_path)
    assert [row["document"].strip() for row in forms] == ["as docx", "as html", "as xlsx", "as pdf"]
    for row in (text, *forms):
        assert (row["lost"], row["alike"], row["sections"], row["items"]) == (0, 1.0, text["sections"], text["items"])
    told = {"figures": {"read": [text, *forms], "asked": [], "office": ""}, "processor": "", "when": "", "commit": ""}
    assert "| report.txt | " in page(told)
    assert "## Asked" not in page(told)
    assert "LibreOffice was not there" in page(told)
    asked = {"read": [], "asked": [{"form": "docx", "questions": 191}], "office": "LibreOffice 7.4"}
    assert "| docx | 191 |" in page(told | {"figures": asked})
    assert "written by LibreOffice 7.4" in page(told | {"figures": asked})


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there; for CI test_office.py has a script")
def test_what_libreoffice_writes_is_the_same_too(tmp_path: Path) -> None:
    written = write_office_forms({"report": REPORT}, tmp_path, ("doc", "html"))
    assert sorted(written) == ["doc", "html"]
    lines = [line.strip() for line in REPORT.splitlines()]
    for form in written.values():
        assert [line.strip() for line in read_apart(form["report"], Limits()).text.splitlines()] == lines


def test_questions_are_asked_of_the_forms_that_libreoffice_writes_where_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = dict(read_forms({"report": REPORT}, tmp_path / "written", ("doc", "xls")))
    by_office = ["doc°", "xls°"] if shutil.which("soffice") else []
    assert list(forms) == ["docx", "html", "xlsx", "pdf", *by_office]
    lines = [line.strip() for line in REPORT.splitlines()]
    for form in (of for name, of in forms.items() if name != "pdf"):  # its one running head is a line of the text
        assert [line.strip() for line in form["report"].text.splitlines()] == lines
    monkeypatch.setenv("PATH", "")
    assert list(dict(read_forms({"report": REPORT}, tmp_path / "without"))) == ["docx", "html", "xlsx", "pdf"]


def test_evidence_is_found_where_a_form_has_the_same_letters() -> None:
    text, read = (
        "# 港口\n港口吞吐量1300万吨。\n港口吞吐量\n1300万吨。",
        "港口\n港口吞吐量 1300万吨。港口吞吐量1300万吨。",
    )
    first, second = Span(start=5, end=16), Span(start=18, end=30)
    assert [read[s.start : s.end] for s in (moved_span(each, text, read) for each in (first, second))] == [
        "港口吞吐量 1300万吨",
        "港口吞吐量1300万吨",
    ]
    assert moved_span(second, text, "港口吞吐量") == Span(start=0, end=1)


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="there is no document in"):
        list(measured(tmp_path))
