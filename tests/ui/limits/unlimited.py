"""Settings under which no test of something else is told that it comes too often."""

from ui.limits.kinds import Kind

UNLIMITED: dict[str, object] = {f"{kind}_rate{whose}": 1_000_000 for kind in Kind for whose in ("", "_all")}

# The same for a server in a process of its own. One asker with many questions at a time is none either.
UNLIMITED_ENVIRONMENT = {f"LUOHU_UI_{name.upper()}": str(value) for name, value in UNLIMITED.items()} | {
    "LUOHU_UI_CLIENT_WAITING": "1000",
    "LUOHU_UI_CLIENT_REQUESTS": "1000",
}
