"""The examples on the page for programmers, by path; `BASE` stands for where the pages are. Tests run each of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

BASE = "https://luohu.example"


class Example(NamedTuple):
    """How a path is asked from a command line, and from Python without any package."""

    curl: str
    python: str


_ASK = """\
import json, urllib.request

body = json.dumps({"question": "2022年新增了多少学位？"}).encode()
request = urllib.request.Request(
    "https://luohu.example/api/ask", body, {"Content-Type": "application/json"})
with urllib.request.urlopen(request) as response:
    given = json.load(response)
print(given["answer"])
for cited in given["citations"]:
    print(cited["number"], cited["title"], cited["issued"], cited["quote"])
"""
_READ = """\
import json, urllib.parse, urllib.request

asked = urllib.parse.urlencode({{{query}}})
address = "https://luohu.example{path}?" + asked
with urllib.request.urlopen(address) as response:
    found = json.load(response)
for each in found["{field}"]:
    print({shown})
"""
_SECTIONS = """\
import json, urllib.request

def read(path):
    with urllib.request.urlopen("https://luohu.example/api/documents" + path) as response:
        return json.load(response)

doc_id = read("")["documents"][0]["doc_id"]
{rest}
"""
_GET = "curl -sS -G '{base}{path}' \\\n  --data-urlencode 'words={words}'"
_FIRST = "doc_id=$(curl -sS '{base}/api/documents' | grep -o '\"doc_id\":\"[^\"]*' | head -1 | cut -d'\"' -f4)\n"
_FEED = """\
import os, urllib.request
from xml.etree import ElementTree

request = urllib.request.Request(
    "https://luohu.example/api/feed.atom", headers={"Authorization": "Bearer " + os.environ["LUOHU_KEY"]})
with urllib.request.urlopen(request) as response:
    feed = ElementTree.parse(response)
names = {"": "http://www.w3.org/2005/Atom"}
print(feed.findtext("title", namespaces=names))
for entry in feed.findall("entry", names):
    print(entry.findtext("updated", namespaces=names), entry.findtext("title", namespaces=names))
"""
_MCP = """\
import asyncio
from mcp import Client  # pip install mcp

async def main():
    async with Client("https://luohu.example/mcp") as client:
        given = await client.call_tool("ask", {"question": "2022年新增了多少学位？"})
        print(given.structured_content["answer"])
        for cited in given.structured_content["citations"]:
            print(cited["number"], cited["quote"], cited["link"])

asyncio.run(main())
"""
_MCP_CURL = """\
curl -sS '{base}/mcp' -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' \\
  -d '{{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {{}}}}'"""


def _get(path: str, words: str) -> str:
    return _GET.format(base=BASE, path=path, words=words)


EXAMPLES: Mapping[str, Example] = MappingProxyType(
    {
        "/api/ask": Example(
            f"curl -sS '{BASE}/api/ask' -H 'Content-Type: application/json' \\\n"
            """  -d '{"question": "2022年新增了多少学位？"}'""",
            _ASK,
        ),
        "/api/search": Example(
            _get("/api/search", "新增学位"),
            _READ.format(
                path="/api/search", query='"words": "新增学位"', field="passages", shown='each["text"], each["link"]'
            ),
        ),
        "/api/documents": Example(
            _get("/api/documents", "报告"),
            _READ.format(
                path="/api/documents", query='"words": "报告"', field="documents", shown='each["doc_id"], each["title"]'
            ),
        ),
        "/api/documents/{doc_id}": Example(
            f'{_FIRST.format(base=BASE)}curl -sS "{BASE}/api/documents/$doc_id"',
            _SECTIONS.format(
                rest='for each in read("/" + doc_id)["sections"]:\n    print(each["number"], each["section"])'
            ),
        ),
        "/api/documents/{doc_id}/sections/{number}": Example(
            f'{_FIRST.format(base=BASE)}curl -sS "{BASE}/api/documents/$doc_id/sections/0"',
            _SECTIONS.format(rest='print(read("/" + doc_id + "/sections/0")["text"])'),
        ),
        "/api/figures": Example(
            _get("/api/figures", "学位"),
            _READ.format(
                path="/api/figures",
                query='"words": "学位"',
                field="matters",
                shown='each["name"], len(each["figures"])',
            ),
        ),
        "/api/feed.atom": Example(
            f"curl -sS '{BASE}/api/feed.atom' -H \"Authorization: Bearer $LUOHU_KEY\"",
            _FEED,
        ),
        "/mcp": Example(_MCP_CURL.format(base=BASE), _MCP),
    }
)
