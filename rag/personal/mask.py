"""Personal data in what people type → a mark that says what stood there. Pure; done before anything is stored."""

import re
from collections.abc import Iterator

from index.words.lists import any_of
from rag.personal.plain import TAKEN, Plain
from rag.personal.recogniser import Recogniser
from rag.personal.recognisers import RECOGNISERS

_MARKS = re.compile(any_of({recogniser.mark for recogniser in RECOGNISERS}))
_MOST_TIMES = 5  # a mark may free what it stood beside; no text was met that took more than two


def mask(text: str) -> str:
    """Return a text with personal data replaced by marks such as [手机号]; what is masked once stays as it is.

    What is masked: `rag/personal/`, a file a kind.

    Example:
        >>> mask("我的电话138-0013-8000，2025年新增学位10155个")
        '我的电话[手机号]，2025年新增学位10155个'
    """
    for _ in range(_MOST_TIMES):
        found = sorted((start, end, by.mark) for start, end, by in find_personal(text))
        if not found:
            break
        pieces, at = [], 0
        for start, end, mark in found:
            pieces += [text[at:start], mark]
            at = end
        text = "".join(pieces) + text[at:]
    return text


def find_personal(text: str) -> Iterator[tuple[int, int, Recogniser]]:
    """Yield what is personal in a text: where it starts and ends, none over another, and what recognised it."""
    plain = Plain.of(text)
    seen = _MARKS.sub(lambda mark: TAKEN * len(mark[0]), plain.text)
    for recogniser in RECOGNISERS:
        found = sorted(recogniser.find(seen), key=lambda each: (each[0], -each[1]))
        if not found:
            continue
        pieces, at = [], 0
        for start, end in found:
            if start < at or end <= start:
                continue
            pieces += [seen[at:start], TAKEN * (end - start)]
            at = end
            yield (*plain.typed_span(start, end), recogniser)
        seen = "".join(pieces) + seen[at:]
