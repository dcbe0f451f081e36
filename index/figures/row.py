"""Rows of tables, as they are read, and of what their figures are.

税收收入：2024年完成数71.2亿元，2025年预算数74.5亿元 is such a row. A figure there is of what its row is of, with the
head of its column; a head that only says how it was come by, as 完成数 and 预算数, tells a plan or a result.
"""

import re
from dataclasses import dataclass

from index.figures.stated import Figure
from index.figures.subject import clean
from index.records import Role, Status, Unit

_ROW = re.compile(
    r"(?:\S{1,6}[.．] ?)?(?P<label>[^\s，。；：！？:;①-⑳(（][^，。；：！？:;]{0,39})：(?P<cells>[^。！？]+?)[。；]?"
)
_CELL_END = re.compile(r"[，；]")
_RESULT, _PLAN = r"完成|实际|实绩|实现|决算|执行|累计", r"预算|计划|目标|预计|预期|安排|任务"
_HOW = re.compile(
    rf"(?:年初|年末|全年|本年|当年|上年|调整)?(?:(?P<result>{_RESULT})|(?P<plan>{_PLAN}))?"
    r"(?:数[额量值]?|金额|总?量|绝对[数量值]|情况|值|额)?"
)
_TOTAL = re.compile(r"(?:合|总|共)(?:计|数)$")  # of what the table is of
_AROUND = re.compile(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+|[：:]")  # the blanks between English words stay


@dataclass(frozen=True)
class TableRow:
    """What a row is of, and where its cells begin."""

    label: str
    starts: tuple[int, ...]

    def subject(self, text: str, figure: Figure) -> str:
        """Return of what a figure of the row is."""
        head = self._head(text, figure)
        return self.label if _HOW.fullmatch(head) else f"{self.label}{head}"

    def status(self, text: str, figure: Figure, otherwise: Status) -> Status:
        """Return whether the head of a figure tells a result or a plan."""
        how = _HOW.match(self._head(text, figure))
        return Status.RESULT if how and how["result"] else Status.PLAN if how and how["plan"] else otherwise

    def _head(self, text: str, figure: Figure) -> str:
        start = max((start for start in self.starts if start <= figure.start), default=figure.start)
        return _AROUND.sub("", clean(text[start : figure.start]))


def row_of(unit: Unit) -> TableRow | None:
    """Return the row of a table that a unit is; None where it is none.

    Each cell says one thing, with a figure behind all of its words or with none.
    """
    found = _ROW.fullmatch(unit.text) if unit.role is Role.ITEM else None
    if not found:
        return None
    starts, at = [], found.start("cells")
    for cell in _CELL_END.split(found["cells"]):
        starts.append(at)
        at += len(cell) + 1
    label = _AROUND.sub("", found["label"])
    return TableRow(_TOTAL.sub("", label) or label, tuple(starts))
