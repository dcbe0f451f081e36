"""The pages over the small assistant of the tests, after every document has changed: for conversations from before."""

import socket

import uvicorn

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant, seed_corpus
from ui.app import make_app
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import open_database

held = seed_corpus()
corpus = Corpus(
    [document.model_copy(update={"sha256": "0" * 64}) for document in held.documents.values()],
    list(held.sections.values()),
    list(held.units.values()),
    [],
    held.dropped,
)
settings = UiSettings.load()
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
app = make_app(Desk(PairsAssistant(corpus), open_database(settings)), settings.model_copy(update={"port": port}))
print(f"http://127.0.0.1:{port}/", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
