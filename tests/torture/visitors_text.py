"""What visitors type: personal data in disguise, hidden characters, what takes long, records removed on request."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from index.build import ensure_index
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.read.units import ReadDocument, read_units
from index.words.script import traditional
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.contract import AnswerRecord, to_record
from rag.opening import assistant_over
from rag.personal.mask import find_personal, mask
from rag.records import Question
from tests.fakes import BigramEmbedder
from tests.personal.measured import cases
from tests.rag.dev_cases import dev_questions
from tests.torture.row import Row
from tests.ui.journal.entries import entry, settings_at
from ui.journal.database import open_database
from ui.journal.entries import record
from ui.journal.forget import forget

_UNSEEN = "\u200b\u200d\u2060\ufeff\u00ad\ufe0f\u202e\u2066\u200f\U000e0041\U000e0100\x00\x1b\u3164"
_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
_SEED = 16
_LONGEST = 17_000  # characters of a text
_MOST_SECONDS = 1.0  # of masking one, measured as processor time


def rows(*, short: bool) -> list[Row]:
    """Return what was lost of each."""
    random = Random(_SEED)
    with tempfile.TemporaryDirectory() as folder:
        return [
            _disguised(random, 300 if short else 20_000),
            _long(every=20 if short else 1),
            _asked(random, 40 if short else 3_000, Path(folder)),
            _read(random, 1 if short else 60),
            _forgotten(5 if short else 200, Path(folder)),
        ]


def _hidden_in(text: str, random: Random, *, most: int) -> str:
    for _ in range(random.randint(1, most)):
        at = random.randint(0, len(text))
        text = text[:at] + random.choice(_UNSEEN) + text[at:]
    return text


def _disguised(random: Random, times: int) -> Row:
    """Put the dev strings in other scripts and widths, with hidden characters: as much is masked as before."""
    strings = [case for case in cases() if case.part == "dev" and case.personal]
    lost = 0
    for _ in range(times):
        case = random.choice(strings)
        text = random.choice((str, traditional, lambda t: t.translate(_WIDE)))(case.text)
        kinds = sorted(by.kind for *_, by in find_personal(_hidden_in(text, random, most=6)))
        lost += kinds != sorted(kind for *_, kind in case.personal)
    return Row("personal data typed full-width, in Traditional characters, with hidden ones between", times, lost, "")


def _long(*, every: int) -> Row:
    pieces = [case.text for case in cases()] + [
        *"1幺一.-:,，@A(路号 栋张名",
        "12-",
        "我叫王",
        "22.1234 ",
        "a@",
        "Flat 1, ",
    ]
    slowest, lost = 0.0, 0
    for piece in pieces[::every]:
        begun = time.process_time()
        mask((piece * (_LONGEST // len(piece) + 1))[:_LONGEST])
        seconds = time.process_time() - begun
        slowest, lost = max(slowest, seconds), lost + (seconds > _MOST_SECONDS)
    return Row(
        f"texts of {_LONGEST:,} characters masked", len(pieces[::every]), lost, f"the slowest took {slowest:.2f} s"
    )


def _asked(random: Random, times: int, folder: Path) -> Row:
    settings = IndexSettings(artifacts_dir=folder / "artifacts")
    embedder = BigramEmbedder()
    assistant = assistant_over(ensure_index(settings, embedder), embedder, RagSettings())
    questions = dev_questions(every=20)
    plain = {question.id: _record(assistant, question) for question in questions}
    lost = 0
    for _ in range(times):
        question = random.choice(questions)
        text = _hidden_in(question.text, random, most=8)
        history = tuple(_hidden_in(earlier, random, most=8) for earlier in question.history)
        disturbed = Question(id=question.id, text=text, history=history)
        lost += _record(assistant, disturbed) != plain[question.id]
    return Row("questions with hidden characters: the record is the same", times, lost, "")


def _record(assistant: Assistant, question: Question) -> AnswerRecord:
    return to_record(assistant.answer(question)).model_copy(update={"seconds": None})


def _read(random: Random, times: int) -> Row:
    documents = load_documents(IndexSettings().seeds_dir)
    lost = 0
    for number in range(times):
        document = documents[number % len(documents)]
        text = document.text[0] + _hidden_in(document.text[1:], random, most=500)
        found = read_units(document.model_copy(update={"text": text}))
        lost += list(_told(found)) != list(_told(read_units(document)))
    return Row("documents with up to 500 hidden characters: the units are the same", times, lost, "")


def _told(read: ReadDocument) -> Iterator[tuple[object, ...]]:
    return ((unit.text, unit.role, unit.years, unit.status, unit.section_id, unit.links) for unit in read.units)


def _forgotten(times: int, folder: Path) -> Row:
    """Forget every second entry, one at a time; no file may hold a word of it then, and the others stay."""
    database = open_database(settings_at(folder / "journal.sqlite"))
    held = [
        entry(f"翡翠麒麟{n:05}号" if n % 2 else f"寻常问题{n:05}号", considered=None, conversation_id=f"{n:032x}")
        for n in range(2 * times)
    ]
    for each in held:
        record(database, each)
    lost = 0
    for each in held[1::2]:
        forget(database, folder / "inbox.jsonl", [each.entry_id], by="torture")
        content = b"".join(path.read_bytes() for path in folder.glob("journal*"))
        lost += each.question.encode() in content
    with database.reading() as connection:
        stays = connection.exec_driver_sql("SELECT count(*) FROM entries WHERE question LIKE '寻常问题%'").scalar_one()
    database.close()
    lost += (times - stays) + ("翡翠".encode() in content)
    return Row("records forgotten: their words are in no file of the journal, the others stay", times, lost, "")
