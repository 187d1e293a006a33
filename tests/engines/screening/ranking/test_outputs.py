import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.ranking.outputs import Outputs, read_outputs
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.invented import hit, run_of


def written(folder: Path) -> Outputs:
    run = run_of([hit("L1", "a", 5, members=3)])
    for name in ("hits", "alerts", "alert_hits", "alert_scenarios"):
        pq.write_table(getattr(run, name), folder / f"{name}.parquet")
    told = {"pack": {"name": "human-trafficking", "digest": "0"}} | run.told
    (folder / "run.json").write_text(json.dumps(told), "utf-8")
    return run


def test_what_a_run_left_is_read(tmp_path: Path) -> None:
    run = written(tmp_path)
    found = read_outputs(tmp_path)
    assert found.alerts.equals(run.alerts)
    assert found.alert_hits.equals(run.alert_hits)
    assert (found.rule, found.data_digest) == (Rule(), "d")
    assert found.pack.name == "human-trafficking"


def test_an_unfinished_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="no finished run"):
        read_outputs(tmp_path)


def test_a_broken_file_is_named_in_words(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "hits.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(FulcrumError, match="cannot be read"):
        read_outputs(tmp_path)


def test_tables_without_their_columns_are_refused() -> None:
    run = run_of([hit("L1", "a", 5, members=3)])
    with pytest.raises(FulcrumError, match="alerts: There is no column 'opened'"):
        Outputs(
            run.hits, run.alerts.drop_columns(["opened"]), run.alert_hits, run.alert_scenarios, {}
        )
