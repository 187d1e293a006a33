"""What is said of evaluations is certain, or says that it is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.blueprint.queries.changes import Change, change_since
from fulcrum.apps.blueprint.queries.peers import Peers, Quartiles
from fulcrum.apps.blueprint.queries.results import given_answers
from fulcrum.apps.blueprint.wording import (
    change_finding,
    comparability,
    place_among,
    said_difference,
    said_range,
    strongest_and_weakest,
    why_no_peers,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.estimates import Range
from tests.apps.blueprint.making import finished, make_release

PEERS = Quartiles(0.25, 0.5, 0.75)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Range(0.42, 0.55), "42–55%"),
        (Range(0.42, 0.42), "42%"),
        (Range(0, 1), "0–100%"),
        (None, "does not apply"),
    ],
)
def test_ranges(value: Range | None, said: str) -> None:
    assert said_range(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Range(0.03, 0.09), "+3 to +9"),
        (Range(-0.02, 0.05), "−2 to +5"),
        (Range(0, 0), "0"),
        (None, "not comparable"),
    ],
)
def test_differences(value: Range | None, said: str) -> None:
    assert said_difference(value) == said


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([("A", Range(0.6, 0.7)), ("B", Range(0.1, 0.2))], "A is furthest along (60–70%), B least"),
        (
            [("A", Range(0.6, 0.7)), ("B", Range(0.1, 0.3)), ("C", Range(0.2, 0.2))],
            "A is furthest along (60–70%)",
        ),
        (
            [("A", Range(0.5, 0.7)), ("B", Range(0.4, 0.6)), ("C", Range(0.2, 0.2))],
            "C has most to gain (20%)",
        ),
        ([("A", Range(0.1, 0.7)), ("B", Range(0.4, 0.6))], "Open questions still decide"),
        ([("A", Range(0.5, 0.5)), ("B", Range(0.5, 0.5))], "Between 50% and 50%"),
        ([("A", Range(0.5, 0.5))], "Between 50% and 50%"),
        ([], "None of this applies"),
    ],
)
def test_findings(groups: Any, said: str) -> None:
    assert strongest_and_weakest(groups).startswith(said)


RANGES = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda ends: Range(*sorted(ends)))


@given(st.lists(RANGES, min_size=2, max_size=6))
def test_the_furthest_is_named_only_when_it_surely_is(values: list[Range]) -> None:
    names = "ABCDEF"[: len(values)]
    said = strongest_and_weakest(list(zip(names, values, strict=True)))
    if said[1:].startswith(" is furthest along"):
        best = values[names.index(said[0])]
        assert sum(value.high >= best.low for value in values) == 1


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (Range(0.8, 0.9), "Further along than three quarters of 8 peers"),
        (Range(0.1, 0.2), "Less far along than three quarters of 8 peers"),
        (Range(0.3, 0.6), "Among the middle half of 8 peers"),
        (Range(0.2, 0.6), "Open questions leave the place among 8 peers open"),
        (None, "There is nothing of your own to compare"),
    ],
)
def test_the_place_among_peers(own: Range | None, said: str) -> None:
    assert place_among(own, PEERS, 8) == said


@given(st.floats(0, 1))
def test_a_point_always_has_its_place(value: float) -> None:
    assert "open" not in place_among(Range(value, value), PEERS, 8)


def test_why_there_are_no_peers() -> None:
    said = why_no_peers(Peers(4, None, {}), "Banking")
    assert "4 other institutions of this sub-sector (Banking) have submitted" in said
    assert "from 5 on" in said
    assert "1 other institution of" in why_no_peers(Peers(1, None, {}), "Banking")


WHOLE = {"G-1": 2, "G-2": 2, "T-1": 2, "T-2": 2}


def change(own: Organisation, release: Release, now: Any, then: Any = None) -> Change:
    """The change from one set of answers to another."""
    before = finished(own, release, WHOLE if then is None else then)
    assessment = finished(own, release, now, previous=before)
    found = change_since(assessment, given_answers(assessment))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (WHOLE | {"G-1": 4}, "Up 19 percentage points since 1 March 2026"),
        (WHOLE | {"T-1": 0}, "Down 12 percentage points since 1 March 2026"),
        (WHOLE, "As on 1 March 2026: no change overall"),
        ({"G-1": 4, "G-2": 4, "T-1": 4}, "Up 25 to 50 percentage points since"),
        ({"G-1": 2, "G-2": 2, "T-1": 2}, "Open questions leave the change since"),
        (dict.fromkeys(WHOLE, "no"), "Nothing can be compared"),
    ],
)
def test_what_the_change_amounts_to(
    own: Organisation, release: Release, now: Any, said: str
) -> None:
    assert change_finding(change(own, release, now)).startswith(said)


def test_one_point_is_singular(own: Organisation, release: Release) -> None:
    found = change(own, release, WHOLE)
    one = Range(0.01, 0.01)
    moved = Change(
        previous=found.previous,
        shared_count=4,
        item_count=4,
        other_release=False,
        overall=type(found.overall)("", Range(0, 0), one),
        areas=(),
        items=(),
    )
    assert change_finding(moved) == "Up 1 percentage point since 1 March 2026"


def test_what_the_comparison_rests_on(own: Organisation, release: Release) -> None:
    assert comparability(change(own, release, WHOLE)) == "Compared over all 4 questions."
    aside = WHOLE | {"T-1": "no"}
    assert "3 of 4 questions that applied" in comparability(change(own, release, aside))
    before = finished(own, release, WHOLE)
    newer = make_release("r2", state=ReleaseState.RETIRED)
    assessment = finished(own, newer, WHOLE, previous=before)
    found = change_since(assessment, given_answers(assessment))
    assert found is not None
    assert "another release (Release r1)" in comparability(found)
