"""The switches by which a reader chooses how to have the pages, and the bar that they open. Pure; all is escaped."""

from collections.abc import Mapping
from html import escape

from ui.text.ease_words import EaseWords

STATEMENT = "/accessibility"


def switches(words: EaseWords) -> str:
    """Return the two buttons that stand beside the languages; ease.js makes them do something."""
    return (
        f'<button type="button" data-set="elder" aria-pressed="false">{escape(words.elder)}</button>'
        f'<button type="button" data-ease aria-expanded="false" aria-controls="ease">{escape(words.settings)}</button>'
    )


def bar(words: EaseWords, language: str, spoken: str = "") -> str:
    """Return the bar with all that can be chosen.

    Args:
        words: of the page.
        language: of the page, as `?lang=` takes it.
        spoken: what `spoken` returns, on a page that answers.
    """
    sizes = "".join(
        f'<button type="button" data-size="{size}" aria-pressed="false">{escape(name)}</button>'
        for size, name in enumerate(words.sizes)
    )
    flags = f'<button type="button" data-set="contrast" aria-pressed="false">{escape(words.contrast)}</button>'
    return (
        f'<div class="ease" id="ease" role="group" aria-label="{escape(words.settings_label)}" hidden>'
        f'<div class="inner"><div class="sizes" role="group" aria-label="{escape(words.size)}">'
        f'<span aria-hidden="true">{escape(words.size)}</span>{sizes}</div>{flags}{spoken}'
        f'<a href="{STATEMENT}?lang={language}">{escape(words.statement)}</a></div></div>'
    )


def spoken(words: EaseWords, *, voice: bool) -> str:
    """Return the switches of reading aloud and, where it is offered, of voice input, each with what the browser does.

    They are hidden until aloud.js and voice.js have found that the browser can.
    """
    said = {
        "speak": words.speak,
        "stop": words.stop_speaking,
        "listening": words.listening,
        "not-heard": words.not_heard,
        "no-microphone": words.no_microphone,
    }
    aloud = _switch("aloud", words.aloud, words.aloud_told, {})
    return aloud + _switch("voice", words.voice, words.voice_told, said) if voice else aloud


def read_button(words: EaseWords) -> str:
    """Return the button that reads an answer aloud; seen where that is switched on."""
    return (
        f'<button type="button" class="plain" data-read data-stop="{escape(words.stop_reading)}">'
        f"{escape(words.read)}</button>"
    )


def _switch(name: str, label: str, told: str, said: Mapping[str, str]) -> str:
    data = "".join(f' data-{key}="{escape(text)}"' for key, text in said.items())
    return (
        f'<button type="button" data-set="{name}" aria-pressed="false" aria-describedby="told-{name}" hidden{data}>'
        f'{escape(label)}</button><p class="told" id="told-{name}" hidden>{escape(told)}</p>'
    )
