"""The arguments of `python -m eval`: its commands, and what each takes."""

import argparse
from pathlib import Path

from eval.cases import Kind
from eval.people.cases import PeopleKind
from eval.runs import RUNS_DIR
from eval.suites import ALL, LUOHU, PARTS
from index.config import ROOT
from rag.records import Language

KEPT = ROOT / "var" / "route.jsonl"


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; each keeps its name as `command`."""
    made = argparse.ArgumentParser(prog="python -m eval", description="Measure the assistant on hand-written cases.")
    made.add_argument("--runs-dir", type=Path, default=RUNS_DIR, help="where run folders are (default: %(default)s)")
    commands = made.add_subparsers(dest="command", required=True)
    asked = commands.add_parser("run", help="ask every case, score the answers, print the table")
    asked.add_argument("--part", choices=PARTS, default="dev")
    asked.add_argument("--suite", default=LUOHU, help=f"whose cases and documents; {ALL}: every suite that is here")
    asked.add_argument("--cases", type=Path, nargs="+", default=[], help="read these files instead of the part's")
    asked.add_argument("--kind", choices=sorted({*Kind, *PeopleKind}), action="append", default=[])
    asked.add_argument("--language", choices=[language.value for language in Language], action="append", default=[])
    asked.add_argument("--id", action="append", default=[], help="one case; may be repeated, as may kind and language")
    scored = commands.add_parser("score", help="score a run again with today's cases, without asking")
    scored.add_argument("run", type=Path, nargs="?", help="a run folder (default: the newest)")
    scored.add_argument("--cases", type=Path, nargs="+", default=[], help="case files (default: those the run read)")
    compared = commands.add_parser("compare", help="two runs, paired by case")
    compared.add_argument("first", type=Path)
    compared.add_argument("second", type=Path)
    fitted = commands.add_parser("fit", help="fit the weights of ranker and gate on a part, and compare them")
    fitted.add_argument("--part", choices=PARTS, default="dev")
    fitted.add_argument("--suite", default=ALL, help=f"on whose cases; {ALL}: of every suite that is here")
    fitted.add_argument("--write", action="store_true", help="write them into the files that answering reads")
    ablated = commands.add_parser("ablate", help="what each step of answering adds: all cases without it")
    ablated.add_argument("--part", choices=PARTS, default="dev")
    ablated.add_argument("--suite", default=ALL, help=f"whose cases; {ALL}: of every suite that is here, side by side")
    ablated.add_argument("--every", type=int, default=1, metavar="N", help="ask every Nth case of each (default: all)")
    ablated.add_argument("--long", action="store_true", help="a table a suite, with intervals and further metrics")
    routed = commands.add_parser(
        "route", help="which kinds of answers the model of llm.base_url words: where not worse"
    )
    routed.add_argument("--part", choices=PARTS, default="dev")
    routed.add_argument("--suite", default=ALL, help=f"whose cases; {ALL}: of every suite that is here")
    routed.add_argument(
        "--most", type=int, default=40, metavar="N", help="cases of a kind, of each suite (default: %(default)s)"
    )
    routed.add_argument(
        "--kept", type=Path, default=KEPT, help="where answers are kept to go on from (default: %(default)s)"
    )
    routed.add_argument("--write", action="store_true", help="write the kinds into llm.kinds_file")
    varied = commands.add_parser("invariances", help="what must not change an answer; exit 1 where it does too often")
    varied.add_argument("--part", choices=PARTS, default="dev")
    varied.add_argument("--suite", default=LUOHU, help=f"whose cases; {ALL}: of every suite that is here")
    varied.add_argument(
        "--per-case", type=int, default=3, metavar="N", help="variations of each (default: %(default)s)"
    )
    varied.add_argument("--every", type=int, default=1, metavar="N", help="ask every Nth case (default: all)")
    _add_reading(commands)
    return made


def _add_reading(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands that ask nothing of the assistant: they read runs, cases, and files of other kinds."""
    checked = commands.add_parser("check", help="hold a run against eval/baselines.toml; exit 1 on drift")
    checked.add_argument("run", type=Path, nargs="?", help="a run folder (default: the newest of the part)")
    checked.add_argument("--part", choices=PARTS, default="dev")
    checked.add_argument("--suite", default=LUOHU, help=f"whose newest run; {ALL}: of every suite that is here")
    checked.add_argument(
        "--accept", action="store_true", help="print baselines from the run, rewrite its list of passes"
    )
    reported = commands.add_parser("report", help="write a run's HTML page")
    reported.add_argument("run", type=Path, nargs="?", help="a run folder (default: the newest)")
    reported.add_argument("--part", choices=PARTS, default="dev", help="with --suite")
    reported.add_argument("--suite", help=f"its newest run of the part; {ALL}: of every suite that is here")
    reported.add_argument("--out", type=Path, help="the file (default: report.html in the run folder)")
    counted = commands.add_parser("cases", help="what the cases of a part ask for and stand on, without asking them")
    counted.add_argument("--part", choices=PARTS, default="test")
    counted.add_argument("--twins", action="store_true", help="those whose fact and place stand in dev too")
    commands.add_parser("suites", help="which suites there are, and which can be asked here")
    squad = commands.add_parser("squad", help="a SQuAD-format file as a retrieval benchmark")
    squad.add_argument("file", type=Path)
    squad.add_argument("--questions", type=Path, help="take the questions from this parallel file")
    squad.add_argument("--search", choices=("fused", "dense", "lexical"), help="one alone (default: all three)")
    written = commands.add_parser("sentences", help="how well written sentences are told true from false")
    written.add_argument("--part", choices=PARTS, default="dev")
    written.add_argument("--wrong", action="store_true", help="name those that are told wrongly, and why")
    stated = commands.add_parser("figures", help="how well stated figures are read: precision and recall on marks")
    stated.add_argument("--wrong", action="store_true", help="name what is read wrongly and what is missed")
