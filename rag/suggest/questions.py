"""How example questions and follow-ups are worded, by language and script."""

from itertools import starmap

from index.words.numerals import in_english, number
from index.words.script import traditional
from rag.question.said import glosses
from rag.records import Language

_FORMS = {
    Language.SIMPLIFIED: (("zh", "suggested"),),
    Language.TRADITIONAL: (("zh", "suggested_traditional"),),
    Language.CANTONESE: (("yue", "suggested"), ("zh", "suggested_traditional")),
    Language.ENGLISH: (("en", "suggested"),),
}


def worded(kind: str, language: Language, *, area: str = "", **parts: str | int) -> str:
    """Return a question in a language; its parts are in Simplified Chinese, the noun of an English one in English.

    Args:
        kind: which form.
        language: of the question.
        area: the place asked about, as the language writes it; empty where none needs to be named.
        parts: what the form names: year, verb, noun, measure, number.
    """
    form = next(held[kind][0] for held in starmap(glosses, _FORMS[language]) if kind in held)
    match language:
        case Language.ENGLISH:
            done, do = glosses("en", "suggested_verbs").get(str(parts.get("verb", "")), ("", ""))
            measure = glosses("en", "suggested_measures").get(str(parts.get("measure", "")))
            english = {
                **parts,
                "verb": done,
                "do_plan": f"does {area} plan to {do}" if area else f"are to be {done}",
                "measure": f"{measure[0]} " if measure else "",
                "number": in_english(number(str(parts.get("number", ""))) or 0),
                "in_area": f" in {area}" if area else "",
                "of_area": f"{area}'s " if area else "the ",
            }
            return form.format(**english)
        case Language.SIMPLIFIED:
            return form.format(area=area, **parts)
        case _:
            return form.format(area=area, **{name: traditional(str(part)) for name, part in parts.items()})
