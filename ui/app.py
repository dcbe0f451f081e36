"""Layout and wiring. The only module that imports Gradio: that takes seconds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI, Response

from rag.records import Language
from ui.citizen import Assistant, CitizenPage, Step
from ui.config import UiSettings
from ui.conversation import Conversation
from ui.headers import FixedHeaders
from ui.render import footer, header
from ui.text.languages import words_for
from ui.text.words import Words

_ASSETS = Path(__file__).parent / "assets"
_FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")

# A press on an example or on "ask again" reaches Python as the event 'ask' with the question as its data.
_ASK_ON_PRESS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('ask', { question: button.dataset.ask });
});
"""


def make_app(assistant: Assistant, settings: UiSettings) -> FastAPI:
    """Return the web application: `/healthz`, and the citizens' page at `/`."""
    app = FastAPI(openapi_url=None)
    app.add_middleware(FixedHeaders)
    app.get("/healthz")(_health)
    app.get("/favicon.ico", include_in_schema=False)(_icon)
    app.post("/gradio_api/upload", include_in_schema=False)(_no_upload)
    words = words_for(Language.SIMPLIFIED)
    gr.mount_gradio_app(
        app,
        citizen_blocks(assistant, settings, words, Language.SIMPLIFIED),
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,  # Gradio's default keeps every question in the browser: these are shared computers
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        # Font(), not a plain string: Gradio takes a string for a web font it serves and asks for a missing file.
        theme=gr.themes.Base(font=[gr.themes.Font(name) for name in _FONTS]),
        # In the head, not css=: that would be rewritten with a prefix for every rule.
        head=_head(words),
    )
    return app


def citizen_blocks(assistant: Assistant, settings: UiSettings, words: Words, language: Language) -> gr.Blocks:
    """Return the citizens' page."""
    page = CitizenPage(assistant, settings, words, language)
    first = page.opened()
    blocks = gr.Blocks(title=words.name, analytics_enabled=False, fill_width=True)
    with blocks:
        conversation = gr.State(())
        _html(header(assistant.corpus, words), "top")
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="left"):
                talk = _html(first.talk, "talk", js_on_load=_ASK_ON_PRESS)
                with gr.Column(elem_id="composer"):
                    notice = _html(first.notice, "notice")
                    with gr.Row(elem_id="ask"):
                        box = gr.Textbox(
                            label=words.question_label,
                            show_label=False,
                            placeholder=words.placeholder,
                            lines=1,
                            max_lines=5,
                            container=False,
                            elem_id="box",
                            html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False),
                        )
                        send = gr.Button(words.send, variant="primary", elem_id="send")
                        clear = gr.Button(words.clear, elem_id="clear")
            panel = _html(first.panel, "sources")
        _html(footer(words), "bottom")

        drawn = [conversation, talk, panel, notice, box]

        def ask(text: str, held: Conversation) -> Iterator[tuple[Any, ...]]:
            yield from map(_drawn, page.ask(text, held))

        def ask_pressed(held: Conversation, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
            yield from map(_drawn, page.ask(str(event.question), held))

        # Private: the page's own calls work, the listed API and its clients do not.
        quiet: dict[str, Any] = {"outputs": drawn, "show_progress": "hidden", "api_visibility": "private"}
        gr.on([box.submit, send.click], ask, [box, conversation], **quiet, concurrency_id="ask", trigger_mode="once")
        talk.ask(ask_pressed, [conversation], **quiet, concurrency_id="ask", trigger_mode="once")
        clear.click(lambda: _drawn(page.opened()), None, **quiet, queue=False)
    blocks.queue(default_concurrency_limit=settings.concurrency, api_open=False)
    return blocks


def _drawn(step: Step) -> tuple[Any, ...]:
    """Return a step as values of conversation, talk, panel, notice and box."""
    return step.conversation, step.talk, step.panel, step.notice, "" if step.clears_box else gr.skip()


def _html(value: str, elem_id: str, *, js_on_load: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=js_on_load or None)


def _head(words: Words) -> str:
    style = (_ASSETS / "style.css").read_text(encoding="utf-8")
    script = (_ASSETS / "script.js").read_text(encoding="utf-8")
    return f"<style>{style}</style><script>document.documentElement.lang = {words.lang!r};\n{script}</script>"


def _health() -> dict[str, str]:
    """Return that the assistant is loaded: the server does not listen before it is."""
    return {"status": "ok"}


def _icon() -> Response:
    return Response((_ASSETS / "icon.svg").read_bytes(), media_type="image/svg+xml")


def _no_upload() -> Response:
    """Refuse files: Gradio takes and keeps them from anyone, though no page here asks for any."""
    return Response(status_code=404)
