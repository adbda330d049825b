"""The sliding window: where it stands at each update."""

import pytest

from argen.training.ard_window import StochasticWindow


def test_the_window_slides_and_begins_again() -> None:
    window = StochasticWindow(size=2, interval=3, stride=1)
    starts = [window.steps(update, 6).start for update in range(18)]
    assert starts == [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3 + [0] * 3 + [1] * 3
    assert all(len(window.steps(update, 6)) == 2 for update in range(18))


@pytest.mark.parametrize("stride", (1, 2, 3, 4))
@pytest.mark.parametrize("num_steps", (4, 7, 10))
def test_every_step_but_the_last_is_visited(num_steps: int, stride: int) -> None:
    window = StochasticWindow(size=max(stride, 2), interval=1, stride=stride)
    visited = {step for update in range(20) for step in window.steps(update, num_steps)}
    assert visited == set(range(num_steps - 1))


def test_all_stochastic_is_a_window_of_all_steps() -> None:
    assert StochasticWindow(size=None).steps(1000, 8) == range(7)
    assert StochasticWindow(size=None, skip_last=False).steps(3, 8) == range(8)


def test_a_window_wider_than_the_rollout_is_cut() -> None:
    assert StochasticWindow(size=4).steps(77, 2) == range(1)
    assert StochasticWindow(size=4, skip_last=False).steps(0, 1) == range(1)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match=r"`num_steps` is 1, .*skip_last=False"):
        StochasticWindow().steps(0, 1)
    with pytest.raises(ValueError, match="`size` is 0"):
        StochasticWindow(size=0)
    with pytest.raises(ValueError, match="`interval` is 0"):
        StochasticWindow(interval=0)
    with pytest.raises(ValueError, match="`stride` is 0"):
        StochasticWindow(stride=0)
