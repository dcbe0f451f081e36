"""Prints the stops of one answered question as JSON: run by tests.rooms with a checkout first on the path."""

import json
import sys
from collections.abc import Callable
from inspect import CO_GENERATOR
from itertools import groupby
from pathlib import Path
from types import FrameType
from typing import Any


def visited(ask: Callable[[], object], folder: Path) -> list[str]:
    """Return the files below a folder that calls lead into, in order, each as often as it is entered from another.

    What other packages do between two calls is no stop, and a generator is called once, however often it goes on.
    """
    inside: dict[str, str] = {}
    seen: list[str] = []
    begun: set[FrameType] = set()

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or frame in begun:
            return
        if frame.f_code.co_flags & CO_GENERATOR:
            begun.add(frame)
        name = frame.f_code.co_filename
        if name not in inside:
            path = Path(name)
            inside[name] = str(path.relative_to(folder)) if path.is_relative_to(folder) else ""
        if inside[name]:
            seen.append(inside[name])

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        ask()
    finally:
        sys.setprofile(before)
    return [name for name, _ in groupby(seen)]


def main(question: str) -> None:
    """Answer the question twice with the checkout's own index; the second time, when all is loaded, is counted."""
    import rag
    from index.config import IndexSettings
    from rag.config import RagSettings
    from rag.opening import open_assistant
    from rag.records import Question

    assistant = open_assistant(RagSettings.load(), IndexSettings.load())
    asked = Question(id="q", text=question)
    is_answered = type(assistant.answer(asked)).__name__ == "Answered"
    stops = visited(lambda: assistant.answer(asked), Path(str(rag.__file__)).parent)
    print(json.dumps({"is_answered": is_answered, "stops": stops}))


if __name__ == "__main__":
    main(sys.argv[1])
