"""Publishers are kept whole: none is both learned from and scored by."""

from train.folds import assign, publisher, set_aside
from train.gold import own_samples


def test_the_set_aside_are_publishers_of_ours_and_not_few() -> None:
    samples = own_samples()
    kept = [sample for sample in samples if publisher(sample) in set_aside()]
    assert len(kept) >= len(samples) // 6


def test_each_publisher_lies_in_one_fold_and_folds_are_of_like_size() -> None:
    samples = own_samples()
    placed = assign(samples, 4)
    assert set(placed) == {publisher(sample) for sample in samples}
    sizes = [sum(placed[publisher(s)] == fold for s in samples) for fold in range(4)]
    assert max(sizes) - min(sizes) <= max(sizes) // 4
