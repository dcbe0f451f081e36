from decimal import Decimal

import pytest

from index.figures.record import Qualifier
from rag.figures.compute.arithmetic import Bound, CannotComputeError, Term, bound_of, value_of
from rag.records import Operation


def decimals(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("operation", "values", "computed"),
    [
        (Operation.SUM, ("1.1", "2.2", "3"), "6.3"),
        (Operation.DIFFERENCE, ("5", "7"), "-2"),
        (Operation.CHANGE, ("90", "120"), "-25.0"),
        (Operation.SHARE, ("42", "332"), "12.7"),
        (Operation.RATIO, ("9", "6"), "1.5"),
        (Operation.AVERAGE, ("2", "4"), "3"),
        (Operation.PER_ITEM, ("9", "4"), "2.25"),
        (Operation.MOST, ("2", "4"), "4"),
        (Operation.LEAST, ("2", "4"), "2"),
    ],
)
def test_each_operation_is_computed_exactly(operation: Operation, values: tuple[str, ...], computed: str) -> None:
    assert value_of(operation, decimals(*values)) == Decimal(computed)


def test_a_mean_of_days_is_divided_by_the_days() -> None:
    assert value_of(Operation.AVERAGE, decimals("732"), n_parts=366) == 2


@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.SHARE, Operation.RATIO, Operation.PER_ITEM])
def test_nothing_is_divided_by_nothing(operation: Operation) -> None:
    with pytest.raises(CannotComputeError):
        value_of(operation, decimals("1", "0"))


def terms(*qualifiers: Qualifier) -> list[Term]:
    return [Term(Decimal(10 - n), qualifier) for n, qualifier in enumerate(qualifiers)]


@pytest.mark.parametrize(
    ("operation", "qualifiers", "bound"),
    [
        (Operation.SUM, (Qualifier.EXACT, Qualifier.AT_LEAST), Bound.AT_LEAST),
        (Operation.SUM, (Qualifier.MORE_THAN, Qualifier.AT_LEAST), Bound.AT_LEAST),
        (Operation.SUM, (Qualifier.EXACT, Qualifier.NEARLY), Bound.ABOUT),
        (Operation.DIFFERENCE, (Qualifier.MORE_THAN, Qualifier.EXACT), Bound.AT_LEAST),
        (Operation.DIFFERENCE, (Qualifier.EXACT, Qualifier.MORE_THAN), Bound.AT_MOST),
        (Operation.SHARE, (Qualifier.EXACT, Qualifier.AT_MOST), Bound.AT_LEAST),
        (Operation.MOST, (Qualifier.MORE_THAN, Qualifier.EXACT), Bound.EXACT),
    ],
)
def test_how_exactly_the_operands_are_meant_is_carried_through(
    operation: Operation, qualifiers: tuple[Qualifier, ...], bound: Bound
) -> None:
    assert bound_of(operation, terms(*qualifiers)) is bound


@pytest.mark.parametrize(
    ("operation", "qualifiers"),
    [
        (Operation.SUM, (Qualifier.AT_LEAST, Qualifier.AT_MOST)),
        (Operation.SUM, (Qualifier.AT_LEAST, Qualifier.ABOUT)),
        (Operation.DIFFERENCE, (Qualifier.AT_LEAST, Qualifier.MORE_THAN)),
    ],
)
def test_bounds_that_leave_nothing_to_be_said_are_not_computed_with(
    operation: Operation, qualifiers: tuple[Qualifier, ...]
) -> None:
    with pytest.raises(CannotComputeError):
        bound_of(operation, terms(*qualifiers))


@pytest.mark.parametrize("operation", [Operation.MOST, Operation.RANK])
def test_a_bound_leaves_an_order_open_only_up_to_the_next_round_number(operation: Operation) -> None:
    passed = Term(Decimal(2400), Qualifier.MORE_THAN)
    assert bound_of(operation, [Term(Decimal(2630), Qualifier.EXACT), passed]) is Bound.EXACT
    with pytest.raises(CannotComputeError):
        bound_of(operation, [Term(Decimal(2450), Qualifier.EXACT), passed])


def test_the_least_of_some_figures_is_open_where_its_bound_may_pass_another() -> None:
    with pytest.raises(CannotComputeError):
        bound_of(Operation.LEAST, [Term(Decimal(2450), Qualifier.EXACT), Term(Decimal(2400), Qualifier.AT_LEAST)])
