"""What a language must have words for where conversations are listed. Names in braces are filled in by a script."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class ConversationsWords:
    """The words of the list of conversations that a visitor's browser keeps."""

    open: str  # the list
    heading: str
    kept_where: str
    unkept: str  # the browser keeps nothing, or no more
    none: str
    current: str
    n_questions: str  # n
    one_question: str
    delete: str
    delete_named: str  # name: for who cannot see which one it stands beside
    delete_all: str
    deleted: str  # name
    undo: str
    undo_named: str  # name
    restored: str  # name
    close: str
