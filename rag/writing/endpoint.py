"""A chat endpoint as OpenAI speaks it: vLLM, Ollama, llama.cpp, a cloud."""

from collections.abc import Sequence

from rag.config import LlmSettings
from rag.errors import WriterError
from rag.records import Tokens, WritingNote
from rag.writing.prompt import ANSWER_TOKENS
from rag.writing.records import Message, Output

_MOST_CHARS = 20_000  # of an output; what is longer is no answer
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
            from openai import OpenAI
        except ImportError as error:
            raise WriterError(
                "written answers need the endpoint's client; run: pip install 'luohu-qa[remote]'", WritingNote.DOWN
            ) from error
        self._settings = settings
        self._client = OpenAI(
            base_url=settings.base_url,
            api_key=settings.api_key.get_secret_value() or "none",  # local servers want none, the client any
            max_retries=0,
            timeout=settings.seconds,
        )

    def ask(self, messages: Sequence[Message]) -> Output:
        """Return what the model writes.

        Raises:
            WriterError: the endpoint cannot be reached, refuses, or gives no completion.
        """
        from openai import APITimeoutError, OpenAIError, omit

        try:
            given = self._client.chat.completions.create(
                model=self._settings.model,
                messages=[
                    {"role": "system", "content": one.content}
                    if one.role == "system"
                    else {"role": "user", "content": one.content}
                    for one in messages
                ],
                temperature=self._settings.temperature,
                max_tokens=ANSWER_TOKENS,
                response_format={"type": "json_object"} if self._settings.json_mode else omit,
            )
            choice = given.choices[0]
            text = choice.message.content
            tokens = _tokens(given.usage)
        except APITimeoutError as error:
            raise WriterError("the endpoint took too long", WritingNote.SLOW) from error
        except OpenAIError as error:
            raise WriterError(f"the endpoint failed: {type(error).__name__}", WritingNote.DOWN) from error
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            raise WriterError("the endpoint gave no completion", WritingNote.MALFORMED) from error
        if not isinstance(text, str) or not text.strip() or len(text) > _MOST_CHARS:
            spent = (tokens.prompt, tokens.completion)
            raise WriterError("the endpoint gave no text, or too much", WritingNote.MALFORMED, spent=spent)
        return Output(text=text, is_cut=choice.finish_reason == "length", tokens=tokens)


def _tokens(usage: object) -> Tokens:
    """Return what an endpoint says that a draft cost; the client passes on whatever it says."""
    return Tokens(prompt=_count(usage, "prompt_tokens"), completion=_count(usage, "completion_tokens"))


def _count(usage: object, name: str) -> int:
    n = getattr(usage, name, 0)
    return n if isinstance(n, int) and 0 <= n <= _MOST_TOKENS else 0
