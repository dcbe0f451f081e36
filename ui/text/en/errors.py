"""The words of the pages of errors in English."""

from ui.text.error_words import ErrorWords

ERRORS_EN = ErrorWords(
    headings={
        400: "Not understood",
        403: "Not open to you",
        404: "No such page",
        405: "Not to be opened this way",
        408: "Waited too long",
        409: "Changed meanwhile",
        413: "Too long",
        429: "Too many requests",
        500: "Something broke",
        502: "No answer for now",
        503: "No answer for now",
        504: "No answer in time",
    },
    sentences={
        400: "Sorry, this request was not understood. Please check the address, or go back to the question page.",
        403: "Sorry, this address is not open to you.",
        404: "There is no such page. Please check the address.",
        405: "Sorry, this address cannot be opened this way. Please go back to the question page.",
        408: "Sorry, what you sent took too long to arrive. Please try again.",
        409: "The document has changed. Please open it again.",
        413: "Sorry, what you sent is too long and was not taken. Please shorten it.",
        429: "Sorry, too many requests came from you. Please try again later.",
        500: "Sorry, something broke and this could not be done. Please try again later.",
        502: "Sorry, there is no answer for now. Please try again later.",
        503: "Sorry, there is no answer for now. Please try again later.",
        504: "Sorry, there was no answer in time. Please try again later.",
    },
    incident="To report it, give the number {incident}.",
    back="Back to the question page",
)
