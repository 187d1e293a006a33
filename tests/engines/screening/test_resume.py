"""Killed at random points and started again: the same alerts, as if nothing had happened."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fulcrum.engines.screening.proof import read_run
from fulcrum.engines.screening.store import open_store
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening import bank
from tests.engines.screening.conftest import Ran
from tests.engines.screening.nursery import Nursery, nursery

KILLS = 20
SEED = 20260302


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    """Children far from Greenwich: no result may depend on where a machine stands."""
    with nursery("Pacific/Kiritimati") as made:
        yield made


@pytest.mark.slow
def test_killed_at_random_points_a_run_finds_the_same(
    ran: Ran, children: Nursery, tmp_path: Path
) -> None:
    random, kills, finished = Random(SEED), 0, 0  # noqa: S311 - points in time, no secrets
    while kills < KILLS or not finished:
        out = tmp_path / str(finished)
        # A run reports a dozen times; what follows a report takes up to half a second.
        ended = children.child(
            "screen", data=ran.data, out=out, reports=random.randrange(13),
            seconds=random.uniform(0, 0.5), threads=1,
        )  # fmt: skip
        kills += ended.killed
        if not ended.killed:
            finished += 1
            assert ended.said == ran.told.digest
            assert bank.everything(out) == ran.rows
            assert not (out / "work").exists()
        elif not (out / "run.json").exists():
            with pytest.raises(FulcrumError, match="There is no finished run here"):
                read_run(out)
    ended = children.child("screen", data=ran.data, out=tmp_path / str(finished), threads=1)
    assert ended.said == ran.told.digest


@pytest.mark.slow
def test_killed_at_random_points_the_same_data_is_taken_in(
    ran: Ran, children: Nursery, tmp_path: Path
) -> None:
    random, kills = Random(SEED), 0  # noqa: S311 - as above
    source, store = ran.data.with_name("source"), open_store(ran.data)
    given: dict[str, Any] = {"sources": [str(source)], "shards": 3, "source": bank.SAID}
    for number in range(200):
        out = tmp_path / str(number)
        while True:
            ended = children.child(
                "ingest", out=out, reports=random.randrange(6), seconds=random.uniform(0, 0.2),
                **given,
            )  # fmt: skip
            kills += ended.killed
            if not ended.killed:
                break
            if not (out / "manifest.json").exists():
                with pytest.raises(FulcrumError, match="taken in to the end"):
                    open_store(out)
            else:
                break
        assert open_store(out).digest == store.digest
        if kills >= 10:
            return
    pytest.fail("Nothing was killed.")


def test_where_a_machine_stands_changes_nothing(
    ran: Ran, children: Nursery, tmp_path: Path
) -> None:
    given: dict[str, Any] = {"sources": [str(ran.data.with_name("source"))], "shards": 3}
    taken = children.child("ingest", out=tmp_path / "data", source=bank.SAID, **given)
    assert taken.said == open_store(ran.data).digest
    told = children.child("screen", data=tmp_path / "data", out=tmp_path / "out")
    assert told.said == ran.told.digest
    assert bank.everything(tmp_path / "out") == ran.rows
