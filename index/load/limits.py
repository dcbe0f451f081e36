"""How much a file may take while it is read."""

from dataclasses import dataclass, replace
from pathlib import Path

from index.config import IndexSettings
from index.errors import Fault, ReadError

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Bounds on one file; the defaults are those of the settings."""

    max_mb: int = 50
    pages: int = 2_000
    seconds: int = 120
    memory_mb: int = 2_048
    unpacked_mb: int = 400
    ocr_seconds: int = 3_600  # in the place of `seconds`, where pages are pictures
    recognises: bool = False  # whether pages that are pictures are read
    kept_dir: str = ""  # where what is read of files is kept; empty: nowhere

    @classmethod
    def of(cls, settings: IndexSettings) -> "Limits":
        """Return the limits that the settings set."""
        return cls(
            max_mb=settings.read_max_mb,
            pages=settings.read_pages,
            seconds=settings.read_seconds,
            memory_mb=settings.read_memory_mb,
            ocr_seconds=settings.ocr_seconds,
            kept_dir=str(kept_dir(settings)),
        )

    @property
    def of_pictures(self) -> "Limits":
        """The bounds under which pages that are pictures are read."""
        return replace(self, seconds=max(self.seconds, self.ocr_seconds), recognises=True)

    def check_size(self, n_bytes: int, name: str) -> None:
        """Raise ReadError where a file is larger than may be read."""
        if n_bytes > self.max_mb * MEGABYTE:
            raise ReadError(
                f"{name} has {n_bytes / MEGABYTE:,.0f} MB, {self.max_mb} MB may be read; "
                "take the pictures out of it, or raise index.read_max_mb",
                Fault.TOO_LARGE,
                found=f"{n_bytes / MEGABYTE:,.0f}",
                most=f"{self.max_mb}",
            )

    def check_pages(self, n_pages: int, name: str) -> None:
        """Raise ReadError where a file has more pages than may be read."""
        if n_pages > self.pages:
            raise ReadError(
                f"{name} has {n_pages:,} pages, {self.pages:,} may be read; split it, or raise index.read_pages",
                Fault.TOO_MANY_PAGES,
                found=f"{n_pages:,}",
                most=f"{self.pages:,}",
            )


def kept_dir(settings: IndexSettings) -> Path:
    """Return where what is read of files is kept."""
    return settings.cache_dir / "reads"
