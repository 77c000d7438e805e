"""Advice that is given once, where it is needed."""

import pytest

from backprop_core import Recording, RunSpec, train
from film.cli.film_command import hint_at_scaling


def trained(largest, **data):
    """What happens to a network of one unit with inputs up to that size."""
    inputs = [[0.0], [largest], [largest / 2]]
    run = RunSpec(
        data={"inputs": inputs, "targets": [[0.0], [1.0], [0.5]], **data},
        network={"layers": [1, 1]},
        training={"batch_size": "all", "max_steps": 1},
    )
    return train(run, Recording(steps=(0,), whole=False))


@pytest.mark.parametrize("largest", [45_000.0, -45_000.0])
def test_large_inputs_are_named_with_their_size_and_cure(largest):
    """As the samples are, before they are scaled."""
    hint = hint_at_scaling(trained(largest))
    assert "inputs reach 45000" in hint
    assert 'scaling = "standard" in [data]' in hint


def test_nothing_is_said_of_small_or_scaled_inputs():
    """Nobody is told what is done already."""
    assert not hint_at_scaling(trained(1.0))
    assert not hint_at_scaling(trained(45_000.0, scaling="minmax"))
