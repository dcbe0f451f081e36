"""The numbers that Word writes in front of paragraphs, which are in no text of the file: 一、 （二） 3. 第四条."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from index.load.word_xml import attribute, child, value

_DIGITS = "零一二三四五六七八九"
_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
BULLET = "-"


def chinese(number: int) -> str:
    """Return a number below 10,000 in Chinese numerals, as 二十一 and 一百零三."""
    said, is_behind_gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += (_DIGITS[0] if is_behind_gap and said else "") + _DIGITS[digit] + name
            is_behind_gap = False
        else:
            is_behind_gap = True
    return said.removeprefix("一") if said.startswith("一十") else said or _DIGITS[0]


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    said = ""
    for amount, letters in _ROMAN:
        said += letters * (number // amount)
        number %= amount
    return said


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= 20 else str(number)


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "ideographDigital", "taiwaneseCounting"), chinese),
    **dict.fromkeys(("taiwaneseCountingThousand", "japaneseCounting", "japaneseDigitalTenThousand"), chinese),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"), lambda number: chinese(number).translate(_TRADITIONAL)
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % len(_STEMS)],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % len(_BRANCHES)],
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
}


def formatted(number: int, style: str) -> str:
    """Return a number as one of Word's styles writes it; one that is not known here in digits."""
    return _WRITTEN.get(style, str)(number) if number > 0 else str(number)


@dataclass
class _Level:
    style: str
    text: str
    start: int
    is_legal: bool


@dataclass
class _List:
    """A list of a file: which levels it has, and whose counting it shares."""

    counted_as: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts the numbered paragraphs of a document, in order."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._counts: Mapping[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()

    def next(self, number_id: str, level: int) -> str:
        """Return what stands before the next paragraph of a list: BULLET for a mark, empty for nothing."""
        of = self._lists.get(number_id)
        if of is None or level not in of.levels:
            return ""
        counts = self._counts[of.counted_as]
        if level in of.restarts and (number_id, level) not in self._restarted:
            self._restarted.add((number_id, level))
            counts[level] = of.restarts[level] - 1
        counts[level] = counts.get(level, of.levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        shown = of.levels[level]
        if shown.style == "bullet":
            return BULLET
        text = shown.text
        for each in range(level + 1):
            if f"%{each + 1}" in text and each in of.levels:
                number = counts.setdefault(each, of.levels[each].start)
                style = "decimal" if shown.is_legal else of.levels[each].style
                text = text.replace(f"%{each + 1}", formatted(number, style))
        return text


def _lists(numbering: etree._Element) -> dict[str, _List]:
    abstract = {attribute(each, "abstractNumId"): each for each in numbering.findall("{*}abstractNum")}
    found = {}
    for number in numbering.findall("{*}num"):
        counted_as = value(child(number, "abstractNumId"))
        if counted_as not in abstract:
            continue
        of = _List(counted_as, _levels(abstract[counted_as]))
        for override in number.findall("{*}lvlOverride"):
            level = int(attribute(override, "ilvl") or 0)
            of.levels |= _levels(override)
            start = child(override, "startOverride")
            if start is not None:
                of.restarts[level] = int(value(start) or 1)
        found[attribute(number, "numId")] = of
    return found


def _levels(around: etree._Element) -> dict[int, _Level]:
    return {
        int(attribute(level, "ilvl") or 0): _Level(
            style=value(child(level, "numFmt")) or "decimal",
            text=value(child(level, "lvlText")),
            start=int(value(child(level, "start")) or 1),
            is_legal=child(level, "isLgl") is not None,
        )
        for level in around.findall("{*}lvl")
    }
