"""communique reads official press releases and keeps a ledger of what they say was done."""

import os

__version__ = "0.1.0"

# Before numpy is loaded: its matrices here are small, and threads of several workers only fight over cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
