"""How long the worst texts take each function that sees what a visitor sends: four times as long, four times the time.

A pattern that begins anew at every character takes sixteen times as long. Time of this thread only, so that it does
not matter what else the machine does.
"""

import json
import time
from collections.abc import Callable
from functools import cache

import pytest

from index.config import IndexSettings
from index.figures.stated import figures, read_date, read_figure, read_share
from index.words.bilingual import english_words, stem
from index.words.clauses import clauses
from index.words.hidden import hidden_report, without_hidden
from index.words.measures import kind_of_measure
from index.words.numerals import number
from index.words.quotes import bare, in_quotes, quoted
from index.words.script import simplify, traditional
from index.words.terms import fold, terms, unspaced
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.opening import open_assistant
from rag.personal.mask import mask
from rag.personal.plain import Plain
from rag.personal.recognisers import RECOGNISERS
from rag.question.answer_form import expected
from rag.question.courtesy import only_courtesy, without_courtesy
from rag.question.language import detect_language
from rag.question.own_life import without_own_years
from rag.question.own_matter import follows
from rag.question.said import said
from rag.question.understand import years_in
from rag.question.wording import content, is_cantonese, official_words, written
from rag.question.year_span import without_asking, year_span
from rag.records import Question
from ui.address import client_address
from ui.citizen.answer_lines import Sources, answer_text
from ui.citizen.conversation import read_kept
from ui.citizen.quoted import quote_pieces
from ui.document.links import with_hotline
from ui.journal.question_key import question_key
from ui.serve.handover import session_of
from ui.staff.login import safe_next
from ui.text.reader import chosen_language
from ui.text.zh_hans.page import ZH_HANS

N = 1240  # characters, and four times as many: rag.max_question_chars can be set to 5,000
MOST = 7.5  # times as long for four times as much; a cache of the processor that is full explains what is above 4
NOTHING = 0.004  # seconds that no ratio is made of

RUNS = (
    "a", "1", " ", "\n", "\u3000", "\u200b", ".", ",", "-", "/", "%", "@", "(", "（", "[", "“", "”", "「", "《", '"',
    "的", "年", "万", "一", "零", "百", "区", "在", "请", "，", "。", "？",
    "的的", "1 ", "1,", "1.", "1万", "一万", "2022年", "2022-", "“a", "a@", "a ", "a1", "1a", "（(", "，1", "1—",
    "请问", "谢谢", "hello ", "can you tell me ", "罗湖", "深圳市", "北京市", "from ", "多少", "增长", "第一", "上一年",
    "xian", "zhang ", "係", "百分之", "万元", "[1]", "5月", "年的",
    "我叫", "138", "138-", "一三八", "路1号", "区路", "电话", "微信", "a.b", "1.1.1.", "粤B1", "+86 ", "\U000e0041",
)  # fmt: skip
ENDED = (("请问", "的"), ("2022年", " "), ("“", "的"), ("1", " "), ("a", "1"), ("谢谢", "，"), ("(", "a"))
SHAPES: dict[str, Callable[[int], str]] = {
    **{f"{run!r} over and over": (lambda n, run=run: run * (n // len(run))) for run in RUNS},
    **{f"{first!r}, {run!r} over and over, x": (lambda n, f=first, r=run: f + r * n + "x") for first, run in ENDED},
}


@cache
def assistant() -> Assistant:
    return open_assistant(RagSettings(max_question_chars=5000), IndexSettings.load())


def asked(text: str) -> Question:
    return Question(id="q", text=text, history=())


def kept(text: str) -> str:
    turns = [{"number": n, "question": text, "outcome": {"state": "stopped"}} for n in range(1, 4)]
    return json.dumps({"conversation_id": "0" * 32, "turns": turns})


FUNCTIONS: dict[str, Callable[[str], object]] = {
    **{
        function.__name__: function
        for function in (
            english_words, stem, clauses, kind_of_measure, number, bare, in_quotes, quoted, simplify, traditional, fold,
            terms, unspaced, figures.__wrapped__, read_date, read_figure, read_share, expected, only_courtesy,
            without_courtesy, without_own_years, follows, detect_language, years_in, content, is_cantonese,
            official_words, written, without_asking, with_hotline, mask, question_key, safe_next, without_hidden,
            hidden_report,
        )
    },
    "Plain.of": Plain.of,
    **{
        f"personal data, {recogniser.kind}": lambda text, recogniser=recogniser: list(recogniser.find(text))
        for recogniser in RECOGNISERS
    },
    "year_span": lambda text: year_span(text, (), 2025),
    "expected.fit": lambda text: expected("新增多少家，花了多少亿元，占多少").fit(text),
    "detect the reader's language": lambda text: chosen_language(text, text, text),
    "read_kept": lambda text: read_kept(kept(text), kept_turns=30, max_question_chars=5000),
    "answer_text": lambda text: answer_text([text], Sources(1, {}, ZH_HANS, "")),
    "quote_pieces": lambda text: quote_pieces(text, (text[:20],)),
    "client_address": lambda text: client_address(
        {"client": ("192.0.2.1", 1), "headers": [(b"x-forwarded-for", text.encode())]}, n_proxies=1
    ),
    "session_of": lambda text: session_of({"path": "/", "query_string": text.encode()}, text.encode()),
}  # fmt: skip
WITH_MODEL: dict[str, Callable[[str], object]] = {
    "understand": lambda text: assistant()._stages.understand(asked(text)),
    "understand with it before": lambda text: assistant()._stages.understand(
        Question(id="q", text="那2024年呢？", history=(text,))
    ),
    "places": lambda text: (
        assistant()._places.named(text), assistant()._places.elsewhere(text), assistant()._places.asks_whole(text)
    ),
}  # fmt: skip


def seconds(function: Callable[[str], object], text: str) -> float:
    started = time.thread_time()
    function(text)
    return time.thread_time() - started


def ratio(function: Callable[[str], object], shape: Callable[[int], str]) -> float:
    """Return how many times as long four times as much takes, at best; 0 where it takes no time worth a ratio."""
    best_long, best_short = seconds(function, shape(4 * N)), seconds(function, shape(N))
    for _ in range(6):
        if best_long < NOTHING:
            return 0.0
        if best_long <= MOST * best_short:
            break
        best_long = min(best_long, seconds(function, shape(4 * N)))
        best_short = min(best_short, seconds(function, shape(N)))
    return best_long / best_short


def slow(function: Callable[[str], object]) -> dict[str, float]:
    found = {name: round(ratio(function, shape), 1) for name, shape in SHAPES.items()}
    return {name: times for name, times in found.items() if times > MOST}


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS.keys())
def test_a_text_four_times_as_long_takes_about_four_times_as_long(function: Callable[[str], object]) -> None:
    assert slow(function) == {}


@pytest.mark.model
@pytest.mark.parametrize("function", WITH_MODEL.values(), ids=WITH_MODEL.keys())
def test_so_it_is_with_the_words_of_the_corpus(function: Callable[[str], object]) -> None:
    assert slow(function) == {}


def test_the_ratio_tells_a_pattern_that_begins_anew_at_every_character() -> None:
    import re

    assert ratio(re.compile("“[^”]*”").findall, SHAPES["'“' over and over"]) > MOST
    assert (
        ratio(lambda text: [text.count("a", n, n + 99) for n in range(len(text))], SHAPES["'a' over and over"]) < MOST
    )
    assert said("asks.figure").found("多少")
