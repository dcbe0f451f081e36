"""What is seen of a running service: its log, an id for each request, its metrics, its health."""
