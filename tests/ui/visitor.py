"""A visitor of a running server, with an address of their own: on Linux all of 127.0.0.0/8 is this machine."""

import json
import re
import secrets
from typing import Any

import httpx

QUESTIONS = (
    "2022年新增了多少学位？",
    "2025年罗湖区计划新增多少家离境退税商店？",
    "2023年计划筹集多少套公共住房？",
    "什么是“六个一”？",
    "2025年計劃新增多少個公辦學位？",
    "How many tax refund shops are planned for 2025?",
)
SECONDS = 30.0  # waited for an answer before it counts as none


class NotAnsweredError(Exception):
    """A question was not answered."""


class Visitor:
    """Asks as a program does, and as the page does: joins Gradio's queue, and reads what comes."""

    def __init__(self, url: str, address: str) -> None:
        transport = httpx.HTTPTransport(local_address=address)
        self.client = httpx.Client(base_url=url, transport=transport, timeout=SECONDS)
        self._kept: str | None = None
        self._session = secrets.token_hex(6)
        self.events = events_of(self.client.get("/").text)

    def ask_api(self, question: str) -> None:
        """Ask as a program.

        Raises:
            NotAnsweredError: the reply is no answer.
        """
        reply = self.client.post("/api/ask", json={"question": question})
        if reply.status_code != 200 or not reply.json()["answer"]:
            raise NotAnsweredError(f"{reply.status_code} {reply.text[:200]}")

    def ask_page(self, question: str) -> None:
        """Ask on the page.

        Raises:
            NotAnsweredError: what is drawn holds no answer to the question.
        """
        reply = self.client.post("/gradio_api/queue/join", json=self.event("ask", question, self._kept))
        if reply.status_code != 200:
            raise NotAnsweredError(f"{reply.status_code} {reply.text[:200]}")
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as stream:
            for line in stream.iter_lines():
                message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if message.get("msg") == "process_completed":
                    self._kept = str(message["output"]["data"][0]) if message["success"] else None
                    break
        turn = json.loads(self._kept or '{"turns": [{"outcome": {}, "question": ""}]}')["turns"][-1]
        if turn["question"] != question or "text" not in turn["outcome"]:
            raise NotAnsweredError(str(turn)[:200])

    def event(self, name: str, *data: str | None) -> dict[str, Any]:
        """Return an event of the page as it is sent."""
        return {"fn_index": self.events[name], "data": list(data), "session_hash": self._session}


def events_of(page: str) -> dict[str, int]:
    """Return the numbers of a page's events by name, the first of each.

    Raises:
        NotAnsweredError: it is not the page.
    """
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", page, re.DOTALL)
    if not found:
        raise NotAnsweredError(page[:200])
    events: dict[str, int] = {}
    for event in json.loads(found[1])["dependencies"]:
        events.setdefault(event["api_name"], event["id"])
    return events
