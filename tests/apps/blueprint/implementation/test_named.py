"""Who leads and who lags, among those who agreed to be named."""

from fulcrum.apps.blueprint.implementation.named import MOST, Record, laggards, leaders, record_of
from fulcrum.apps.blueprint.ladder.terms import Rung


def test_a_record_counts_what_is_in_force_achieved_and_overdue() -> None:
    rungs = [(Rung.VERIFIED, True), (Rung.IN_FORCE, True), (Rung.PLEDGED, False)]
    assert record_of(1, "Alder", rungs) == Record(1, "Alder", 3, 2, 1, 1)


def test_those_with_something_overdue_do_not_lead() -> None:
    ahead = Record(1, "Alder", 2, 2, 1, 0)
    slower = Record(2, "Birch", 2, 2, 0, 0)
    late = Record(3, "Cedar", 2, 2, 1, 1)
    idle = Record(4, "Dogwood", 1, 0, 0, 0)
    found = [idle, late, slower, ahead]
    assert leaders(found) == [ahead, slower]
    assert laggards(found) == [late, idle]


def test_no_more_than_ten_are_named() -> None:
    many = [Record(n, f"Bank {n:02}", 1, 1, 0, 0) for n in range(MOST + 5)]
    assert len(leaders(many)) == MOST
