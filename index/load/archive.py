"""Office files are archives of XML: opened with care, part by part."""

import io
import zipfile
import zlib
from contextlib import suppress

from lxml import etree

from index.errors import Fault, ReadError
from index.load.limits import MEGABYTE, Limits

_HIGHEST_RATIO = 1_000  # of what a part unpacks to; XML of real documents stays below 100
_SMALL_BYTES = 5_000_000  # below this no ratio matters
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_DECLARED_WITHIN = 4096  # bytes
_MACROS = ("vbaProject.bin", "xl/macrosheets/")


class Archive:
    """The parts of an office file."""

    def __init__(self, content: bytes, name: str, limits: Limits) -> None:
        """Open one.

        Raises:
            ReadError: it is damaged, encrypted, or would unpack to more than the limit.
        """
        self._name = name
        try:
            self._file = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise ReadError(f"{name} is cut off or damaged; copy it again", Fault.DAMAGED) from error
        members = self._file.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise ReadError(
                f"{name} is encrypted; open it with its password, save it without one and add that", Fault.ENCRYPTED
            )
        total = sum(member.file_size for member in members)
        worst = max((m.file_size / max(1, m.compress_size) for m in members if m.file_size > _SMALL_BYTES), default=0.0)
        if total > limits.unpacked_mb * MEGABYTE or worst > _HIGHEST_RATIO:
            raise ReadError(
                f"{name} would unpack to {total / MEGABYTE:,.0f} MB from {len(content) / MEGABYTE:.1f}, as an archive "
                "bomb does; it was not unpacked",
                Fault.BOMB,
                found=f"{total / MEGABYTE:,.0f}",
            )
        self.names = tuple(member.filename for member in members)

    @property
    def has_macros(self) -> bool:
        """Whether it brings programs, none of which is ever run."""
        return any(mark in name for name in self.names for mark in _MACROS)

    def read(self, part: str) -> bytes:
        """Return a part as it is. Raises ReadError where it is missing or damaged."""
        try:
            return self._file.read(part)
        except KeyError as error:
            raise ReadError(
                f"{self._name} lacks its part {part}; it is damaged, save it anew and add that", Fault.DAMAGED
            ) from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,  # zipfile's own, of a part that is packed in a way it cannot read
            EOFError,
            ValueError,
            OSError,
        ) as error:
            raise ReadError(
                f"{self._name} is cut off or damaged in its part {part}; copy it again", Fault.DAMAGED
            ) from error

    def check(self, part: str) -> bytes:
        """Return a part of XML that declares no entities. Raises ReadError where it does, or is missing or damaged."""
        content = self.read(part)
        head = content[:_DECLARED_WITHIN].replace(b"\0", b"")
        if any(mark in head for mark in _DECLARES):
            raise ReadError(
                f"{self._name} declares entities in its part {part}, as no office program does; it was not read",
                Fault.ENTITIES,
            )
        return content

    def xml(self, part: str) -> etree._Element:
        """Return a part, parsed; nothing that it refers to is followed.

        Raises:
            ReadError: it is missing, damaged, no XML, or declares entities.
        """
        content = self.check(part)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(
                f"{self._name} is damaged in its part {part}; save it anew and add that", Fault.DAMAGED
            ) from error

    def xml_if_there(self, part: str) -> etree._Element | None:
        """Return a part that not every file has, parsed; None where it is not there."""
        with suppress(KeyError):
            self._file.getinfo(part)
            return self.xml(part)
        return None
