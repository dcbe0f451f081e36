"""The pages over the small assistant of the tests: a question with the word 慢 takes it 3 seconds, with 很慢 15."""

import os
import socket
import time

import uvicorn

from rag.assistant import Explained
from rag.records import Question
from tests.ui.assistants import PairsAssistant, seed_corpus
from ui.app import make_app
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import open_database


class SlowAssistant(PairsAssistant):
    def explain(self, question: Question) -> Explained:
        if "慢" in question.text:
            time.sleep(15 if "很慢" in question.text else 3)
        return super().explain(question)


settings = UiSettings.load()
listener = socket.create_server(("127.0.0.1", int(os.environ.get("SLOW_PORT", "0"))))
port = listener.getsockname()[1]
app = make_app(Desk(SlowAssistant(seed_corpus()), open_database(settings)), settings.model_copy(update={"port": port}))
print(f"http://127.0.0.1:{port}/", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
