"""The page for programmers: it names every path and field, and its examples run as they stand there."""

import html
import os
import re
import subprocess
import sys

import httpx2
import pytest

from rag.contract import AnswerRecord
from tests.ui.programs.conftest import KeyFor, Serving
from ui.journal.api_keys import KeyScope
from ui.text.api_examples import EXAMPLES
from ui.text.en.api import API_EN

_EXAMPLE = re.compile(
    r'<pre [^>]*aria-label="[^"]*, (?P<path>[^"]+)" data-example="(?P<kind>[^"]+)">(?P<code>.*?)</pre>', re.S
)
BRINGS = {
    "/api/ask": "[1]",
    "/api/search": "学位",
    "/api/documents": "报告",
    "/api/documents/{doc_id}": "",
    "/api/documents/{doc_id}/sections/{number}": "",
    "/api/figures": "学位",
    "/api/feed.atom": "",
    "/mcp": "",
}


def test_every_example_runs_as_it_stands_on_the_page(serving: Serving, key_for: KeyFor) -> None:
    key = key_for(KeyScope.FEED)["authorization"].removeprefix("Bearer ")
    with serving(public_url="http://luohu.example/ask") as url:
        page = httpx2.get(f"{url}/api/docs?lang=en").text
        found = {(each["path"], each["kind"]): html.unescape(each["code"]) for each in _EXAMPLE.finditer(page)}
        assert found.keys() == {(path, kind) for path in EXAMPLES for kind in ("curl", "Python")}
        for (path, kind), code in found.items():
            assert "http://luohu.example/ask/" in code
            command = ["bash", "-c"] if kind == "curl" else [sys.executable, "-c"]
            own = {**os.environ, "PYTHONIOENCODING": "utf-8", "LUOHU_KEY": key}
            ran = subprocess.run(
                [*command, code.replace("http://luohu.example/ask", url)],
                capture_output=True,
                text=True,
                env=own,
                check=False,
                timeout=60,
            )
            assert (ran.returncode, ran.stderr) == (0, ""), (path, kind)
            assert ran.stdout.strip(), (path, kind)
            assert '"error"' not in ran.stdout, (path, kind, ran.stdout[:300])
            assert BRINGS[path] in ran.stdout, (path, kind)


def test_every_path_and_field_of_the_schema_is_on_it(serving: Serving) -> None:
    with serving() as url:
        page = httpx2.get(f"{url}/api/docs", headers={"accept-language": "en"}).text
        schema = httpx2.get(f"{url}/api/openapi.json").json()
    for path in schema["paths"]:
        assert f"<code>{path}</code>" in page
    for name in AnswerRecord.model_fields:
        assert f"<code>{name}</code>" in page
    links = set(re.findall(r'href="#(\w+)"', page)) - {"text"}
    assert links <= set(re.findall(r'id="([\w-]+)"', page))
    assert {"AnswerRecord", "AskRequest", "CitationRecord", "Outline"} <= links


def test_nothing_of_it_is_inline_or_from_elsewhere(serving: Serving) -> None:
    with serving() as url:
        response = httpx2.get(f"{url}/api/docs")
    assert "script-src 'self'; style-src 'self'" in response.headers["content-security-policy"]
    loaded = re.findall(r'<(?:link|script)[^>]+(?:href|src)="([^"]+)"', response.text)
    assert all(each.startswith("/") for each in loaded)
    assert " style=" not in response.text


@pytest.mark.parametrize("needs_key", [False, True])
def test_it_says_whether_a_key_is_needed(serving: Serving, *, needs_key: bool) -> None:
    with serving(api_needs_key=needs_key) as url:
        page = html.unescape(httpx2.get(f"{url}/api/docs?lang=en").text)
    assert (API_EN.keys_needed in page, API_EN.keys in page) == (needs_key, not needs_key)
