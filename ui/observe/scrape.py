"""`/metrics`, for Prometheus: whoever is on this machine, or knows the token, may read it; for others it is missing."""

import hmac
import os
from collections.abc import Callable, Iterator
from importlib.metadata import version
from ipaddress import ip_address

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from ui.config import UiSettings
from ui.observe.health import Health, State
from ui.observe.together import FOLDER

_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


class Parts(Collector):
    """The parts of `/healthz` as gauges: 1 where a part is well, and its numbers."""

    def __init__(self, parts: dict[str, tuple[State, dict[str, str | int | float]]]) -> None:
        self._parts = parts

    def collect(self) -> Iterator[Metric]:
        """Yield them."""
        well = GaugeMetricFamily("luohu_part_ok", "Whether a part of the service is well", labels=["part"])
        build = GaugeMetricFamily("luohu_build_info", "The program", labels=["version"])
        build.add_metric([version("luohu-qa")], 1)
        yield build
        for name, (state, facts) in self._parts.items():
            well.add_metric([name], float(state is State.OK))
            words = {key: value for key, value in facts.items() if isinstance(value, str)}
            if words:
                info = GaugeMetricFamily(f"luohu_{name}_info", f"What the {name} is", labels=list(words))
                info.add_metric(list(words.values()), 1)
                yield info
            for key, value in facts.items():
                if not isinstance(value, str):
                    yield GaugeMetricFamily(f"luohu_{name}_{key}", f"{key} of the {name}", value=value)
        yield well


def add_metrics(app: FastAPI, health: Health, settings: UiSettings) -> None:
    """Add the route `/metrics`, unless `ui.metrics` is off."""
    if not settings.metrics:
        return
    token = settings.metrics_token.get_secret_value()
    may_read = _knows(token) if token else is_of_this_machine

    @app.get("/metrics", include_in_schema=False)
    async def metrics(request: Request) -> Response:
        if not may_read(request):
            return Response(status_code=404)
        parts = {name: (part.state, dict(part.facts)) for name, part in (await health.look()).items()}
        own = CollectorRegistry()
        own.register(Parts(parts))
        return Response(generate_latest(_counts()) + generate_latest(own), media_type=CONTENT_TYPE_LATEST)


def is_of_this_machine(request: Request) -> bool:
    """Return whether a request comes from this machine itself: no proxy has passed it on, and it names this machine."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    return _is_loopback(request.client.host) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _knows(token: str) -> Callable[[Request], bool]:
    expected = f"Bearer {token}".encode()
    return lambda request: hmac.compare_digest(request.headers.get("authorization", "").encode(), expected)


def _counts() -> CollectorRegistry:
    """Return the counts of all processes that serve."""
    if not os.environ.get(FOLDER):
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
