"""A cluster of this machine writes the rows that one process writes, whatever dies on the way."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from communique.runs import local, spark
from communique.runs.pieces import Reader, plan
from communique.runs.reading import model_name, read_release
from communique.runs.samples import sample_folder
from tests.runs.cluster import Deadly, read_quickly
from tests.runs.test_local import rows_in, source

ROOT = Path(__file__).parents[2]
SHORT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a machine that starts quickly, not one that runs long
SAMPLE = str(Path(sample_folder(), "sg-mti.jsonl"))
pytestmark = pytest.mark.skipif(
    shutil.which("java") is None, reason="Spark needs Java, and there is none here; .ci/run installs it"
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Return a cluster of two executors with a core each, all on loopback."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_WORKER_DIR", str(tmp_path_factory.mktemp("spark")))
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("JDK_JAVA_OPTIONS", SHORT)
        with spark.session("local-cluster[2,1,1024]", 2) as session:
            yield session


def test_a_worker_and_an_executor_die_and_no_row_is_lost_or_doubled(
    cluster: SparkSession, tmp_path: Path
) -> None:
    pieces, marks = plan([source(tmp_path)], size=700), tmp_path / "marks"
    marks.mkdir()
    spark.write_pieces(pieces, Reader(Deadly(marks), "small"), tmp_path / "out", cluster)
    assert sorted(mark.name for mark in marks.iterdir()) == ["executor", "worker"]
    local.write_pieces(pieces, Reader(read_quickly, "small"), tmp_path / "local")
    assert rows_in(tmp_path / "out") == rows_in(tmp_path / "local")


def test_everything_listens_on_loopback(cluster: SparkSession) -> None:
    executors = cluster.sparkContext._jsc.sc().getExecutorMemoryStatus().keySet().mkString(" ").split()
    assert {name.split(":")[0] for name in executors} == {"127.0.0.1"}


def test_the_command_writes_on_a_cluster_what_it_writes_without(tmp_path: Path) -> None:
    words = ("extract", SAMPLE, "missing", "--engine", "spark", "--out", "read", "--workers", "1")
    done = subprocess.run(
        [sys.executable, "-m", "communique", *words],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path), "JDK_JAVA_OPTIONS": SHORT},
        capture_output=True,
        text=True,
    )
    local.write_pieces(plan([SAMPLE, "missing"]), Reader(read_release, model_name()), tmp_path / "local")
    rows = rows_in(tmp_path / "local")
    assert rows_in(tmp_path / "read") == rows
    assert done.stdout == f"read: {len(rows) - 1} releases, 1 refused\n"
    assert done.returncode == 1
    assert "communique: missing: No such file or directory\n" in done.stderr
