import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.store import open_store
from fulcrum.engines.screening.tuning.calibrate import _propose, propose_values
from fulcrum.engines.screening.tuning.calibration import CalibrateSpec, Calibration, Proposal
from fulcrum.engines.screening.tuning.evaluate import Limits, hits_of
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.tuning.bank import PACK


def spec(data: Path, **more: Any) -> CalibrateSpec:
    told: dict[str, Any] = {
        "data": data,
        "indicator": "N02",
        "parameter": "least",
        "floor": 1,
        "quantiles": (0.65, 0.8, 0.9),
        "pack": PACK,
        "limits": Limits(threads=1),
    }
    return CalibrateSpec(**told | more)


def by(found: Calibration) -> dict[tuple[str, float], Proposal]:
    return {(one.segment, one.quantile): one for one in found.proposals}


def test_by_hand(data: Path) -> None:
    # 60 accounts, ten with each of 0 to 5 nights in hotels; 40 are retail: 6 or 7 with each.
    found = propose_values(spec(data))
    told = by(found)
    assert (told["all", 0.65].value, told["all", 0.65].firing) == (4, 20)
    assert (told["all", 0.8].value, told["all", 0.8].firing) == (5, 10)
    assert (told["retail", 0.8].value, told["retail", 0.8].firing) == (5, 6)
    assert told["all", 0.9].value is None
    assert "share the highest value" in told["all", 0.9].note
    assert told["student", 0.8].value is None
    assert "Too few accounts" in told["student", 0.8].note
    assert {one.now for name, one in told.items() if name[0] == "all"} == {30}
    assert told["all", 0.8].share == pytest.approx(1 / 6)
    assert found.summary().splitlines()[:4] == [
        "N02 least (count): now 3.",
        "Looked at over 40 days, down to 1.",
        "all, P65 of 60 accounts: 4, reached by 20 (33 in 100); by 30 now.",
        "all, P80 of 60 accounts: 5, reached by 10 (17 in 100); by 30 now.",
    ]
    assert json.loads(json.dumps(found.to_dict()))["proposals"][0]["value"] == 4
    assert "with the floor" in found.explain()


def test_what_is_proposed_fires_on_as_many_as_it_says(data: Path, small_pack: Pack) -> None:
    told = by(propose_values(spec(data)))["all", 0.65]
    indicator = small_pack.indicators["N02"]
    values = indicator.values({"least": told.value})
    hits = hits_of(indicator, [values], open_store(data), Limits(threads=1))
    assert len(set(hits.column("subject").to_pylist())) == told.firing


def test_money_is_proposed_in_whole_units(data: Path) -> None:
    # Twelve accounts each paid in 0, 500, 1,000, 1,500 and 2,000.
    one = spec(data, indicator="N03", parameter="least_sum", floor=400, quantiles=(0.5, 0.75))
    told = by(propose_values(one))
    assert (told["all", 0.5].value, told["all", 0.5].firing) == (1500, 24)
    assert (told["all", 0.75].value, told["all", 0.75].firing) == (2000, 12)


def test_where_fewer_reach_the_floor_it_says_so(data: Path) -> None:
    one = spec(data, indicator="N03", parameter="least_sum", floor=1600, quantiles=(0.75,))
    told = by(propose_values(one))["all", 0.75]
    assert (told.value, told.firing) == (1600, 12)
    assert "a lower one may do" in told.summary()


def test_subjects_that_are_no_account_are_in_no_segment(data: Path) -> None:
    one = spec(data, indicator="N04", parameter="least", floor=1, quantiles=(0.9,))
    found = propose_values(one)
    assert found.elsewhere == 2
    assert by(found)["all", 0.9].now == 0


def test_a_parameter_that_nothing_is_compared_with_is_refused(data: Path) -> None:
    for indicator, parameter, floor in (("N02", "days", 10), ("I01", "part", 0.2)):
        with pytest.raises(FulcrumError, match="is not compared with"):
            propose_values(spec(data, indicator=indicator, parameter=parameter, floor=floor))


def test_a_floor_that_is_not_below_is_refused(data: Path) -> None:
    with pytest.raises(FulcrumError, match="not below the current value, 3"):
        propose_values(spec(data, floor=3))
    propose_values(spec(data, floor=3, parameters={"least": 4}))


@pytest.mark.parametrize("values", [{"quantiles": (0.2,)}, {"least_beyond": 0}])
def test_what_cannot_be_used_is_refused(values: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(FulcrumError) as told:
        spec(tmp_path, **values)
    assert told.value.where == next(iter(values))


@given(
    values=st.lists(st.integers(1, 9), max_size=60),
    more=st.integers(0, 60),
    quantile=st.sampled_from([0.5, 0.75, 0.9, 0.95]),
)
def test_no_proposal_fires_on_more_than_it_may_and_no_lower_one_would_do(
    values: list[int], more: int, quantile: float
) -> None:
    values = sorted(values)
    accounts = len(values) + more
    spec_ = CalibrateSpec(data=Path(), indicator="N02", parameter="least", floor=1, least_beyond=1)
    found = _propose("all", quantile, (accounts, [float(v) for v in values]), 3, spec_)
    if found.value is None:
        return
    assert found.firing == sum(1 for one in values if one >= found.value)
    assert found.firing <= (1 - quantile) * accounts + 1e-6
    lower = [one for one in values if one < found.value]
    if lower:
        assert sum(1 for one in values if one >= lower[-1]) > (1 - quantile) * accounts - 1
