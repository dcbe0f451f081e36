"""A made-up report, and somebody's word that it is to be put in force."""

from pathlib import Path

from ui.held.records import Approval, Entry
from ui.journal.records import now

REPORT = """西岸区2025年政府工作报告

2026年1月12日在西岸区第八届人民代表大会第六次会议上

西岸区人民政府

一、2025年工作回顾

过去一年，西岸区新增公办学位4380个。新建社区食堂27家。改造老旧小区18个。

二、2026年工作安排

2026年，西岸区计划新增公办学位3200个，新建口袋公园9\u200b个。
"""


def approval(doc_id: str = "西岸区报告", *, is_edition: bool = False, **fields: object) -> Approval:
    entry = Entry.model_validate({"title": "西岸区2025年政府工作报告"} | fields)
    return Approval(by="王敏", at=now(), due=None, doc_id=doc_id, is_edition=is_edition, entry=entry)


def came(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name
