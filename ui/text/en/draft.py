"""The words of what a model wrote, in English."""

from rag.by_model import Became, WritingNote
from rag.writing.records import Fault
from ui.text.draft_words import DraftWords

DRAFT_EN = DraftWords(
    title="What the model wrote",
    notes={
        WritingNote.WRITTEN: "Sentences written: {n}; passed the checks: {kept}",
        WritingNote.SLOW: "It was not done in time; the documents’ own words are shown",
        WritingNote.DOWN: "It could not be reached or failed; the documents’ own words are shown",
        WritingNote.BUSY: "Too many answers were being written; the documents’ own words are shown",
        WritingNote.RESTING: "It had failed several times in a row and was not asked; the documents’ own words are shown",
        WritingNote.MALFORMED: "What it gave had not the asked form; the documents’ own words are shown",
        WritingNote.OTHER_LANGUAGE: "It wrote in another language than the asker’s; the documents’ own words are shown",
        WritingNote.TOO_LITTLE: (
            "Sentences written: {n}; passed the checks: {kept}, too few for an answer; the documents’ own words are shown"
        ),
    },
    model="Model: {model}",
    took="{seconds} s",
    tokens="Tokens: {prompt} of the prompt, {completion} of the draft",
    became={
        Became.KEPT: "Passed",
        Became.REPLACED: "Not shown, the statement it cites stands in its place",
        Became.DROPPED: "Not shown",
    },
    failed="Did not pass",
    faults={
        Fault.UNCITED: "it cites nothing, or what there is not",
        Fault.FIGURE: "what it cites has no such figure, and none that gives it",
        Fault.UNIT: "the unit is another",
        Fault.DIRECTION: "it went the other way",
        Fault.QUALIFIER: "“about”, “more than”, “at least” and the like are not as they were said",
        Fault.PERIOD: "the time is another",
        Fault.PLACE: "the place is another",
        Fault.STATUS: "it tells a plan as a result, or a result as a plan",
        Fault.NEGATION: "a “not” is added, or lost",
        Fault.QUOTE: "what stands in quotation marks is not said there",
        Fault.NAME: "the name is not said there",
        Fault.LANGUAGE: "it is in another language than the question",
        Fault.BEYOND: "it says what the statement does not",
    },
    at="{fault} (“{words}”)",
    verdict="{became}: {reason}",
)
