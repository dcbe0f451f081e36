"""A load test of the served pages: python -m tests.load --workers 1 2 --out var/bench/load.json.

People chat on the citizens' page with time to think, 100 of them for three minutes; then more and more, until the 95th
percentile passes a second. Each answer is compared with the one the same conversation gets when nobody else asks.
"""

import argparse
import json
import os
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.load.people import Plan, under_load  # first: gevent replaces what others import

from eval.run import git_commit  # isort: skip
from index.encode.processor import description, n_processors  # isort: skip
from ui.limits.kinds import Kind  # isort: skip
from tests.browser.conftest import running  # isort: skip

FULL = Plan(people=100, seconds=180, step_people=60, step_seconds=30, most_steps=16)
# All these people have one address.
_RATES = [f"{kind}_rate{whose}" for kind in Kind for whose in ("", "_all")]
_ROOM = dict.fromkeys(("LUOHU_UI_CLIENT_WAITING", "LUOHU_UI_MOST_WAITING"), "1000") | dict.fromkeys(
    ("LUOHU_UI_CLIENT_REQUESTS", "LUOHU_UI_OPEN_REQUESTS", "LUOHU_UI_CLIENT_CONNECTIONS"), "10000"
)
QUICK = Plan(people=20, seconds=20, step_people=30, step_seconds=10, most_steps=3)


def main() -> int:
    """Run the test for each number of workers, and keep the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="20 people for 20 s, and a short ramp: does it work")
    parser.add_argument("--seconds", type=int, help="how long the first people chat")
    options = parser.parse_args()
    plan = QUICK if options.quick else FULL
    plan = replace(plan, seconds=options.seconds or plan.seconds)
    os.environ.update({f"LUOHU_UI_{name}".upper(): "1000000" for name in _RATES} | _ROOM)
    found: dict[str, Any] = {}
    for n in options.workers:
        with (
            tempfile.TemporaryDirectory() as folder,
            running(["-m", "ui", "--port", "0", "--workers", str(n)], Path(folder)) as server,
        ):
            found[str(n)] = under_load(server.url, server.process_id, plan)
        print(n, json.dumps(found[str(n)]), flush=True)
    figures = {"people": plan.people, "seconds": plan.seconds, "workers": found}
    told = {
        "commit": git_commit(),
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "processor": f"{n_processors()} × {description()}",
        "figures": figures,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
