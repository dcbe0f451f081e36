"""When two answers are the same: their words and the words they cite, whatever was asked and whatever before it."""

import json
from collections.abc import Iterable
from hashlib import sha256

from ui.journal.question_key import normalised

_CHARS = 32  # of 64 that SHA-256 has, as of a question's key


def answer_key(text: str, evidence: Iterable[tuple[str, str]]) -> str:
    """Return the key under which an answer is withheld; equal for answers that say the same by the same evidence.

    Where a quote stands in its document makes no difference: another edition that says it in the same words proves no
    more than the one before.

    Args:
        text: the answer with its markers.
        evidence: of each citation the document's id and the quote, in the order of their numbers.

    Example:
        >>> answer_key("新增学位10155个。[1]", [("a", "新增学位 10155 个")]) == answer_key(
        ...     "新增學位 10155 個[1]", [("a", "新增学位10155个。")]
        ... )
        True
        >>> answer_key("新增学位10155个。[1]", [("a", "学位")]) == answer_key("新增学位10155个。[1]", [("b", "学位")])
        False
    """
    said = [normalised(text), *([doc_id, normalised(quote)] for doc_id, quote in evidence)]
    return sha256(json.dumps(["answer", said]).encode()).hexdigest()[:_CHARS]
