"""The citizens' page in Gradio: components, then events. The only module that imports Gradio: that takes seconds."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import gradio as gr
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from gradio.brotli_middleware import BrotliMiddleware
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import Scope

from ui.citizen.gradio_html import GradioHtml
from ui.citizen.page import CitizenPage, Step
from ui.citizen.script import script_address
from ui.citizen.style import style
from ui.config import UiSettings
from ui.limits.kinds import Kind
from ui.limits.rates import Rates
from ui.observe.request_id import HEADER, incident, under
from ui.routes import PageEvents, PageRoutes
from ui.text.page_words import PageWords

_log = logging.getLogger(__name__)
_STATUS_SECONDS = 60
_BROTLI = 6  # Gradio's front end in 195 KB; with its own 4 in 209, with 9 in 194 and ten times as long
_FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
# What the visitor's browser keeps is this page's own to hold, a tab at a time (kept.js): each step is handed to it, and
# each event takes from it what it is asked with. Gradio's BrowserState knows one conversation, and all tabs write it.
_KEEP = "watch('value', () => conversations.keep(props.value));"
_WITH_KEPT = "() => [conversations.sent()]"
_WITH_WAITING = "() => [conversations.stopped()]"
_AS_LEFT = "() => [conversations.entered()]"
_WITH_BOX_AND_KEPT = "(text) => [text, conversations.sent()]"

# What the page's events are counted as, by the functions below; all others draw what is kept.
_KINDS = {
    "ask": Kind.ASK,
    "ask_pressed": Kind.ASK,
    "ask_address": Kind.ASK,
    "follow": Kind.FOLLOW,
    "tell": Kind.FEEDBACK,
}
# Presses, and the questions of the address, reach Python as events with their data: 'ask', 'narrow', 'tell',
# 'address', 'open'.
_EVENTS_ON_PRESS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('ask', { question: button.dataset.ask, alone: 'alone' in button.dataset ? '1' : '' });
});
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-narrow]');
  if (button) trigger('narrow', { kind: button.dataset.narrow, value: button.dataset.value ?? '' });
});
for (const name of ['tell', 'address', 'open']) {
  element.addEventListener(name, (event) => trigger(name, event.detail));
}
"""


def mount(app: FastAPI, page: CitizenPage, settings: UiSettings, path: str, *, rates: Rates) -> None:
    """Mount the citizens' page in one language, with no more of Gradio's routes than it uses."""
    blocks = citizen_blocks(page, settings)
    kinds = {number: _KINDS.get(str(event.name), Kind.DRAW) for number, event in blocks.fns.items()}
    gr.mount_gradio_app(
        app,
        blocks,
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
        theme=gr.themes.Base(font=[gr.themes.Font(name) for name in _FONTS], font_mono=[gr.themes.Font("monospace")]),
    )
    mounted = cast("FastAPI", cast("Mount", app.routes[-1]).app)
    mounted.add_exception_handler(RequestValidationError, _refused)
    events = PageEvents(kinds, page.words, rates, settings, partial(_queued, blocks))
    mounted.add_middleware(PageRoutes, events=events)  # added last it stands before Gradio's own
    root = settings.root_path
    script = f"{root}{script_address()}"
    lang, first, voice = page.words.lang, page.first_paint, settings.voice_input
    drawn = Middleware(GradioHtml, root_path=root, lang=lang, script=script, style=style(), first=first, voice=voice)
    for added in mounted.user_middleware:
        if cast("object", added.cls) is BrotliMiddleware:
            added.kwargs["quality"] = _BROTLI
    mounted.user_middleware.append(drawn)  # and this after them all, where what passes is not yet compressed


async def _refused(_: Request, __: Exception) -> Response:
    """Return that a request has another shape; FastAPI would repeat what was sent, and break where that is no text."""
    return Response(status_code=422)


def _queued(blocks: gr.Blocks) -> Iterator[Scope]:
    """Yield the requests whose events wait for their turn."""
    for waiting in blocks._queue.event_queue_per_concurrency_id.values():  # noqa: SLF001 -- there is no other way
        for event in list(waiting.queue):
            if event.request:
                yield event.request.scope


@dataclass(frozen=True)
class _Parts:
    """The components of the page that are drawn or pressed."""

    kept: gr.HTML
    top: gr.HTML
    talk: gr.HTML
    following: gr.HTML
    notice: gr.HTML
    scope: gr.HTML
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    clear: gr.Button
    panel: gr.HTML

    @property
    def drawn(self) -> list[Any]:
        """What a step draws, in the order of `_drawn`."""
        return [self.kept, self.talk, self.panel, self.notice, self.scope, self.box, self.following]


def _laid_out(page: CitizenPage) -> _Parts:
    """Return the components where they stand on the page."""
    words, first = page.words, page.opened()
    kept = gr.HTML(None, elem_id="kept", html_template="", apply_default_css=False, js_on_load=_KEEP)
    top = _html(page.header(), "top")
    with gr.Row(elem_id="columns"):
        with gr.Column(elem_id="left"):
            talk = _html(first.talk, "talk", js_on_load=_EVENTS_ON_PRESS)
            following = _html(page.followed(None), "following", js_on_load=_EVENTS_ON_PRESS)
            with gr.Column(elem_id="composer"):
                notice = _html(first.notice, "notice")
                scope = _html(first.scope, "scope", js_on_load=_EVENTS_ON_PRESS)
                _html(page.conversations(), "conversations")
                with gr.Row(elem_id="ask"):
                    box = _box(words)
                    send = gr.Button(words.send, variant="primary", elem_id="send")
                    stop = gr.Button(words.stop, elem_id="stop")
                    clear = gr.Button(words.clear, elem_id="clear")
        panel = _html(first.panel, "sources")
    _html(page.footer(), "bottom")
    return _Parts(kept, top, talk, following, notice, scope, box, send, stop, clear, panel)


def citizen_blocks(page: CitizenPage, settings: UiSettings) -> gr.Blocks:
    """Return the citizens' page."""
    words = page.words
    blocks = gr.Blocks(title=page.name(), analytics_enabled=False, fill_width=True)
    with blocks:
        on = _laid_out(page)
        kept, drawn = on.kept, on.drawn

        def enter(held: str | None, request: gr.Request) -> tuple[Any, ...]:
            with _told(words, request):
                return _drawn(page.entered(held)) if held else (gr.skip(),) * len(drawn)  # the page stands as it came

        # That a question waits the page shows by itself (connection.js): each step that is drawn sends the whole
        # conversation, and Gradio sends the last of several twice.
        def ask(text: str | None, held: str | None, request: gr.Request) -> tuple[Any, ...]:
            with _told(words, request):
                return _drawn(page.answer(text or "", held))

        def ask_pressed(held: str | None, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            with _told(words, request):
                return _drawn(page.answer(str(event.question), held, is_alone=_is_alone(event)))

        def ask_address(held: str | None, event: gr.EventData, request: gr.Request) -> Iterator[tuple[Any, ...]]:
            questions = [str(question) for question in event.questions]
            yield from _steps(words, request, page.ask_in_turn(questions, held))

        def follow(held: str | None, request: gr.Request) -> str:
            with _told(words, request):
                return page.followed(held)

        def tell(held: str | None, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            with _told(words, request):
                return _drawn(page.told(str(event.entry), str(event.kind), str(event.comment), held))

        def narrow(held: str | None, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            with _told(words, request):
                step = page.narrowed(str(event.kind), str(event.value), held)
                return step.kept, step.scope

        # Private: the page's own calls work, the listed API and its clients do not.
        quiet: dict[str, Any] = {"outputs": drawn, "show_progress": "hidden", "api_visibility": "private"}
        once: dict[str, Any] = {**quiet, "concurrency_id": "ask", "trigger_mode": "once"}
        # Only questions are queued: an event of the queue that ends while the next one joins takes its stream along.
        at_once: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
        once["js"] = at_once["js"] = _WITH_KEPT
        asking = [
            on.talk.address(ask_address, [kept], **once),
            gr.on([on.box.submit, on.send.click], ask, [on.box, kept], **{**once, "js": _WITH_BOX_AND_KEPT}),
            on.talk.ask(ask_pressed, [kept], **once),
            on.following.ask(ask_pressed, [kept], **once),
        ]
        entering = [
            blocks.load(enter, [kept], drawn, **{**at_once, "js": _AS_LEFT}),
            on.talk.open(enter, [kept], drawn, cancels=asking, **at_once),
        ]
        for event in (*entering, *asking):
            event.then(follow, [kept], [on.following], **at_once)
        on.scope.narrow(narrow, [kept], outputs=[kept, on.scope], **at_once)
        on.talk.tell(tell, [kept], drawn, **at_once)
        stopping: dict[str, Any] = {**at_once, "js": _WITH_WAITING}
        on.stop.click(lambda held: _drawn(page.stopped(held)), [kept], drawn, cancels=asking, **stopping)
        on.clear.click(lambda: _drawn(page.opened()), None, drawn, cancels=asking, **{**at_once, "js": None})

    page.follow(partial(_redraw, blocks, on, page))
    # Gradio would know ten thousand pages, 80 KB each. Nothing is lost with one: its conversation is in the browser.
    blocks.state_session_capacity = settings.known_pages
    # Nobody is shown a place in the queue: telling all of it whenever an answer is done is work for nothing.
    blocks.queue(
        status_update_rate=_STATUS_SECONDS,
        default_concurrency_limit=settings.concurrency,
        max_size=settings.most_waiting,
        api_open=False,
    )
    return blocks


def _is_alone(event: gr.EventData) -> bool:
    """Return whether a question is pressed that takes nothing from those before it."""
    return bool(getattr(event, "alone", ""))


def _steps(words: PageWords, request: gr.Request, steps: Iterator[Step]) -> Iterator[tuple[Any, ...]]:
    """Yield what is drawn of each step; each is made in a thread that knows nothing of the one before."""
    while True:
        with _told(words, request):
            step = next(steps, None)
        if step is None:
            return
        yield _drawn(step)


def _redraw(blocks: gr.Blocks, on: _Parts, page: CitizenPage) -> None:
    """Draw a page anew as it is before its first question; those that are open are, at their next question."""
    opened = page.opened()
    on.top.value, on.talk.value, on.panel.value = page.header(), opened.talk, opened.panel
    on.scope.value, on.following.value = opened.scope, page.followed(None)
    blocks.config = blocks.get_config_file()


@contextmanager
def _told(words: PageWords, request: gr.Request) -> Iterator[None]:
    """Log what is done meanwhile under its request's id; what breaks is told with it, and not printed by Gradio."""
    with under(request.headers.get(HEADER)):
        try:
            yield
        except Exception as error:
            found_by = incident()
            _log.exception("incident %s: an event of the page broke", found_by)
            raise gr.Error(words.failed.format(incident=found_by), title="", print_exception=False) from error


def _drawn(step: Step) -> tuple[Any, ...]:
    """Return a step as values of kept, talk, panel, notice, scope, box and following."""
    box, following = ("", "") if step.begins else (gr.skip(), gr.skip())
    return step.kept, step.talk, step.panel, step.notice, step.scope, step.put_back or box, following


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
