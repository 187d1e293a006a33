import re
from typing import Any

import pyarrow as pa
import pytest

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.ranking.features import FEATURES, LEARNED, PARTS, features_of
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.invented import PACK, crowd, hit, run_of

HITS = [
    hit("C1", "a", 100, 6, 5),
    hit("C1", "a", 102, 10, 5),
    hit("C2", "a", 104, 3, 3),
    hit("F1", "a", 110, 0.25, 1, members=4),
    hit("X1", "a", 130),
]
WORDS = re.compile(
    r"sex|gender|nationalit|ethnic|race|religio|birth|\bage\b|city|country|region|postcode|address"
)


def of(outputs: Outputs, day: int | None = None) -> dict[str, Any]:
    (found,) = features_of(outputs, PACK, day).to_pylist()
    return dict(found)


def test_by_hand() -> None:
    found = of(run_of(HITS))
    assert found["alert"] == "a@110"
    assert {key: found[key] for key in FEATURES} == {
        "cash_indicators": 2, "flow_indicators": 1, "travel_indicators": 0,
        "online_indicators": 0, "labour_indicators": 0, "identity_indicators": 0,
        "cash_points": 2.5, "flow_points": 2, "travel_points": 0,
        "online_points": 0, "labour_points": 0, "identity_points": 0,
        "families": 2, "points": 4.5 * 1.25 + 3, "breadth_points": 4.5 * 0.25,
        "margin": 4, "members": 4, "days": 4, "scenario": 3, "freshness": 90,
    }  # fmt: skip


def test_a_day_is_seen_with_nothing_later() -> None:
    run = run_of([*HITS, hit("T1", "a", 112)])
    later = of(run, 125)
    assert (later["travel_indicators"], later["freshness"]) == (1, 90 - 13)
    assert of(run, 111)["travel_indicators"] == 0
    assert of(run, 111) == of(run_of([one for one in HITS if one["day"] <= 111]), 111)
    assert of(run, 110 + 500)["freshness"] == 0


def test_on_a_day_only_alerts_that_were_open_are_seen() -> None:
    assert features_of(run_of(HITS), PACK, 109).num_rows == 0
    with pytest.raises(FulcrumError, match="had not been opened"):
        features_of(run_of(HITS), PACK, {"a@110": 109})


def test_at_the_end_they_are_what_the_run_says() -> None:
    run, _ = crowd(60)
    table = features_of(run, PACK)
    told = {one["alert"]: one for one in run.alerts.to_pylist()}
    assert table.num_rows == len(told)
    for one in table.to_pylist():
        mine = told[one["alert"]]
        assert one["points"] == pytest.approx(mine["points"])
        assert (one["families"], one["members"]) == (mine["families"], mine["members"])
        parts = sum(one[part.name] for part in PARTS)
        assert parts == pytest.approx(one["points"])
        assert sum(one[f.name] for f in LEARNED[:6]) == mine["indicators"]


@pytest.mark.parametrize(
    ("value", "threshold", "margin"),
    [(5, 5, 1), (500, 5, 10), (0, 5, 10), (2, 0, 1), (2.5, 5, 2), (0, 0, 1)],
)
def test_margin_is_a_multiple_either_way_and_bounded(
    value: float, threshold: float, margin: float
) -> None:
    assert of(run_of([hit("C1", "a", 1, value, threshold)], rule=Rule(1, 1)))["margin"] == margin


def test_none_is_protected_an_age_or_a_place() -> None:
    for one in FEATURES.values():
        assert not WORDS.search(one.name.replace("_", " ")), one.name
        assert not WORDS.search(one.meaning), one.meaning


def test_a_run_of_another_pack_is_refused() -> None:
    run = run_of(HITS)
    strange = run.alert_hits.set_column(
        run.alert_hits.column_names.index("indicator"),
        "indicator",
        pa.array(["Z9"] * run.alert_hits.num_rows),
    )
    with pytest.raises(FulcrumError, match="has no indicator 'Z9'"):
        features_of(Outputs(run.hits, run.alerts, strange, run.alert_scenarios, run.told), PACK)


def test_a_run_without_alerts_has_none() -> None:
    assert features_of(run_of([hit("C1", "a", 1)]), PACK).num_rows == 0
