"""Whether a clause is about the very matter that a question names."""

from dataclasses import replace

from rag.figures.matter import Matter
from rag.question.place import Place
from tests.rag.asked import understood, weights


def test_the_place_in_front_of_a_matter_is_no_part_of_it() -> None:
    asked = "罗湖区新增学位"
    question = replace(understood(asked), own=(Place("罗湖", "luohu", "罗湖区"),))
    clauses = ("罗湖新建2所学校", "新增学位10155个")
    assert Matter(question, weights(asked)).alike(clauses) == {clauses[1]}
    assert clauses[0] in Matter(understood(asked), weights(asked)).alike(clauses)
