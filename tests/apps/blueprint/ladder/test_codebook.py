"""The whole codebook, cell by cell, as docs/explanation/commitments.md prints it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.ladder.codebook import (
    CODEBOOK,
    months_after,
    rung_carried,
    stale_on,
)
from fulcrum.apps.blueprint.ladder.terms import Kind, Rung, Strength

W, F, S = Strength.WEAK, Strength.FAIR, Strength.STRONG
P, ST, PO, IN, A, V = (
    Rung.PLEDGED,
    Rung.STRATEGY,
    Rung.POLICY,
    Rung.IN_FORCE,
    Rung.ACHIEVED,
    Rung.VERIFIED,
)

# kind, strength, carries, carries while disputed
TABLE = [
    (Kind.STATEMENT, W, P, None),
    (Kind.STATEMENT, F, P, P),
    (Kind.STATEMENT, S, P, P),
    (Kind.STRATEGY, W, P, None),
    (Kind.STRATEGY, F, ST, P),
    (Kind.STRATEGY, S, ST, ST),
    (Kind.POLICY, W, P, None),
    (Kind.POLICY, F, PO, P),
    (Kind.POLICY, S, PO, PO),
    (Kind.PRACTICE, W, P, None),
    (Kind.PRACTICE, F, IN, P),
    (Kind.PRACTICE, S, IN, IN),
    (Kind.RESULT, W, P, None),
    (Kind.RESULT, F, A, P),
    (Kind.RESULT, S, V, A),
]


@pytest.mark.parametrize(("kind", "strength", "rung", "disputed"), TABLE)
def test_every_cell_of_the_codebook(
    kind: Kind, strength: Strength, rung: Rung, disputed: Rung | None
) -> None:
    assert rung_carried(kind, strength) == rung
    assert rung_carried(kind, strength, disputed=True) == disputed


def test_the_table_is_whole() -> None:
    assert {(kind, strength) for kind, strength, *_ in TABLE} == {
        (kind, strength) for kind in CODEBOOK for strength in Strength
    }
    assert set(CODEBOOK) == set(Kind)


def test_age() -> None:
    assert [stale_on(kind, date(2024, 2, 29)) for kind in Kind] == [
        date(2027, 2, 28),
        date(2028, 2, 29),
        date(2027, 2, 28),
        date(2026, 2, 28),
        date(2026, 2, 28),
    ]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_are_counted_by_the_calendar(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or later.day < day.day <= 31


def test_only_others_verify_and_a_claim_only_pledges() -> None:
    assert {kind for kind in Kind if rung_carried(kind, S) == V} == {Kind.RESULT}
    assert all(rung_carried(kind, F) != V for kind in Kind)
    assert {rung_carried(kind, W) for kind in Kind} == {P}
