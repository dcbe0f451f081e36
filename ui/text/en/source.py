"""The words of the source panel and the document page in English."""

from calendar import month_name

from index.records import Status
from ui.text.en.place import PLACE_ENGLISH
from ui.text.en.reading import READING_EN
from ui.text.source_words import SourceWords

SOURCE_ENGLISH = SourceWords(
    place=PLACE_ENGLISH,
    reading=READING_EN,
    lang="en",
    language="en",
    title="《{title}》",
    date="{day} {month_name} {year}",
    month_names=tuple(month_name[1:]),
    undated="Undated",
    nameless="Issuer not named",
    separator=" · ",
    comma=", ",
    year_range="{first}–{last}",
    year_separator=", ",
    covers={Status.RESULT: "Results of {years}", Status.PLAN: "Plans for {years}", Status.OTHER: "{years}"},
    kinds={
        "新闻报道": "News article",
        "政府工作报告": "Government work report",
        "通知": "Notice",
        "计划报告": "Report on the development plan",
    },
    sources_heading="Sources",
    citation_heading="Source {number}",
    passage_heading="A passage close by",
    asked="Asked: {question}",
    section_label="Section",
    section_separator=", ",
    front_matter="Opening",
    end_matter="Closing",
    legend="is quoted in the answer; the rest is what stands around it.",
    legend_passage="is close to the question but may not answer it; the rest is what stands around it.",
    extract_label="The text of 《{title}》",
    close="Close",
    all_documents="All documents",
    earlier="Before this: {heading}",
    later="After this: {heading}",
    at_start="This is where the text begins",
    at_end="This is where the text ends",
    added_earlier="Added above: {heading}",
    added_later="Added below: {heading}",
    not_added="That part of the text could not be fetched. Please try again later, or open the whole document.",
    copy="Copy with citation",
    copied="Copied",
    copy_by_hand="Your browser does not let pages copy. The text is selected: please copy it by keyboard or menu.",
    quoted="“{quote}”\n— {source}",
    open_document="See it in the whole document",
    new_tab="(opens a new tab)",
    changed=(
        "This document has changed since the answer was given. Below are the words that were quoted then; "
        "the document may no longer hold them."
    ),
    gone="This document has been removed and is no longer held here. Below are the words that were quoted when the answer was given.",
    frozen_label="The words quoted when the answer was given",
    documents_heading="What is covered",
    documents_intro=(
        "Answers come from these documents only; they are in Chinese. "
        "Once you ask, the cited passage appears here with the quoted words marked."
    ),
    last_good=(
        "The collection cannot be brought up to date at the moment, and staff have to mend it. Until then answers come "
        "from it as it was on {date}; what was added or changed since is not in it."
    ),
    missing_heading="What is missing",
    missing_results="No report of results is held for {years}.",
    missing_plans="No plan is held for {years}.",
    missing_rest=(
        "Nothing newer than these documents is held, and nothing they do not mention. For that, call the government "
        "hotline 12345, or ask the office that issued a document to disclose information."
    ),
    back="Back to questions",
    skip="Skip to the text",
    contents_heading="Contents",
    issuer_label="Issuer",
    issued_label="Date",
    kind_label="Kind",
    periods_label="Periods",
    note_label="Note",
    origin_label="Origin",
    checksum_label="Checksum of the file (SHA-256)",
    verbatim=(
        "This is the whole text as it is held, unchanged, in Chinese. What is pale came with the web page or is "
        "typesetting; it is not part of the document, and no answer rests on it."
    ),
    left_out="Came with the web page; no answer rests on it",
    marked="The cited words are marked.",
    document_replaced="A new edition has since replaced this document. Below is the text as it was cited.",
    current_edition="Read the edition of today",
    document_changed=(
        "This document has changed since it was cited. The cited place no longer applies and is not marked. "
        "Below is the text as it is held now."
    ),
    original_prevails="The original published by the issuer prevails.",
    not_found_heading="No such document",
    not_found="No document of this number is held. These are:",
    removed_heading="This document has been removed",
    removed="It was held here when it was cited, and is no longer. These are held now:",
    superseded_tag="no longer in force since {date}",
    corrected_tag="corrected on {date}",
    withdrawn_tag="withdrawn on {date}",
    superseded="This document is no longer in force since {date}; it answers only what is asked about the time before.",
    superseded_by="In force now: 《{title}》.",
    corrected="This document was corrected on {date}; this is the corrected text.",
    withdrawn="This document was withdrawn on {date}, and no answer rests on it any longer.",
    why="Reason: {why}.",
)
