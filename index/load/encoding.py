"""Bytes of a text in any of the encodings that Chinese documents come in → the text, and which encoding it was."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from index.errors import Fault, ReadError

UTF8 = "UTF-8"
_MARKED = ((BOM_UTF8, "UTF-8 with a byte order mark", "utf-8"), (BOM_UTF16_LE, "UTF-16", "utf-16-le"))
_MARKS = (*_MARKED, (BOM_UTF16_BE, "UTF-16", "utf-16-be"))
_WIDE = (("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"))
_NATIONAL = (("GB18030", "gb18030"), ("Big5", "big5hkscs"))
# The frequent characters stand first in both national sets: read as the other one, a text has mostly rare ones.
_GB_FREQUENT, _BIG5_FREQUENT = range(0xB0, 0xD8), range(0xA4, 0xC7)
_LEAST_FREQUENT = 0.6  # of a text's Chinese characters; reports have more than 0.95, misread ones less than 0.5


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """Return a text and the name of its encoding: UTF8 where nothing has to be converted.

    Raises:
        ReadError: it is none that is known; `name` is for the message.
    """
    for mark, encoding, codec in _MARKS:
        if content.startswith(mark):
            text = _strictly(content.removeprefix(mark), codec)
            if text:
                return text, encoding
    text = _strictly(content, "utf-8")
    if text and "\0" not in text:
        return text, UTF8
    tried = ((encoding, _strictly(content, codec)) for encoding, codec in (_WIDE if b"\0" in content else _NATIONAL))
    share, encoding, text = max((_frequent(text), encoding, text) for encoding, text in tried)
    if share < _LEAST_FREQUENT:
        raise ReadError(
            f"{name} is no text in UTF-8, UTF-16, GB18030 or Big5; save it as UTF-8 and add it again", Fault.NOT_TEXT
        )
    return text, encoding


def _strictly(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return ""


def _frequent(text: str) -> float:
    """Return the share of the Chinese characters of a text that are frequent ones, 0 where it has none."""
    beyond_ascii = [character for character in text if character >= "\u3400" or "\x7f" <= character <= "\xff"]
    return sum(map(_is_frequent, beyond_ascii)) / len(beyond_ascii) if beyond_ascii else 0.0


def _is_frequent(character: str) -> bool:
    if "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef":  # punctuation
        return True
    return any(
        character.encode(codec, "replace")[0] in first
        for codec, first in (("gb2312", _GB_FREQUENT), ("big5", _BIG5_FREQUENT))
    )
