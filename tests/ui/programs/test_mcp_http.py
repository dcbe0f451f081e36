"""The MCP server asked by the SDK's own client over streamable HTTP."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx2
import pytest
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client

from index.corpus import Corpus
from tests.ui.programs.conftest import KeyFor, Serving
from ui.journal.api_keys import KeyScope
from ui.journal.database import Database
from ui.journal.listing import Filters, list_entries
from ui.journal.suppression import withhold
from ui.text.zh_hans.page import ZH_HANS

DEGREES = "2023年新增公办学位多少个"
TOOLS = {"ask", "search", "list_documents", "list_sections", "read_section", "list_figures"}


def told(url: str, does: Callable[[Client], Awaitable[Any]], headers: Mapping[str, str] = {}, **how: Any) -> Any:
    """Return what a client that is connected brings."""

    async def run() -> Any:
        async with (
            httpx2.AsyncClient(headers=dict(headers), timeout=60) as http,
            Client(streamable_http_client(f"{url}/mcp", http_client=http), **how) as client,
        ):
            return await does(client)

    return asyncio.run(run())


def called(url: str, tool: str, headers: Mapping[str, str] = {}, **arguments: object) -> Any:
    """Return what a tool brings, as the client reads it."""
    result = told(url, lambda client: client.call_tool(tool, arguments), headers)
    assert not result.is_error, result.content
    return result.structured_content


def refused(url: str, tool: str, headers: Mapping[str, str] = {}, **arguments: object) -> str:
    """Return what a tool says that does not do it."""
    result = told(url, lambda client: client.call_tool(tool, arguments), headers)
    assert result.is_error
    return str(result.content[0].text).removeprefix(f"Error executing tool {tool}: ")


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_each_generation_of_the_protocol_finds_the_tools(serving: Serving, mode: str) -> None:
    with serving() as url:
        listed = told(url, lambda client: client.list_tools(), mode=mode)
    assert {tool.name for tool in listed.tools} == TOOLS
    assert all(tool.description and tool.output_schema for tool in listed.tools)
    assert {tool.name for tool in listed.tools if tool.annotations.read_only_hint} == TOOLS - {"ask"}


def test_an_answer_has_citations_whose_links_lead_to_the_quotes(
    serving: Serving, corpus: Corpus, database: Database
) -> None:
    with serving() as url:
        given = called(url, "ask", question=DEGREES)
        assert given["answered"] is True
        cited = given["citations"][0]
        (start, end), *_ = cited["spans"]
        assert corpus.documents[cited["doc_id"]].text[start:end] == cited["quote"]
        page = httpx2.get(cited["link"])
        assert cited["link"].startswith(f"{url}/doc/")
        assert f"#{start}-{end}" in cited["link"]
        assert (page.status_code, cited["title"] in page.text) == (200, True)
        assert httpx2.get(given["link"]).status_code == 200
    assert [item.question for item in list_entries(database, Filters()).listed] == [DEGREES]


def test_what_is_withheld_is_not_told(serving: Serving, database: Database) -> None:
    with serving() as url:
        first = called(url, "ask", question=DEGREES)
        withhold(database, first["id"], by="王敏")
        again = called(url, "ask", question=DEGREES)
    assert (again["answered"], again["citations"], again["answer"]) == (False, [], ZH_HANS.withheld)


def test_passages_are_found_and_nothing_is_written_down(serving: Serving, corpus: Corpus, database: Database) -> None:
    with serving() as url:
        found = called(url, "search", words=DEGREES, most=3)["passages"]
    assert len(found) == 3
    for passage in found:
        (start, end), *_ = passage["spans"]
        assert corpus.documents[passage["doc_id"]].text[start:end][:10] == passage["text"][:10]
        assert f"#{start}-" in passage["link"]
    assert list_entries(database, Filters()).listed == ()


def test_a_section_is_found_and_read_to_its_end(serving: Serving, corpus: Corpus) -> None:
    with serving(public_url="https://example.org/ask") as url:
        listed = called(url, "list_documents", words="政府工作报告")
        doc_id = listed["documents"][0]["doc_id"]
        outline = called(url, "list_sections", doc_id=doc_id)["sections"]
        longest = max(outline, key=lambda section: section["n_chars"])
        read = called(url, "read_section", doc_id=doc_id, number=longest["number"])
        begin, end = read["of_section"]
        rest = called(url, "read_section", doc_id=doc_id, number=longest["number"], start=end - 5)
    assert listed["n"] == len(listed["documents"]) >= 1
    text = corpus.documents[doc_id].text
    assert read["text"] == text[begin : min(end, begin + 20_000)]
    assert rest["text"] == text[end - 5 : end]
    assert read["link"].startswith(f"https://example.org/ask/doc/{doc_id}?")


def test_figures_are_listed_with_their_sentences(serving: Serving, corpus: Corpus) -> None:
    with serving() as url:
        found = called(url, "list_figures", words="学位")
    assert found["n"] > 0
    figure = found["matters"][0]["figures"][0]
    assert figure["text"] in figure["sentence"]
    assert figure["sentence"] in [unit.text for unit in corpus.units_of_document(figure["doc_id"])]


def test_what_is_not_there_is_said(serving: Serving) -> None:
    with serving() as url:
        assert refused(url, "list_sections", doc_id="nix") == "there is no document nix"
        assert "has no section 9999" in refused(url, "read_section", doc_id="001_e6d6b6bfaf22de54", number=9999)
        assert refused(url, "list_figures", doc_id="nix") == "there is no document nix"
        assert ZH_HANS.empty_question in refused(url, "ask", question=" ")
        assert refused(url, "ask", question="出错").startswith(ZH_HANS.failed[:8])


def test_a_key_opens_the_tools_of_its_scopes_and_no_other(serving: Serving, key_for: KeyFor) -> None:
    with serving(api_needs_key=True) as url:
        figures = key_for(KeyScope.FIGURES)
        assert called(url, "list_figures", figures, words="学位")["n"] > 0
        assert refused(url, "ask", figures, question=DEGREES) == ZH_HANS.key_too_little.format(scope="ask")
        for wrong in ({}, {"authorization": "Bearer wrong"}):
            assert httpx2.post(f"{url}/mcp", json={}, headers=wrong).status_code == 401


def test_pages_of_other_sites_reach_nothing_and_only_post_is_taken(serving: Serving) -> None:
    with serving() as url:
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        accepts = {"accept": "application/json, text/event-stream"}
        assert httpx2.post(f"{url}/mcp", json=body, headers=accepts).status_code == 200
        assert httpx2.post(f"{url}/mcp", json=body, headers=accepts | {"origin": url}).status_code == 200
        foreign = httpx2.post(f"{url}/mcp", json=body, headers=accepts | {"origin": "https://example.org"})
        assert foreign.status_code == 403
        for method in ("GET", "DELETE"):
            assert httpx2.request(method, f"{url}/mcp", headers=accepts).status_code == 405, method
        assert httpx2.post(f"{url}/mcp", content=b"x" * 1_200_000, headers=accepts).status_code == 413
