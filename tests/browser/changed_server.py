"""The pages over the small assistant of the tests, after every document has changed: for conversations from before."""

import socket

import uvicorn

from index.corpus import Corpus
from index.segment.records import ChunkedDocument
from tests.ui.assistants import PairsAssistant, seed_corpus
from ui.app import make_app
from ui.config import UiSettings
from ui.desk import Desk
from ui.journal.database import open_database

held = seed_corpus()
corpus = Corpus.of(
    [
        ChunkedDocument(
            document.model_copy(update={"sha256": "0" * 64}),
            held.sections_of(doc_id),
            held.units_of_document(doc_id),
            (),
            held.dropped_of(doc_id),
        )
        for doc_id, document in held.documents.items()
    ]
)
settings = UiSettings.load()
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
app = make_app(Desk(PairsAssistant(corpus), open_database(settings)), settings.model_copy(update={"port": port}))
print(f"http://127.0.0.1:{port}/", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
