"""The scores from which the reader takes a decision, tuned out of fold."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """Scores from which a decision is taken; tuned out of fold, stored beside the weights."""

    trigger: float = 0.5
    trigger_of: dict[str, float] = field(default_factory=dict)  # by kind, where it differs
    fill: dict[str, float] = field(default_factory=dict)  # by slot
    calibration: list[list[float]] = field(default_factory=list)  # [score, share right], rising
