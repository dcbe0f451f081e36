"""The feed of withheld and corrected answers."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import httpx2
import pytest

from index.corpus import Corpus
from index.records import Life, State
from tests.ui.assistants import corpus_of
from tests.ui.journal.entries import NOON, entry
from tests.ui.programs.conftest import KeyFor, Serving
from ui.journal.api_keys import KeyScope
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.proposals import decide, propose, propose_showing, say
from ui.journal.standing import proposals
from ui.journal.suppression import clear, suppressions, withhold
from ui.programs.changes import MOST, Kind, changes
from ui.programs.feed import written
from ui.text.en import LANGUAGE as ENGLISH

NAMES = {"": "http://www.w3.org/2005/Atom"}
QUESTION = "<b>学位</b>有多少？"


@pytest.fixture
def withheld(database: Database) -> str:
    held = entry(QUESTION)
    record(database, held)
    withhold(database, held.entry_id, by="王敏", at=NOON)
    return held.question_key


def read(url: str, headers: dict[str, str]) -> ET.Element:
    response = httpx2.get(f"{url}/api/feed.atom", headers={"accept-language": "en"} | headers)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(response.content)  # noqa: S314 - our own


def told(feed: ET.Element) -> list[tuple[str | None, ...]]:
    return [
        tuple(one.findtext(name, namespaces=NAMES) for name in ("id", "title", "updated", "summary"))
        for one in feed.findall("entry", NAMES)
    ]


def test_a_withheld_answer_is_told_and_then_that_it_is_shown_again(
    serving: Serving, key_for: KeyFor, database: Database, withheld: str
) -> None:
    key = key_for(KeyScope.FEED)
    with serving(public_url="https://example.org") as url:
        ((own_id, title, updated, summary),) = told(read(url, key))
        assert (title, updated) == (QUESTION, "2026-03-02T12:00:00+08:00")
        assert summary == ENGLISH.api.feed_withheld
        clear(database, withheld, by="王敏", at=NOON + timedelta(hours=1))
        feed = read(url, key)
    assert told(feed) == [(own_id, QUESTION, "2026-03-02T13:00:00+08:00", ENGLISH.api.feed_shown)]
    link = feed.find("entry/link", NAMES)
    assert link is not None
    assert link.attrib["href"].startswith("https://example.org/?q=%3Cb%3E")


def test_what_is_only_proposed_is_not_told(serving: Serving, key_for: KeyFor, database: Database) -> None:
    held = entry(QUESTION)
    record(database, held)
    key = key_for(KeyScope.FEED)
    with serving() as url:
        propose(database, held.entry_id, by="甲")
        assert told(read(url, key)) == []
        say(database, proposals(database)[0].proposal_id, by="乙", agrees=False)
        assert told(read(url, key)) == []
        decide(database, proposals(database)[0].proposal_id, by="王敏", accepts=True)
        assert [summary for *_, summary in told(read(url, key))] == [ENGLISH.api.feed_withheld]
        propose_showing(database, held.question_key, by="甲")
        assert [summary for *_, summary in told(read(url, key))] == [ENGLISH.api.feed_withheld]


@pytest.mark.usefixtures("withheld")
def test_nobody_reads_it_without_a_key_for_it(serving: Serving, key_for: KeyFor) -> None:
    with serving() as url:
        for headers, status in (({}, 401), (key_for(KeyScope.ASK), 403), ({"authorization": "Bearer x"}, 401)):
            response = httpx2.get(f"{url}/api/feed.atom", headers=headers)
            assert (response.status_code, "学位" in response.text) == (status, False)


@pytest.mark.usefixtures("withheld")
def test_no_name_of_staff_stands_in_it_and_it_is_not_sent_twice(serving: Serving, key_for: KeyFor) -> None:
    key = key_for(KeyScope.FEED)
    with serving() as url:
        response = httpx2.get(f"{url}/api/feed.atom", headers=key)
        assert "王敏" not in response.text
        again = httpx2.get(f"{url}/api/feed.atom", headers=key | {"if-none-match": response.headers["etag"]})
        assert again.status_code == 304
        assert "private" in response.headers["cache-control"]


def test_a_document_that_has_changed_is_told_with_why(corpus: Corpus) -> None:
    document = next(iter(corpus.documents.values()))
    life = Life(state=State.WITHDRAWN, since=date(2025, 3, 1), why="数字有误\x0b")
    changed = corpus_of(document.model_copy(update={"life": life}))
    (change,) = changes((), changed)
    assert (change.kind, change.doc_id, change.why) == (Kind.DOCUMENT, document.doc_id, life.why)
    feed = ET.fromstring(written((change,), ENGLISH, "https://example.org"))  # noqa: S314 - our own
    ((_, title, updated, summary),) = told(feed)
    assert (title, updated) == (document.title, "2025-03-01T00:00:00+08:00")
    assert summary is not None
    assert summary.endswith("数字有误")


def test_without_changes_it_is_a_whole_feed(corpus: Corpus) -> None:
    feed = ET.fromstring(written(changes((), corpus), ENGLISH, "https://example.org"))  # noqa: S314 - our own
    assert [feed.findtext(name, namespaces=NAMES) is not None for name in ("id", "title", "updated")] == [True] * 3


def test_of_many_changes_the_latest_are_told(database: Database, corpus: Corpus) -> None:
    held = entry("学位有多少？")
    record(database, held)
    withhold(database, held.entry_id, by="王敏", at=NOON)
    (one,) = suppressions(database)
    many = [one.model_copy(update={"withheld_at": NOON + timedelta(minutes=n)}) for n in range(MOST + 5)]
    found = changes(many, corpus)
    assert (len(found), found[0].at) == (MOST, NOON + timedelta(minutes=MOST + 4))
    assert len({change.id for change in found}) == MOST
