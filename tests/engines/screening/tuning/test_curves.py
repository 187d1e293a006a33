import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from fulcrum.engines.screening.ranking.intervals import wilson
from fulcrum.engines.screening.ranking.judgements import read_judgements
from fulcrum.engines.screening.ranking.outputs import read_outputs
from fulcrum.engines.screening.tuning.curve import Curve
from fulcrum.engines.screening.tuning.curves import CurveSpec, threshold_curve
from fulcrum.engines.screening.tuning.evaluate import Limits
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.tuning.bank import CASH, alerted, rooms

GRID = (5.0, 1.0, 3.0)
RETAIL = {f"A{n:02}" for n in range(40)}


def spec(data: Path, base: Path, **more: Any) -> CurveSpec:
    told: dict[str, Any] = {
        "data": data,
        "base": base,
        "indicator": "N02",
        "parameter": "least",
        "grid": GRID,
        "limits": Limits(threads=1),
    }
    return CurveSpec(**told | more)


@pytest.fixture(scope="module")
def judged(base: Path) -> pa.Table:
    """Everybody with five nights in hotels is productive, everybody else is not; P1 is not judged."""
    rows = [
        {"alert": one["alert"], "productive": one["subject"] in rooms(5)}
        for one in read_outputs(base).alerts.to_pylist()
        if one["subject"] != "P1"
    ]
    return pa.Table.from_pylist(rows)


@pytest.fixture(scope="module")
def curve(data: Path, base: Path, judged: pa.Table) -> Curve:
    return threshold_curve(spec(data, base), read_judgements(judged))


def test_each_value_gives_what_a_run_with_it_would(curve: Curve) -> None:
    for point, least in zip(curve.of(), (1, 3, 5), strict=True):
        assert point.value == least
        # Of k nights in hotels, the least-th and later are hits; ten accounts have each k.
        assert point.hits == sum(10 * (k - least + 1) for k in range(least, 6))
        assert point.subjects == len(rooms(least))
        assert point.alerts == len(alerted(rooms(least), CASH))
    assert (curve.current, curve.unit) == (3, "count")


def test_so_it_does_in_each_segment(curve: Curve) -> None:
    for point, least in zip(curve.of("retail"), (1, 3, 5), strict=True):
        assert point.subjects == len(rooms(least) & RETAIL)
        assert point.alerts == len(alerted(rooms(least), CASH) & RETAIL)
    parts = [curve.of(name) for name in ("retail", "student", "no segment")]
    assert [sum(one.alerts for one in value) for value in zip(*parts, strict=True)] == [
        one.alerts for one in curve.of()
    ]


def test_precision_and_recall_are_of_what_was_judged(curve: Curve) -> None:
    seen, good = alerted(rooms(3), CASH) - {"P1"}, rooms(5)
    for point, least in zip(curve.of(), (1, 3, 5), strict=True):
        now = alerted(rooms(least), CASH)
        assert point.judged == len(seen & now)
        assert point.productive == len(seen & now & good)
        assert point.missed == len((seen - now) & good)
        assert point.unjudged == len(now - seen)
        assert point.precision == wilson(point.productive, point.judged)
        assert point.recall == wilson(point.productive, point.productive + point.missed)
        assert point.precision_share == point.productive / point.judged
    # Nobody productive is lost at five nights, and most of the others are gone.
    assert curve.of()[2].recall_share == 1
    assert (curve.of()[2].precision_share or 0) > (curve.of()[1].precision_share or 0)


def test_without_judgements_there_is_no_precision(data: Path, base: Path) -> None:
    found = threshold_curve(spec(data, base, grid=(3.0,)), read_judgements(None))
    (point,) = found.of()
    assert (point.precision, point.recall, point.precision_share) == (None, None, None)
    assert point.unjudged == point.alerts == len(alerted(rooms(3), CASH))
    assert found.summary().splitlines()[-1].split()[-2:] == ["-", "-"]


def test_a_network_is_alerted_anew(data: Path, base: Path) -> None:
    one = spec(data, base, indicator="N04", grid=(2.0, 6.0))
    two, six = threshold_curve(one, read_judgements(None)).of()
    assert (two.subjects, six.subjects) == (2, 0)
    assert two.alerts - six.alerts == 1  # P2 has but two payers


def test_it_is_told_in_a_table(curve: Curve) -> None:
    lines = curve.summary().splitlines()
    assert lines[0] == "N02 least (count), now 3."
    assert lines[3] == "all"
    assert lines[5].split()[0] == "1"
    assert json.loads(json.dumps(curve.to_dict()))["points"][0]["segment"] == "all"
    assert "Wilson" in curve.explain()


@pytest.mark.parametrize(
    ("what", "values"),
    [
        ("no indicator 'Z'", {"indicator": "Z"}),
        ("no number 'z'", {"parameter": "z"}),
        ("no number 'word'. It has: days, least_sum", {"indicator": "N03", "parameter": "word"}),
    ],
)
def test_what_is_not_there_is_refused(
    what: str, values: dict[str, Any], data: Path, base: Path
) -> None:
    with pytest.raises(FulcrumError, match=what):
        threshold_curve(spec(data, base, **values), read_judgements(None))


@pytest.mark.parametrize("grid", [(), (1.0, 1.0), tuple(float(n) for n in range(101))])
def test_a_grid_that_cannot_be_used_is_refused(grid: tuple[float, ...], tmp_path: Path) -> None:
    with pytest.raises(FulcrumError) as told:
        spec(tmp_path, tmp_path, grid=grid)
    assert told.value.where == "grid"


def test_a_run_of_other_data_or_rules_is_refused(data: Path, base: Path, tmp_path: Path) -> None:
    for name in ("hits", "alerts", "alert_hits", "alert_scenarios"):
        (tmp_path / f"{name}.parquet").write_bytes((base / f"{name}.parquet").read_bytes())
    told = json.loads((base / "run.json").read_text("utf-8"))
    for change, what in (
        ({"provenance": {"input_hash": "other"}}, "from other data"),
        ({"pack": {"name": "small", "digest": "other"}}, "by other rules"),
    ):
        (tmp_path / "run.json").write_text(json.dumps(told | change), "utf-8")
        with pytest.raises(FulcrumError, match=what):
            threshold_curve(spec(data, tmp_path), read_judgements(None))
