"""A session of Spark: one that is there already, or one of our own."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.kernel.errors import FulcrumError

# What makes a statement mean the same whatever an installation of Spark is set to.
MEANING = {
    "spark.sql.session.timeZone": "UTC",  # nothing reads it; see `slices`
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.ansi.enabled": "true",  # what overflows or cannot be cast stops, as on DuckDB
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.groupByOrdinal": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
}
ROWS_A_PART = 250_000
LEAST_HEAP = 1024  # megabytes; Spark refuses to start in less than half of it
UNITS = {"K": 2**-10, "M": 1, "G": 2**10, "T": 2**20}


def heap_of(memory: str) -> int:
    """An amount of memory as a run states it ("1GB"), in megabytes, and never too few for Java."""
    bare = memory.rstrip("iB").rstrip()
    return max(LEAST_HEAP, round(float(bare[:-1]) * UNITS[bare[-1]]))


def settings_of(spec: ScreenSpec, rows: int, scratch: Path) -> dict[str, str]:
    """What a session of our own is started with.

    On one machine that is everything; on a cluster its operator decides on memory and cores.

    Args:
        spec: the run.
        rows: how many transactions there are.
        scratch: a folder for what does not fit in memory, on one machine.
    """
    quiet = {"spark.ui.enabled": "false"}
    if not spec.master.startswith("local"):
        return quiet
    return quiet | {
        "spark.cleaner.periodicGC.interval": "1min",  # what was spilled for one indicator goes
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": f"{heap_of(spec.memory)}m",
        "spark.local.dir": str(scratch),
        "spark.log.level": "FATAL",  # what stops is told in a sentence
        "spark.sql.shuffle.partitions": str(max(2, min(2000, rows // ROWS_A_PART))),
        "spark.ui.showConsoleProgress": "false",
    }


@contextmanager
def session_of(spec: ScreenSpec, rows: int, scratch: Path) -> Iterator[Any]:
    """A session with views and settings of its own; what was not there before is stopped after.

    Args:
        spec: the run.
        rows: how many transactions there are.
        scratch: a folder for what does not fit in memory, on one machine.

    Raises:
        FulcrumError: pyspark is not installed, or Spark does not start.
    """
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra
        from pyspark.sql import SparkSession  # noqa: PLC0415 - as above
    except ImportError as error:
        raise FulcrumError(
            "Spark is not installed.",
            where="engine",
            mend="Install Fulcrum with its extra `spark`, or run it on duckdb.",
        ) from error
    try:
        base, ours = SparkSession.active(), False
    except PySparkException:
        base, ours = None, True
    before = signal.getsignal(signal.SIGINT)
    try:
        base = base or _started(spec, settings_of(spec, rows, scratch))
        session = base.newSession()
        for name, value in MEANING.items():
            session.conf.set(name, value)
        yield session
    finally:
        if ours:
            stop(base)
            _interrupted_by(before)


def _started(spec: ScreenSpec, settings: dict[str, str]) -> Any:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    builder = SparkSession.builder.master(spec.master).appName("fulcrum screen")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with saying(f"Spark did not start on {spec.master}", NEEDS):
        return builder.getOrCreate()


def stop(base: Any) -> None:
    """Stop Spark and the Java process behind it, whose memory a worker would keep otherwise.

    Args:
        base: a session; None when Java was started, but no session came of it.
    """
    from pyspark import SparkContext  # noqa: PLC0415 - an extra

    # pyspark has no other way to end Java.
    gateway: Any = SparkContext._gateway  # noqa: SLF001
    if base is not None:
        sums: Any = base.sparkContext._accumulatorServer  # noqa: SLF001
        base.stop()
        sums.server_close()
    if gateway is not None and gateway.proc is not None:  # spark-submit ends its own
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()
        SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001


def _interrupted_by(handler: Any) -> None:
    """Undo that pyspark answers Ctrl-C; what it leaves behind fails once it is stopped."""
    if handler is not None and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, handler)


NEEDS = (
    "It needs Java 17 (JAVA_HOME, or java on the path) and, on a cluster, a master that answers. "
    "Or run it on duckdb."
)


@contextmanager
def saying(what: str, mend: str) -> Iterator[None]:
    """Errors of Spark in a sentence.

    Args:
        what: what did not work.
        mend: what to do about it.

    Raises:
        FulcrumError: Spark stopped; it says what and, in a line, why.
    """
    from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra

    try:
        yield
    except (PySparkException, import_module("py4j.protocol").Py4JError) as error:
        raise FulcrumError(f"{what}: {first_line(error)}", where="spark", mend=mend) from error


def first_line(error: BaseException) -> str:
    """What an error of Spark says, without the trail of Java's calls behind it."""
    java = getattr(error, "java_exception", None)
    told = str(error if java is None else java.getMessage() or java)
    return next((line.strip() for line in told.splitlines() if line.strip()), type(error).__name__)
