"""The citizens' page in Gradio: components, then events. The only module that imports Gradio: that takes seconds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from ui.citizen.page import CitizenPage, Step
from ui.config import UiSettings
from ui.routes import PageRoutes
from ui.text.page_words import PageWords

_ASSETS = Path(__file__).parent.parent / "assets"
_CSS, _JS = ("colours.css", "style.css", "talk.css", "source.css", "chart.css"), ("talk.js", "script.js", "source.js")
_STATUS_SECONDS = 60
_FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
# What a browser keeps is encrypted by Gradio, with a new secret at each start unless one is given. It is the visitor's
# own conversation and no secret from the server; with a fixed one it outlives a restart and serves every worker.
_KEPT_KEY, _KEPT_SECRET = "luohu-qa", "luohu-qa"

# Presses, and the questions of the address, reach Python as the events 'ask', 'tell' and 'address' with their data.
_EVENTS_ON_PRESS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('ask', { question: button.dataset.ask });
});
for (const name of ['tell', 'address']) {
  element.addEventListener(name, (event) => trigger(name, event.detail));
}
"""


def mount(app: FastAPI, page: CitizenPage, settings: UiSettings, path: str) -> None:
    """Mount the citizens' page in one language, with no more of Gradio's routes than it uses."""
    gr.mount_gradio_app(
        app,
        citizen_blocks(page, settings),
        path=path,
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,  # Gradio's default keeps every question in the browser a second time
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        # Font(), not a plain string: Gradio takes a string for a web font it serves and asks for a missing file.
        theme=gr.themes.Base(font=[gr.themes.Font(name) for name in _FONTS]),
        # In the head, not css=: that would be rewritten with a prefix for every rule.
        head=_head(page.words),
    )
    mounted = cast("Mount", app.routes[-1])
    cast("FastAPI", mounted.app).add_middleware(PageRoutes)  # added last it stands before Gradio's own


def citizen_blocks(page: CitizenPage, settings: UiSettings) -> gr.Blocks:
    """Return the citizens' page."""
    words, first = page.words, page.opened()
    blocks = gr.Blocks(title=words.name, analytics_enabled=False, fill_width=True)
    with blocks:
        kept = gr.BrowserState(None, storage_key=_KEPT_KEY, secret=_KEPT_SECRET)
        _html(page.header(), "top")
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="left"):
                talk = _html(first.talk, "talk", js_on_load=_EVENTS_ON_PRESS)
                following = _html(page.followed(None), "following", js_on_load=_EVENTS_ON_PRESS)
                with gr.Column(elem_id="composer"):
                    notice = _html(first.notice, "notice")
                    with gr.Row(elem_id="ask"):
                        box = _box(words)
                        send = gr.Button(words.send, variant="primary", elem_id="send")
                        stop = gr.Button(words.stop, elem_id="stop")
                        clear = gr.Button(words.clear, elem_id="clear")
            panel = _html(first.panel, "sources")
        _html(page.footer(), "bottom")

        drawn = [kept, talk, panel, notice, box, following]

        def enter(held: str | None) -> tuple[Any, ...]:
            return _drawn(page.entered(held)) if held else (gr.skip(),) * len(drawn)  # the page stands as it came

        def ask(text: str | None, held: str | None) -> Iterator[tuple[Any, ...]]:
            yield from map(_drawn, page.ask(text or "", held))

        def ask_pressed(held: str | None, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
            yield from map(_drawn, page.ask(str(event.question), held))

        def ask_address(held: str | None, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
            yield from map(_drawn, page.ask_in_turn([str(question) for question in event.questions], held))

        def tell(held: str | None, event: gr.EventData) -> tuple[Any, ...]:
            return _drawn(page.told(str(event.entry), str(event.kind), str(event.comment), held))

        # Private: the page's own calls work, the listed API and its clients do not.
        quiet: dict[str, Any] = {"outputs": drawn, "show_progress": "hidden", "api_visibility": "private"}
        once: dict[str, Any] = {**quiet, "concurrency_id": "ask", "trigger_mode": "once"}
        # Only questions are queued: an event of the queue that ends while the next one joins takes its stream along.
        at_once: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
        asking = [
            talk.address(ask_address, [kept], **once),
            gr.on([box.submit, send.click], ask, [box, kept], **once),
            talk.ask(ask_pressed, [kept], **once),
            following.ask(ask_pressed, [kept], **once),
        ]
        for event in (blocks.load(enter, [kept], drawn, **at_once), *asking):
            event.then(page.followed, [kept], [following], **at_once)
        talk.tell(tell, [kept], drawn, **at_once)
        stop.click(lambda held: _drawn(page.stopped(held)), [kept], drawn, cancels=asking, **at_once)
        clear.click(lambda: _drawn(page.opened()), None, drawn, cancels=asking, **at_once)
    # Gradio would know ten thousand pages, 80 KB each. Nothing is lost with one: its conversation is in the browser.
    blocks.state_session_capacity = settings.known_pages
    # Nobody is shown a place in the queue: telling all of it whenever an answer is done is work for nothing.
    blocks.queue(status_update_rate=_STATUS_SECONDS, default_concurrency_limit=settings.concurrency, api_open=False)
    return blocks


def _drawn(step: Step) -> tuple[Any, ...]:
    """Return a step as values of kept, talk, panel, notice, box and following."""
    emptied = ("", "") if step.begins else (gr.skip(), gr.skip())
    return step.kept, step.talk, step.panel, step.notice, *emptied


def _box(words: PageWords) -> gr.Textbox:
    return gr.Textbox(
        label=words.question_label,
        show_label=False,
        placeholder=words.placeholder,
        lines=1,
        max_lines=5,
        container=False,
        elem_id="box",
        html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False),
    )


def _html(value: str, elem_id: str, *, js_on_load: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=js_on_load or None)


def _head(words: PageWords) -> str:
    style, script = ("".join((_ASSETS / name).read_text(encoding="utf-8") for name in names) for names in (_CSS, _JS))
    return f"<style>{style}</style><script>document.documentElement.lang = {words.lang!r};\n{script}</script>"
