"""The MCP server as a program starts it: `python -m ui mcp`, over the real index, asked by the SDK's own client."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from index.config import ROOT
from tests.ui.journal.entries import settings_at
from ui.journal.database import open_database
from ui.journal.listing import Filters, list_entries

pytestmark = pytest.mark.model


@pytest.fixture
def started(tmp_path: Path) -> tuple[StdioServerParameters, Path]:
    journal = tmp_path / "journal.sqlite"
    own = {"LUOHU_UI_JOURNAL_URL": f"sqlite:///{journal}", "LUOHU_UI_PUBLIC_URL": "https://example.org/ask"}
    return (
        StdioServerParameters(command=sys.executable, args=["-m", "ui", "mcp"], cwd=ROOT, env={**os.environ, **own}),
        journal,
    )


def test_it_answers_with_citations_and_writes_down_what_was_asked(
    started: tuple[StdioServerParameters, Path],
) -> None:
    parameters, journal = started

    async def run() -> tuple[Any, Any, Any]:
        async with Client(stdio_client(parameters)) as client:
            tools = await client.list_tools()
            answer = await client.call_tool("ask", {"question": "2022年新增了多少学位？"})
            found = await client.call_tool("search", {"words": "新增学位", "most": 2})
            return tools, answer.structured_content, found.structured_content

    tools, answer, found = asyncio.run(run())
    assert "read_section" in {tool.name for tool in tools.tools}
    assert answer["answered"] is True
    assert "10155" in answer["answer"]
    cited = answer["citations"][0]
    assert "10155" in cited["quote"]
    assert cited["link"].startswith(f"https://example.org/ask/doc/{cited['doc_id']}?v=")
    assert len(found["passages"]) == 2
    opened = open_database(settings_at(journal))
    assert [item.question for item in list_entries(opened, Filters()).listed] == ["2022年新增了多少学位？"]
    opened.close()
