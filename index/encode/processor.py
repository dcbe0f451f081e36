"""What this processor computes fast in."""

import os
import platform
from pathlib import Path

# x86 with AVX2 or one of the instructions for products of 8-bit numbers, ARM with its dot product.
_INT8 = frozenset({"avx2", "avx_vnni", "avx512_vnni", "asimddp", "i8mm"})
_BFLOAT16 = frozenset({"avx512_bf16", "amx_bf16"})


def multiplies_int8() -> bool:
    """Return whether products of 8-bit numbers are faster here than those of float32."""
    return bool(_features() & _INT8)


def multiplies_bfloat16() -> bool:
    """Return whether products in bfloat16 are faster here than in float32; elsewhere they are emulated, and slower."""
    return bool(_features() & _BFLOAT16)


def n_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def description() -> str:
    """Return the processor's name with what it has of the above, for a table of measurements."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # not Linux
        lines = []
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    return f"{name} ({', '.join(sorted(_features() & (_INT8 | _BFLOAT16 | {'avx512f'}))) or 'none of them'})"


def _features() -> frozenset[str]:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux
        return frozenset()
    return frozenset(text.split())
