"""The file that a document came as, and pictures of its pages, as a browser gets them."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from eval.bench.papers import lines, pdf
from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.catalog.originals import Originals
from tests.index.documents import write_seeds
from tests.ui.assistants import corpus_of
from ui.document.originals import originals_router
from ui.document.pictures import Pictures

PDF = pdf(lines(["渔港情况通报"]), lines(["全年新建渔港码头三座。"]))
HTML = "<!doctype html><body><article><p>全年新建码头三座。</p><script>alert(1)</script></article>".encode()


def client_of(folder: Path, name: str, content: bytes) -> TestClient:
    file = folder / name
    file.write_bytes(content)
    seeds = write_seeds(folder / "seeds")
    add_document(file, seeds)
    corpus = corpus_of(load_documents(seeds)[-1])
    app = FastAPI()
    app.include_router(originals_router(lambda: corpus, Originals(seeds), Pictures(folder / "cache", most_mb=1)))
    return TestClient(app)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pdf")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with client_of(folder, "ports.pdf", PDF) as client:
        yield client


def test_a_page_is_a_picture_which_is_kept(client: TestClient, folder: Path) -> None:
    answer = client.get("/doc/ports/page/2")
    assert answer.headers["content-type"] == "image/webp"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert Image.open(io.BytesIO(answer.content)).size == (1400, 1982)
    (kept,) = (folder / "cache" / "pages").iterdir()
    kept.write_bytes(b"as kept")
    assert client.get("/doc/ports/page/2").content == b"as kept"
    kept.unlink()


def test_a_picture_that_a_browser_holds_is_not_sent_again(client: TestClient) -> None:
    answer = client.get("/doc/ports/page/1")
    again = client.get("/doc/ports/page/1", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["ports/page/0", "ports/page/3", "other/page/1", f"ports/page/1?v={'0' * 64}"])
def test_there_is_no_picture_of_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(f"/doc/{path}").status_code == 404


def test_a_pdf_is_shown_by_the_browser_in_a_sandbox(client: TestClient) -> None:
    answer = client.get("/doc/ports/original")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline")
    assert answer.headers["content-security-policy"].endswith("; sandbox")
    held = {"if-none-match": answer.headers["etag"]}
    assert client.get("/doc/ports/original", headers=held).status_code == 304


def test_a_page_of_a_stranger_is_handed_over_and_never_shown(tmp_path: Path) -> None:
    with client_of(tmp_path, "ports.html", HTML) as client:
        answer = client.get("/doc/ports/original")
    assert answer.content == HTML
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
