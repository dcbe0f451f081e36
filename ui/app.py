"""The web application: its routes, and the citizens' page mounted once a language."""

import os
from functools import partial

from fastapi import FastAPI

from index.catalog.kept import edition_text
from index.catalog.originals import Originals
from index.config import IndexSettings
from index.encode.reports import turn_off_reports
from index.words.bilingual import Lexicon
from ui.access.door import Door
from ui.api import add_api
from ui.citizen.page import CitizenPage
from ui.citizen.script import script_router
from ui.compressed import Compressed
from ui.config import UiSettings
from ui.desk import Desk
from ui.document.editions import earlier_editions
from ui.document.originals import originals_router
from ui.document.page import asset_address, document_router
from ui.document.pictures import Pictures
from ui.embed.framing import Framing
from ui.embed.script import embed_router
from ui.error_pages import ErrorPages
from ui.figures.page import figures_router
from ui.headers import FixedHeaders
from ui.hosts import AllowedHosts
from ui.icons import icons_router
from ui.journal.noticed import notice_documents
from ui.limits.gate import Gate
from ui.limits.rates import Rates
from ui.methods import KnownMethods, OtherMethods
from ui.mounts import LanguageAtRoot, mounts, page_paths
from ui.observe.health import Health, add_health, disk
from ui.observe.request_id import RequestIds
from ui.observe.requests import ObservedRequests
from ui.observe.scrape import add_metrics
from ui.parts import index_part, journal_part, written_folders
from ui.plain.page import plain_router
from ui.prefix import UnderPrefix
from ui.programs.added import add_programs
from ui.sheet.page import sheet_router
from ui.staff.router import staff_router
from ui.statement.page import statement_router

# Gradio reads these when it is imported and when a page is made: it looks for no newer version, and makes no table of
# the last ten thousand events after each of them.
_GRADIO = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**9),
}


def make_app(desk: Desk, settings: UiSettings) -> FastAPI:
    """Return the web application: the citizens' page, documents, the staff's pages, `/api/ask` and `/healthz`.

    Raises:
        StaffError: the staff's users or the key of their sessions cannot be read.
        LimitsError: the store that the limits are counted in cannot be used.
    """
    os.environ.update(_GRADIO)
    turn_off_reports()  # gradio imports the hub's client
    from ui.citizen.gradio_page import mount

    app = FastAPI(
        title="luohu-qa",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # it would redirect to whatever host a request names
        servers=[{"url": settings.root_path}] if settings.root_path else None,
    )
    rates = Rates(settings)
    # The last stands first.
    app.add_middleware(Gate, settings=settings, rates=rates)
    app.add_middleware(Door, journal=desk.journal, settings=settings)
    app.add_middleware(LanguageAtRoot)
    app.add_middleware(AllowedHosts, hosts=settings.allowed_hosts)
    app.add_middleware(ErrorPages, stylesheet=asset_address("document.css"))
    app.add_middleware(UnderPrefix, root_path=settings.root_path)
    app.add_middleware(Compressed, root_path=settings.root_path)
    app.add_middleware(KnownMethods)
    app.add_middleware(FixedHeaders, hsts_seconds=settings.hsts_seconds)
    app.add_middleware(Framing, origins=settings.embed_origins, paths=page_paths(), root_path=settings.root_path)
    app.add_middleware(ObservedRequests)
    app.add_middleware(RequestIds)
    health = _health(desk, settings)
    add_health(app, health)
    add_metrics(app, health, settings)
    index_settings = IndexSettings.load()
    seeds_dir, removed_dir = index_settings.seeds_dir, index_settings.removed_dir
    originals = Originals(seeds_dir, removed_dir=removed_dir)
    add_api(app, desk, originals, streams=settings.streamed_answers)
    add_programs(app, desk, originals, settings)
    pictures = Pictures(index_settings.cache_dir, most_mb=settings.pictures_mb)
    app.include_router(originals_router(desk.corpus, originals, pictures))
    texts, kept = partial(edition_text, seeds_dir, removed_dir), partial(earlier_editions, removed_dir)
    app.include_router(document_router(desk.corpus, texts, originals, kept, public_url=settings.public_url))
    app.include_router(figures_router(desk.corpus, _lexicon, public_url=settings.public_url))
    app.include_router(sheet_router(desk, settings))
    app.include_router(plain_router(desk, settings))
    app.include_router(statement_router(desk.corpus, settings.accessibility_contact, public_url=settings.public_url))
    app.include_router(staff_router(desk.journal, desk.corpus, settings, desk.embedder))
    desk.follow(lambda: notice_documents(desk.journal, desk.corpus()))
    app.include_router(script_router())
    app.include_router(embed_router(settings.embed_origins))
    pages = {path: CitizenPage(desk, settings, language, originals) for path, language in mounts()}
    app.include_router(icons_router({language.tag: pages[path].name for path, language in mounts()}))
    app.router.routes.append(OtherMethods(app.routes))
    for path, page in pages.items():
        mount(app, page, settings, path, rates=rates)
    return app


def _health(desk: Desk, settings: UiSettings) -> Health:
    """Return what looks at the parts of the service."""
    index_settings = IndexSettings.load()
    folders = written_folders(index_settings, settings)
    return Health(
        {
            "index": index_part(desk, index_settings.artifacts_dir),
            "journal": journal_part(desk.journal),
            "disk": lambda: disk(folders, least_mb=settings.least_disk_mb),
        }
    )


def _lexicon() -> Lexicon:
    return Lexicon.open(IndexSettings.load().cache_dir)
