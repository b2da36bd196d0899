"""Runs the measurement of names."""

import sys

from bench.identity import main

sys.exit(main())
