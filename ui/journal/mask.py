"""Personal data in what people type → a mark that says what stood there. Pure; done before anything is stored."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

from ui.journal.checksums import is_hong_kong_id, is_identity_number, passes_luhn

_SEP = r"[ \t.\u200b-]?"  # what stands between groups, after _shadow
_PROVINCES = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])"  # GB/T 2260, the first two digits
# A figure of money or size, not a number that names somebody: 16300000000元.
_NOT_A_FIGURE = r"(?!\s*[多余]?[万亿]*\s*(?:[美港]?元|块钱|平方|吨|yuan|rmb|dollars?|[%％]))"

# Looked for at the start of a run of its characters, or behind another address: from each character, a long run
# without @ would be walked anew.
_LOCAL = "A-Za-z0-9._%+-"
_EMAIL_HERE = re.compile(rf"[._%+-]*(?P<address>[A-Za-z0-9][{_LOCAL}]* ?@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_EMAIL = re.compile(rf"(?<![{_LOCAL}]){_EMAIL_HERE.pattern}")
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z]){_PROVINCES}(?:{_SEP}\d){{15}}{_SEP}[0-9Xx](?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(rf"(?<![0-9A-Za-z]){_PROVINCES}\d{{4}}{_SEP}\d{{6}}{_SEP}\d{{3}}(?![0-9A-Za-z])")
# The first digits are those of payment cards (ISO/IEC 7812), and never those of a year or a date.
_CARD = re.compile(rf"(?<!\d)(?:[3-9]|2[2-7])\d{{12,18}}(?!\d){_NOT_A_FIGURE}")
_CARD_GROUPS = re.compile(
    r"(?<!\d)(?:[3-9]\d{3}(?P<by>[ \t-])\d{4}(?P=by)\d{4}(?P=by)\d{1,4}(?:(?P=by)\d{1,3})?"
    r"|3\d{3}[ -]\d{6}[ -]\d{5}|62\d{4}[ -]\d{10,13})(?![ -]?\d)"
)
_MOBILE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[ \t-]?|\(\+?86\) ?)?"
    rf"(?:1[3-9]\d{_SEP}\d{{4}}{_SEP}\d{{4}}|1[3-9]\d{{2}}[ -]\d{{3}}[ -]\d{{4}}|1[3-9]\d[ -]\d{{3}}[ -]\d{{5}})"
    rf"(?!\d){_NOT_A_FIGURE}"
)
_ABROAD = re.compile(r"(?<!\d)(?:\+|00)(?:852|853)[ -]?[2-9]\d{3}[ -]?\d{4}(?!\d)")
_PLATE = re.compile(
    r"[京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊][A-HJ-NP-Za-hj-np-z]"
    r"[ .·•・-]?(?:(?P<energy>[A-HJKa-hjk][A-HJ-NP-Za-hj-np-z0-9]\d{4}|\d{5}[A-HJKa-hjk])|"
    r"(?P<plain>[A-HJ-NP-Za-hj-np-z0-9]{4}[A-HJ-NP-Za-hj-np-z0-9学學警港澳挂掛领領使]))(?![0-9A-Za-z])"
)
_HONG_KONG_ID = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{1,2}\d{6} ?(?:\([0-9Aa]\)|[0-9Aa](?![0-9A-Za-z]))")
# Passports (E, G, D, S, P, K) and travel permits (C, W, H, M); where the digits are a date, only if a word names it.
_PERMIT = re.compile(r"(?<![0-9A-Za-z])[CDEGHKMPSWcdeghkmpsw](?:\d{8}|[A-HJ-NP-Za-hj-np-z]\d{7})(?![0-9A-Za-z])")
_NAMED_PERMIT = re.compile(
    r"(?<=[护護]照|通行|回[乡鄉]|证件|證件)(?P<lead>[^0-9A-Za-z]{0,8})[A-Za-z]{1,2}\d{7,10}(?![0-9A-Za-z])"
    r"|(?<=passport)(?P<lead_en>(?: (?:no|number|is|:))*[^0-9A-Za-z]{1,4})[A-Za-z]{0,2}\d{7,9}(?![0-9A-Za-z])",
    re.IGNORECASE,
)
# What every rule needs; most questions have none of it and are done with at once.
_LIKELY = re.compile(r"[@＠]|\d(?:\W?\d){5}|[\u4e00-\u9fff][A-Za-zＡ-Ｚａ-ｚ]\W?[A-Za-zＡ-Ｚａ-ｚ\d]{2}")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u200c\u200d\u2060\ufeff\u00ad"), "\u200b")


def mask(text: str) -> str:
    """Return a text with personal data replaced by marks such as [手机号]; what is masked once stays as it is.

    Masked: 身份证 (18 and 15 digits), bank cards that pass Luhn, mobile numbers, Hong Kong and Macau numbers with their
    prefix, plates, e-mail addresses, Hong Kong identity cards, passports and travel permits.

    Example:
        >>> mask("我的电话138-0013-8000，2025年新增学位10155个")
        '我的电话[手机号]，2025年新增学位10155个'
    """
    if not _LIKELY.search(text):
        return text
    masked = _mask_once(text)
    while masked != text:  # a mark may free what it stood beside
        text, masked = masked, _mask_once(masked)
    return masked


def _mask_once(text: str) -> str:
    for find in (_emails, _identities, _cards, _mobiles, _plates, _papers):
        shadow = _shadow(text)
        for start, end, mark in sorted(find(shadow), reverse=True):
            text = text[:start] + mark + text[end:]
    return text


def _shadow(text: str) -> str:
    """Return a text of the same length with digits, letters and dashes in ASCII, so that offsets hold in both."""
    if text.isascii():
        return text
    return "".join(map(_plain, text.translate(_DASHES).translate(_UNSEEN)))


def _plain(character: str) -> str:
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    if character in "\u3000\u00a0\u2002\u2003\u2009\u202f":
        return " "
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


_Found = Iterator[tuple[int, int, str]]


def _emails(shadow: str) -> _Found:
    found = _EMAIL.search(shadow)
    while found:
        yield *found.span("address"), "[邮箱]"
        found = _EMAIL_HERE.match(shadow, found.end()) or _EMAIL.search(shadow, found.end())


def _identities(shadow: str) -> _Found:
    mark = "[身份证号]"
    new = list(_spans(_IDENTITY, shadow, mark, lambda m: _names_a_person(m[0])))
    yield from new
    for start, end, found in _spans(_OLD_IDENTITY, shadow, mark, lambda m: _is_day("19" + _digits(m[0])[6:12])):
        if all(end <= first or last <= start for first, last, _ in new):
            yield start, end, found


def _names_a_person(number: str) -> bool:
    # In one piece, a region and a birthday do: a slip in one digit leaves it as personal. In pieces, all must fit.
    whole = number.isalnum()
    return _is_day(_digits(number)[6:14]) and (whole or is_identity_number(number))


def _cards(shadow: str) -> _Found:
    for rule in (_CARD, _CARD_GROUPS):
        yield from _spans(rule, shadow, "[银行卡号]", lambda m: passes_luhn(m[0]) and not _is_round(m[0]))


def _mobiles(shadow: str) -> _Found:
    yield from _spans(_MOBILE, shadow, "[手机号]")
    yield from _spans(_ABROAD, shadow, "[手机号]")


def _plates(shadow: str) -> _Found:
    # Three digits at least: a place name before a product code is no plate.
    return _spans(_PLATE, shadow, "[车牌号]", lambda m: sum(map(str.isdigit, m["energy"] or m["plain"])) >= 3)


def _papers(shadow: str) -> _Found:
    mark = "[证件号]"
    hong_kong = list(_spans(_HONG_KONG_ID, shadow, mark, lambda m: is_hong_kong_id(m[0])))
    permits = list(_spans(_PERMIT, shadow, mark, lambda m: not _is_day(m[0][1:])))
    named = [(m.start() + len(m["lead"] or m["lead_en"] or ""), m.end(), mark) for m in _NAMED_PERMIT.finditer(shadow)]
    end = -1
    for found in sorted(hong_kong + permits + named, key=lambda item: (item[0], -item[1])):
        if found[0] >= end:
            yield found
            end = found[1]


def _spans(
    rule: re.Pattern[str], shadow: str, mark: str, holds: Callable[[re.Match[str]], bool] = lambda _: True
) -> _Found:
    return ((m.start(), m.end(), mark) for m in rule.finditer(shadow) if holds(m))


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return len(digits) == 8 and 1850 <= day.year <= 2100


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _is_round(number: str) -> bool:
    return number.endswith("0" * 9)
