"""The command `python -m ui`: open the assistant, then serve the pages."""

import argparse
import logging
import socket
import sys
from functools import partial

from index.errors import LuohuError
from ui.config import UiSettings
from ui.errors import ServeError


def main(arguments: list[str] | None = None) -> int:
    """Serve the pages until interrupted; return 0, or 2 when they cannot be served, with one line saying why."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    options = _parser().parse_args(arguments)
    try:
        settings = UiSettings.load()
        given = {name: value for name, value in vars(options).items() if value is not None}
        _serve(settings.model_copy(update=given))
    except LuohuError as error:
        print(f"ui: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui", description="Serve the web pages; stop with Ctrl-C.")
    parser.add_argument("--host", help="address to listen on (default: setting ui.host)")
    port_help = "port to listen on, 0 for any free one (default: setting ui.port)"
    parser.add_argument("--port", type=int, choices=range(65536), metavar="PORT", help=port_help)
    workers_help = "processes that serve (default: setting ui.workers)"
    parser.add_argument("--workers", type=int, choices=range(1, 65), metavar="N", help=workers_help)
    return parser


def _serve(settings: UiSettings) -> None:
    listener = _listen(settings)
    host, port = listener.getsockname()[:2]
    settings, url = settings.model_copy(update={"port": port}), f"http://{host}:{port}/"
    if settings.workers > 1:
        from ui.serve.workers import serve_with_workers

        serve_with_workers(settings, listener, url)
        return
    from ui.serve.process import serve

    serve(settings, [listener], ready=partial(print, url, flush=True))


def _listen(settings: UiSettings) -> socket.socket:
    """Return a bound socket; a taken port is found before the model is loaded."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise ServeError(
            f"cannot listen on {settings.host} port {settings.port}: {error.strerror}; choose another with --port"
        ) from error
    return listener


if __name__ == "__main__":
    sys.exit(main())
