"""The one form in which answers and facts are compared."""

import re
import unicodedata

from index.words.script import simplify

FOOTNOTE_MARKS = re.compile("[¹²³⁰-⁹]")
_CIRCLED = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]")
_CITATION_MARK = re.compile(r"\[\d{1,3}\]")
_MARKUP = re.compile(r"[*_{}\\$`#]")  # as in PM_{2.5} and **…** of the PDF's text
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_SET_APART = re.compile(r"(?<![\da-z.,])(?<!\d )\d{1,3}(?: \d{3})+(?![\d.,]| \d)")  # 10 000, as in Hong Kong
_SPACE_IN_ASCII = re.compile(r"(?<=[!-~])\s+(?=[!-~])")
_SPACE = re.compile(r"(?<![!-~])\s+|\s+(?![!-~])")


def normalise(text: str) -> str:
    """Return the text in one width, script and case, without citation and footnote marks, markup and white space.

    White space between two ASCII characters becomes one space, since it is all that parts two English words or two
    figures; all other white space goes, that before `%` and in thousands set apart too. Circled numbers become a
    semicolon first, since NFKC would glue `①300座` into `1300座`, and superscripts go, since it would turn `TOD¹⁰`
    into `TOD10`. Thousands separators inside figures go.

    Example:
        >>> normalise("新增學位 10，155 個[1]，健康素养¹³达到 43 ％")
        '新增学位10155个,健康素养达到43%'
    """
    text = FOOTNOTE_MARKS.sub("", _CIRCLED.sub(";", text)).replace("㎡", "平方米")
    text = unicodedata.normalize("NFKC", text)
    text = _MARKUP.sub("", _CITATION_MARK.sub("", text)).lower()
    text = _DASHES.sub("-", simplify(text))
    text = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text)
    text = _SPACE.sub("", _SPACE_IN_ASCII.sub(" ", text)).replace(" %", "%")
    return _SET_APART.sub(lambda match: match.group().replace(" ", ""), text)


def bare(text: str) -> str:
    """Return only the letters, digits and the signs that carry meaning (`+ % /`) of a normalised text."""
    return "".join(character for character in text if character.isalnum() or character in "+%/")
