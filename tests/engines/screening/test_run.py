"""The whole pack over one bank, however its rows lie: the same hits, alerts and evidence."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.indicator import Scope
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.store import open_store
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening import bank
from tests.engines.screening.conftest import Ran


def same(ran: Ran, out: Path, digest: str) -> None:
    assert bank.everything(out) == ran.rows
    assert digest == ran.told.digest


def test_the_bank_shows_nearly_every_indicator(ran: Ran) -> None:
    silent = {key for key, count in ran.told.hits.items() if not count}
    assert len(silent) <= 6, silent  # those that compare with peers the bank has too few of
    assert ran.told.lacking == {}
    assert ran.told.alerts == len(ran.rows["alerts"])
    assert ran.told.alerts >= 15
    assert ran.told.scenarios


def shuffled(rows: pa.Table, seed: int) -> pa.Table:
    order = list(range(rows.num_rows))
    Random(seed).shuffle(order)  # noqa: S311 - an order, no secret
    return rows.take(order)


def test_neither_the_order_of_rows_nor_how_files_are_cut_matters(ran: Ran, tmp_path: Path) -> None:
    source = tmp_path / "source"
    for number, (name, rows) in enumerate(bank.tables().items()):
        mixed, folder = shuffled(rows, number), source / name
        folder.mkdir(parents=True)
        cut = mixed.num_rows // 3
        pq.write_table(mixed.slice(0, cut), folder / "1.parquet")
        bank.write_text(folder / "2.csv", mixed.slice(cut, cut))
        bank.write_text(folder / "3.csv", mixed.slice(2 * cut))
    data = bank.take_in(tmp_path, {}, shards=3, sources=(source,))
    assert open_store(data).digest == open_store(ran.data).digest
    told = bank.run(data, tmp_path / "out", threads=2)
    same(ran, tmp_path / "out", told.digest)
    assert told == ran.told


@pytest.mark.parametrize(
    ("shards", "threads"), [(1, 1), pytest.param(7, 2, marks=pytest.mark.slow)]
)
def test_how_many_shards_and_threads_there_are_does_not_matter(
    ran: Ran, tmp_path: Path, shards: int, threads: int
) -> None:
    data = bank.take_in(tmp_path, shards=shards, threads=threads)
    told = bank.run(data, tmp_path / "out", threads=threads, memory="512MB")
    same(ran, tmp_path / "out", told.digest)


def test_a_run_tells_what_it_did(ran: Ran) -> None:
    told = json.loads((ran.out / "run.json").read_text("utf-8"))
    assert told["digest"] == ran.told.digest
    assert told["data"] == str(ran.data.resolve())
    assert told["pack"] == {"name": "human-trafficking", "digest": load_pack().digest}
    assert told["rule"] == {
        "days": 90, "least_families": 2, "least_indicators": 3, "least_members": 3,
    }  # fmt: skip
    assert (told["since"], told["engine"], told["parameters"]) == (None, "duckdb", {})
    assert told["provenance"]["input_hash"] == open_store(ran.data).digest
    summary = (ran.out / "summary.md").read_text("utf-8")
    assert f"{ran.told.alerts} alerts." in summary
    assert "Invented for a test." in summary
    for key in load_pack().indicators:
        assert f"| {key} |" in summary
    assert "One indicator proves nothing" in ran.told.explain()


def test_nothing_unfinished_is_left(ran: Ran) -> None:
    assert {path.name for path in ran.out.iterdir()} == {
        *(f"{name}.parquet" for name in bank.FILES), "peers.parquet", "run.json", "summary.md",
    }  # fmt: skip


def test_progress_is_told_stage_by_stage(ran: Ran, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    from fulcrum.engines.screening.run import screen  # noqa: PLC0415

    screen(ScreenSpec(data=ran.data, out=tmp_path / "out"), lambda *one: told.append(one))
    stages = list(dict.fromkeys(stage for stage, _done, _total in told))
    assert stages == ["Months", "Shards", "Networks", "Alerts", "Evidence"]
    assert [done for stage, done, _total in told if stage == "Shards"] == [0, 1, 2, 3]


def test_evidence_lies_in_the_windows_of_hits(ran: Ran) -> None:
    hits = pq.read_table(ran.out / "alert_hits.parquet").to_pylist()
    windows: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for hit in hits:
        windows.setdefault((hit["alert"], hit["indicator"]), []).append(
            (hit["start_sec"], hit["sec"])
        )
    rows = pq.read_table(ran.out / "evidence.parquet").to_pylist()
    assert rows
    for row in rows:
        spans = windows[row["alert"], row["indicator"]]
        assert any(start <= row["sec"] <= end for start, end in spans)


class StopError(Exception):
    """Ends a run where a test wants it to."""


def stop(stage: str, _done: int, _total: int | None) -> None:
    if stage == "Networks":
        raise StopError


def begun(ran: Ran, out: Path, **settings: Any) -> None:
    from fulcrum.engines.screening.run import screen  # noqa: PLC0415

    with pytest.raises(StopError):
        screen(ScreenSpec(data=ran.data, out=out, **settings), stop)


@pytest.mark.parametrize(
    "settings",
    [{"parameters": {"I05": {"report_threshold": 9000}}}, {"rule": Rule(least_indicators=2)}],
)
def test_a_folder_of_another_unfinished_run_is_refused(
    ran: Ran, tmp_path: Path, settings: dict[str, Any]
) -> None:
    begun(ran, tmp_path)
    with pytest.raises(FulcrumError) as told:
        bank.run(ran.data, tmp_path, **settings)
    assert told.value.what.startswith("Another run was begun here: with other data, rules or")
    assert told.value.where == str(tmp_path)
    assert "folder `work`" in told.value.mend


def test_threads_and_memory_may_change_between_two_tries(ran: Ran, tmp_path: Path) -> None:
    begun(ran, tmp_path, threads=1)
    told = bank.run(ran.data, tmp_path, threads=2, memory="700MB")
    same(ran, tmp_path, told.digest)


def test_a_finished_run_gives_way_to_another(ran: Ran, tmp_path: Path) -> None:
    small = bank.take_in(tmp_path / "small", bank.until(bank.days()[20]))
    before = bank.run(small, tmp_path / "out")
    after = bank.run(ran.data, tmp_path / "out")
    assert before.digest != after.digest
    same(ran, tmp_path / "out", after.digest)


def test_what_cannot_be_evaluated_is_never_counted_as_quiet(tmp_path: Path) -> None:
    given = bank.tables()
    rows = given["transactions"].drop_columns(["mcc", "city"])
    few = {"transactions": rows, "accounts": given["accounts"], "parties": given["parties"]}
    told = bank.run(bank.take_in(tmp_path, few), tmp_path / "out")
    pack = load_pack()
    expected = {
        key: tuple(sorted({lack for need in one.needs if (lack := lacking(need, few))}))
        for key, one in pack.indicators.items()
    }
    assert told.lacking == {key: needs for key, needs in expected.items() if needs}
    assert set(told.hits) == set(pack.indicators) - set(told.lacking)
    assert len(told.lacking) > 30
    summary = (tmp_path / "out" / "summary.md").read_text("utf-8")
    assert f"{len(told.lacking)} indicators could not be evaluated." in summary
    assert "| I04 | Circuit travel | travel | not evaluable |" in summary
    assert "- I04 needs transactions.city" in summary


def lacking(need: str, given: dict[str, pa.Table]) -> str:
    table, _, column = need.partition(".")
    if table not in given:
        return table
    rows = given[table]
    filled = column in rows.column_names and rows[column].null_count < rows.num_rows
    return need if column and not filled else ""


def test_before_the_data_is_old_enough_nothing_is_absent(ran: Ran) -> None:
    pack, first = load_pack(), open_store(ran.data).first_day
    resting = {key: one.absence for key, one in pack.indicators.items() if one.absence}
    assert resting
    for hit in pq.read_table(ran.out / "hits.parquet").to_pylist():
        assert hit["day"] >= first + resting.get(hit["indicator"], 0) - 1


def test_silence_counts_from_the_first_day_of_the_data(ran: Ran, tmp_path: Path) -> None:
    """Data that begins later: hits that rest on absence go until it is old enough, others stay."""
    first = min(hit[2] for hit in ran.rows["hits"]) - 10
    rows = bank.tables()["transactions"]
    young = [
        number for number, at in enumerate(rows["at"].to_pylist()) if at.date() >= bank.day(first)
    ]
    data = bank.take_in(tmp_path, dict(bank.tables()) | {"transactions": rows.take(young)})
    bank.run(data, tmp_path / "out")
    store = open_store(data)
    kept = bank.found(tmp_path / "out", "hits")
    resting = {key: one.absence for key, one in load_pack().indicators.items() if one.absence}
    for indicator, _subject, day, *_rest in kept:
        assert day >= store.first_day + resting.get(indicator, 0) - 1
    early = [
        hit
        for hit in ran.rows["hits"]
        if hit[0] in resting and hit[2] < first + resting[hit[0]] - 1
    ]
    assert early
    assert not set(early) & set(kept)


def test_every_kind_of_scope_is_in_the_pack() -> None:
    assert {one.scope for one in load_pack().indicators.values()} == set(Scope)


def test_without_an_alert_there_is_still_a_whole_result(tmp_path: Path) -> None:
    given = bank.tables()
    few = {name: given[name].slice(0, 1) for name in ("transactions", "accounts", "parties")}
    told = bank.run(bank.take_in(tmp_path, few), tmp_path / "out")
    assert (told.alerts, told.scenarios) == (0, {})
    assert bank.everything(tmp_path / "out")["evidence"] == []
    assert "0 alerts" in told.summary()


def test_data_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="There is no data here that was taken in to the end"):
        bank.run(tmp_path, tmp_path / "out")


def test_too_little_memory_is_told(ran: Ran, tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="does not fit into the memory") as told:
        bank.run(ran.data, tmp_path, memory="1MB")
    assert told.value.where == "memory"
