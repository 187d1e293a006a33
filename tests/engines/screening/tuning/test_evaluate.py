from pathlib import Path

import pytest

from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.outputs import read_outputs
from fulcrum.engines.screening.store import open_store
from fulcrum.engines.screening.tuning.evaluate import Limits, hits_of
from fulcrum.engines.screening.tuning.realert import alerts_of
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.tuning.bank import rooms

LIMITS = Limits(threads=1)


@pytest.mark.parametrize("key", ["I01", "N02", "N03", "N04", "N05", "N06"])
def test_with_its_own_values_an_indicator_finds_what_the_run_found(
    key: str, small_pack: Pack, data: Path, base: Path
) -> None:
    indicator = small_pack.indicators[key]
    found = hits_of(indicator, [indicator.values()], open_store(data), LIMITS)
    wanted = [one for one in read_outputs(base).hits.to_pylist() if one["indicator"] == key]
    assert wanted
    order = ("subject", "day")
    mine = [{k: v for k, v in one.items() if k != "variant"} for one in found.to_pylist()]
    assert sorted(mine, key=lambda one: [one[k] for k in order]) == wanted


def test_several_values_are_told_apart(small_pack: Pack, data: Path) -> None:
    indicator = small_pack.indicators["N02"]
    variants = [indicator.values({"least": least}) for least in (5, 1)]
    rows = hits_of(indicator, variants, open_store(data), LIMITS).to_pylist()
    for number, least in enumerate((5, 1)):
        mine = [one for one in rows if one["variant"] == number]
        assert {one["subject"] for one in mine} == rooms(least)
        assert {one["threshold"] for one in mine} == {least}


def test_networks_with_other_values_are_gathered_once(small_pack: Pack, data: Path) -> None:
    indicator = small_pack.indicators["N04"]
    variants = [indicator.values({"least": least}) for least in (5, 2, 6)]
    rows = hits_of(indicator, variants, open_store(data), LIMITS).to_pylist()
    found = [(one["variant"], one["subject"], one["members"]) for one in rows]
    assert found == [(0, "P1", 5), (1, "P1", 5), (1, "P2", 2)]


def test_what_cannot_be_evaluated_is_refused(small_pack: Pack, data: Path) -> None:
    indicator = small_pack.indicators["N07"]
    with pytest.raises(FulcrumError, match="it needs logins"):
        hits_of(indicator, [indicator.values()], open_store(data), LIMITS)


def test_work_is_told(small_pack: Pack, data: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    indicator = small_pack.indicators["N02"]
    hits_of(
        indicator, [indicator.values()], open_store(data), LIMITS, lambda *one: told.append(one)
    )
    assert told == [("Shards", number, 3) for number in range(3)]


def test_alerts_made_of_a_runs_hits_are_the_runs(small_pack: Pack, base: Path) -> None:
    run = read_outputs(base)
    made = alerts_of(run.hits, small_pack, run.rule)
    wanted = run.alerts.select(made.column_names).sort_by("alert")
    assert made.to_pylist() == wanted.to_pylist()
