"""An answer with another text: its citations are those that the text names, numbered as it names them."""

from collections.abc import Mapping

from rag.answer.verify import MARKER
from rag.records import Answered, Key


def renumbered(answer: Answered, text: str) -> Answered:
    """Return an answer with a text that cites some of its citations.

    The text cites whatever a figure in front, a table or a computed figure rests on.
    """
    held = {citation.number: citation for citation in answer.citations}
    named = dict.fromkeys(int(found[1]) for found in MARKER.finditer(text))
    numbers = {old: new for new, old in enumerate((old for old in named if old in held), 1)}
    cited = tuple(held[old].model_copy(update={"number": new}) for old, new in numbers.items())
    keys = tuple(_key(key, numbers) for key in answer.keys)
    table = tuple(
        row.model_copy(update={"keys": tuple(_key(key, numbers) for key in row.keys)}) for row in answer.table
    )
    computed = tuple(
        one.model_copy(
            update={
                "operands": tuple(
                    operand.model_copy(update={"number": numbers[operand.number]}) for operand in one.operands
                )
            }
        )
        for one in answer.computed
    )
    return answer.model_copy(
        update={
            "text": MARKER.sub(lambda found: f"[{numbers.get(int(found[1]), found[1])}]", text),
            "citations": cited,
            "keys": keys,
            "table": table,
            "computed": computed,
            "disagreement": tuple(numbers[number] for number in answer.disagreement if number in numbers),
        }
    )


def _key(key: Key, numbers: Mapping[int, int]) -> Key:
    return key.model_copy(update={"numbers": tuple(numbers[old] for old in key.numbers if old in numbers)})
