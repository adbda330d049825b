"""Support sets: what they depend on, and what they do not."""

import pytest

from argen.dataset_builders.industrial.procedural import procedural_category
from argen.dataset_builders.industrial.shots import support_indices, support_set


def test_a_set_depends_on_seed_and_number_alone_and_grows_by_shots() -> None:
    sets = [support_indices(24, 4, number) for number in range(5)]
    assert sets == [support_indices(24, 4, number) for number in range(5)]
    assert len({tuple(one) for one in sets}) == 5
    for number, one in enumerate(sets):
        assert len(set(one)) == 4 and support_indices(24, 2, number) == one[:2]
    assert support_indices(24, 4, 0, seed=1) != sets[0]


def test_every_sample_has_its_turn() -> None:
    drawn = [support_indices(10, 1, number)[0] for number in range(200)]
    assert set(drawn) == set(range(10))


def test_order_is_the_first_files() -> None:
    assert support_indices(24, 3, how="order") == [0, 1, 2]
    names = support_set(procedural_category("knob", train=5, test=0).train, 2, how="order").names
    assert names == ["train/good/000", "train/good/001"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"pool": 3, "shots": 4}, "`shots` is 4; it has to be 1 to 3"),
        ({"pool": 3, "shots": 0}, "`shots` is 0"),
        ({"pool": 3, "shots": 1, "number": -1}, "`number` is -1"),
        ({"pool": 3, "shots": 1, "number": 1, "how": "order"}, 'is 0 with "order"'),
        ({"pool": 3, "shots": 1, "how": "best"}, "`how` is 'best'"),
    ],
)
def test_mistakes_are_named(arguments: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        support_indices(**arguments)
