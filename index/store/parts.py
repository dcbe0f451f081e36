"""Which segments make up an index, and when several become one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.records import SegmentPart
from index.segment.merge import Kept, merge_segments
from index.segment.segment import Segment
from index.segment.vectors import Nearest
from index.store.fingerprint import of_all
from index.store.saved import add_segment

MOST_SEGMENTS = 8


@dataclass(frozen=True)
class HeldSegment:
    """A segment, with those of its documents that count."""

    name: str
    segment: Segment
    doc_ids: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the documents that count."""
        held = set(self.doc_ids)
        return tuple(n for n, (doc_id, _) in enumerate(self.segment.manifest.documents) if doc_id in held)

    @property
    def part(self) -> SegmentPart:
        """What the manifest of the index says of it."""
        return SegmentPart(folder=self.name, sha256=self.segment.sha256, doc_ids=self.doc_ids)

    @property
    def n_chunks(self) -> int:
        """How many chunks of the segment count."""
        return sum(len(self.segment.records.rows("chunks", number)) for number in self.numbers)

    @property
    def n_units(self) -> int:
        """How many units of the segment count."""
        return sum(len(self.segment.records.rows("units", number)) for number in self.numbers)

    @property
    def is_worn(self) -> bool:
        """Whether most of the segment no longer counts."""
        return 2 * self.n_chunks < self.segment.manifest.n_chunks


def compacted(parts: Sequence[HeldSegment], artifacts_dir: Path, nearest: Nearest) -> list[HeldSegment]:
    """Return the parts, merged where there are too many, or too much of them no longer counts.

    All small ones become one when there are more than MOST_SEGMENTS, all parts when the small ones together are half as
    large as the largest, or most of the largest is gone. So what a change writes again is, over many changes, a small
    multiple of what they bring.
    """
    if len(parts) < 2 and not any(part.is_worn for part in parts):
        return list(parts)
    largest = max(parts, key=lambda part: part.n_chunks)
    small = [part for part in parts if part is not largest]
    if largest.is_worn or 2 * sum(part.n_chunks for part in small) > largest.n_chunks:
        return [merged(parts, artifacts_dir, nearest)]
    return [largest, merged(small, artifacts_dir, nearest)] if len(parts) > MOST_SEGMENTS else list(parts)


def merged(parts: Sequence[HeldSegment], artifacts_dir: Path, nearest: Nearest, *, mapped: bool = False) -> HeldSegment:
    """Return the parts as one; `mapped` says that it is only to be merged again."""
    held = [part.segment.manifest.documents[n] for part in parts for n in part.numbers]
    name = of_all([("merged", nearest), *held])[:16]

    def write(folder: Path) -> None:
        merge_segments(folder, [Kept(part.segment, part.numbers) for part in parts], nearest=nearest)

    def is_right(lying: Segment) -> bool:
        return (lying.manifest.documents, lying.manifest.model) == (tuple(held), parts[0].segment.manifest.model)

    segment = add_segment(artifacts_dir, name, write, is_right, mapped=mapped)
    return HeldSegment(name, segment, tuple(doc_id for doc_id, _ in held))
