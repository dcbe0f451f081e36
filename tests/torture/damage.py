"""Files of the index, of the kept model and lexicon, and sources, damaged one at a time.

Bit flips, cuts, zeroed blocks, missing and longer files. Each must be noticed before an answer, and named; what is
mended must answer as before. It is done in processes of their own, so that a crash is seen, and is no crash of the run.
"""

import logging
import multiprocessing
import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from index.build import build_index, ensure_index
from index.config import IndexSettings
from index.encode.cache import CHECKSUMS, damage_of
from index.encode.embedder import make_embedder, onnx_precision
from index.encode.packaged import FOLDER
from index.errors import LuohuError
from index.store.damage import damaged
from index.store.saved import OpenIndex, load_index, read_manifest
from index.words.bilingual import Lexicon, lexicon_name
from rag.config import RagSettings
from rag.opening import assistant_over
from rag.records import Question, said
from tests.fakes import BigramEmbedder
from tests.torture.row import Row

Kind = Literal["bit", "cut", "zeroed", "removed", "longer"]
KINDS: tuple[Kind, ...] = ("bit", "bit", "cut", "zeroed", "removed", "longer")  # bits twice: the least that can happen
BLOCK = 4096  # bytes that are zeroed at most, as a lost block of a disk
PROCESSES = 2
ASKED = ("2024年地区生产总值是多少？", "今年有哪些民生实事？", "How many new school places are planned?")
# Of 1,000; mending takes a second for the index, half a minute for the graph of the model.
N_INDEX, N_KEPT, N_SOURCES = 720, 220, 60
MENDED_OF_INDEX = 12  # every 12th
SHORT_OF, SHORT_MENDED_OF_INDEX = 25, 10


@dataclass(frozen=True)
class Damage:
    """What is done to a file, drawn from a seed."""

    file: str
    kind: Kind
    seed: int

    def of(self, content: bytes) -> bytes | None:
        """Return the damaged content, which differs; None where the file goes."""
        draw, changed = random.Random(self.seed), bytearray(content)
        match self.kind:
            case "removed":
                return None
            case "cut" if content:
                return content[: draw.randrange(len(content))]
            case "zeroed" if content:
                start = draw.randrange(len(content))
                end = min(len(content), start + draw.randint(1, BLOCK))
                changed[start:end] = bytes(end - start)
            case "longer":
                return content + draw.randbytes(draw.randint(1, BLOCK))
        if changed == content and content:  # a bit, or a block that was zero already
            changed[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        return bytes(changed) if content else None


@dataclass(frozen=True)
class Outcome:
    """What became of one damage; `lost` says what should not be, or nothing."""

    of: Damage
    lost: str
    is_mended: bool = False


def rows(*, short: bool) -> list[Row]:
    """Return what was damaged, and what was noticed and mended."""
    with tempfile.TemporaryDirectory(prefix="damage-") as folder:
        return list(_rows(Path(folder), short=short))


def _rows(folder: Path, *, short: bool) -> Iterator[Row]:
    settings = IndexSettings(artifacts_dir=folder / "index")
    build_index(settings, BigramEmbedder())
    make_embedder(settings)  # converts the model where it is not there yet
    of = SHORT_OF if short else 1
    files = sorted(str(f.relative_to(settings.artifacts_dir)) for f in _files(settings.artifacts_dir))
    found = _all_of(folder, "index", _drawn(files, N_INDEX // of), SHORT_MENDED_OF_INDEX if short else MENDED_OF_INDEX)
    yield _row("a file of the index damaged", found)
    mended = [each for each in found if each.is_mended]
    yield _row("… and mended by building: the same answers", mended)
    kept = [
        str(f.relative_to(settings.cache_dir)) for name in kept_folders() for f in _files(settings.cache_dir / name)
    ]
    yield _row("a file of the kept model or lexicon damaged", _all_of(folder, "kept", _drawn(kept, N_KEPT // of), 0))
    names = kept_folders()[: 1 if short else None]
    again = [Damage(f"{name}/{CHECKSUMS}", "bit", number) for number, name in enumerate(names)]
    yield _row("… and made again at the next use", _all_of(folder, "again", again, 0))
    sources = sorted(f.name for f in settings.seeds_dir.glob("*.txt"))
    found = _all_of(folder, "source", _drawn(sources, max(3, N_SOURCES // of)), 0)
    yield _row("a source damaged: the last good index answers, and the log names it", found)


def kept_folders() -> tuple[str, ...]:
    """Return the folders of the cache that answers hang on, the quickly made first."""
    return lexicon_name(), FOLDER, f"{FOLDER}-onnx-{onnx_precision(IndexSettings())}-1"


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith("."))


def _drawn(files: Sequence[str], n: int) -> list[Damage]:
    """Return so many damages, over all files and kinds."""
    draw = random.Random(len(files))
    return [
        Damage(files[i % len(files)] if i < len(files) else draw.choice(files), draw.choice(KINDS), i) for i in range(n)
    ]


def _all_of(folder: Path, what: str, damages: Sequence[Damage], mended_of: int) -> list[Outcome]:
    """Do damages, and return what became of each; those of a process that died count as crashes."""
    jobs = [(folder, what, each, bool(mended_of) and number % mended_of == 0) for number, each in enumerate(damages)]
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        futures = [pool.submit(_done, *job) for job in jobs]
    outcomes = []
    for each, future in zip(damages, futures, strict=True):
        try:
            outcomes.append(future.result())
        except BrokenProcessPool:
            outcomes.append(Outcome(each, "the process died, at this or one of the next"))
    return outcomes


def _row(done: str, outcomes: Sequence[Outcome]) -> Row:
    lost = [each for each in outcomes if each.lost]
    kinds = Counter(each.of.kind for each in outcomes)
    remark = (
        ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()) + f", {len({o.of.file for o in outcomes})} files"
    )
    worst = "".join(f"; {each.of.kind} of {each.of.file} (seed {each.of.seed}): {each.lost}" for each in lost[:3])
    return Row(done, len(outcomes), len(lost), remark + worst)


def _done(folder: Path, what: str, damage: Damage, is_mended: bool) -> Outcome:
    """Do a damage in this process' own copy, and say what became of it."""
    logging.getLogger().addHandler(logging.NullHandler())  # the log is looked at, not shown
    try:
        match what:
            case "index":
                lost = _index_damaged(folder, damage, is_mended=is_mended)
            case "kept":
                lost = _kept_damaged(folder, damage)
            case "again":
                lost = _made_again(folder, damage)
            case _:
                lost = _source_damaged(folder, damage)
    except Exception as error:  # whatever is not of this project's kind is what is looked for
        lost = f"untyped: {error!r}"
    return Outcome(damage, lost, is_mended)


def _index_damaged(folder: Path, damage: Damage, *, is_mended: bool) -> str:
    artifacts = folder / f"index-{os.getpid()}"
    if not artifacts.exists():
        shutil.copytree(folder / "index", artifacts)
    settings = IndexSettings(artifacts_dir=artifacts)
    before = _answers(folder / "index")
    content = _damage(artifacts / damage.file, damage)
    lost = _opened_anyway(artifacts, damage.file)
    if is_mended and not lost:
        build_index(settings, BigramEmbedder())
        left = list(damaged(artifacts))
        lost = f"not mended: {left}" if left else "" if _asked(artifacts) == before else "another answer once mended"
        shutil.rmtree(artifacts)
    else:
        (artifacts / damage.file).write_bytes(content)
    return lost


def _opened_anyway(artifacts: Path, file: str) -> str:
    """Return what is wrong with how a damage is noticed."""
    named = str(artifacts) if file == "CURRENT" else str(artifacts / file)
    try:
        load_index(artifacts, _lexicon())
    except LuohuError as error:
        if named not in str(error) or not str(error).endswith("python -m index build"):
            return f"not named: {error}"
    else:
        return "opened"
    try:
        found = list(map(str, damaged(artifacts)))
    except LuohuError as error:
        found = [named] if named in str(error) else []
    return "" if found == [named] else f"check names {found}"


def _kept_damaged(folder: Path, damage: Damage) -> str:
    name, _, rest = damage.file.partition("/")
    kept = _linked(folder, name)
    sound = (kept / rest).resolve()
    (kept / rest).unlink()
    changed = damage.of(sound.read_bytes())
    if changed is not None:
        (kept / rest).write_bytes(changed)
    said_of = damage_of(kept, verify=True)
    (kept / rest).unlink(missing_ok=True)
    (kept / rest).symlink_to(sound)
    # A checksum that has changed looks as a file that has changed: the folder is made again either way.
    named = kept if rest == CHECKSUMS else kept / rest
    return "" if str(named) in said_of else f"not noticed: {said_of!r}"


def _made_again(folder: Path, damage: Damage) -> str:
    """Use a cache of which a folder is damaged; the other folders are links to the sound ones."""
    name, _, rest = damage.file.partition("/")
    settings = IndexSettings(cache_dir=folder / f"again-{damage.seed}")
    for other in kept_folders():
        _linked(folder, other, settings.cache_dir)
    file = settings.cache_dir / name / rest
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(damage.of(content) or b"")
    Lexicon.open(settings.cache_dir)
    if name != lexicon_name():
        make_embedder(settings)
    damage_left = damage_of(settings.cache_dir / name, verify=True)
    return damage_left or ("" if file.read_bytes() == content else "what was made again is another model")


def _source_damaged(folder: Path, damage: Damage) -> str:
    seeds = folder / f"seeds-{os.getpid()}"
    if not seeds.exists():
        shutil.copytree(IndexSettings().seeds_dir, seeds)
    settings = IndexSettings(artifacts_dir=folder / "index", seeds_dir=seeds)
    content = _damage(seeds / damage.file, damage)
    log = _Log()
    logging.getLogger("index").addHandler(log)
    try:
        index = ensure_index(settings, BigramEmbedder())
    finally:
        logging.getLogger("index").removeHandler(log)
        (seeds / damage.file).write_bytes(content)
    if index.manifest != read_manifest(folder / "index"):
        return "another index answers"
    if not any(str(seeds / damage.file) in line for line in log.lines):
        return f"not named: {log.lines}"
    return "" if _told(index) == _answers(folder / "index") else "another answer"


class _Log(logging.Handler):
    """What is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.lines.append(record.getMessage())


def _damage(file: Path, damage: Damage) -> bytes:
    """Damage a file; return what it held."""
    content = file.read_bytes()
    changed = damage.of(content)
    file.unlink()  # not in place: what another has open is another file
    if changed is not None:
        file.write_bytes(changed)
    return content


def _linked(folder: Path, name: str, to: Path | None = None) -> Path:
    """Return a folder of links to the files of a folder of the cache."""
    made = (to or folder / f"kept-{os.getpid()}") / name
    source = IndexSettings().cache_dir / name
    if not made.exists():
        for file in _files(source):
            target = made / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(file)
    return made


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return Lexicon.open(IndexSettings().cache_dir)


@lru_cache(maxsize=1)
def _answers(artifacts: Path) -> tuple[str, ...]:
    return _asked(artifacts)


def _asked(artifacts: Path) -> tuple[str, ...]:
    return _told(load_index(artifacts, _lexicon()))


def _told(index: OpenIndex) -> tuple[str, ...]:
    assistant = assistant_over(index, BigramEmbedder(), RagSettings())
    return tuple(said(assistant.answer(Question(id=f"q{n}", text=text))) for n, text in enumerate(ASKED))
