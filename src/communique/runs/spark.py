"""The engine of a cluster: Spark hands pieces to its executors, again where one dies, and writes the rows."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from communique.errors import CommuniqueError
from communique.records.columns import SCHEMA
from communique.runs.pieces import COMPRESSION, Reader, check_free
from communique.settings import LOOPBACK
from communique.sources.pieces import Cut

Read = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]
_TRIES = 4  # of a piece whose process dies


def session(master: str | None, workers: int) -> SparkSession:
    """Return a session: of this machine with so many workers, or of the cluster that `master` names.

    What `spark-defaults.conf` or spark-submit set holds; on this machine all listens on loopback.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    watched = str(sys.stderr.isatty()).lower()
    master = master or os.environ.get("MASTER") or f"local[{workers},{_TRIES}]"
    builder = SparkSession.builder.master(master).appName("communique")
    builder = builder.config("spark.ui.showConsoleProgress", watched)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
        for name in ("spark.driver.host", "spark.driver.bindAddress"):
            builder = builder.config(name, LOOPBACK)
        builder = builder.config("spark.ui.enabled", "false")
    try:
        found = builder.getOrCreate()
    except (PySparkException, Py4JError, OSError, RuntimeError) as error:
        raise CommuniqueError(f"Spark does not start: {_line(error)}; it needs Java 17 or newer") from error
    found.sparkContext.setLogLevel("ERROR")
    return found


def write_pieces(pieces: Sequence[Cut], reader: Reader, folder: Path, spark: SparkSession) -> None:
    """Write the rows of each piece to a Parquet file in a folder; the files in order are the input in order.

    A piece is a partition, so that who reads it, when, and how often it is tried leave no trace.
    """
    check_free(folder)
    numbers = spark.range(0, len(pieces), 1, len(pieces))
    rows = numbers.mapInArrow(_reading(pieces, reader), from_arrow_schema(SCHEMA))
    try:
        rows.write.option("compression", COMPRESSION).mode("append").parquet(folder.absolute().as_uri())
    except (PySparkException, Py4JError) as error:
        raise CommuniqueError(f"Spark gave up, and nothing is written: {_line(error)}") from error


def _reading(pieces: Sequence[Cut], reader: Reader) -> Read:
    """Return what reads the pieces of the numbers it is handed; it travels to the executors."""

    def read(numbers: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in numbers:
            for number in batch.column(0).to_pylist():
                yield from reader.batches(pieces[number])

    return read


def _line(error: Exception) -> str:
    return " ".join(str(error).split("\n\tat ")[0].split())[:300]
