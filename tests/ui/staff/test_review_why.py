"""Why an answer is what it is, as the page shows it."""

from fastapi.testclient import TestClient

from index.corpus import Corpus
from rag.records import ChosenBy, Reason
from rag.refusal.gate import Rule
from rag.refusal.weights import packaged_gate_weights
from tests.ui.journal.entries import considered, passage, refusal
from tests.ui.staff.reviewed import PLACES, shown, two_cited
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.records import ShownFigure, Weighted
from ui.text.zh_hans.review import REVIEW_ZH_HANS as WORDS

THRESHOLD = packaged_gate_weights().thresholds.answer


def test_why_shows_what_was_understood_ranked_and_decided(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    unit = next(unit for unit in corpus.units() if PLACES in unit.text)
    steps = considered(
        "那年的学位呢",
        topic="罗湖教育",
        years=(2022, 2023),
        terms=(Weighted(name="床位", value=0.5), Weighted(name="学位", value=2.25)),
        chosen=(unit.unit_id, "009_gone/1"),
        gate=(Weighted(name="best", value=1.5364), Weighted(name="newer", value=0.2)),
        held_years=(2019,),
        strategy="likely",
        rule="gate",
        rule_detail="coverage",
        figures=(ShownFigure(text="240张", chosen_by="clause", instead_of=("3家", "12所")),),
    )
    entry = two_cited(corpus, considered=steps, history=("罗湖教育怎么样",), confidence=0.9244)
    record(database, entry)
    why = shown(client, entry).one("section", cls="why")
    facts = {item.one("dt").text: item.one("dd").text.strip() for item in why.one("dl").all("div")}
    assert facts[WORDS.asked] == "那年的学位呢"
    assert (facts[WORDS.topic], facts[WORDS.years], facts[WORDS.held_years]) == ("罗湖教育", "2022、2023", "2019")
    assert facts[WORDS.wants] == "数字"
    assert facts[WORDS.strategy] == WORDS.strategies["likely"]
    assert facts[WORDS.decided] == WORDS.rules[Rule.GATE].format(detail=WORDS.features["coverage"])
    (figure,) = why.one(cls="figures").all("li")
    assert figure.text == f"240张: {WORDS.chosen_by[ChosenBy.CLAUSE]} · 未取 3家、12所"
    assert [item.text for item in why.one(cls="terms").all("li")] == ["学位 2.25", "床位 0.50"]
    assert [item.text for item in why.one(cls="units").all("li")] == [unit.text, "009_gone/1"]
    assert WORDS.gate_passed.format(score="0.924", threshold=f"{THRESHOLD:.2f}") in why.text
    gate, passages = why.all("table")
    assert [[cell.text for cell in row.all("th") + row.all("td")] for row in gate.one("tbody").all("tr")] == [
        [WORDS.features["best"], "1.536"],
        ["newer", "0.200"],
    ]
    first = passages.one("tbody").all("tr")[0]
    assert WORDS.is_cited in first.one("th").text
    assert [cell.text for cell in first.all("td", cls="number")] == ["8.50", "1", "0.812", "—"]
    assert [cell.attributes["data-label"] for cell in first.all("td", cls="number")] == [
        WORDS.fused,
        WORDS.dense_rank,
        WORDS.cosine,
        WORDS.lexical_rank,
    ]


def test_a_score_below_the_threshold_says_so(client: TestClient, database: Database) -> None:
    below = THRESHOLD - 0.01
    entry = refusal(confidence=below, passages=(passage(),))
    record(database, entry)
    why = shown(client, entry).one("section", cls="why")
    assert WORDS.gate_failed.format(score=f"{below:.3f}", threshold=f"{THRESHOLD:.2f}") in why.text


def test_a_refusal_without_passages_says_so(client: TestClient, database: Database) -> None:
    entry = refusal(passages=(), considered=None, reason=Reason.BAD_QUESTION, confidence=0.0)
    record(database, entry)
    page = shown(client, entry)
    assert page.one(cls="beside").text.strip() == WORDS.no_passages
    assert page.one(cls="why").all(cls="none")[0].text == WORDS.not_considered
