"""All that is installed may be used: its licence is on the list, or it is an exception with a reason."""

import pytest

from index.config import ROOT
from tests.licences.licences import ALLOWED, is_allowed, judged, licences, normal


def test_every_licence_of_what_is_installed_is_allowed() -> None:
    found = list(licences())
    assert len(found) > 100
    assert [each.line for each in found if not each.is_allowed] == []


def test_every_exception_has_a_reason_and_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {normal(line.partition("==")[0]) for line in lines}
    for name, exception in ALLOWED["exceptions"].items():
        assert len(exception["reason"]) > 10
        assert name in pinned


@pytest.mark.parametrize(
    ("expression", "may_be"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (BSD-2-Clause OR LGPL-2.1-or-later)", True),
        ("(MIT AND GPL-3.0-only) OR GPL-2.0-only", False),
        ("GPL-3.0-only AND MIT OR MIT", True),
        ("Apache-2.0 WITH LLVM-exception AND MIT", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("", False),
        ("MIT MIT", False),
        ("(MIT", False),
    ],
)
def test_an_expression_is_read_as_spdx_says(expression: str, may_be: bool) -> None:
    assert is_allowed(expression) is may_be


def test_an_exception_is_of_one_licence() -> None:
    assert judged("python-stdnum", "LGPL-2.1-or-later").is_allowed
    assert not judged("python-stdnum", "GPL-3.0-only").is_allowed
    assert not judged("another", "LGPL-2.1-or-later").is_allowed
    assert not judged("another", "").is_allowed
