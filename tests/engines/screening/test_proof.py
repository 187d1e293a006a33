"""Every alert can be explained, and computed again from the data."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.explain import explain
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.proof import first_alerts, read_run, recompute, rows_of
from fulcrum.engines.screening.reading import alert_keys, read_alerts, read_hits
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening import bank
from tests.engines.screening.conftest import Ran


def names(ran: Ran) -> list[str]:
    return [row[0] for row in ran.rows["alerts"]]


def test_every_alert_comes_out_the_same_again(ran: Ran) -> None:
    for alert in names(ran):
        hits = {(row[1], row[3]) for row in ran.rows["alert_hits"] if row[0] == alert}
        assert recompute(ran.out, alert) == (len(hits), ()), alert


def test_what_does_not_come_out_again_is_told(ran: Ran, tmp_path: Path) -> None:
    """A result somebody changed: the value of a hit, and a day on which there was none."""
    for path in ran.out.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / "alert_hits.parquet"
    rows = pq.read_table(path)
    alert = rows["alert"][0].as_py()
    mine = [number for number, one in enumerate(rows["alert"].to_pylist()) if one == alert]
    changed = rows.to_pylist()
    changed[mine[0]]["value"] += 1
    changed.append(changed[mine[-1]] | {"day": 20000})
    pq.write_table(rows.from_pylist(changed, rows.schema), path)
    same, lost = recompute(tmp_path, alert)
    assert same == len(mine) - 1
    assert len(lost) == 2
    assert sum(line.endswith("nothing now.") for line in lost) == 1


def test_every_alert_is_explained(ran: Ran) -> None:
    pack = load_pack()
    for alert in names(ran):
        told = explain(ran.out, alert)
        mine = {row[1] for row in ran.rows["alert_hits"] if row[0] == alert}
        assert {one.indicator for one in told.hits} == mine
        assert told.alert == f"{told.subject}@{bank.number(told.opened)}"
        for hit in told.hits:
            one = pack.indicators[hit.indicator]
            assert (hit.name, hit.roles) == (one.name, one.roles)
            assert len(hit.parameters) == len(one.parameters)
            assert {origin for _name, _value, origin in hit.parameters} <= {"source", "ours"}
            assert len(hit.citations) == len(one.sources)
            assert hit.value >= hit.threshold
            shown = {row[3] for row in ran.rows["evidence"] if row[:2] == (alert, hit.indicator)}
            assert {row["txn_id"] for row in hit.rows} == shown
        assert told.changes[0].startswith(f"It rests on {len(mine)} indicator")
        assert told.source == "Invented for a test."
        assert told.rule.startswith("At least 3 different indicators of at least 2 families")
        assert json.loads(json.dumps(told.to_dict(), default=str))["alert"] == alert


def test_a_scenario_s_story_is_told(ran: Ran) -> None:
    alert, scenario, _weight = ran.rows["alert_scenarios"][0]
    told = explain(ran.out, alert)
    found = load_pack().scenarios[scenario]
    assert (found.name, found.story) in told.scenarios


def test_a_network_that_is_an_alert_by_itself_says_so(ran: Ran) -> None:
    alone = {key for key, one in load_pack().indicators.items() if one.alone}
    alert = next(
        row[0]
        for row in ran.rows["alert_hits"]
        if row[1] in alone
        and {one[1] for one in ran.rows["alert_hits"] if one[0] == row[0]} == {row[1]}
    )
    told = explain(ran.out, alert)
    assert "an alert by itself from 3." in told.changes[1]
    assert [hit.needed for hit in told.hits] == [True]


def test_a_bank_s_own_parameters_are_marked(ran: Ran, tmp_path: Path) -> None:
    bank.run(
        ran.data,
        tmp_path / "my runs",
        parameters={"I05": {"report_threshold": 9000}},
        rule=Rule(least_indicators=1, least_families=1, days=30),
    )
    out = tmp_path / "my runs"
    alert = next(row[0] for row in bank.found(out, "alert_hits") if row[1] == "I05")
    told = explain(out, alert)
    (hit,) = [one for one in told.hits if one.indicator == "I05"]
    assert ("report_threshold", "9000 money", "own") in hit.parameters
    assert told.rule.startswith("At least 1 different indicators of at least 1 families within 30")
    assert told.command == f"fulcrum screen explain '{out}' {alert} --again"
    assert recompute(out, alert)[1] == ()
    assert told.peers == {}
    compared = next(row[0] for row in bank.found(out, "alert_hits") if row[1] == "I11")
    (credits_of_peers,) = explain(out, compared).peers.values()
    assert credits_of_peers["accounts"] >= 30
    assert credits_of_peers["p50"] <= credits_of_peers["p95"] <= credits_of_peers["p99"]


def test_rows_of_an_alert_for_a_page(ran: Ran) -> None:
    for alert in names(ran):
        mine = {row[2:4] for row in ran.rows["evidence"] if row[0] == alert}
        rows = rows_of(ran.out, ran.data, alert)
        assert {(row["account_id"], row["txn_id"]) for row in rows} == mine
        assert len(rows) == len(mine)
        assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
        for row in rows:
            assert row["indicators"] == sorted(set(row["indicators"]))
    assert rows_of(ran.out, ran.data, "nobody@1") == []


def test_alerts_as_rows_for_whoever_keeps_them(ran: Ran) -> None:
    found = read_alerts(ran.out, ran.data)
    assert {one.alert for one in found} == alert_keys(ran.out) == set(names(ran))
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)
    pack = load_pack()
    for one in found:
        hits = {row[1] for row in ran.rows["alert_hits"] if row[0] == one.alert}
        assert one.indicators == tuple(sorted(hits))
        assert one.families == len({pack.indicators[key].family for key in hits})
    segments = {one.segment for one in found}
    assert segments <= {"retail", ""}
    assert "retail" in segments


def test_alerts_without_accounts_have_no_segment(ran: Ran, tmp_path: Path) -> None:
    assert {one.segment for one in read_alerts(ran.out, tmp_path)} == {""}


def test_hits_of_some_alerts(ran: Ran) -> None:
    assert read_hits(ran.out, []) == []
    alert = names(ran)[0]
    mine = {(row[0], row[1], row[3]) for row in ran.rows["alert_hits"] if row[0] == alert}
    assert {row[:3] for row in read_hits(ran.out, [alert])} == mine


def test_the_first_alerts_are_those_with_most_points(ran: Ran) -> None:
    first = first_alerts(ran.out, 3)
    assert [one["alert"] for one in first] == [
        one.alert for one in read_alerts(ran.out, ran.data)[:3]
    ]


def test_an_alert_there_is_not(ran: Ran) -> None:
    for what in (explain, recompute):
        with pytest.raises(FulcrumError) as told:
            what(ran.out, "nobody@1")
        assert told.value.what == "There is no alert 'nobody@1'."
        assert "Alerts are named subject@day number, for instance " in told.value.mend


def test_a_run_without_alerts_says_so(tmp_path: Path) -> None:
    given = bank.tables()
    few = {name: given[name].slice(0, 1) for name in ("transactions", "accounts", "parties")}
    bank.run(bank.take_in(tmp_path, few), tmp_path / "out")
    with pytest.raises(FulcrumError, match="This run found none"):
        explain(tmp_path / "out", "nobody@1")


def test_a_folder_without_a_run(tmp_path: Path) -> None:
    for what in (lambda: explain(tmp_path, "x"), lambda: read_run(tmp_path)):
        with pytest.raises(FulcrumError, match="There is no finished run here"):
            what()


def test_an_account_with_an_odd_name(tmp_path: Path) -> None:
    """A quote in a name neither breaks a statement nor a command line."""
    given = {
        name: rows.set_column(
            rows.column_names.index("account_id"),
            "account_id",
            [["it's " + one for one in rows["account_id"].to_pylist()]],
        )
        if name in {"transactions", "accounts"}
        else rows
        for name, rows in bank.tables().items()
        if name in {"transactions", "accounts", "parties"}
    }
    out = tmp_path / "out"
    bank.run(bank.take_in(tmp_path, given), out)
    alert = next(one["alert"] for one in first_alerts(out) if one["alert"].startswith("it's"))
    assert recompute(out, alert)[1] == ()
    assert explain(out, alert).command.endswith(f"{out} 'it'\"'\"'s {alert[5:]}' --again")
    assert rows_of(out, tmp_path / "data", alert)
