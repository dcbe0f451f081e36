"""The command `python -m ui.staff`: adds, changes, removes and lists users; hash prints a line to keep by hand."""

import argparse
import getpass
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial

from index.command_line import command
from index.errors import LuohuError
from ui.config import UiSettings
from ui.errors import StaffError
from ui.journal.audit import commander
from ui.journal.database import open_database
from ui.staff.rights import Role
from ui.staff.user_file import put_user, remove_user
from ui.staff.users import MIN_PASSWORD_CHARS, User, Users, checked_name, hash_password


@command("ui.staff")
def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 2 when it cannot be done, with one line saying why."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "list":
            for name, user in sorted(Users(UiSettings.load()).by_name().items()):
                print(f"{user.role}\t{name}" + "\tdisabled" * user.is_disabled)
            return 0
        name = checked_name(options.name, "NAME")
        if options.command == "hash":
            print(f"{name}:{options.role}:{hash_password(_password())}")
        else:
            _change(options, name)
    except (LuohuError, EOFError) as error:
        print(f"ui.staff: {str(error) or 'no password given'}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 2
    return 0


def _change(options: argparse.Namespace, name: str) -> None:
    """Change the file of users, and tell the audit."""
    settings = UiSettings.load()
    with closing(open_database(settings)) as database:
        put = partial(put_user, settings, database, name, by=commander())
        match options.command:
            case "add":
                user = User(Role(options.role), hash_password(_password()))
                put(lambda held: _new(held, user, name))
            case "password":
                hashed = hash_password(_password())
                put(lambda held: replace(_known(held, name), hashed=hashed))
            case "role":
                role = Role(options.role)
                put(lambda held: replace(_known(held, name), role=role))
            case "disable" | "enable":
                is_disabled = options.command == "disable"
                put(lambda held: replace(_known(held, name), is_disabled=is_disabled))
            case _:
                remove_user(settings, database, name, by=commander())


def _new(held: User | None, user: User, name: str) -> User:
    if held is not None:
        raise StaffError(f"there is a user {name!r} already: python -m ui.staff password or role changes it")
    return user


def _known(held: User | None, name: str) -> User:
    if held is None:
        raise StaffError(f"there is no user {name!r}: python -m ui.staff add makes one")
    return held


def _password() -> str:
    """Return a password asked for twice, or the first line of a standard input that is no terminal."""
    if not sys.stdin.isatty():
        return _checked(sys.stdin.readline().rstrip("\r\n"))
    password = _checked(getpass.getpass("Password: "))
    if getpass.getpass("Again: ") != password:
        raise StaffError("the two passwords differ")
    return password


def _checked(password: str) -> str:
    if len(password) < MIN_PASSWORD_CHARS:
        raise StaffError(f"expected a password of {MIN_PASSWORD_CHARS} characters or more, found {len(password)}")
    return password


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui.staff", description="The users of the staff area.")
    commands = parser.add_subparsers(dest="command", required=True)
    asks = "asks for the password twice, or takes one line of standard input"
    roles, what = tuple(map(str, Role)), "reviewers read and judge; editors bring documents, too; admins do everything"
    add = commands.add_parser("add", help=f"add a user to ui.staff_file; {asks}")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", default=str(Role.REVIEWER), choices=roles, help=what)
    commands.add_parser("password", help=f"give a user another password; {asks}").add_argument("name", metavar="NAME")
    role = commands.add_parser("role", help="give a user another role")
    role.add_argument("name", metavar="NAME")
    role.add_argument("role", choices=roles, help=what)
    disable = commands.add_parser("disable", help="let a user sign in no more, and end the sessions there are")
    disable.add_argument("name", metavar="NAME")
    commands.add_parser("enable", help="let a disabled user sign in again").add_argument("name", metavar="NAME")
    commands.add_parser("remove", help="take a user out of ui.staff_file").add_argument("name", metavar="NAME")
    commands.add_parser("list", help="print the users with their roles")
    make = commands.add_parser("hash", help=f"print the line NAME:ROLE:HASH, to be put in place by hand; {asks}")
    make.add_argument("name", metavar="NAME")
    make.add_argument("--role", default=str(Role.REVIEWER), choices=roles, help=what)
    return parser


if __name__ == "__main__":
    sys.exit(main())
