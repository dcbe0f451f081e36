"""How example questions and follow-ups are worded, by language and script."""

from index.words.numerals import in_english, number
from index.words.script import traditional
from rag.records import Language

_FORMS = {
    Language.SIMPLIFIED: {
        "result": "{year}年{area}{verb}了多少{measure}{noun}？",
        "plan": "{year}年{area}计划{verb}多少{measure}{noun}？",
        "amount": "{year}年{area}的{noun}是多少？",
        "amounts": "近几年{area}的{noun}有什么变化？",
        "counts": "近几年{area}{verb}{noun}的数量有什么变化？",
        "list": "{area}的{number}{measure}{noun}是哪{number}个？",
        "responsible": "“{noun}”由哪个部门负责？",
        "definition": "“{noun}”是什么意思？",
        "then": "那{year}年呢？",
        "planned": "那{year}年的计划是多少？",
        "done": "那{year}年实际完成了多少？",
        "years": "近几年有什么变化？",
        "who": "这项工作由哪个部门负责？",
    },
    Language.TRADITIONAL: {
        "result": "{year}年{area}{verb}了多少{measure}{noun}？",
        "plan": "{year}年{area}計劃{verb}多少{measure}{noun}？",
        "amount": "{year}年{area}的{noun}是多少？",
        "amounts": "近幾年{area}的{noun}有甚麼變化？",
        "counts": "近幾年{area}{verb}{noun}的數目有甚麼變化？",
        "list": "{area}的{number}{measure}{noun}是哪{number}個？",
        "responsible": "「{noun}」由哪個部門負責？",
        "definition": "「{noun}」是甚麼意思？",
        "then": "那麼{year}年呢？",
        "planned": "那麼{year}年的計劃是多少？",
        "done": "那麼{year}年實際完成了多少？",
        "years": "近幾年有甚麼變化？",
        "who": "這項工作由哪個部門負責？",
    },
    Language.ENGLISH: {
        "result": "How many {measure}{noun} were {verb}{in_area} in {year}?",
        "plan": "How many {measure}{noun} {do_plan} in {year}?",
        "amount": "What was the {noun}{in_area} in {year}?",
        "amounts": "How has {of_area}{noun} changed over the years?",
        "counts": "How has the number of {noun} {verb}{in_area} changed over the years?",
        "list": "What are {of_area}{number} {noun}?",
        "responsible": "Which departments are responsible for {noun}{in_area}?",
        "definition": "What does “{noun}” mean?",
        "then": "What about {year}?",
        "planned": "And what was planned for {year}?",
        "done": "And what was achieved in {year}?",
        "years": "How has it changed over the years?",
        "who": "Which department is responsible for it?",
    },
}
_CANTONESE = {
    "then": "咁{year}年呢？",
    "planned": "咁{year}年嘅計劃係幾多？",
    "done": "咁{year}年實際完成咗幾多？",
    "years": "近幾年有咩變化？",
    "who": "呢項工作由邊個部門負責？",
    "definition": "「{noun}」係咩意思？",
}
_VERBS = {  # the past participle and the infinitive
    "新增": ("added", "add"),
    "引进": ("attracted", "attract"),
    "引入": ("attracted", "attract"),
    "新建": ("built", "build"),
    "建成": ("built", "build"),
    "筹集": ("provided", "provide"),
    "改造": ("renovated", "renovate"),
    "更新": ("replaced", "replace"),
    "提供": ("provided", "provide"),
}
_MEASURES = {"公里": "kilometres of ", "平方米": "square metres of "}


def worded(kind: str, language: Language, *, area: str = "", **parts: str | int) -> str:
    """Return a question in a language; its parts are in Simplified Chinese, the noun of an English one in English.

    Args:
        kind: which form.
        language: of the question.
        area: the place asked about, as the language writes it; empty where none needs to be named.
        parts: what the form names: year, verb, noun, measure, number.
    """
    match language:
        case Language.ENGLISH:
            done, do = _VERBS.get(str(parts.get("verb", "")), ("", ""))
            english = {
                **parts,
                "verb": done,
                "do_plan": f"does {area} plan to {do}" if area else f"are to be {done}",
                "measure": _MEASURES.get(str(parts.get("measure", "")), ""),
                "number": in_english(number(str(parts.get("number", ""))) or 0),
                "in_area": f" in {area}" if area else "",
                "of_area": f"{area}'s " if area else "the ",
            }
            return _FORMS[language][kind].format(**english)
        case Language.SIMPLIFIED:
            return _FORMS[language][kind].format(area=area, **parts)
        case _:
            forms = _FORMS[Language.TRADITIONAL] | (_CANTONESE if language is Language.CANTONESE else {})
            written = {name: traditional(str(part)) for name, part in parts.items()}
            return forms[kind].format(area=area, **written)
