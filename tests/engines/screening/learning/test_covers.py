from fulcrum.engines.screening.human_trafficking.scenarios import SCENARIOS
from fulcrum.engines.screening.learning.covers import covers_of
from fulcrum.engines.screening.learning.suppression import Cover, suppress
from fulcrum.engines.screening.learning.tallies import Counts
from tests.engines.screening.learning.made import ALL, indicator, scenario

LINES = (ALL, indicator(3), indicator(48), indicator(48, "2"), indicator(63), scenario(1))


def test_the_packs_scenarios_bound_the_counts_of_their_parts() -> None:
    covers = covers_of(SCENARIOS, LINES)
    indicators = LINES[1:5]
    assert Cover(ALL, indicators) in covers
    assert Cover(scenario(1), (indicator(3),)) in covers  # moved about
    assert Cover(scenario(1), LINES[2:4]) in covers  # advertised, in both versions
    assert not any(cover.parts == () for cover in covers)
    assert covers_of(SCENARIOS, (ALL, scenario(1))) == ()


def test_they_keep_a_small_count_from_being_forced() -> None:
    table = {line: Counts(50) for line in LINES} | {
        indicator(48): Counts(9),
        indicator(48, "2"): Counts(9),
        scenario(1): Counts(18),
    }
    told = {one.line: one.productive for one in suppress(table, covers_of(SCENARIOS, LINES))}
    assert told[scenario(1)] is None
    assert told[ALL] == 50
