"""What a language must have words for on the page that tells programmers how programs ask."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApiWords:
    """The words of the page in one language; what the schema itself says is English in all."""

    title: str
    intro: str
    skip: str
    schema: str  # the link to the OpenAPI document
    keys_title: str
    keys: str
    keys_needed: str
    routes_label: str
    parameters: str
    name: str
    kind: str
    meaning: str
    is_needed: str
    statuses: str
    status: str
    records: str
    mcp: str
    example: str  # language
    feed_title: str  # of the feed
    feed_withheld: str
    feed_shown: str
    feed_document: str
    feed_intro: str
