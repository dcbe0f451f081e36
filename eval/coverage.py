"""How much of the documents the evidence of cases covers: what no case stands on is never examined."""

from collections.abc import Mapping, Sequence

from eval.cases import Case


def coverage(cases: Sequence[Case], texts: Mapping[str, str]) -> dict[str, float]:
    """Return for each document, sorted by doc_id, the share (0 to 1) of its characters that evidence covers.

    A character that several places hold counts once; an empty document is covered by 0.
    """
    covered: dict[str, set[int]] = {doc_id: set() for doc_id in sorted(texts)}
    for case in cases:
        for group in case.evidence:
            for place in group:
                for span in place.spans:
                    covered[place.doc_id].update(range(span.start, span.end))
    return {doc_id: len(held) / max(len(texts[doc_id]), 1) for doc_id, held in covered.items()}
