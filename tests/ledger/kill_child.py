"""A child process of the kill tests: ingests made releases with a stub reader into the ledger it is told."""

import sys

from bench.scale.grow import grown

from communique.runs.ingest import ingest
from tests.made import make_reading, make_release

COUNT = 400

if __name__ == "__main__":
    ingest(grown([make_reading(make_release())], COUNT), sys.argv[1])
