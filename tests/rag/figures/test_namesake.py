"""A figure of another thing of the kind that a question names, which stands beside, is not put in front."""

from rag.figures.lead import led
from tests.rag.asked import understood, unit, weights

PORTS = unit("东岭渔港停靠量突破5000艘,青浦渔港、南湾渔港建成投运。")


def _texts(asked: str) -> tuple[str, ...]:
    question = understood(asked)
    return tuple(one.text for one in led(PORTS, question, weights(question.asked)))


def test_a_figure_of_a_namesake_does_not_lead() -> None:
    assert _texts("青浦渔港开了之后，一年有多少艘船靠岸") == ()
    assert _texts("东岭渔港停靠量多少艘") == ("突破5000艘",)


def test_a_clause_that_names_the_thing_behind_its_figure_is_of_it() -> None:
    told = unit("统筹推进问题码头等11类渔船安全问题治理,破解难题。")
    question = understood("治理了多少类渔船安全问题")
    assert [one.text for one in led(told, question, weights(question.asked))] == ["11类"]
