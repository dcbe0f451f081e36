"""The secret that signs the staff's sessions: from the settings, or a file made once for all processes."""

import hashlib
import hmac
import logging
import secrets
from pathlib import Path

from index.whole import whole_file
from ui.config import UiSettings
from ui.errors import StaffError

_log = logging.getLogger(__name__)
_MIN_CHARS = 32
_BYTES = 32


class Secret:
    """A secret, used for several purposes that learn nothing of each other."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def digest(self, purpose: str, text: str) -> str:
        """Return what only the holder of the secret can compute for a text, in hexadecimal (HMAC-SHA256)."""
        return hmac.new(self._secret, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def read_secret(settings: UiSettings) -> Secret:
    """Return the secret of the settings, else of the file; the file is made when there is none.

    Raises:
        StaffError: it is too short, or the file can be neither read nor made.
    """
    given = settings.session_key.get_secret_value()
    if given:
        return Secret(_checked(given, "setting ui.session_key"))
    file = settings.session_key_file
    try:
        if not file.exists():
            _make(file)
        if file.stat().st_mode & 0o077:
            _log.warning("%s can be read by others: chmod 600 %s", file, file)
        return Secret(_checked(file.read_text(encoding="ascii").strip(), str(file)))
    except (OSError, UnicodeDecodeError) as error:
        raise StaffError(f"cannot read or make the key of the staff's sessions, {file}: {error}") from error


def _make(file: Path) -> None:
    """Make the file, whole from its first moment on; of processes that start together one makes it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(file, mode=0o600, first_wins=True) as partial:
        partial.write_text(secrets.token_hex(_BYTES) + "\n", encoding="ascii")


def _checked(secret: str, where: str) -> str:
    if len(secret) < _MIN_CHARS:
        raise StaffError(f"{where}: expected {_MIN_CHARS} characters or more, found {len(secret)}")
    return secret
