"""One scenario."""

from tests.engines.screening.ranking.invented import scenario

SCENARIOS = (scenario("S9", 1.5, ("N02",), ("N03",)),)
