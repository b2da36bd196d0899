"""A child process of the kill tests: ingests made releases with a stub reader into the ledger it is told."""

import sys

from communique.runs.ingest import ingest
from tests.made import make_reading, many

COUNT = 400

if __name__ == "__main__":
    ingest((make_reading(release) for release in many(COUNT)), sys.argv[1])
