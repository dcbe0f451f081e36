"""Numbers that were fitted or chosen on cases, as files hold them: by name, with what they came from."""

import tomllib
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from index.records import Frozen
from rag.errors import WeightsError


class CaseFile(Frozen):
    """The cases that were fitted on."""

    file: str
    n: int = Field(ge=1)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Origin(Frozen):
    """Where fitted numbers come from: the commit whose program was fitted, `-dirty` behind it when files differed."""

    commit: str = Field(min_length=1)
    date: date
    how: str = Field(min_length=1)
    cases: tuple[CaseFile, ...] = Field(min_length=1)


Read = TypeVar("Read", bound=Frozen)


_MEND = "Enter a new feature with 0.0; then: python -m eval fit --write"


def read_fitted(path: Path, model: type[Read], *, mend: str = _MEND, missing: Read | None = None) -> Read:
    """Return what a file holds.

    Args:
        path: of the file.
        model: that it is read as.
        mend: what to do where it is damaged, for the message.
        missing: what is returned where there is no file; None: that is an error as well.

    Raises:
        WeightsError: it cannot be read, a name is missing or unknown, a number is not finite or out of range.
    """
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise WeightsError(f"{path}: {wrong}. {mend}") from error
    except FileNotFoundError as error:
        if missing is None:
            raise WeightsError(f"cannot read {path}: {error}") from error
        return missing
    except (OSError, ValueError) as error:  # tomllib's errors are ValueErrors
        raise WeightsError(f"cannot read {path}: {error}") from error
