"""Who writes: a model behind an endpoint, asked within a time and by so many at once, and let rest when it fails."""

from collections.abc import Callable, Sequence
from threading import Event
from typing import Protocol

from rag.bounded import Bounded
from rag.by_model import WritingNote
from rag.config import LlmSettings
from rag.errors import MissedError, WriterError
from rag.writing.kinds import Kinds, kinds_for
from rag.writing.records import Message, Output

Told = Callable[[str], bool]


class Writer(Protocol):
    """Writes a draft."""

    @property
    def model(self) -> str:
        """Its name, as readers see it."""

    @property
    def context_tokens(self) -> int:
        """How much it takes, its answer included."""

    @property
    def kinds(self) -> Kinds:
        """Which answers it words."""

    def write(self, messages: Sequence[Message], told: Told | None = None) -> Output:
        """Return what it writes.

        Args:
            messages: that ask for it.
            told: is told all that was written so far, each time there is more; returns whether to go on. None: nobody.

        Raises:
            WriterError: nothing came, in time or at all; its note says why.
        """


class BoundedWriter:
    """A writer that never takes longer than it may, whatever the endpoint does, and turns away what is too much.

    Args:
        ask: asks the endpoint; where somebody is told what was written so far, with what tells it.
        settings: its name, which kinds it words, and limits.

    Raises:
        WeightsError: the file with what it words is damaged.
    """

    def __init__(self, ask: Callable[..., Output], settings: LlmSettings) -> None:
        self._settings, self.kinds = settings, kinds_for(settings)
        self._bounded = Bounded[tuple[Sequence[Message] | Told, ...], Output](
            lambda asked: ask(*asked), settings, name="writer"
        )

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._settings.model

    @property
    def context_tokens(self) -> int:
        """How much it takes, its answer included."""
        return self._settings.context_tokens

    def write(self, messages: Sequence[Message], told: Told | None = None) -> Output:
        """Return what the endpoint gives.

        Args:
            messages: that ask for it.
            told: is told all that was written so far, in another thread, and no more once this has returned.

        Raises:
            WriterError: it is resting, too many ask, or it failed or was late.
        """
        ended = Event()
        asked = (messages, lambda text: not ended.is_set() and told(text)) if told else (messages,)
        try:
            return self._bounded.ask(asked)
        except MissedError as error:
            raise WriterError(str(error), WritingNote(error.why)) from error
        finally:
            ended.set()


def make_writer(settings: LlmSettings) -> Writer | None:
    """Return the writer that the settings name; None where no endpoint is set.

    Raises:
        WeightsError: the file with what the model words is damaged.
        WriterError: the client's package is not installed.
    """
    if not settings.base_url:
        return None
    from rag.writing.endpoint import Endpoint

    return BoundedWriter(Endpoint(settings).ask, settings)
