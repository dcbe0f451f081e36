"""The words of the accessibility switches and statement in English."""

from ui.text.ease_words import EaseWords

EASE_EN = EaseWords(
    elder="Easy reading",
    settings="Accessibility",
    settings_label="Accessibility settings",
    size="Text size",
    sizes=("Standard", "Large", "Larger", "Largest"),
    contrast="High contrast",
    statement="Accessibility statement",
    aloud="Read aloud",
    aloud_told="Reading aloud uses the voices of this device; the text is sent to no other site.",
    read="Read the answer aloud",
    stop_reading="Stop reading",
    voice="Voice input",
    voice_told=(
        "Your browser turns speech into text; some browsers send the recording to their maker. "
        "This site gets no recording, only the text."
    ),
    speak="Speak your question",
    stop_speaking="Stop listening",
    listening="Listening…",
    not_heard="Nothing was understood. Please say it again, or type your question.",
    no_microphone="The browser did not allow the microphone. Please type your question.",
    title="Accessibility statement",
    intro=(
        "This site is meant for everyone, also for those who see or hear little or use only a keyboard or a screen "
        "reader. It aims at WCAG 2.2, level AA."
    ),
    offers_heading="Ways to use it",
    offers=(
        (
            "Easy reading, at the top of each page: large text, one column, high contrast, nothing to press smaller than "
            "44 pixels. Switched on once, it stays on this device."
        ),
        (
            "Accessibility offers the size of the text (up to about double) and high contrast on their own; where the "
            "device has voices, answers can be read aloud."
        ),
        "Everything works by keyboard alone; each page begins with a link to its main part.",
        (
            "Screen readers are told of new answers, of notices and of quoted passages; the figures of a chart also stand "
            "in a table."
        ),
        "Dark colours, less motion and forced colours follow the settings of the device.",
    ),
    tested_heading="What was tested",
    tested=(
        (
            "With each change axe-core checks the rules of WCAG 2.2, levels A and AA, in Chromium: welcome, answer, table, "
            "differing statements, computed answer, refusal, notice, feedback, source, full document, figures, this page, "
            "and easy reading."
        ),
        "In three languages, at widths of 1440, 768 and 375 pixels, in light and dark colours.",
        (
            "By keyboard alone: asking, sources, feedback, languages; and the names and live regions that screen readers "
            "are given."
        ),
    ),
    limits_heading="What is not there yet",
    limits=(
        "Automatic checks find part of the problems; other browsers and screen readers were not gone through one by one.",
        "Asking needs scripts to run in the browser; the pages of documents do not.",
        (
            "Original files of the issuers, such as PDFs, are offered as they came and may be hard for a screen reader; "
            "the page of each document is text that can be read out."
        ),
    ),
    contact_heading="Tell us what stands in your way",
    contact="Please turn to who runs this site:",
    contact_of_documents="This site has no contact of its own. Its documents were issued by these, who can be told:",
    contact_rest="You can also call 12345, the government service hotline.",
)
