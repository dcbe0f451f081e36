"""The tables, as the newest migration leaves them.

`entries.id` is the moment of asking in microseconds since 1970 times 1000 plus a chance number below 1000. So the
primary key is the order of time: an index on any column is at once an index for paging by it, and a range of days is a
range of ids. What is large and only read with its entry stands in `evidence`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)

METADATA = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)


_OF_KIND = ("language", "outcome", "reason", "review")  # what the list is narrowed by, and entries that are alike share


def _entry() -> Column[int]:
    return Column("entry", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), nullable=False)


def _of(name: str, table: str) -> Column[int]:
    """Return the column of a key that is the id of a row of another table, and goes with it."""
    held = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), held, primary_key=True, autoincrement=False)


def _own_id() -> Column[int]:
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


ENTRIES = Table(
    "entries",
    METADATA,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("entry_id", String(64), nullable=False, unique=True),
    Column("conversation_id", String(64), nullable=False),
    Column("question_key", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("question", Text, nullable=False),
    Column("history", Text, nullable=False),  # JSON
    Column("outcome", String(16), nullable=False),
    Column("reason", String(32), nullable=False),  # empty for an answer
    Column("text", Text, nullable=False),
    Column("mode", String(32), nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("seconds", Float(53), nullable=False),
    Column("embed_seconds", Float(53), nullable=False),
    Column("fingerprint", String(128), nullable=False),
    Column("feedback", String(16), nullable=False),  # the latest kind; empty when none was given
    Column("review", String(16), nullable=False),
    Column("kind", String(32), nullable=False, server_default=""),  # the same for those that are alike: `alike.kind_of`
    Column("is_newest", Boolean, nullable=False, server_default=false()),  # of its kind
    Column("answer_key", String(32), nullable=False, server_default=""),  # of a refusal, and from before there were any
    Index(None, "kind", "id"),
    Index(None, "answer_key", "id"),
    Index(None, "is_newest", "id"),  # a page of the list, and how many there are, are read off these
    *(Index(None, name, "is_newest", "id") for name in _OF_KIND),
    *(Index(None, name, "id") for name in ("question_key", "language", "outcome", "reason", "feedback", "review")),
)
EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("entry", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("frozen", LargeBinary, nullable=False),  # JSON, zlib
)
# The documents that are cited, in the order of the citations; of a refusal the one where the nearest passage stands.
CITED = Table(
    "cited",
    METADATA,
    _of("entry", "entries"),
    Column("place", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("doc_id", String(255), nullable=False),
    Index(None, "doc_id", "entry"),
)
# What a model wrote of an answer, where one was asked to; what a day's drafts cost is a sum.
DRAFTS = Table(
    "drafts",
    METADATA,
    _of("entry", "entries"),
    Column("model", String(200), nullable=False),
    Column("note", String(32), nullable=False),
    Column("seconds", Float(53), nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("sentences", Text, nullable=False),  # JSON
)
# What unanswered questions mean, as the model of that name has it: half floats, one after the other.
VECTORS = Table(
    "vectors",
    METADATA,
    _of("entry", "entries"),
    Column("model", String(200), nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
# The text that is searched, folded; engines without a full-text index of Chinese search it with LIKE.
SEARCHED = Table(
    "searched",
    METADATA,
    Column("entry", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("folded", Text, nullable=False),
)
FEEDBACK = Table(
    "feedback",
    METADATA,
    _own_id(),
    _entry(),
    Column("kind", String(16), nullable=False),
    Column("comment", Text, nullable=False),
    Column("given_us", BigInteger, nullable=False),
    Index(None, "entry"),
)
REVIEWS = Table(
    "reviews",
    METADATA,
    _own_id(),
    _entry(),
    Column("reviewer", String(100), nullable=False),
    Column("judgement", String(16), nullable=False),
    Column("citations", Text, nullable=False),  # JSON
    Column("note", Text, nullable=False),
    Column("reviewed_us", BigInteger, nullable=False),
    Index(None, "entry"),
)
# Who is to judge what: sets of entries, each given to one reviewer.
ASSIGNMENTS = Table(
    "assignments",
    METADATA,
    _own_id(),
    Column("assignee", String(100), nullable=False),
    Column("assigned_by", String(100), nullable=False),
    Column("assigned_us", BigInteger, nullable=False),
    Column("scope", Text, nullable=False),  # JSON: the filters they were chosen by
    Index(None, "assignee"),
)
ASSIGNED = Table(
    "assigned",
    METADATA,
    _of("assignment", "assignments"),
    Column("entry", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index(None, "entry"),
)
# Outlives its entry: an answer stays withheld until it is cleared.
SUPPRESSIONS = Table(
    "suppressions",
    METADATA,
    _own_id(),
    Column("question_key", String(32), nullable=False),
    Column("answer_key", String(32), nullable=False, server_default=""),  # empty: by its question alone
    Column("entry_id", String(64), nullable=False),
    Column("question", Text, nullable=False),
    Column("withheld_by", String(100), nullable=False),
    Column("agreed", Text, nullable=False, server_default="[]"),  # JSON: who said so before
    Column("withheld_us", BigInteger, nullable=False),
    Column("cleared_by", String(100), nullable=False, server_default=""),
    Column("cleared_us", BigInteger, nullable=True),
    Index(None, "question_key"),
    Index(None, "answer_key"),
)
# What reviewers propose and is not settled: to withhold the answer of an entry, or to clear a suppression.
PROPOSALS = Table(
    "proposals",
    METADATA,
    Column("proposal_id", String(32), primary_key=True),  # random: a number that is free again would name another
    Column("entry", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), nullable=True),
    Column("suppression", BigInteger, ForeignKey("suppressions.id", ondelete="CASCADE"), nullable=True),
    Column("question_key", String(32), nullable=False),
    Column("answer_key", String(32), nullable=False),
    Column("proposed_by", String(100), nullable=False),
    Column("proposed_us", BigInteger, nullable=False),
    Column("is_disputed", Boolean, nullable=False, server_default=false()),
    Index(None, "entry"),
    Index(None, "suppression"),
    Index(None, "question_key"),
    Index(None, "answer_key"),
)
# What each says to it; of one who says it anew the last.
VOICES = Table(
    "voices",
    METADATA,
    Column("proposal", String(32), ForeignKey("proposals.proposal_id", ondelete="CASCADE"), primary_key=True),
    Column("reviewer", String(100), primary_key=True),
    Column("agrees", Boolean, nullable=False),
    Column("said_us", BigInteger, nullable=False),
)
# What remains of reviewed entries that were removed: how many of a month were judged how. No text, no names.
JUDGED = Table(
    "judged",
    METADATA,
    Column("month", String(7), primary_key=True),
    Column("language", String(16), primary_key=True),
    Column("judgement", String(16), primary_key=True),
    Column("n", Integer, nullable=False),
)
# What staff did, in one order; triggers refuse every change but the next row. No visitor's text.
AUDIT = Table(
    "audit",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at_us", BigInteger, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("act", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),  # JSON
    Column("previous", String(64), nullable=False),  # the hash of the row before; empty in the first
    Column("hash", String(64), nullable=False),
)
# The users and documents that the audit tells of, each with what changes when it does.
NOTICED = Table(
    "noticed",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("mark", String(64), nullable=False),
)
# Of the staff area: here, because its processes share the journal. Names, addresses and sessions are keyed digests.
LOGIN_FAILURES = Table(
    "login_failures",
    METADATA,
    _own_id(),
    Column("name", String(64), nullable=False),
    Column("address", String(64), nullable=False),
    Column("failed_us", BigInteger, nullable=False),
    Index(None, "name"),
    Index(None, "address"),
)
# Where a name has signed in from.
KNOWN_ADDRESSES = Table(
    "known_addresses",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("address", String(64), primary_key=True),
    Column("seen_us", BigInteger, nullable=False),
)
ENDED_SESSIONS = Table(
    "ended_sessions",
    METADATA,
    Column("session", String(64), primary_key=True),
    Column("until_us", BigInteger, nullable=False),  # when it would have ended by itself
)
# The keys of programs. Of a key itself only the hash; revoked ones stay, so that what they did can be told.
API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("key_id", String(16), primary_key=True),
    Column("hash", String(64), nullable=False),  # SHA-256
    Column("owner", String(100), nullable=False),
    Column("scopes", String(200), nullable=False),  # with a blank between
    Column("rate", Integer, nullable=False),  # requests a minute
    Column("made_by", String(100), nullable=False),
    Column("made_us", BigInteger, nullable=False),
    Column("used_us", BigInteger, nullable=True),  # last, to the minute
    Column("revoked_by", String(100), nullable=False, server_default=""),
    Column("revoked_us", BigInteger, nullable=True),
)
