"""What a request is counted as, and how long its body may be."""

import re
from enum import StrEnum
from types import MappingProxyType

from starlette.types import Scope

from ui.body import MOST_BYTES


class Kind(StrEnum):
    """Kinds of requests, each with rates of its own."""

    ASK = "ask"
    FOLLOW = "follow"
    FEEDBACK = "feedback"
    DRAW = "draw"  # a kept conversation, read and drawn: when the page is opened, stopped, cleared
    UPLOAD = "upload"  # sent to where nothing is taken
    SIGN_IN = "sign_in"
    DOCUMENT = "document"  # uploaded by staff
    FILE = "file"  # of figures: to write 4,000 takes 0.1 s
    PAGE = "page"  # all others


# Never limited: whether the server lives, and files that cost nothing.
_FREE = re.compile(
    r"/healthz|/metrics|/favicon\.ico|/[a-z0-9-]+\.(?:png|svg|webmanifest)|/theme\.css|/page/script\.js|(?:/[a-z-]+)?/(?:assets|static)/.*|/staff/static/.*"
)
_PAGE_POSTS = re.compile(r"(?:/[a-z-]+)?/gradio_api/(?:run/predict|queue/join|cancel|reset)")
_FORMS = re.compile(r"/staff(?:/.*)?")
MCP, SEARCH = "/mcp", "/api/search"
API, SIGN_IN, FIGURES_FILE, UPLOAD = "/api/ask", "/staff/login", "/figures.csv", "/staff/documents/upload"
_PASSWORDS = (SIGN_IN, "/staff/password")  # where one is tried
PLAIN = "/plain"  # the question page without a script
SHEET = "/answer.docx"  # an answer as a file: it is asked for anew
_READ = MappingProxyType({FIGURES_FILE: Kind.FILE, SHEET: Kind.ASK, PLAIN: Kind.ASK, SEARCH: Kind.ASK})
_API_BYTES = 1_100_000  # 21 questions of 4,000 characters, each escaped as twelve, and room to spare
_FORM_BYTES = 262_144  # as the staff's pages read them
_SIGN_IN_BYTES = 16_384
QUESTION_CHARS = 100  # of a question count as one: with 500 one takes as long as fifteen short ones
_QUESTION_BYTES = 600  # the same of a program's, with its earlier questions
_EVENT_BYTES = 32_768  # of an event of the page count as one request: to parse 1 MB takes as long as an answer
_NO_BODY = frozenset({"GET", "HEAD", "OPTIONS"})


def path_of(scope: Scope) -> str:
    """Return the path of a request without the prefix that the server stands under."""
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


def is_free(path: str) -> bool:
    """Return whether a path is never limited."""
    return bool(_FREE.fullmatch(path))


def kind_of(method: str, path: str) -> Kind:
    """Return what a request is counted as by its address; what an event of the page is, its body says."""
    if method in _NO_BODY:
        return _READ.get(path, Kind.PAGE)
    if _PAGE_POSTS.fullmatch(path):
        return Kind.PAGE
    if path in (API, MCP):
        return Kind.ASK
    if path in _PASSWORDS:
        return Kind.SIGN_IN
    if path == UPLOAD:
        return Kind.DOCUMENT
    return Kind.PAGE if _FORMS.fullmatch(path) else Kind.UPLOAD


def more_of(kind: Kind, n_bytes: int) -> int:
    """Return as how many requests more one counts for the length of its body."""
    return n_bytes // (_QUESTION_BYTES if kind is Kind.ASK else _EVENT_BYTES)


def is_streamed(method: str, path: str) -> bool:
    """Return whether the body of a request is left to its page, which reads it once it knows who sends it."""
    return path == UPLOAD and method == "POST"


def most_bytes(method: str, path: str) -> int:
    """Return how many bytes the body of a request may have that is read before anything else; 0 where none is."""
    if method in _NO_BODY:
        return 0
    if path in (API, MCP):
        return _API_BYTES
    if path in _PASSWORDS:
        return _SIGN_IN_BYTES
    if path == UPLOAD:
        return 0
    if _FORMS.fullmatch(path):
        return _FORM_BYTES
    return MOST_BYTES if _PAGE_POSTS.fullmatch(path) else 0
