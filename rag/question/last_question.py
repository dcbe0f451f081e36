"""The last question of a text of several sentences: what it is about is what is asked."""

import re

_SENTENCE_END = re.compile(r"[。!！?？;；]|\.(?=\s)")


def last_question(text: str) -> str:
    """Return the last sentence of a text that ends in a question mark, or all of a text that asks none.

    Each character is looked at once: a pattern for whole questions would begin anew at each of those that end in none.
    """
    question, start = text, 0
    for end in _SENTENCE_END.finditer(text):
        if end.group() in "?？" and end.start() > start:
            question = text[start : end.end()]
        start = end.end()
    return question
