"""An alert uses nothing later than its date: what is true on a day does not change afterwards."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.store import open_store
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening import bank
from tests.engines.screening.conftest import Ran

# Shares of the days with transactions: early, where most happens, and late.
SHARES = (0.2, 0.35, 0.45, 0.55, 0.75)


def known(rows: list[tuple[Any, ...]], last: int) -> list[tuple[Any, ...]]:
    """Hits and alerts alike have their day third."""
    return [row for row in rows if row[2] <= last]


@pytest.mark.slow
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("feeds", [True, False])
def test_data_cut_at_a_day_gives_the_hits_until_that_day(
    ran: Ran,
    tmp_path: Path,
    share: float,
    feeds: bool,  # noqa: FBT001
) -> None:
    """Once with other tables cut too, and once with what they said later lying there already."""
    days = bank.days()
    last = days[round(share * (len(days) - 1))]
    given = dict(bank.until(last))
    if not feeds:
        given = dict(bank.tables()) | {"transactions": given["transactions"]}
    bank.run(bank.take_in(tmp_path, given), tmp_path / "out")
    assert bank.found(tmp_path / "out", "hits") == known(ran.rows["hits"], last)
    opened = {row[0] for row in bank.found(tmp_path / "out", "alerts")}
    assert opened == {row[0] for row in known(ran.rows["alerts"], last)}


@pytest.mark.slow
def test_a_run_a_day_is_a_run_over_all(ran: Ran, tmp_path: Path) -> None:
    days = bank.days()
    points = [days[round(share * (len(days) - 1))] for share in (0.3, 0.4, 0.5, 0.6, 1)]
    out, since = tmp_path / "out", None
    for number, last in enumerate(points):
        data = bank.take_in(tmp_path / str(number), bank.until(last))
        told = bank.run(data, out, since=since)
        since = bank.day(open_store(data).last_day + 1)
    assert told.digest == ran.told.digest
    assert bank.everything(out) == ran.rows


def test_earlier_hits_stay_as_they_are(ran: Ran, tmp_path: Path) -> None:
    """What a run before found counts, even where the data would say something else now."""
    days = bank.days()
    last = days[len(days) // 2]
    bank.run(bank.take_in(tmp_path, bank.until(last)), tmp_path / "out")
    before = bank.found(tmp_path / "out", "hits")
    later = bank.tables()["transactions"]
    after = later.take(
        [n for n, at in enumerate(later["at"].to_pylist()) if at.date() > bank.day(last)]
    )
    data = bank.take_in(tmp_path / "later", dict(bank.tables()) | {"transactions": after})
    bank.run(data, tmp_path / "out", since=bank.day(last + 1))
    kept = [row for row in bank.found(tmp_path / "out", "hits") if row[2] <= last]
    assert kept == before


def test_without_an_earlier_run_everything_is_computed(ran: Ran, tmp_path: Path) -> None:
    told = bank.run(ran.data, tmp_path, since=date(2026, 6, 1))
    assert told.digest == ran.told.digest


def test_days_found_by_other_rules_are_not_mixed_in(ran: Ran, tmp_path: Path) -> None:
    bank.run(ran.data, tmp_path, parameters={"I05": {"report_threshold": 9000}})
    with pytest.raises(FulcrumError) as told:
        bank.run(ran.data, tmp_path, since=date(2026, 6, 1))
    assert told.value.what == "The earlier run in this folder had other rules or parameters."
    assert "without --since" in told.value.mend
    assert ScreenSpec(data=ran.data, out=tmp_path).since is None
    bank.run(
        ran.data, tmp_path, since=date(2026, 6, 1), parameters={"I05": {"report_threshold": 9000}}
    )
