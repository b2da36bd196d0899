"""Runs the measurement of times."""

import sys

from bench.time import main

sys.exit(main(sys.argv[1:]))
