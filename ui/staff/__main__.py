"""The command `python -m ui.staff hash NAME`: the line that makes a user."""

import argparse
import getpass
import sys

from index.errors import LuohuError
from ui.errors import StaffError
from ui.staff.users import checked_name, hash_password

_MIN_CHARS = 12  # a passphrase, not a word: the lock counts failures by name, not by where they come from


def main(arguments: list[str] | None = None) -> int:
    """Print the line of a user; return 0, or 2 when there is none to print, with one line saying why."""
    options = _parser().parse_args(arguments)
    try:
        name = checked_name(options.name, "NAME")
        print(f"{name}:{hash_password(_password())}")
    except (LuohuError, EOFError) as error:
        print(f"ui.staff: {str(error) or 'no password given'}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 2
    return 0


def _password() -> str:
    """Return a password asked for twice, or the first line of a standard input that is no terminal."""
    if not sys.stdin.isatty():
        return _checked(sys.stdin.readline().rstrip("\r\n"))
    password = _checked(getpass.getpass("Password: "))
    if getpass.getpass("Again: ") != password:
        raise StaffError("the two passwords differ")
    return password


def _checked(password: str) -> str:
    if len(password) < _MIN_CHARS:
        raise StaffError(f"expected a password of {_MIN_CHARS} characters or more, found {len(password)}")
    return password


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui.staff", description="The users of the staff area.")
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser(
        "hash",
        help="ask for a password (twice, or one line on standard input) and print the line NAME:HASH for ui.staff_file",
    )
    make.add_argument("name", metavar="NAME")
    return parser


if __name__ == "__main__":
    sys.exit(main())
