"""Evidence that tests of written sentences cite."""

from index.records import Status
from rag.writing.records import Evidence

TITLE = "2024年罗湖区政府工作报告 罗湖区人民政府"


def result(text: str, number: int = 1, *, years: tuple[int, ...] = (2023,), title: str = TITLE) -> Evidence:
    return Evidence(number=number, text=text, title=title, years=years, status=Status.RESULT)


def plan(text: str, number: int = 1, *, years: tuple[int, ...] = (2024,), title: str = TITLE) -> Evidence:
    return Evidence(number=number, text=text, title=title, years=years, status=Status.PLAN)
