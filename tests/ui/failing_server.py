"""The pages over an assistant that breaks on every question, with the question in each error; run by a test."""

import socket
import threading
from contextlib import suppress

from index.records import Status
from rag.considered import Explained
from rag.records import Question
from tests.small import small_model
from tests.ui.assistants import PairsAssistant, seed_corpus
from ui.config import UiSettings
from ui.observe.logs import set_up_logs
from ui.serve import process, watch

HOW = ("looked up", "not valid", "led to", "in a thread", "of the question")


class FailingAssistant(PairsAssistant):
    """Breaks in the way that a question names, as code about words does."""

    def explain(self, question: Question) -> Explained:
        text = question.text
        if "looked up" in text:
            return {}[text]  # type: ignore[no-any-return]
        if "not valid" in text:
            Question.model_validate({"id": "q", "text": [text], "history": text})
        if "led to" in text:
            try:
                Status(text)
            except ValueError as error:
                raise RuntimeError(f"no answer to {text}") from error
        if "in a thread" in text:
            thread = threading.Thread(target=lambda: int(text))
            thread.start()
            thread.join()
        return super().explain(question)


if __name__ == "__main__":
    small_model()
    assistant = FailingAssistant(seed_corpus())
    watch.assistant_over = lambda *_, **__: assistant  # type: ignore[assignment,return-value]
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    settings = UiSettings.load().model_copy(update={"port": port})
    set_up_logs(settings)
    with suppress(KeyboardInterrupt):
        process.serve(settings, [listener], ready=lambda: print(f"http://127.0.0.1:{port}/", flush=True))
