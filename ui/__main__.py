"""The command `python -m ui`: serve the pages; or look after what they need: doctor, backup, restore."""

import argparse
import socket
import sys
from functools import partial
from pathlib import Path

from index.command_line import command
from index.config import IndexSettings
from index.errors import LuohuError
from ui.config import UiSettings
from ui.errors import ServeError, UpkeepError
from ui.observe.logs import set_up_logs
from ui.upkeep.check import CHECKS, Finding

_SERVED_BY = ("host", "port", "workers")  # settings that options replace


@command("ui")
def main(arguments: list[str] | None = None) -> int:
    """Serve the pages until interrupted; return 0, or 2 when they cannot be served, with one line saying why."""
    options = _parser().parse_args(arguments)
    try:
        match options.command:
            case "doctor":
                return _doctor(options.name)
            case "backup":
                _back_up(options.file)
            case "restore":
                _restore(options.file)
            case "mcp":
                _serve_stdio()
            case _:
                settings = UiSettings.load()
                set_up_logs(settings)
                given = {name: getattr(options, name) for name in _SERVED_BY if getattr(options, name) is not None}
                _serve(settings.model_copy(update=given))
    except (LuohuError, OSError) as error:
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
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", help="in place of serving:")
    doctor = commands.add_parser("doctor", help="say what is wrong with what serving needs, and what mends it")
    doctor.add_argument("name", nargs="*", metavar="NAME", help=f"only these: {', '.join(CHECKS)}")
    backup = commands.add_parser("backup", help="write journal, staff, documents and index to a file")
    backup.add_argument("file", type=Path, metavar="FILE", help="such as luohu-qa.tar.gz")
    back = commands.add_parser("restore", help="put back what a backup holds; what is replaced is kept aside")
    back.add_argument("file", type=Path, metavar="FILE")
    commands.add_parser("mcp", help="answer a program that starts this: MCP over standard input and output")
    return parser


def _serve_stdio() -> None:
    from ui.serve.stdio import serve_stdio

    settings = UiSettings.load()
    set_up_logs(settings)
    serve_stdio(settings)


def _doctor(names: list[str]) -> int:
    """Print what each check finds; return 1 when something is wrong."""
    from ui.upkeep.doctor import examine

    unknown = set(names) - set(CHECKS)
    if unknown:
        raise UpkeepError(f"there is no check named {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}")
    is_wrong = False
    for check in examine(names):
        print(check.line, flush=True)
        is_wrong |= check.finding is Finding.WRONG
    return int(is_wrong)


def _back_up(file: Path) -> None:
    from ui.upkeep.backup import back_up

    manifest = back_up(file, IndexSettings.load(), UiSettings.load())
    for sentence in manifest.left_out:
        print(f"not in it: {sentence}")
    n_bytes = sum(each.n_bytes for each in manifest.files)
    print(f"{file}: {len(manifest.files)} files, {n_bytes / 1e6:.1f} MB, {file.stat().st_size / 1e6:.1f} MB compressed")


def _restore(file: Path) -> None:
    from ui.upkeep.restore import restore

    restored = restore(file, IndexSettings.load(), UiSettings.load())
    for sentence in restored.remarks:
        print(sentence)
    print(f"{len(restored.manifest.files)} files of {restored.manifest.made_at} are put back")
    for folder in restored.aside:
        print(f"what was there before is in {folder}")


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
