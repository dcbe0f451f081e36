"""Errors of the evaluation.

LuohuError
└── EvalError           what is evaluated, or what it is held against, cannot be used
    ├── CaseError       a case file has a defect; the message names file, line and id
    ├── RunError        a run folder, prediction file or baseline is missing, broken or does not fit
    └── SuiteError      there is no such suite, or its documents are not on this machine
"""

from index.errors import LuohuError


class EvalError(LuohuError):
    """The root of the evaluation's errors."""


class CaseError(EvalError):
    """A case is not as the data dictionary (eval/README.md) says it must be."""


class RunError(EvalError):
    """A run folder, a prediction file, a benchmark file or the baselines cannot be used."""


class SuiteError(EvalError):
    """A suite is not there, or what it is asked of is not."""
