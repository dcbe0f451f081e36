"""What libraries would report to their makers: turned off."""

import os

# ONNX Runtime looks up its maker's address some seconds after it is imported, and keeps a database in the home folder;
# the hub's client tells which libraries ask it for a model.
_OFF = {"ORT_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


def turn_off_reports() -> None:
    """Keep ONNX Runtime and the hub's client from reporting; they read it when they are imported."""
    os.environ.update(_OFF)
