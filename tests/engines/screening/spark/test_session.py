"""Spark is started as a run needs it, and says in words when it cannot be."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyspark.errors import PySparkRuntimeError

from fulcrum.engines.screening.spark.session import (
    LEAST_HEAP,
    MEANING,
    first_line,
    heap_of,
    saying,
    session_of,
    settings_of,
)
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.spark.both import NEEDS_JAVA


def spec_for(master: str, memory: str = "1GB") -> ScreenSpec:
    return ScreenSpec(
        data=Path("data"), out=Path("out"), engine="spark", master=master, memory=memory
    )


@pytest.mark.parametrize(
    ("memory", "megabytes"),
    [("3GB", 3072), ("2 GiB", 2048), ("1536MB", 1536), ("2TB", 2_097_152), ("4000000KB", 3906)],
)
def test_memory_is_the_heap(memory: str, megabytes: int) -> None:
    assert heap_of(memory) == megabytes


@given(st.integers(1, 1000))
def test_the_heap_is_never_too_small_for_spark(megabytes: int) -> None:
    assert heap_of(f"{megabytes}MB") == LEAST_HEAP


def test_on_one_machine_everything_is_set(tmp_path: Path) -> None:
    few = settings_of(spec_for("local[2]"), 5_000, tmp_path)
    many = settings_of(spec_for("local[*]", "8GB"), 50_000_000, tmp_path)
    assert few["spark.sql.shuffle.partitions"] == "2"
    assert many["spark.sql.shuffle.partitions"] == "200"
    assert many["spark.driver.memory"] == "8192m"
    assert few["spark.driver.bindAddress"] == "127.0.0.1"
    assert few["spark.ui.enabled"] == "false"


def test_on_a_cluster_its_operator_decides(tmp_path: Path) -> None:
    settings = settings_of(spec_for("spark://head:7077"), 50_000_000, tmp_path)
    assert settings == {"spark.ui.enabled": "false"}


def test_a_session_of_somebody_else_is_used_and_left_alone(spark: Any, tmp_path: Path) -> None:
    with session_of(spec_for("local[2]"), 1, tmp_path) as session:
        for name, value in MEANING.items():
            assert session.conf.get(name) == value
        session.sql("SELECT 1 AS one").createOrReplaceTempView("mine")
    assert spark.catalog.listTables() == []
    assert spark.conf.get("spark.sql.ansi.enabled") == "false"
    assert spark.sql("SELECT 1 AS one").count() == 1


def test_without_pyspark_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with (
        pytest.raises(FulcrumError, match="Spark is not installed") as caught,
        session_of(spec_for("local[2]"), 1, tmp_path),
    ):
        pass
    assert "extra `spark`" in caught.value.mend


STARTED = """
import signal, sys
from pathlib import Path
from fulcrum.engines.screening.spark.session import session_of
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.kernel.errors import FulcrumError
before = signal.getsignal(signal.SIGINT)
spec = ScreenSpec(data=Path("d"), out=Path("o"), engine="spark", master=sys.argv[1])
try:
    with session_of(spec, 1, Path(sys.argv[2])) as session:
        print(session.sql("SELECT 41 + 1").collect()[0][0])
except FulcrumError as error:
    print(error.what, "|", error.mend)
from pyspark import SparkContext
print(SparkContext._gateway is None and signal.getsignal(signal.SIGINT) is before)
"""


def started(scratch: Path, **changes: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", STARTED, "local[1]", str(scratch)],
        env=os.environ | changes,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@NEEDS_JAVA
@pytest.mark.slow
def test_a_session_of_our_own_leaves_nothing_behind(tmp_path: Path) -> None:
    assert started(tmp_path / "spill") == ["42", "True"]
    assert not list((tmp_path / "spill").glob("*"))


def test_without_java_it_says_so(tmp_path: Path) -> None:
    told, _left = started(tmp_path, JAVA_HOME=str(tmp_path / "nowhere"))
    assert told.startswith("Spark did not start on local[1]: ")
    assert "Java 17" in told


def test_an_error_of_spark_is_a_sentence() -> None:
    with pytest.raises(FulcrumError, match="It stopped: ") as caught, saying("It stopped", "Rest."):
        raise PySparkRuntimeError("Broken.\n\tat org.apache.spark.Somewhere")
    assert caught.value.what == "It stopped: Broken."
    assert caught.value.mend == "Rest."


def test_an_error_without_words_is_named() -> None:
    assert first_line(RuntimeError()) == "RuntimeError"
