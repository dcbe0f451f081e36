"""Why an answer is what it is, as the review page shows it. Pure."""

from dataclasses import dataclass

from index.corpus import Corpus
from ui.journal.records import Considered, Entry, FoundPassage, ShownFigure, Weighted
from ui.staff.evidence import Extract, found
from ui.text.review_words import ReviewWords

_DOCUMENTS = "zh-CN"  # their language, and that of what a question is folded to


@dataclass(frozen=True)
class Fact:
    """Something that was understood; `lang` is set where it is not in the reader's language."""

    label: str
    text: str
    lang: str = ""


@dataclass(frozen=True)
class PassageRow:
    """A passage that was found, where it stands today, and whether a citation lies in it."""

    passage: FoundPassage
    extract: Extract
    is_cited: bool


@dataclass(frozen=True)
class Why:
    """What led to an answer; `considered` is false when the question was refused before anything was searched."""

    considered: bool
    understood: tuple[Fact, ...]
    terms: tuple[Weighted, ...]
    chosen: tuple[str, ...]
    figures: tuple[Fact, ...]
    gate: tuple[Weighted, ...]
    passages: tuple[PassageRow, ...]


def why(entry: Entry, corpus: Corpus, words: ReviewWords) -> Why:
    """Return what was understood of an entry's question, what was found for it, and what decided."""
    considered = entry.considered
    passages = tuple(
        PassageRow(passage=passage, extract=found(passage, corpus), is_cited=_is_cited(passage, entry))
        for passage in entry.passages
    )
    if considered is None:
        return Why(considered=False, understood=(), terms=(), chosen=(), figures=(), gate=(), passages=passages)
    return Why(
        considered=True,
        understood=_understood(considered, words),
        terms=tuple(sorted(considered.terms, key=lambda term: -term.value)),
        chosen=tuple(_unit_text(unit_id, corpus) for unit_id in considered.chosen),
        figures=tuple(_figure(figure, words) for figure in considered.figures),
        gate=considered.gate,
        passages=passages,
    )


def _understood(considered: Considered, words: ReviewWords) -> tuple[Fact, ...]:
    """Return what was understood, less what does not apply."""
    facts = [Fact(words.asked, considered.asked, _DOCUMENTS)]
    if considered.topic:
        facts.append(Fact(words.topic, considered.topic, _DOCUMENTS))
    facts += [
        Fact(words.years, words.year_separator.join(map(str, considered.years)) or words.nothing),
        Fact(words.status, words.statuses[considered.status]),
        Fact(words.wants, words.wanted[considered.wants]),
    ]
    if considered.is_pinyin:
        facts.append(Fact(words.pinyin, words.yes))
    if considered.held_years:
        facts.append(Fact(words.held_years, words.year_separator.join(map(str, considered.held_years))))
    if considered.strategy:
        facts.append(Fact(words.strategy, words.strategies.get(considered.strategy, considered.strategy)))
    if considered.rule:
        facts.append(Fact(words.decided, _decision(considered, words)))
    return tuple(facts)


def _decision(considered: Considered, words: ReviewWords) -> str:
    """Return what decided, in the reader's words; a rule of other versions stays as it was kept."""
    sentences = {rule.value: sentence for rule, sentence in words.rules.items()}
    detail = words.features.get(considered.rule_detail, considered.rule_detail)
    return sentences.get(considered.rule, considered.rule).format(detail=detail)


def _figure(figure: ShownFigure, words: ReviewWords) -> Fact:
    reasons = {chosen_by.value: reason for chosen_by, reason in words.chosen_by.items()}
    said = [reasons.get(figure.chosen_by, figure.chosen_by)]
    if figure.instead_of:
        said.append(words.instead_of.format(figures=words.year_separator.join(figure.instead_of)))
    return Fact(figure.text, " · ".join(said))


def _is_cited(passage: FoundPassage, entry: Entry) -> bool:
    return any(
        citation.doc_id == passage.doc_id
        and any(one.overlap(other) for one in citation.spans for other in passage.spans)
        for citation in entry.citations
    )


def _unit_text(unit_id: str, corpus: Corpus) -> str:
    """Return a unit's words, or its id where today's documents have no such unit."""
    return corpus.unit(unit_id).text if corpus.has_unit(unit_id) else unit_id
