"""What a password costs to try, outside the tests too."""

import subprocess
import sys

from argon2 import extract_parameters

from communique.accounts.secret import is_password

WORD = "correct horse battery"


def test_a_kept_password_costs_what_is_advised_and_is_known_again() -> None:
    program = f"from communique.accounts.secret import hash_password; print(hash_password({WORD!r}))"
    kept = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=60, check=True
    ).stdout.strip()
    cost = extract_parameters(kept)
    assert (cost.memory_cost >= 19 * 1024, cost.time_cost >= 2) == (True, True)  # KiB and rounds, at least
    assert is_password(WORD, kept)
    assert not is_password(WORD + " ", kept)
    assert not is_password(WORD, None)
