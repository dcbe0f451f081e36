"""The words of the list of conversations in English."""

from ui.text.conversations_words import ConversationsWords

CONVERSATIONS_ENGLISH = ConversationsWords(
    open="Past chats",
    heading="Past chats",
    kept_where="Chats are kept in this browser only, at most 50 of them; beyond that the oldest goes.",
    unkept="The browser keeps nothing, or has no room left: this chat is gone once the page is closed.",
    none="No chat is kept yet.",
    current="Open now",
    n_questions="{n} questions",
    one_question="1 question",
    delete="Delete",
    delete_named="Delete “{name}”",
    delete_all="Delete all",
    deleted="Deleted “{name}”",
    undo="Undo",
    undo_named="Undo deleting “{name}”",
    restored="Restored “{name}”",
    close="Close",
)
