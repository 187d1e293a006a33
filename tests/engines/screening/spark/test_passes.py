"""Spark finds what DuckDB finds, indicator by indicator, and goes on where it was stopped."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import ibis
import pytest

from fulcrum.engines.screening import run
from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.indicator import Found
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.plan import Plan, make_plan
from fulcrum.engines.screening.results import Screening
from fulcrum.engines.screening.spark import engine, look, passes
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.store import open_store
from fulcrum.engines.screening.work import Report, Work, to_nobody
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.spark.bank import (
    differing,
    lay_peers,
    rows_of,
    tables_of_pack,
    take_in,
)

FEW = ("I01", "I03", "I19")  # two of accounts and a network


@pytest.mark.slow
def test_every_indicator_finds_the_same_on_both(spark: Any, tmp_path: Path) -> None:
    tables = tables_of_pack()
    data = take_in(tables, tmp_path / "bank", shards=3)
    made: dict[str, Screening] = {}
    stages: set[str] = set()
    for name in ("duckdb", "spark"):
        lay_peers(tables["peers"], tmp_path / name)
        spec = ScreenSpec(data=data, out=tmp_path / name, engine=name)
        made[name] = run.screen(spec, lambda stage, _done, _total: stages.add(stage))
    assert "Indicators" in stages, "Spark was not used"
    first, second = tmp_path / "duckdb", tmp_path / "spark"
    assert differing(first, second) == {}
    assert [key for key, count in made["spark"].hits.items() if not count] == []
    for name in ("alerts", "alert_hits", "alert_scenarios", "evidence"):
        assert rows_of(first / f"{name}.parquet") == rows_of(second / f"{name}.parquet")
    assert made["duckdb"].digest == made["spark"].digest
    assert made["spark"].alerts
    assert spark.catalog.listTables() == []


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank of a few indicators' cases, in a folder whose name Spark could misread."""
    return take_in(tables_of_pack(*FEW), tmp_path_factory.mktemp("a") / "b [c] {d,e} 100%", 3)


def few(data: Path) -> Plan:
    pack = load_pack()
    plan = make_plan(pack, pack.values({}), open_store(data))
    account, network = (
        tuple(step for step in steps if step.indicator.id in FEW)
        for steps in (plan.account, plan.network)
    )
    return replace(plan, account=account, network=network, whole=())


def work_on(data: Path, out: Path, plan: Plan, report: Report = to_nobody) -> Work:
    out.mkdir(exist_ok=True)
    duck, store = Duck(), open_store(data)
    run.load_tables(duck, store)
    spec = ScreenSpec(data=data, out=out, engine="spark")
    return Work(spec, store, load_pack(), plan, duck, out, report)


def found_in(work: Work) -> list[Any]:
    """Hits, candidates of networks and peers, over all shards."""
    paths = [work.hits_file(number) for number in work.shards]
    for step in work.plan.network:
        paths += [work.gathered_file(step.indicator, number) for number in work.shards]
    rows = [(path.name[:5], row) for path in paths for row in rows_of(path)]
    return [*sorted(rows, key=str), rows_of(work.folder / "peers.parquet")]


class StoppedError(Exception):
    """Somebody pulled the plug."""


def test_what_was_stopped_goes_on_and_finds_the_same(
    spark: Any, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = few(data)
    told: list[tuple[str, int]] = []

    def pull_the_plug(stage: str, done: int, _total: int | None) -> None:
        if (stage, done) == ("Indicators", 2):
            raise StoppedError

    with pytest.raises(StoppedError):
        look(work_on(data, tmp_path / "spark", plan, pull_the_plug))
    assert not list((tmp_path / "spark").glob("hits-*"))
    work = work_on(data, tmp_path / "spark", plan, lambda stage, n, _: told.append((stage, n)))
    look(work)
    assert told == [("Indicators", 2), ("Indicators", 3)]
    other = work_on(data, tmp_path / "duckdb", plan)
    run._measure(other)
    run._look(other)
    assert found_in(work) == found_in(other)
    monkeypatch.delattr(passes, "session_of")  # what is finished needs Spark no more
    look(work_on(data, tmp_path / "spark", plan))


def test_without_indicators_of_accounts_nothing_is_hit(
    spark: Any, data: Path, tmp_path: Path
) -> None:
    work = work_on(data, tmp_path, replace(few(data), account=(), network=()))
    look(work)
    assert [rows_of(work.hits_file(number)) for number in work.shards] == [[], [], []]


def test_rows_that_arrive_elsewhere_are_missed(
    spark: Any, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere, here = tmp_path / "disk of another machine", engine.address
    monkeypatch.setattr(
        engine,
        "address",
        lambda path: here(elsewhere / path.name if path.suffix == ".part" else path),
    )
    with pytest.raises(FulcrumError, match=r"of which 0 are here") as caught:
        look(work_on(data, tmp_path / "out", few(data)))
    assert "every machine" in caught.value.mend


def test_an_indicator_that_fails_is_named(spark: Any, data: Path, tmp_path: Path) -> None:
    plan = few(data)
    strange = Found(ibis.table(plan.account[0].found.hits.schema(), name="nowhere"))
    broken = replace(plan, account=(replace(plan.account[0], found=strange),))
    with pytest.raises(FulcrumError, match=r"Spark stopped at I01: .*nowhere"):
        look(work_on(data, tmp_path, broken))


def test_data_that_is_not_there_is_said(spark: Any, data: Path, tmp_path: Path) -> None:
    work = work_on(data, tmp_path, few(data))
    gone = replace(work, store=replace(work.store, shards=4))
    with pytest.raises(FulcrumError, match="Spark could not read the data"):
        look(gone)
