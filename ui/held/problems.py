"""What is wrong with an uploaded file, as a record: the page that shows it says it in its reader's words."""

import errno

from pydantic import Field, ValidationError

from index.errors import CatalogError, Fault, IndexFormatError, ReadError
from index.records import Frozen

_OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})


class Problem(Frozen):
    """Why a file cannot be read or put in force."""

    fault: Fault
    said: str = Field(description="a sentence of the index; shown where the code says nothing")
    named: dict[str, str] = Field(default_factory=dict, description="what the sentence names, for other words")


def problem_of(error: Exception) -> Problem:
    """Return what went wrong.

    Example:
        >>> problem_of(OSError(28, "No space left on device")).fault
        <Fault.DISK: 'disk'>
    """
    match error:
        case ReadError() | CatalogError() | IndexFormatError():
            return Problem(fault=error.fault, said=str(error), named=error.named)
        case MemoryError():
            return Problem(fault=Fault.TOO_MUCH_MEMORY, said="it takes too much memory to read")
        case OSError(errno=number) if number in _OF_THE_DISK:
            return Problem(fault=Fault.DISK, said=str(error))
        case _:
            return Problem(fault=Fault.OTHER, said=str(error))


def problem_in(line: str) -> Problem:
    """Return what a process of ours printed as wrong; one that prints anything else broke off."""
    try:
        return Problem.model_validate_json(line)
    except ValidationError:
        return Problem(fault=Fault.CRASHED, said=line)
