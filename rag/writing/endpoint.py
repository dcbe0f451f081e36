"""A chat endpoint as OpenAI speaks it: vLLM, Ollama, llama.cpp, a cloud."""

from collections.abc import Callable, Sequence
from typing import Any

from index.client import open_client
from rag.by_model import Tokens, WritingNote
from rag.config import LlmSettings
from rag.errors import WriterError
from rag.writing.prompt import ANSWER_TOKENS
from rag.writing.records import Message, Output

_MOST_CHARS = 20_000  # of an output; what is longer is no answer
_LET_GO = "nobody listens any more"
_MOST_TOKENS = 10_000_000  # of a draft; no model takes so many, what says more has not counted


class Endpoint:
    """Asks for one completion at a time; may be shared by threads. What fails is not tried again: somebody waits.

    Args:
        settings: where it is, which model, and the limits.

    Raises:
        WriterError: the client's package is not installed.
    """

    def __init__(self, settings: LlmSettings) -> None:
        try:
            self._client = open_client(settings.base_url, settings.api_key, seconds=settings.seconds)
        except ImportError as error:
            raise WriterError(
                "written answers need the endpoint's client; run: pip install 'luohu-qa[remote]'", WritingNote.DOWN
            ) from error
        self._settings = settings

    def ask(self, messages: Sequence[Message], told: Callable[[str], bool] | None = None) -> Output:
        """Return what the model writes.

        Args:
            messages: that ask for it.
            told: is told all that was written so far, each time there is more; returns whether to go on, else the
                connection is closed, and what was written is cut off. None: it is asked for as a whole.

        Raises:
            WriterError: the endpoint cannot be reached, refuses, or gives no completion, or dies within it.
        """
        import httpx
        from openai import APITimeoutError, OpenAIError

        try:
            text, reason, tokens = self._streamed(messages, told) if told else self._whole(messages)
        except (APITimeoutError, httpx.TimeoutException) as error:
            raise WriterError("the endpoint took too long", WritingNote.SLOW) from error
        except (OpenAIError, httpx.HTTPError) as error:
            raise WriterError(f"the endpoint failed: {type(error).__name__}", WritingNote.DOWN) from error
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            raise WriterError("the endpoint gave no completion", WritingNote.MALFORMED) from error
        if not isinstance(text, str) or not text.strip() or len(text) > _MOST_CHARS:
            spent = (tokens.prompt, tokens.completion)
            raise WriterError("the endpoint gave no text, or too much", WritingNote.MALFORMED, spent=spent)
        return Output(text=text, is_cut=reason in ("length", _LET_GO), tokens=tokens)

    def _whole(self, messages: Sequence[Message]) -> tuple[object, object, Tokens]:
        """Return what is written, why it ends, and what it cost."""
        given = self._client.chat.completions.create(**self._asked(messages))
        choice = given.choices[0]
        return choice.message.content, choice.finish_reason, _tokens(given.usage)

    def _streamed(self, messages: Sequence[Message], told: Callable[[str], bool]) -> tuple[object, object, Tokens]:
        """Return the same, of what comes piece by piece.

        Raises:
            WriterError: the stream ends, and the completion does not.
        """
        text, reason, tokens = "", "", Tokens()
        asked = self._asked(messages) | {"stream": True, "stream_options": {"include_usage": True}}
        pieces: Any = self._client.chat.completions.create(**asked)
        with pieces:
            for chunk in pieces:
                tokens = _tokens(chunk.usage) if chunk.usage else tokens
                for choice in chunk.choices[:1]:
                    text += choice.delta.content or ""
                    reason = choice.finish_reason or reason
                if len(text) > _MOST_CHARS or not told(text):
                    return text, _LET_GO, tokens
        if not reason:
            raise WriterError("the endpoint died while it wrote", WritingNote.DOWN)
        return text, reason, tokens

    def _asked(self, messages: Sequence[Message]) -> dict[str, Any]:
        """Return what is asked of the endpoint, with whatever shape its client gives that."""
        form = {"response_format": {"type": "json_object"}} if self._settings.json_mode else {}
        return {
            "model": self._settings.model,
            "messages": [{"role": one.role, "content": one.content} for one in messages],
            "temperature": self._settings.temperature,
            "max_tokens": ANSWER_TOKENS,
            **form,
        }


def _tokens(usage: object) -> Tokens:
    """Return what an endpoint says that a draft cost; the client passes on whatever it says."""
    return Tokens(prompt=_count(usage, "prompt_tokens"), completion=_count(usage, "completion_tokens"))


def _count(usage: object, name: str) -> int:
    n = getattr(usage, name, 0)
    return n if isinstance(n, int) and 0 <= n <= _MOST_TOKENS else 0
