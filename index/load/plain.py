"""Plain text and Markdown, UTF-8, line ends as they are."""

from index.errors import Fault, ReadError


class PlainTextReader:
    """Decodes UTF-8; nothing is changed, so an offset counts the file's own characters."""

    def read(self, content: bytes, name: str) -> str:
        """Return the text of the file.

        Raises:
            ReadError: it is not UTF-8 (the first bad byte is named) or empty.
        """
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise ReadError(
                f"{name} is not UTF-8 (byte {error.start}); have it converted with: python -m index add {name}",
                Fault.NOT_TEXT,
            ) from error
        if not text.strip():
            raise ReadError(f"{name} is empty", Fault.EMPTY)
        return text
