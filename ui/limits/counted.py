"""What limits have refused, for Prometheus."""

from prometheus_client import Counter

REFUSED_REQUESTS = Counter("luohu_refused_requests", "Requests beyond a limit, by which", ["kind"])
