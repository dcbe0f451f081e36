"""The words of the page of figures in English."""

from index.figures.record import Mean
from index.records import Status
from ui.text.figures_words import FiguresWords

FIGURES_ENGLISH = FiguresWords(
    title="Figures through the years",
    intro=(
        "What the documents count, by matter and year, results apart from plans. Each figure leads to the sentence "
        "that states it. The documents, and so the names of matters, are in Chinese."
    ),
    skip="Skip to the figures",
    search_label="Find figures",
    words_label="Matter",
    words_hint="e.g. school places, 学位, 2024",
    place_label="Place",
    all_places="All places",
    document_label="Document",
    all_documents="All documents",
    search="Find",
    reset="Clear",
    found="{n_matters} matters, {n_figures} figures",
    nothing="No matter is called by these words. Try fewer words, or others.",
    near="No matter has all of these words; these come close.",
    ask_instead="Or ask a question",
    not_whole="There are too many figures; those of the first documents are listed.",
    csv="Download CSV",
    columns_of_file=(
        "matter", "place", "unit", "change", "mean", "years", "status", "as_written", "value", "upper_value",
        "qualifier", "document", "issued", "sentence", "source",
    ),
    unit="Unit: {unit}",
    scales={8: "亿", 4: "万", 0: ""},
    change="Change",
    means={Mean.NONE: "", Mean.YEARS: "Yearly average", Mean.DAYS: "Daily average"},
    columns={Status.RESULT: "Result", Status.PLAN: "Plan", Status.OTHER: "Other"},
    points={Status.RESULT: "{year}", Status.PLAN: "{year} plan", Status.OTHER: "{year}"},
    period="Period",
    no_period="No year given",
    before="Before the change",
    chart="By year",
    more="{n} more figures are not listed here; the file has them all.",
    separator="; ",
    pages_label="Pages",
    page="Page {page} of {n_pages}",
    earlier="Previous",
    later="Next",
    all_matters="See all figures",
    conflicts_title="Where documents differ",
    conflicts_intro=(
        "Documents of one place give different figures for the same matter and period. Please compare the originals: "
        "they may count differently, or one of them may be wrong."
    ),
    conflicts_found="{n} in all",
    no_conflicts="No figures contradict each other.",
    matter_label="Matter",
    stated="What each says",
)  # fmt: skip
