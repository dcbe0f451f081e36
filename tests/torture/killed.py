"""`kill -9` at random moments of add, remove and build, while a server answers from what they build."""

import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from index.catalog.catalog import load_documents, read_catalog
from index.config import IndexSettings
from index.errors import LuohuError
from index.store.saved import read_manifest
from tests.asking import Asker, Known, Server, ask
from tests.index.documents import write_seeds
from tests.killing import Commands, Ended
from tests.torture.row import Row

SEED = 16
LATEST = 1.2  # of the time that such a command took last: then it is killed, or has ended
BETWEEN_WAITS = 20  # kills
MINUTE = 60.0
TOPICS = {"tower": "灯塔", "pier": "码头", "tunnel": "隧道", "bridge": "桥梁", "lake": "水库", "theatre": "剧院"}
TEXT = "盐田区{topic}建设报告\n一、2024年工作情况\n2024年新建{topic}{number}座，进展顺利。\n"
QUESTION = "2024年盐田区新建了多少座{topic}？"
CERTAIN = {"2024年盐田区计划新增多少个公办学位？": "1500", "2023年盐田区引进了多少家海洋科技企业？": "15家"}
GIVEN = ("--issuer", "盐田区", "--kind", "报告", "--covers", "2024:result")


def rows(*, short: bool) -> list[Row]:
    """Kill commands, see after each what the next one makes of it, and hear what the server says meanwhile."""
    return run(8 if short else 200)


def run(n_kills: int) -> list[Row]:
    """Return the rows after so many kills."""
    with tempfile.TemporaryDirectory(prefix="luohu-qa-") as name:
        trial = Trial(Path(name))
        names = ("seeds_dir", "artifacts_dir", "removed_dir")
        environment = {f"LUOHU_INDEX_{name.upper()}": str(getattr(trial.settings, name)) for name in names}
        questions = [QUESTION.format(topic=topic) for topic in TOPICS.values()]
        with Commands(environment, Path(name)) as commands:
            trial.expect(commands.run("build"))
            with Server(environment, Path(name)) as server, Asker(server, trial.known, CERTAIN, questions) as asker:
                trial.wait(server)
                before = server.held()
                for number in range(n_kills):
                    trial.kill_one(commands)
                    if number % BETWEEN_WAITS == BETWEEN_WAITS - 1:
                        trial.wait(server)
                trial.wait(server)
                time.sleep(2)  # two looks of the server: it lets go of the last index
                after = server.held()
    for line in (*trial.wrong, *asker.wrong)[:20]:
        print(f"  {line}", flush=True)
    return [
        Row(
            "`kill -9` at a random moment of `index add`, `remove` or `build`, then the next command",
            n_kills,
            len(trial.wrong),
            f"{trial.killed.total()} were at work ({_counted(trial.killed)}) and left: {_counted(trial.left)}; "
            "each next command ended well, catalogue, files and index agreed, and no document was lost",
        ),
        Row(
            "questions to the server meanwhile: failed, wrong, or answered from what was gone",
            asker.n_answers,
            len(asker.wrong),
            f"a change answers within {trial.slowest:.1f} s; memory {before[0]:.0f} MB, then {after[0]:.0f} MB; "
            f"files of old indexes held: {after[1]}",
        ),
    ]


class Trial:
    """One run, over documents that come, change and go, and two that stay; `wrong` says what went wrong."""

    def __init__(self, folder: Path) -> None:
        self._chance, self._incoming = random.Random(SEED), folder / "incoming"
        self._incoming.mkdir()
        self.settings = IndexSettings(
            seeds_dir=write_seeds(folder / "seeds"),
            artifacts_dir=folder / "artifacts",
            removed_dir=folder / "removed",
        )
        self._held = self._seeds()
        self._last = dict(self._held)  # what each document held when it was there
        self._numbers = iter(range(21, 10_000))
        self.known = Known(self._held)
        self.wrong: list[str] = []
        self.killed: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self._took: dict[str, float] = {}  # seconds
        self.slowest = 0.0

    def expect(self, ended: Ended) -> None:
        """A command must have ended well."""
        if ended.status != 0:
            self.wrong.append(f"exit status {ended.status}: {ended.said}")

    def kill_one(self, commands: Commands) -> None:
        """Begin a command, kill it, and see what the next one makes of that."""
        arguments, wanted = self._chosen()
        for doc_id in wanted.keys() - {"report", "notice"}:
            self.known.allow(doc_id, wanted[doc_id])
        kill_after = self._chance.uniform(0.0, LATEST * self._took.get(arguments[0], 0.4))
        ended = commands.run(*arguments, kill_after=kill_after)
        if ended.was_killed:
            self.killed[arguments[0]] += 1
            self.left[self._left()] += 1
        else:
            self._done(arguments, ended)
        is_again = self._chance.random() < 0.5
        following = arguments if is_again else ("build",)
        self._done(following, commands.run(*following))
        self._compare([wanted] if is_again or not ended.was_killed else [self._held, wanted])
        self.expect(commands.run("check"))

    def wait(self, server: Server) -> None:
        """Wait until the server answers from what there is, a minute at most."""
        began, connection = time.monotonic(), server.connection()
        behind = {"all"}
        while behind and time.monotonic() < began + MINUTE:
            behind = {doc_id for doc_id in TOPICS if not self._answers(ask(connection, _question(doc_id)), doc_id)}
            time.sleep(0.05)
        connection.close()
        self.slowest = max(self.slowest, time.monotonic() - began)
        if behind:
            self.wrong.append(f"the server has not followed within a minute: {behind}")

    def _done(self, arguments: tuple[str, ...], ended: Ended) -> None:
        self.expect(ended)
        self._took[arguments[0]] = ended.seconds

    def _left(self) -> str:
        """What a killed command has left, for the next one to take up."""
        if (self.settings.seeds_dir / ".next").exists():
            return "a change of the seeds begun"
        entries = {entry.doc_id: entry.sha256 for entry in read_catalog(self.settings.seeds_dir)}
        is_behind = entries != dict(read_manifest(self.settings.artifacts_dir).documents)
        return "an index behind its seeds" if is_behind else "both as before, or done"

    def _answers(self, answer: dict[str, object], doc_id: str) -> bool:
        """Whether an answer cites a document just where there is one, as it is now."""
        citations = answer["citations"]
        assert isinstance(citations, list)
        quotes = [citation["quote"] for citation in citations if citation["doc_id"] == doc_id]
        held = self._held.get(doc_id)
        return bool(quotes) == (held is not None) and all(quote in str(held) for quote in quotes)

    def _chosen(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return a command and the documents it is to leave."""
        doc_id, act = self._chance.choice(list(TOPICS)), self._chance.random()
        if act < 0.2:
            return ("build",), dict(self._held)
        if doc_id in self._held and act < 0.6:
            return ("remove", doc_id), {name: text for name, text in self._held.items() if name != doc_id}
        kept = [file for file in self.settings.removed_dir.glob(f"{doc_id}-*/{doc_id}.txt") if doc_id not in self._held]
        file = self._chance.choice(sorted(kept)) if kept and act < 0.8 else self._incoming / f"{doc_id}.txt"
        if file.parent == self._incoming:
            text = TEXT.format(topic=TOPICS[doc_id], number=next(self._numbers))
            file.write_text(text, encoding="utf-8")
        return ("add", str(file), "--replace", *GIVEN), {**self._held, doc_id: file.read_text(encoding="utf-8")}

    def _compare(self, allowed: list[dict[str, str]]) -> None:
        """Compare catalogue, files and index with what may be, and see that nothing is lost."""
        try:
            found = self._seeds()
            documents = dict(read_manifest(self.settings.artifacts_dir).documents)
        except LuohuError as error:
            self.wrong.append(str(error))
            return
        if found not in allowed:
            self.wrong.append(f"the seeds are {sorted(found)}")
        if documents != {each.doc_id: each.sha256 for each in load_documents(self.settings.seeds_dir)}:
            self.wrong.append(f"the index holds {sorted(documents)}, the seeds {sorted(found)}")
        self._held = found
        self._last |= found
        for doc_id, text in self._last.items():
            self.known.settle(doc_id, found.get(doc_id))
            kept = self.settings.removed_dir.glob(f"{doc_id}-*/{doc_id}.txt")
            if doc_id not in found and text not in {file.read_text(encoding="utf-8") for file in kept}:
                self.wrong.append(f"{doc_id} is lost")

    def _seeds(self) -> dict[str, str]:
        return {document.doc_id: document.text for document in load_documents(self.settings.seeds_dir)}


def _question(doc_id: str) -> str:
    return QUESTION.format(topic=TOPICS[doc_id])


def _counted(killed: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(killed.items()))
