"""Comparison with peers: never so that one could be told apart."""

from collections.abc import Callable
from datetime import date
from statistics import quantiles
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Release
from fulcrum.apps.blueprint.queries.peers import (
    FEWEST,
    Quartiles,
    latest_submitted,
    peers_of,
    quartiles,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.rls import acting_as
from fulcrum.kernel.actors import Actor
from tests.apps.blueprint.making import draft, finished, institution

ALL = ("G-1", "G-2", "T-1", "T-2")


def answers(level: int) -> dict[str, Any]:
    """Every question at one level."""
    return dict.fromkeys(ALL, level)


def submitted(release: Release, *levels: int, **values: Any) -> list[Assessment]:
    """One institution for each level."""
    return [
        finished(institution(f"Peer {number}", **values), release, answers(level))
        for number, level in enumerate(levels)
    ]


@pytest.fixture
def mine(own: Organisation, release: Release) -> Assessment:
    return finished(own, release, answers(2))


def test_four_are_too_few(mine: Assessment, release: Release) -> None:
    submitted(release, 0, 1, 2, 3)
    peers = peers_of(mine)
    assert (peers.count, peers.overall, peers.areas) == (4, None, {})


def test_five_are_compared_by_median_and_quartiles(mine: Assessment, release: Release) -> None:
    submitted(release, 0, 1, 2, 3, 4)
    peers = peers_of(mine)
    assert peers.count == 5
    # Values 0, 0.25, 0.5, 0.75, 1: quartiles as spreadsheets take them.
    assert peers.overall == Quartiles(0.25, 0.5, 0.75)
    assert peers.areas == {"gov": peers.overall, "trn": peers.overall}


def test_an_evaluation_that_is_a_range_counts_with_its_middle(
    mine: Assessment, release: Release
) -> None:
    submitted(release, 2, 2, 2, 2)
    # G-1 weighs 3 of 8: from 5*2/32 to (5*2 + 3*4)/32, the middle of which is 1/2.
    finished(institution("Open"), release, {"G-2": 2, "T-1": 2, "T-2": 2})
    assert peers_of(mine).overall == Quartiles(0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    "values", [{"sub_sector": "insurance"}, {"is_invented": True}], ids=["sub-sector", "invented"]
)
def test_only_the_like_are_peers(mine: Assessment, release: Release, values: Any) -> None:
    submitted(release, 0, 1, 2, 3, 4, **values)
    assert peers_of(mine).count == 0


def test_drafts_and_private_ones_are_no_peers(mine: Assessment, release: Release) -> None:
    submitted(release, 0, 1, 2, 3)
    draft(institution("Drafting"), release, answers(4))
    private = AssessmentState.PRIVATE
    finished(institution("Private"), release, answers(4), state=private)
    assert peers_of(mine).count == 4


def test_each_counts_once_with_its_newest(mine: Assessment, release: Release) -> None:
    first = submitted(release, 0, 0, 0, 0, 0)
    newest = [
        finished(one.organisation, release, answers(4), day=date(2026, 4, 1)) for one in first
    ]
    # An older one that comes in later, from a file, does not stand in the way.
    finished(first[0].organisation, release, answers(1), day=date(2025, 1, 1))
    assert set(latest_submitted()) == {mine, *newest}
    assert peers_of(mine).overall == Quartiles(1, 1, 1)


def test_the_wall_between_organisations_does_not_hide_peers(
    mine: Assessment, release: Release, lead: Actor
) -> None:
    submitted(release, 0, 1, 2, 3, 4)
    with acting_as(lead):
        assert peers_of(mine).count == 5
        assert not Assessment.objects.visible_to(lead).exclude(pk=mine.pk).exists()


def test_it_takes_three_queries(
    mine: Assessment, release: Release, django_assert_num_queries: Callable[..., Any]
) -> None:
    submitted(release, 0, 1, 2, 3, 4)
    with django_assert_num_queries(3):
        peers_of(mine)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_quartiles_stand_in_order_or_are_not_told(values: list[float]) -> None:
    found = quartiles(values)
    if len(values) < FEWEST:
        assert found is None
        return
    assert found is not None
    assert min(values) - 0.005 <= found.lower <= found.median <= found.upper
    assert found.upper <= max(values) + 0.005
    assert found.median == round(quantiles(values, n=4, method="inclusive")[1], 2)
