"""Weights that are missing are told in one line that says what to do."""

from pathlib import Path

import pytest

from communique.entries.network import OnnxEncoder
from communique.errors import WeightsError


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"encoder\.onnx: not there; install communique again"):
        OnnxEncoder(tmp_path)
