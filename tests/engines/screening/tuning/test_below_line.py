import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.indicator import Family, counts, money, share
from fulcrum.engines.screening.pack import Pack, load_pack
from fulcrum.engines.screening.ranking.intervals import wilson
from fulcrum.engines.screening.ranking.outputs import Outputs, read_outputs
from fulcrum.engines.screening.run import screen
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.tuning.below_line import loosened, sample_below
from fulcrum.engines.screening.tuning.missed import estimate_missed
from fulcrum.engines.screening.tuning.sample import BelowSpec, Sample, Stratum
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.invented import PACK, hit, indicator, run_of
from tests.engines.screening.ranking.test_card import SAID


def crowd() -> Outputs:
    """Ten alerts; 60 one indicator short, 30 one family short, one a member short; 5 far off."""
    hits = []
    for n in range(10):
        hits += [hit(key, f"alert{n}", 10) for key in ("C1", "C2", "F1")]
    for n in range(60):
        hits += [hit("C1", f"two{n:02}", 10), hit("F1", f"two{n:02}", 12)]
    for n in range(30):
        hits += [hit(key, f"narrow{n:02}", 10) for key in ("C1", "C2", "C3")]
    hits += [hit("L1", "pair", 10, members=2)]
    hits += [hit("C1", f"far{n}", 10) for n in range(5)]
    return run_of(hits, WIDE)


WIDE = replace(PACK, indicators=dict(PACK.indicators) | {"C3": indicator("C3", Family.CASH)})


def test_those_just_below_are_found_by_how_they_fell_short() -> None:
    found = sample_below(crowd(), WIDE, BelowSpec(size=30, least=5))
    assert found.strata == (
        Stratum("one indicator short", 60, 20),
        Stratum("one family short", 30, 10),
        Stratum("one member short", 1, 1),
    )
    rows = found.table.to_pylist()
    assert len(rows) == 31
    assert {one["subject"][:3] for one in rows} == {"two", "nar", "pai"}
    two = next(one for one in rows if one["subject"].startswith("two"))
    assert (two["day"], two["indicators"], two["families"]) == (12, ["C1", "F1"], ["cash", "flow"])
    assert found.summary().splitlines()[:2] == [
        "31 of 91 subjects just below the line, to be read.",
        "one indicator short: 20 of 60.",
    ]
    assert json.loads(json.dumps(found.to_dict()))["strata"][1]["subjects"] == 30
    assert found.provenance.seed == 7
    assert "without replacement" in found.explain()


def test_the_seed_decides_and_nothing_else() -> None:
    run = crowd()
    turned = Outputs(
        run.hits.take(list(range(run.hits.num_rows))[::-1]),
        run.alerts, run.alert_hits, run.alert_scenarios, run.told,
    )  # fmt: skip
    spec = BelowSpec(size=30, least=5)
    found = sample_below(run, WIDE, spec)
    assert sample_below(turned, WIDE, spec).table.equals(found.table)
    other = sample_below(run, WIDE, replace(spec, seed=8))
    assert not other.table.equals(found.table)


def test_a_rule_that_cannot_be_lowered_has_fewer_strata() -> None:
    run = run_of([hit("C1", "a", 1)], rule=Rule(1, 1, 90, 1))
    found = sample_below(run, PACK, BelowSpec())
    assert found.strata == ()
    assert found.table.num_rows == 0


def test_a_looser_run_adds_a_stratum_of_those_only_it_alerts(
    data: Path, tmp_path: Path, base: Path
) -> None:
    pack = load_pack("small")
    values = {key: loosened(pack.indicators[key], {}, 0.7) for key in ("I01", "N02", "N03")}
    assert values == {"I01": {"least": 3}, "N02": {"least": 2}, "N03": {"least_sum": 1400.0}}
    rule = Rule(least_indicators=2)
    screen(ScreenSpec(data=data, out=tmp_path, pack="small", parameters=values, rule=rule))
    strict, loose = read_outputs(base), read_outputs(tmp_path)
    found = sample_below(strict, pack, BelowSpec(size=100, least=1), loose)
    only = set(loose.alerts.column("subject").to_pylist()) - set(
        strict.alerts.column("subject").to_pylist()
    )
    mine = [one for one in found.table.to_pylist() if one["stratum"] == "looser numbers"]
    assert only
    assert {one["subject"] for one in mine} == only - {"P2"}  # P2 is one member short already
    assert all(len(one["indicators"]) >= 2 for one in mine)
    with pytest.raises(FulcrumError, match="different data"):
        sample_below(strict, pack, BelowSpec(), run_of([hit("C1", "a", 1)]))


def test_only_lower_bounds_are_relaxed() -> None:
    one = indicator(
        "Q1",
        Family.CASH,
        parameters=(
            counts("least", 3, ""), counts("least_of_one", 1, ""), counts("most", 9, ""),
            money("least_sum", 2000, ""), share("least_part", 0.5, ""), share("part", 0.5, ""),
        ),
    )  # fmt: skip
    assert loosened(one, {"least_sum": 1000.0, "most": 5}, 0.9) == {
        "least": 2, "least_of_one": 1, "least_sum": 900.0, "least_part": 0.45, "most": 5,
    }  # fmt: skip
    with pytest.raises(FulcrumError, match="cannot be used"):
        loosened(one, {}, 1.5)


@pytest.mark.parametrize("values", [{"size": 0}, {"least": 99}, {"seed": -1}])
def test_what_cannot_be_used_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError) as told:
        BelowSpec(**values)
    assert told.value.where == next(iter(values))


def sample(*strata: tuple[int, int]) -> Sample:
    """Strata by how many subjects they hold and how many of these are to be read."""
    rows = [
        {"subject": f"{at}-{n}", "stratum": str(at), "day": 1, "indicators": [], "families": []}
        for at, (_, drawn) in enumerate(strata)
        for n in range(drawn)
    ]
    told = tuple(Stratum(str(at), size, drawn) for at, (size, drawn) in enumerate(strata))
    return Sample(told, pa.Table.from_pylist(rows), SAID)


def judged(*strata: tuple[int, int]) -> pa.Table:
    """What was said, by stratum: of how many, how many were productive."""
    rows = [
        {"subject": f"{at}-{n}", "productive": n < good}
        for at, (read, good) in enumerate(strata)
        for n in range(read)
    ]
    return pa.Table.from_pylist(rows)


def test_an_estimate_by_hand() -> None:
    # 10 of 50 read of 1,000: effective size 50 * 999 / 950.
    found = estimate_missed(sample((1000, 50)), judged((50, 10)))
    size = 50 * 999 / 950
    interval = wilson(0.2 * size, size)
    assert found.expected == pytest.approx(200)
    assert (found.low, found.high) == pytest.approx((1000 * interval.low, 1000 * interval.high))
    assert (
        found.summary().splitlines()[0] == "10 of 50 that were read would have been worth an alert."
    )


def test_what_was_read_whole_is_known() -> None:
    found = estimate_missed(sample((20, 20)), judged((20, 3)))
    assert [found.expected, found.low, found.high] == pytest.approx([3, 3, 3])


def test_strata_add_up_and_what_was_found_is_the_least() -> None:
    found = estimate_missed(sample((20, 20), (500, 25)), judged((20, 3), (25, 0)))
    assert found.expected == pytest.approx(3)
    assert found.low == pytest.approx(3)
    assert found.high == pytest.approx(3 + 500 * wilson(0, 25 * 499 / 475).high)


def test_a_stratum_that_nobody_read_is_not_evaluable() -> None:
    found = estimate_missed(sample((100, 20), (300, 30)), judged((20, 2)))
    assert found.expected == pytest.approx(10)
    assert found.unread == 300
    assert found.strata[1].expected is None
    assert "Not evaluable: 300 subjects" in found.summary()
    assert json.loads(json.dumps(found.to_dict()))["unread"] == 300
    assert "Zou" in found.explain()


def test_undecided_ones_are_taken_to_be_like_the_others() -> None:
    rows = [*judged((10, 2)).to_pylist(), {"subject": "0-11", "productive": None}]
    found = estimate_missed(sample((100, 20)), pa.Table.from_pylist(rows))
    assert found.strata[0].reviewed == 10
    assert found.expected == pytest.approx(20)


def test_somebody_who_was_not_drawn_is_refused() -> None:
    with pytest.raises(FulcrumError, match="not in the sample"):
        estimate_missed(sample((100, 20)), pa.table({"subject": ["z"], "productive": [True]}))


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(5)
    sizes, truth, drawn = (400, 150), (60, 9), (60, 30)
    held = 0
    for _ in range(300):
        good = [
            int(rng.hypergeometric(t, n - t, d))
            for n, t, d in zip(sizes, truth, drawn, strict=True)
        ]
        found = estimate_missed(
            sample(*zip(sizes, drawn, strict=True)), judged(*zip(drawn, good, strict=True))
        )
        held += found.low <= sum(truth) <= found.high
    assert 0.92 <= held / 300 <= 0.99


@given(
    strata=st.lists(
        st.integers(1, 40).flatmap(
            lambda drawn: st.tuples(st.integers(drawn, 200), st.just(drawn), st.integers(0, drawn))
        ),
        min_size=1,
        max_size=4,
    )
)
def test_an_estimate_lies_within_its_interval_and_what_is_possible(
    strata: list[tuple[int, int, int]],
) -> None:
    found = estimate_missed(
        sample(*((size, drawn) for size, drawn, _ in strata)),
        judged(*((drawn, good) for _, drawn, good in strata)),
    )
    assert found.low - 1e-9 <= found.expected <= found.high + 1e-9
    assert sum(good for *_, good in strata) <= found.low + 1e-9
    assert found.high <= sum(size for size, *_ in strata) + 1e-9


def test_packs_stay_whole(small_pack: Pack) -> None:
    assert set(small_pack.indicators) == {"I01", "N02", "N03", "N04", "N05", "N06", "N07"}
