"""The pages over the small assistant of the tests, with room for two questions and little patience.

A question with the word 慢 takes it 3 seconds; after 2 nobody waits for it any longer. Who asks is whom the header
says, so that what one test asks counts for no other; the window of a burst is long enough for a slow machine to fill.
"""

import socket
import time

import uvicorn

from rag.assistant import Explained
from rag.records import Question
from tests.ui.assistants import PairsAssistant, seed_corpus
from ui.answering import Answering
from ui.app import make_app
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import open_database
from ui.limits import rates


class SlowAssistant(PairsAssistant):
    def explain(self, question: Question) -> Explained:
        if "慢" in question.text:
            time.sleep(3)
        return super().explain(question)


rates.BURST_SECONDS = 20
settings = UiSettings.load().model_copy(
    update={"ask_rate": 60, "most_waiting": 2, "concurrency": 2, "answer_seconds": 2.0, "proxies": 1}
)
listener = socket.create_server(("127.0.0.1", 0))
settings = settings.model_copy(update={"port": listener.getsockname()[1]})
desk = Desk(SlowAssistant(seed_corpus()), open_database(settings), Answering(settings))
app = make_app(desk, settings)
print(f"http://127.0.0.1:{settings.port}/", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
