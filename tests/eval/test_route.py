"""Which kinds a model words is decided by its answers to cases: a scripted endpoint that is good, wrong or broken."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from eval import __main__ as cli
from eval import routing
from eval.cases import Case, load_cases
from eval.errors import RunError
from eval.fit_files import origin_of
from eval.route import AskedBoth, Pair, Source, append_pair, ask_both, read_pairs
from eval.route_scores import (
    LEAST_CASES,
    Compared,
    Worth,
    by_kind,
    compared,
    is_written,
    measured,
    routed,
    unsupported,
    write_routing,
)
from eval.suites import Suite
from eval.table import routing_table
from index.build import build_index
from index.config import IndexSettings
from index.store.saved import OpenIndex
from rag.config import LlmSettings, RagSettings
from rag.errors import WeightsError
from rag.opening import assistant_over, checker_over
from rag.records import Question
from rag.writing.kinds import kind_of, kinds, kinds_for
from rag.writing.writer import make_writer
from rag.writing.writing import AnswerWriting
from tests.eval.test_fit import ANSWERED
from tests.eval.world import make_line, write_lines
from tests.fakes import BigramEmbedder
from tests.index.documents import write_seeds
from tests.rag.writing.endpoint import ChatEndpoint, as_json, faithful, serving
from tests.rag.writing.endpoint import Source as Told

SOURCE = Source(model="scripted", commit="c", index="f")
SOME = Worth(right=1.0, dangerous=False, unsupported=0, seconds=0.1)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    folder = tmp_path_factory.mktemp("route")
    settings = IndexSettings(seeds_dir=write_seeds(folder / "seeds"), artifacts_dir=folder / "artifacts")
    return build_index(settings, BigramEmbedder())


@pytest.fixture(scope="module")
def cases(index: OpenIndex, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, ...]:
    lines = [
        make_line(
            id=f"t{n:03}", question=question, facts=[[quote]], evidence=[[{"doc_id": "report", "quotes": [quote]}]]
        )
        for n, (question, quote) in enumerate(ANSWERED.items())
    ]
    file = write_lines(tmp_path_factory.mktemp("cases") / "cases.jsonl", lines)
    return load_cases((file,), {name: one.text for name, one in index.corpus.documents.items()})


def asked(index: OpenIndex, cases: Sequence[Case], endpoint: ChatEndpoint, **changes: object) -> AskedBoth:
    writer = make_writer(endpoint.settings(**changes))
    assert writer is not None
    writing = AnswerWriting(writer, checker_over(index, BigramEmbedder()), index.corpus, kinds())
    assistant = assistant_over(index, BigramEmbedder(), RagSettings())
    return AskedBoth("made up", SOURCE, cases, index.corpus.documents, assistant, writing.worded)


def both(one: AskedBoth, kept: Sequence[Pair] = (), most: int = 99) -> list[Pair]:
    return list(ask_both(one, kept, most=most, fewest=1))


def test_true_sentences_are_as_right_as_the_quotes(index: OpenIndex, cases: tuple[Case, ...]) -> None:
    with serving(faithful) as endpoint:
        one = asked(index, cases, endpoint)
        pairs = both(one)
    assert {pair.written.mode for pair in pairs} == {"written"}
    assert {pair.extractive.mode for pair in pairs} == {"extractive"}
    (found,) = by_kind(compared(pairs, cases, one.documents)).values()
    assert found.n_cases == found.n_written == len(pairs) >= 5
    assert found.right == found.right_written > 0.7
    assert found.right_low == 0.0
    assert found.dangerous_written == found.dangerous
    assert found.unsupported_written == 0.0
    assert found.seconds_written > found.seconds


def test_a_model_that_leaves_out_what_was_asked_is_less_right(index: OpenIndex, cases: tuple[Case, ...]) -> None:
    def beside_the_point(sources: list[Told]) -> str:
        clauses = [(text.split("，")[-1].rstrip("。；"), number) for number, text in sources]
        return as_json([(text[:6], number) for text, number in clauses])

    with serving(beside_the_point) as endpoint:
        one = asked(index, cases, endpoint)
        (found,) = by_kind(compared(both(one), cases, one.documents)).values()
    assert found.right_written < found.right
    assert found.right_low < -0.05


def test_what_was_asked_is_kept_and_not_asked_again(index: OpenIndex, cases: tuple[Case, ...], tmp_path: Path) -> None:
    file = tmp_path / "new" / "kept.jsonl"
    with serving(faithful) as endpoint:
        one = asked(index, cases, endpoint)
        first = both(one, most=2)
        for pair in first:
            append_pair(file, pair)
        with file.open("a", encoding="utf-8") as broken_off:
            broken_off.write('{"suite": "made')
        kept = read_pairs(file)
        assert kept == first
        assert len(first) == 2
        rest = both(one, kept)
        assert {pair.id for pair in rest}.isdisjoint(pair.id for pair in first)
        n_asked = len(endpoint.requests)
        assert n_asked == len(first) + len(rest)
        assert both(one, [*kept, *rest]) == []
        assert both(one, kept, most=2) == []
        assert len(endpoint.requests) == n_asked
        other = Source(model="another", commit="c", index="f")
        again = [pair.model_copy(update={"source": other}) for pair in (*kept, *rest)]
        assert [pair.id for pair in both(one, again)] == [pair.id for pair in (*first, *rest)]


def test_an_endpoint_that_is_down_ends_it_and_keeps_what_was_asked(index: OpenIndex, cases: tuple[Case, ...]) -> None:
    with serving(faithful) as endpoint:
        going = ask_both(asked(index, cases, endpoint, failures=99), (), most=99, fewest=1)
        assert next(going).written.mode == "written"
        endpoint.status = 500
        with pytest.raises(RunError, match="the endpoint is down; what was asked is kept"):
            list(going)


def test_drafts_that_cannot_be_shown_or_come_too_late_are_counted_as_such(
    index: OpenIndex, cases: tuple[Case, ...]
) -> None:
    with serving(lambda _: "{") as endpoint:
        one = asked(index, cases[:3], endpoint, failures=99, seconds=0.3)
        malformed = both(one)
        endpoint.seconds = 1.0
        slow = both(one)
    notes = [pair.written.writing.note for pair in (*malformed, *slow) if pair.written.writing]
    assert notes == [*["malformed"] * len(malformed), *["slow"] * len(slow)]
    (found,) = by_kind(compared(malformed, cases, one.documents)).values()
    assert (found.n_written, found.right_low) == (0, 0.0)


def test_a_line_that_is_no_pair_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    assert read_pairs(file) == []
    file.write_text('{"suite": "x"}\n', encoding="utf-8")
    with pytest.raises(RunError, match=r"kept\.jsonl line 1: \w+: Field required"):
        read_pairs(file)


def test_a_figure_that_stands_in_no_quote_is_unsupported(index: OpenIndex, cases: tuple[Case, ...]) -> None:
    with serving(faithful) as endpoint:
        pair = both(asked(index, cases[:1], endpoint))[0]
    assert unsupported(cases[0], pair.written) == set()
    more = pair.written.model_copy(update={"answer": f"{pair.written.answer}\n2023年另有777家[1]。"})
    assert {int(low) for low, _ in unsupported(cases[0], more)} == {777}


def compare(n: int, *, written: Worth = SOME, extractive: Worth = SOME, n_shown: int = 999) -> list[Compared]:
    return [Compared(kind="likely", is_written=at < n_shown, extractive=extractive, written=written) for at in range(n)]


def test_a_kind_is_worded_where_that_is_not_worse() -> None:
    def decides(of: list[Compared]) -> bool:
        return is_written("likely", {"likely": measured(of)}, kinds())

    wrong = SOME.model_copy(update={"right": 0.0})
    assert decides(compare(LEAST_CASES))
    assert decides(compare(LEAST_CASES, extractive=wrong))
    assert not decides(compare(LEAST_CASES, written=wrong))
    assert not decides([*compare(LEAST_CASES), *compare(3, written=wrong)])  # by as much as may be, at worst
    assert decides([*compare(200), *compare(1, written=wrong)])
    assert not decides(compare(LEAST_CASES, n_shown=LEAST_CASES // 2 - 1))
    assert not decides([*compare(99), *compare(1, written=SOME.model_copy(update={"dangerous": True}))])
    assert not decides([*compare(99), *compare(1, written=SOME.model_copy(update={"unsupported": 1}))])
    assert not decides(compare(LEAST_CASES - 1))  # too few to tell: as it comes with the program
    assert is_written("overview", {"overview": measured(compare(1, written=wrong))}, kinds())


def test_what_was_measured_is_written_by_model_and_answers_are_worded_so(
    index: OpenIndex, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    file = tmp_path / "new" / "kinds.toml"
    case_file = write_lines(tmp_path / "c.jsonl", [make_line()])
    origin = origin_of([(case_file, 1)], date(2031, 5, 6), how="python -m eval route --write")
    found = {"likely": measured(compare(50)), "overview": measured(compare(50, n_shown=0))}
    new = routed(found, kinds(), origin)
    assert "likely" in new.strategies
    assert "overview" not in new.strategies
    assert (new.parts, new.verdict, new.table, new.fewest) == (True, True, True, kinds().fewest)
    with serving(faithful) as endpoint:
        settings = endpoint.settings(kinds_file=file)
        assert kinds_for(settings) == kinds()
        write_routing(new.model_copy(update={"fewest": 1}), settings)
        file.write_text(f"# kept\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
        write_routing(new, endpoint.settings(kinds_file=file, model="another"))
        assert file.read_text(encoding="utf-8").startswith("# kept\n")
        assert kinds_for(settings) == new.model_copy(update={"fewest": 1})
        question = Question(id="q", text=cases[0].question)
        for name, mode in (("scripted", "written"), ("unknown", "extractive")):
            writer = make_writer(endpoint.settings(kinds_file=file, model=name))
            assistant = assistant_over(index, BigramEmbedder(), RagSettings(), writer=writer)
            assert kind_of(assistant.explain(question)) == "likely"
            assert assistant.answer(question).mode == mode
    first, _, head, *_ = routing_table("scripted", found, kinds(), new).splitlines()
    assert first.startswith("scripted: ")
    assert " ".join(head.split()) == "kind cases shown right (at worst) dangerous unsupported figures seconds now then"


def test_a_damaged_file_of_kinds_is_told_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "kinds.toml"
    settings = LlmSettings(base_url="http://127.0.0.1:9/v1", model="m", kinds_file=file)
    for damaged, told in (("[models", "cannot read"), ("[models.m]\nparts = 1\n", r"models\.m\.\w+: ")):
        file.write_text(damaged, encoding="utf-8")
        with pytest.raises(WeightsError, match=told) as raised:
            make_writer(settings)
        assert str(file) in str(raised.value)


def test_without_a_model_the_command_says_what_to_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["route", "--kept", str(tmp_path / "kept.jsonl")]) == 2
    assert "set llm.base_url and llm.model" in capsys.readouterr().err


@pytest.mark.model
def test_the_command_asks_prints_and_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes = [["新增学位10155个"]]
    line = make_line(
        question="总结一下罗湖区2022年的教育工作",
        facts=quotes,
        evidence=[[{"doc_id": "001_e6d6b6bfaf22de54", "quotes": quotes[0]}]],
    )
    write_lines(tmp_path / "dev.jsonl", [line])
    monkeypatch.setattr(routing, "asked_suites", lambda _: iter([Suite(name="tiny", folder=tmp_path)]))
    call = partial(cli.main, ["route", "--kept", str(tmp_path / "kept.jsonl"), "--write"])
    with serving(faithful) as endpoint:
        for name, value in (("BASE_URL", endpoint.url), ("MODEL", "m"), ("KINDS_FILE", str(tmp_path / "kinds.toml"))):
            monkeypatch.setenv(f"LUOHU_LLM_{name}", value)
        assert call() == 0
        assert call() == 0
        assert len(endpoint.requests) == 1
    told = capsys.readouterr().out
    assert told.startswith("m: as the documents say it")
    assert told.rstrip().endswith(f"written: {tmp_path / 'kinds.toml'}")
    held = kinds_for(LlmSettings.load())
    assert held.names("overview")
