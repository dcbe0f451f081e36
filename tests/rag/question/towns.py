"""Towns that no gazetteer has, and where a text names them."""

TOWNS = ("青岭", "白水", "黑石", "qingling", "baishui")


def places_in(text: str) -> tuple[tuple[int, int], ...]:
    found = ((text.lower().find(town), len(town)) for town in TOWNS)
    return tuple(sorted((at, at + length) for at, length in found if at >= 0))
