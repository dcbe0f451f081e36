"""What the setting `ui.journal_url` names: a file, or a database elsewhere."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from ui.config import UiSettings
from ui.errors import JournalError


def journal_address(settings: UiSettings) -> URL:
    """Return the address of the journal.

    Raises:
        JournalError: it is no SQLAlchemy URL.
    """
    try:
        return make_url(settings.journal_url.get_secret_value())
    except ArgumentError as error:
        raise JournalError("setting ui.journal_url: expected an SQLAlchemy URL such as sqlite:///FILE") from error


def sqlite_file(settings: UiSettings) -> Path | None:
    """Return the file of the journal; None where it is in a database elsewhere.

    Raises:
        JournalError: the setting is no SQLAlchemy URL.
    """
    url = journal_address(settings)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
