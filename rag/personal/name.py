"""Names, where somebody says them: 我叫王小明, 姓名：李婷, my name is Chan Tai Man."""

import re
from functools import cache
from pathlib import Path
from typing import ClassVar

from pypinyin import lazy_pinyin

from index.words.lists import any_of, words
from rag.personal.recogniser import Found

_HERE = Path(__file__).parent
_SURNAMES = words(_HERE / "surnames.txt")
_NOT_NAMES = frozenset(words(_HERE / "not_names.txt"))
_HAN = r"[\u4e00-\u9fff]"
_COMPOUND = any_of(name for name in _SURNAMES if len(name) > 1)
_SINGLE = "".join(name for name in _SURNAMES if len(name) == 1)
_FULL = rf"(?P<name>(?:{_COMPOUND}){_HAN}{{1,2}}?|[{_SINGLE}]{_HAN}{{1,2}}?)"
# What follows a name: an end, or a word that goes on about the person.
_GOES_ON = (
    r"(?=\Z|[^\u4e00-\u9fff]|今年|身份证|电话|手机|联系|住在|家住|性别|出生|现住|现年|男|女|想[问请要咨知查申]|"
    r"是[我一]|在|来自|的(?:孩子|手机|电话|身份证|户口|妈妈|爸爸|家属|母亲|父亲|儿子|女儿|名下|社保|邻居)|"
    r"(?:先生|女士|小姐)|申请|咨询|和|要|因|需|户籍)"
)
_BLANK = r"[ :,]{0,3}"
_STATED = re.compile(
    rf"(?:我(?:的?名字?)?叫(?:做|作)?|名叫|(?<!艺)名字(?:叫做?|是|为)|我(?:个|的)?名(?:字)?(?:叫|係|系|是)?|"
    rf"姓名(?:是|为|叫)?|联系人(?:是|为)?|申请人(?:是|为)?|"
    rf"(?:老公|老婆|丈夫|妻子|爸爸?|妈妈?|父亲|母亲|儿子|女儿|孩子|小孩|爷爷|奶奶|阿妈|阿爸)叫){_BLANK}{_FULL}{_GOES_ON}"
)
_KIN = "的(?:妈妈|爸爸|母亲|父亲|家长|儿子|女儿|丈夫|妻子|家属|爷爷|奶奶)"
_SAID = re.compile(rf"(?<!不)(?:我是|我系|本人(?:是|叫|系)?){_BLANK}{_FULL}(?=\Z|[^\u4e00-\u9fff]|{_KIN})")
_TITLE = re.compile(r"(?:先生|女士|小姐|太太|老师|医生|师傅|同学|某某?|生|姐|哥|叔|姨|伯)\Z")
_WHAT_PEOPLE_ARE = re.compile(r"[人者员户客主族籍民工]\Z")
_WORD = r"[A-Z][A-Za-z'-]+"
_ENGLISH = re.compile(
    r"(?P<by>[Mm]y (?:full )?name(?: is|'s|:)|\b[Nn]ame ?:|(?:I am|I'm|[Tt]his is)) +(?!Hong Kong)"
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}})(?![A-Za-z])"
)
# As Hong Kong, Macau and Southeast Asia write usual surnames; the mainland's are spelled by pypinyin.
_ROMANISED = (
    "au chan chau cheng cheung chiu choi chong chow choy chu chui chung fok fong fung hau heung ho hui hung ip kam kan "
    "ko kong koo kwan kwok kwong lai lam lau law lee leong leung lo loh lok low lui luk ma mak man mok mui ng ngai "
    "pang poon pun shek shum sin sit siu so suen sum sze szeto tai tam tang tong tsang tse tso tsoi tsui tung wan "
    "wong wu yam yan yau yeung yim yip yiu yu yue yuen yung"
)


class Name:
    """A surname and one or two characters after 我叫, 姓名 and the like; after 我是 only with nothing behind them.

    In English capital letters tell a name, and after "I am" a surname too.
    """

    kind: ClassVar[str] = "name"
    mark: ClassVar[str] = "[姓名]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        for match in _STATED.finditer(text):
            if match["name"][:2] not in _NOT_NAMES and not _TITLE.search(match["name"][1:]):
                yield match.span("name")
        for match in _SAID.finditer(text):
            name = match["name"]
            if name[:2] not in _NOT_NAMES and not _TITLE.search(name[1:]) and not _WHAT_PEOPLE_ARE.search(name):
                yield match.span("name")
        for match in _ENGLISH.finditer(text):
            if "name" in match["by"].lower() or self._is_english_name(match["name"]):
                yield match.span("name")

    def _is_english_name(self, name: str) -> bool:
        parts = name.lower().split()
        return len(parts) > 1 and bool(_spelled() & {parts[0], parts[-1]})


@cache
def _spelled() -> frozenset[str]:
    """Return surnames in Latin letters."""
    return frozenset("".join(lazy_pinyin(surname)) for surname in _SURNAMES) | frozenset(_ROMANISED.split())
