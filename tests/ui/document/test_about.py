"""What stands above a document."""

import pytest
from pydantic import ValidationError

from tests.index.documents import document
from tests.ui.parsed import parse
from ui.document.about import cited_as, facts_of
from ui.text.languages import languages
from ui.text.page_words import PageWords
from ui.text.zh_hans.page import ZH_HANS

EACH = pytest.mark.parametrize("words", [each.page for each in languages()], ids=lambda words: words.lang)


@EACH
def test_the_official_page_is_linked_to_by_the_name_of_its_host(words: PageWords) -> None:
    held = document("一。").model_copy(update={"source_url": "https://gov.example/a?b=1&c=2"})
    link = parse(str(dict(facts_of(held, words, None))[words.source.reading.official_label])).one("a")
    assert link.attributes["href"] == "https://gov.example/a?b=1&c=2"
    assert "gov.example" in link.text
    assert words.source.new_tab in link.text


@EACH
def test_where_no_address_is_known_none_is_made_up(words: PageWords) -> None:
    assert words.source.reading.official_label not in dict(facts_of(document("一。"), words, None))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//gov.example", "https://gov.example/ x", 'https://x/"><b>']
)
def test_no_other_address_is_taken(address: str) -> None:
    fields = document("一。").model_dump() | {"source_url": address}
    with pytest.raises(ValidationError, match="source_url"):
        type(document("一。")).model_validate(fields)


def test_the_checksum_is_no_fact_of_the_first_sight() -> None:
    assert ZH_HANS.source.checksum_label not in dict(facts_of(document("一。"), ZH_HANS, None))


def test_a_quote_is_followed_by_title_issuer_and_date() -> None:
    assert cited_as(document("一。"), ZH_HANS.source) == "《标题》，盐田区，未注明日期"
