"""Whom people turn to, by the place that they ask about."""

import pytest

from index.places.gazetteer import HONG_KONG
from rag.answer.contacts import contacts
from rag.answer.replies import reply
from rag.question.acts.act import Act, Taken
from rag.records import Language

MACAU = "820000"


def test_a_place_without_lines_of_its_own_has_those_of_the_country() -> None:
    assert contacts(Language.SIMPLIFIED, "440000") == contacts(Language.SIMPLIFIED)


@pytest.mark.parametrize("language", list(Language))
def test_every_place_has_a_line_for_everything(language: Language) -> None:
    wanted = set(contacts(Language.SIMPLIFIED))
    assert all(set(contacts(language, code)) == wanted for code in ("", HONG_KONG, MACAU))


def test_they_are_written_as_the_reader_writes() -> None:
    assert contacts(Language.CANTONESE)["hotline"] == "12345政務服務熱線"
    assert contacts(Language.ENGLISH)["hotline"] == "government hotline 12345"


@pytest.mark.parametrize("language", list(Language))
def test_a_reply_names_the_lines_of_the_place(language: Language) -> None:
    for kind in ("complaint.city", "personal.hardship", "personal.health", "personal.life", "about.person"):
        taken = Taken(Act(kind.partition(".")[0]), kind)
        said = reply(language, taken, area="", turns_to=HONG_KONG)
        assert not {"12345", "12356", "110"} & set(said.replace("、", " ").split())
        assert any(contacts(language, HONG_KONG)[what] in said for what in ("hotline", "urgent"))
        assert "12345" not in said
        assert "{" not in said
