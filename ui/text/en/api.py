"""The words of the page for programmers, and of the feed, in English."""

from ui.text.api_words import ApiWords

API_EN = ApiWords(
    title="How programs ask",
    intro="The same answers as on the page, each with its citations, for programs: as JSON, by MCP, and as a feed of what was withheld and corrected. The addresses and fields below are told in English.",
    skip="Skip to the addresses",
    schema="OpenAPI document",
    keys_title="Keys",
    keys="No key is needed at the limits that people have. The office that runs this service gives keys with a rate of their own. Send one as “Authorization: Bearer KEY”; a reader of feeds may send it as the password of Basic.",
    keys_needed="A key is needed here; the office that runs this service gives them. Send it as “Authorization: Bearer KEY”; a reader of feeds may send it as the password of Basic.",
    routes_label="Addresses",
    parameters="Parameters",
    name="Name",
    kind="Kind",
    meaning="Meaning",
    is_needed="needed",
    statuses="Other answers",
    status="Status",
    records="Records",
    mcp="Assistants connect to this address by streamable HTTP, or start “python -m ui mcp” where the program is installed. The tools are ask, search, list_documents, list_sections, read_section and list_figures.",
    example="Example: {language}",
    feed_title="Withheld and corrected answers",
    feed_withheld="Withheld: this answer was found wrong and is not shown",
    feed_shown="Corrected: this question is answered again",
    feed_document="The document has changed: {state}",
    feed_intro="As an Atom feed: answers that were withheld, answers that are shown again, documents that were corrected, superseded or withdrawn since. It needs a key with the scope “feed”.",
)
