"""The style of the citizens' page, which stands behind Gradio's."""

from pathlib import Path

from ui.ease.elders import for_elders

_ASSETS = Path(__file__).parent.parent / "assets"
_CSS = (
    "colours",
    "style",
    "answer",
    "talk",
    "conversations",
    "source",
    "original",
    "chart",
    "connection",
    "phone",
    "low",
    "ease",
    "elder",
)


def style() -> str:
    """Return the element with all of the page's style.

    Gradio is not given it: of `css=` it would rewrite every rule with a prefix.
    """
    css = "".join((_ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in _CSS)
    return f"<style>{css}{for_elders(css)}</style>"
