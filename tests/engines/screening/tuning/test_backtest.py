import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.engines.screening import tuning
from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.ranking.outputs import read_outputs
from fulcrum.engines.screening.tuning import versions
from fulcrum.engines.screening.tuning.backtest import compare, run_backtest
from fulcrum.engines.screening.tuning.units import units
from fulcrum.engines.screening.tuning.versions import BacktestSpec, Version, run_version
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.invented import hit, run_of
from tests.engines.screening.tuning.bank import CASH, PACK, alerted, rooms

TWO = Rule(least_indicators=2)
NOW = Version(name="now", rule=TWO)
TRIED = Version(
    name="tried", rule=TWO, parameters={"N02": {"least": 4}, "N03": {"least_sum": 1500}}
)
MORE_CASH = {f"A{n:02}" for n in range(60) if n % 5 >= 3}


def spec(data: Path, out: Path, **more: Any) -> BacktestSpec:
    told: dict[str, Any] = {"before": NOW, "after": TRIED, "pack": PACK, "threads": 1}
    return BacktestSpec(**{"data": data, "out": out} | told | more)


def test_two_versions_over_the_same_history(data: Path, runs: Path) -> None:
    found = run_backtest(spec(data, runs))
    before, after = alerted(rooms(3), CASH), alerted(rooms(4), MORE_CASH)
    assert (found.before, found.after) == (len(before), len(after))
    rows = {one["subject"]: one for one in found.rows.to_pylist()}
    for change, subjects in (
        ("gained", after - before), ("lost", before - after), ("kept", before & after),
    ):  # fmt: skip
        assert subjects
        assert {name for name, one in rows.items() if one["change"] == change} == subjects
        assert getattr(found, change) == len(subjects)
    lodging = next(one for one in found.indicators if one.name == "N02")
    # Of k nights in hotels the third and later are hits: 10 accounts each with 3, 4 and 5.
    assert (lodging.hits_before, lodging.hits_after) == (60, 30)
    assert lodging.lost == len((before - after) & rooms(3))
    scenario = next(one for one in found.scenarios if one.name == "S9")
    assert scenario.hits_before == len(before & rooms(3) & CASH)
    assert scenario.hits_after == len(after & rooms(4) & MORE_CASH)
    assert found.summary().startswith(f"{len(before)} alerts before, {len(after)} after: ")
    assert "N02: 60 hits before, 30 after" in found.summary()
    assert json.loads(json.dumps(found.to_dict()))["gained"] == found.gained
    assert "the same data" in found.explain()


def test_what_was_dropped_and_added_is_named(data: Path, runs: Path) -> None:
    rows = {one["subject"]: one for one in run_backtest(spec(data, runs)).rows.to_pylist()}
    # 13: nights, 1 room, 1,500 of cash. 29: nights, 5 rooms, 2,000. 39: nights, 3 rooms, 2,000.
    assert rows["A13"]["change"] == "gained"
    assert rows["A13"]["added"] == ["I01", "N03"]
    assert (rows["A29"]["dropped"], rows["A29"]["added"]) == ([], [])
    assert rows["A39"]["dropped"] == ["N02"]
    # 3: alerted a day later and for another reason, but in the same window: not lost and gained.
    assert rows["A03"]["change"] == "kept"
    assert (rows["A03"]["dropped"], rows["A03"]["added"]) == (["N02"], ["N03"])
    assert rows["A39"]["points_after"] < rows["A39"]["points_before"]


def test_the_same_version_twice_changes_nothing(data: Path, runs: Path) -> None:
    found = run_backtest(spec(data, runs, after=Version(name="again", rule=TWO)))
    assert (found.gained, found.lost, found.kept) == (0, 0, found.before)
    assert len(found.summary().splitlines()) == 1


def test_a_finished_version_is_not_run_again(
    data: Path, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_backtest(spec(data, runs))
    monkeypatch.setattr(versions, "screen", lambda *_: pytest.fail("it was run again"))
    run_backtest(spec(data, runs))


def test_another_version_of_the_same_name_is_run(data: Path, tmp_path: Path) -> None:
    one = spec(data, tmp_path)
    assert run_version(one.screening(TRIED)).alerts.num_rows
    other = one.screening(Version(name="tried", rule=Rule(least_indicators=6)))
    assert run_version(other).alerts.column("subject").to_pylist() == ["P1"]


def test_runs_over_other_data_are_not_compared(base: Path) -> None:
    with pytest.raises(FulcrumError, match="different data"):
        compare(read_outputs(base), run_of([hit("C1", "a", 1)]))


@pytest.mark.parametrize(
    ("what", "values"),
    [
        ("called 'now'", {"after": NOW}),
        ("no indicator 'Z'", {"after": Version(name="z", parameters={"Z": {}})}),
        ("no parameter 'z'", {"after": Version(name="z", parameters={"N02": {"z": 1}})}),
    ],
)
def test_what_cannot_be_used_is_refused(what: str, values: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match=what):
        spec(tmp_path, tmp_path, **values)


def test_a_version_has_a_name_that_a_folder_can_have() -> None:
    with pytest.raises(FulcrumError, match="cannot name a version"):
        Version(name="../now")


Span = tuple[str, int, int]  # subject, opened, last


def alerts(*spans: Span) -> pa.Table:
    schema = pa.schema(
        [("alert", pa.string()), ("subject", pa.string()), ("opened", pa.int32()), ("last", pa.int32())]
    )  # fmt: skip
    rows = [
        {"alert": f"{subject}@{opened}", "subject": subject, "opened": opened, "last": last}
        for subject, opened, last in spans
    ]
    return pa.Table.from_pylist(rows, schema)


def test_units_by_hand() -> None:
    found = units(
        alerts(("a", 0, 10), ("a", 18, 30), ("b", 5, 5), ("c", 1, 2)),
        alerts(("a", 8, 20), ("b", 6, 6), ("d", 1, 2), ("c", 2, 9)),
    )
    told = [
        (one["subject"], one["before"], one["after"], one["change"]) for one in found.to_pylist()
    ]
    assert told == [
        ("a", ["a@0", "a@18"], ["a@8"], "kept"),  # the two of before meet through the one of after
        ("b", ["b@5"], [], "lost"),
        ("b", [], ["b@6"], "gained"),
        ("c", ["c@1"], ["c@2"], "kept"),
        ("d", [], ["d@1"], "gained"),
    ]


spans = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 20), st.integers(0, 5)).map(
        lambda one: (one[0], one[1], one[1] + one[2])
    ),
    max_size=6,
    unique_by=lambda one: one[:2],
)


def test_alerts_within_the_window_belong_together() -> None:
    before, after = alerts(("a", 0, 10)), alerts(("a", 100, 101))
    changes = [units(before, after, days).column("change").to_pylist() for days in (90, 89)]
    assert changes == [["kept"], ["lost", "gained"]]


@settings(deadline=None, max_examples=40)
@given(before=spans, after=spans)
def test_every_alert_is_in_one_unit_and_units_do_not_overlap(
    before: list[Span], after: list[Span]
) -> None:
    found = units(alerts(*before), alerts(*after)).to_pylist()
    for side, given_ in (("before", before), ("after", after)):
        told = sorted(name for one in found for name in one[side])
        assert told == sorted(f"{subject}@{opened}" for subject, opened, _ in given_)
    for one, other in ((a, b) for a in found for b in found if a is not b):
        apart = one["last"] < other["opened"] or other["last"] < one["opened"]
        assert one["subject"] != other["subject"] or apart
    mirror = units(alerts(*after), alerts(*before)).to_pylist()
    assert [one["before"] for one in mirror] == [one["after"] for one in found]


def test_every_public_name_is_there_again_after_its_module_was_loaded() -> None:
    for _ in range(2):
        for name in tuning.__all__:
            assert callable(getattr(tuning, name)), name
    with pytest.raises(AttributeError):
        _ = tuning.nothing
