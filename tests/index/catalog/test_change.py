"""A change of the seeds that is stopped at any step: what was before, or what it was to be, for whoever comes next."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import whole
from index.catalog import catalog, change
from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.catalog.remove import remove_documents
from tests.index.documents import write_seeds


class StoppedError(BaseException):
    """A kill: nothing catches it."""


class Stopping:
    """Lets so many calls through, then stops at each."""

    def __init__(self, after: int) -> None:
        self.left = after

    def around(self, function: Callable[..., object]) -> Callable[..., object]:
        def stopped(*given: object, **named: object) -> object:
            if self.left == 0:
                raise StoppedError
            self.left -= 1
            return function(*given, **named)

        return stopped


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_seeds(tmp_path / "seeds")


def adding(seeds: Path) -> None:
    file = seeds.parent / "new.txt"
    file.write_text("港口繁忙。", encoding="utf-8")
    add_document(file, seeds, issuer="盐田区", kind="报告")


def changing(seeds: Path) -> None:
    (seeds.parent / "report.txt").write_text("港口繁忙。", encoding="utf-8")
    add_document(seeds.parent / "report.txt", seeds, replaced_to=seeds.parent / "removed")


def removing(seeds: Path) -> None:
    remove_documents(["report"], seeds, seeds.parent / "removed")


def texts(seeds: Path) -> dict[str, str]:
    return {document.doc_id: document.text for document in load_documents(seeds)}


@pytest.mark.parametrize("steps", range(30))
@pytest.mark.parametrize("act", [adding, changing, removing])
def test_whoever_comes_next_finds_the_old_seeds_or_the_new(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], None], steps: int
) -> None:
    before = texts(seeds)
    twin = write_seeds(seeds.parent / "twin" / "seeds")
    act(twin)
    after = texts(twin)
    stopping = Stopping(steps)
    with monkeypatch.context() as patch:
        for owner, name in ((Path, "replace"), (Path, "rename"), (Path, "unlink"), (Path, "write_bytes")):
            patch.setattr(owner, name, stopping.around(getattr(owner, name)))
        for owner, name in ((Path, "write_text"), (shutil, "rmtree"), (whole, "sync"), (change, "sync")):
            patch.setattr(owner, name, stopping.around(getattr(owner, name)))
        try:
            act(seeds)
        except StoppedError:
            pass
        else:
            stopping.left = -1
    found = texts(seeds)
    assert found in ((after,) if stopping.left < 0 else (before, after))
    act(seeds)
    assert texts(seeds) == after
    assert not (seeds / ".next").exists()
    assert not list(seeds.glob(".*partial*"))


def ready(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a removal ready, and nothing of it carried out."""
    with monkeypatch.context() as patch:
        patch.setattr(change, "carry_out", Stopping(0).around(change.carry_out))
        with pytest.raises(StoppedError):
            removing(seeds)


def test_what_is_ready_is_carried_out_by_who_reads(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(seeds, monkeypatch)
    assert (seeds / "report.txt").exists()
    assert texts(seeds).keys() == {"notice"}
    assert not (seeds / "report.txt").exists()


def test_who_may_not_write_reads_what_lies_there(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, os.strerror(13))

    ready(seeds, monkeypatch)
    monkeypatch.setattr(catalog, "locked", refused)
    assert texts(seeds).keys() == {"report", "notice"}
