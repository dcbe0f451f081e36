"""The words for what is under way and a connection that broke in English."""

from ui.text.connection_words import ConnectionWords

CONNECTION_ENGLISH = ConnectionWords(
    sending="Sent; looking through the documents …",
    lost="The connection to the server broke. Your question is kept and will be asked again once it is back.",
    loading="The page is loading; you can ask already, and get the answer on a plain page.",
    no_script="Your browser runs no script; you can ask here, and get the answer on a plain page.",
    description="Answers in the words of the public documents of {place}, each with its source.",
)
