"""The reader's time zone: what the browser says it is, else that of Shenzhen."""

import re
from datetime import datetime, tzinfo
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_name
from fastapi import Request

from ui.journal.clock import LOCAL
from ui.journal.records import now
from ui.text.staff_words import StaffWords

COOKIE = "staff_zone"  # as staff.js sets it
_NAME = re.compile(r"[A-Za-z_]{1,20}(?:/[A-Za-z0-9_+-]{1,30}){0,2}")


def reader_zone(request: Request) -> tzinfo:
    """Return the time zone that a request names; Shenzhen's where it names none that this machine knows."""
    name = unquote(request.cookies.get(COOKIE, ""))
    if not _NAME.fullmatch(name):
        return LOCAL
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a folder of zones, or none of that name
        return LOCAL


def zone_told(zone: tzinfo, words: StaffWords) -> str:
    """Return the sentence that says whose times a page shows."""
    return words.time_zone_of.format(zone=zone_name(zone, words)) if is_elsewhere(zone) else words.time_zone


def zone_name(zone: tzinfo, words: StaffWords) -> str:
    """Return what a zone is called in the reader's language, with its distance from UTC at present."""
    here = now().astimezone(zone)
    key = getattr(zone, "key", "")
    is_named = "/" in key and not key.startswith("Etc/")
    name = get_timezone_name(zone, locale=Locale.parse(words.lang, sep="-")) if is_named else key or str(zone)
    return f"{name}, UTC{here.isoformat(timespec='minutes')[16:]}" if is_named else name


def is_elsewhere(zone: tzinfo, at: datetime | None = None) -> bool:
    """Return whether clocks there show another time than in Shenzhen."""
    moment = at or now()
    return moment.astimezone(zone).utcoffset() != moment.astimezone(LOCAL).utcoffset()
