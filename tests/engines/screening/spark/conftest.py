"""One Spark for the tests of this folder: quick to start, and set otherwise than runs need it."""

import gc
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from fulcrum.engines.screening.spark.session import stop

# Compiled code pays on large data only; what is compiled and what is not give the same rows.
QUICK = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss4m",
    "spark.log.level": "OFF",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
# A run must not depend on what an installation is set to.
ODD = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "Asia/Kathmandu",
}


@pytest.fixture(scope="package")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A running Spark, which screening uses instead of one of its own."""
    if shutil.which("java") is None:
        pytest.skip("There is no Java here, which Spark needs.")
    scratch: Path = tmp_path_factory.mktemp("spark")
    builder = SparkSession.builder.master("local[2]").config("spark.local.dir", str(scratch))
    for name, value in (QUICK | ODD).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    stop(session)
    del session, builder
    with warnings.catch_warnings():
        # pyspark leaves its sockets to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
