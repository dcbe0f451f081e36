"""What a how-to gets, or who asks when an office opens: what is held on the matter, the office it names, a line."""

import re
from collections.abc import Sequence

from index.corpus import Corpus
from index.records import Link, LinkKind, Role, Unit
from index.words.kept import unit_fold, unit_terms
from index.words.terms import fold
from rag.answer.compose import cite
from rag.answer.contacts import contacts
from rag.answer.phrases import label
from rag.answer.refusals import saying_what_lacks
from rag.evidence.rank import Ranked
from rag.question.acts.act import Act, Taken
from rag.question.answer_form import Form
from rag.question.named_place import without
from rag.question.place import Places
from rag.question.said import said
from rag.question.understand import Understood, Wants
from rag.question.wording import content, official_words
from rag.records import Answer, Answered, Language, Reason, Refused, Replied
from rag.search.searching import Searched

_PROCEDURE = said("asks.procedure")
_STATED = (Role.SENTENCE, Role.ITEM)
_FIGURE = re.compile(r"\d")
_LOOKED_AT = 20  # units, best first
_ON_THE_MATTER = 0.5  # of the characters of a question, those of procedure aside
_CALLED = 0.6  # the same where it is called by an official word for a word of the question
_IN_ENGLISH = 0.1  # of the weight of its words in Chinese, of which each has several

# Forms of an answer that an office gives and a report hardly ever; the first is meant where a how-to asks for none.
_PROCEDURE_FORM = "procedure"
_OF_AN_OFFICE = (_PROCEDURE_FORM, "phone", "hours", "address")
_NOT_SAID = {
    "procedure": {
        Language.SIMPLIFIED: "文件没有写明怎么办理、要什么条件和材料。",
        Language.TRADITIONAL: "文件沒有寫明怎樣辦理、要甚麼條件和材料。",
        Language.CANTONESE: "文件冇寫明點樣辦理、要咩條件同材料。",
        Language.ENGLISH: "The documents do not say how this is done, or with what papers.",
    },
    "phone": {
        Language.SIMPLIFIED: "文件没有写明电话号码。",
        Language.TRADITIONAL: "文件沒有寫明電話號碼。",
        Language.CANTONESE: "文件冇寫明電話號碼。",
        Language.ENGLISH: "The documents give no telephone number for this.",
    },
    "hours": {
        Language.SIMPLIFIED: "文件没有写明开放或办公时间。",
        Language.TRADITIONAL: "文件沒有寫明開放或辦公時間。",
        Language.CANTONESE: "文件冇寫明開放或者辦公時間。",
        Language.ENGLISH: "The documents do not give the opening hours.",
    },
    "address": {
        Language.SIMPLIFIED: "文件没有写明地址。",
        Language.TRADITIONAL: "文件沒有寫明地址。",
        Language.CANTONESE: "文件冇寫明地址。",
        Language.ENGLISH: "The documents do not give the address.",
    },
}
_HELD = {
    Language.SIMPLIFIED: "与此有关的内容是：",
    Language.TRADITIONAL: "與此有關的內容是：",
    Language.CANTONESE: "同呢件事有關嘅內容係：",
    Language.ENGLISH: "What they hold on the matter:",
}
_BEHIND = {
    Language.SIMPLIFIED: "具体情况，请向负责的部门查询，或拨打{hotline}。",
    Language.TRADITIONAL: "具體情況，請向負責的部門查詢，或致電{hotline}。",
    Language.CANTONESE: "具體情況，請問返負責嘅部門，或者打{hotline}。",
    Language.ENGLISH: "Please ask the office in charge, or call the {hotline}.",
}


def on_procedure(
    answer: Answer, taken: Taken, searched: Searched, ranked: Sequence[Ranked], corpus: Corpus, *, places: Places
) -> Answer:
    """Return what is held on the matter as what it is, with the office, where only an office could tell what is asked.

    That is a procedure, a telephone number, opening hours, an address. An answer that gives it stays, and one to what
    is likely a how-to and asks for none of them by its words; so does what is refused for another reason than its
    evidence.

    Args:
        answer: to the same text as a question.
        taken: what the text is taken for.
        searched: the question with its weighted terms.
        ranked: units, best first.
        corpus: what they come from.
        places: that its documents are about.

    Raises:
        CitationError: a quote differs from its source.
    """
    question = searched.question
    form = next((form for form in question.expected.forms if form.name in _OF_AN_OFFICE), None)
    is_asked = taken.act is Act.HOW_TO or form is not None
    if isinstance(answer, Replied) or not is_asked or question.wants is Wants.RESPONSIBLE:
        return answer
    is_open = isinstance(answer, Refused) and answer.reason is Reason.NO_EVIDENCE
    is_given = isinstance(answer, Answered) and _is_given(answer, question, form, taken)
    if is_given or not (is_open or isinstance(answer, Answered)):
        return answer
    nearest = _on_the_matter(searched, ranked[:_LOOKED_AT])
    if nearest is None and is_open and not (form or taken.is_sure):
        return answer
    units = (nearest, *_offices(nearest, corpus)) if nearest else ()
    language = answer.language
    headings = (label(language, unit.years, unit.status) if unit is nearest else "" for unit in units)
    quotes = [f"{heading}{unit.text}[{n}]" for n, (heading, unit) in enumerate(zip(headings, units, strict=True), 1)]
    not_said = _NOT_SAID[form.name if form else _PROCEDURE_FORM][language]
    if isinstance(answer, Refused) and not units and not answer.citations:
        return answer.model_copy(update={"text": saying_what_lacks(language, answer.text, not_said)})
    turns_to = places.turns_to(question.places, [unit.doc_id for unit in units[:1]])
    behind = _BEHIND[language].format(**contacts(language, turns_to))
    front = (not_said, *((_HELD[language], *quotes) if quotes else ()))
    return Refused(
        question=answer.question,
        language=language,
        text="\n".join((_joined(language, front[:2]), *front[2:], behind)),
        mode=answer.mode,
        passages=answer.passages,
        seconds=answer.seconds,
        confidence=answer.confidence,
        understood=answer.understood,
        reason=Reason.NO_EVIDENCE,
        citations=tuple(cite(unit, corpus, n) for n, unit in enumerate(units, 1)),
    )


def _is_given(answer: Answered, question: Understood, form: Form | None, taken: Taken) -> bool:
    """Return whether an answer gives the form that is asked for; a how-to asks for a procedure if for nothing else.

    What is but likely a how-to is answered by what is told, but not by how much of it there is.
    """
    quoted = fold(" ".join(citation.quote for citation in answer.citations))
    is_how_to = taken.act is Act.HOW_TO
    if form and form.name == _PROCEDURE_FORM and is_how_to:
        return False  # its words stand in many a report
    if form:
        return question.expected.fit(quoted) == 1 if is_how_to else form.search(quoted)
    if question.expected.forms and question.expected.fit(quoted) == 1:
        return True
    tells_how_many = bool(_FIGURE.search(answer.citations[0].quote))
    is_surely_asked = taken.is_sure and taken.outweighs(answer.confidence)
    return not (is_surely_asked or (tells_how_many and _PROCEDURE.found(question.asked)))


def _joined(language: Language, sentences: Sequence[str]) -> str:
    return (" " if language is Language.ENGLISH else "").join(sentences)


def _offices(unit: Unit, corpus: Corpus) -> tuple[Unit, ...]:
    """Return the lists of those responsible for what a unit tells."""
    return tuple(corpus.unit(link.unit_id) for link in unit.links if _is_office(link))


def _on_the_matter(searched: Searched, ranked: Sequence[Ranked]) -> Unit | None:
    """Return the unit that holds most of what a question is about, in its own words; None where none holds enough.

    It is the share of its characters that stand in words of the unit: what is not held in any counts against all; a
    unit that calls it by an official word counts, too. In English enough is held, and the ranking decides. A unit
    counts that names its office, or states no figure: how many got something tells nobody how to get it.
    """
    question = searched.question
    matter = content(_PROCEDURE.sub(" ", without(question.asked, question.own)))
    n_characters, official = max(1, sum(map(len, matter.split()))), official_words(matter)

    def share(item: Ranked) -> float:
        if question.language is Language.ENGLISH:
            return _ON_THE_MATTER if item.features.coverage >= _IN_ENGLISH else 0.0
        folded = unit_fold(item.unit.text)
        is_called = any(word in folded for word in official)
        return max(_CALLED if is_called else 0.0, _n_held(matter, unit_terms(folded)) / n_characters)

    def tells_how_many(unit: Unit) -> bool:
        return bool(_FIGURE.search(unit.text)) and not any(_is_office(link) for link in unit.links)

    told = [item for item in ranked if item.unit.role in _STATED and not tells_how_many(item.unit)]
    best = max(told, key=share, default=None)
    return best.unit if best and share(best) >= _ON_THE_MATTER else None


def _is_office(link: Link) -> bool:
    return link.kind is LinkKind.RESPONSIBLE


def _n_held(text: str, terms: frozenset[str]) -> int:
    """Return how many characters of a text stand in pairs that are among the terms."""
    pairs = (at for at in range(len(text) - 1) if text[at : at + 2] in terms)
    return len({at + i for at in pairs for i in (0, 1)})
