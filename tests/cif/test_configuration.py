"""CIFConfig: what is legal."""

import pytest

from argen.pipelines.cif.configuration import CHOICES, CIFConfig
from argen.pipelines.cif.foreground import FOREGROUND


def test_every_kind_of_foreground_is_legal():
    assert CHOICES["foreground"] == tuple(FOREGROUND)


@pytest.mark.parametrize(
    ("option", "value"),
    [("num_hyperedges", 0), ("similarity", 1.5), ("assignment", "last"), ("memory_ratio", 0.0), ("layers", -1),
     ("alpha", float("nan")), ("sampling", "greedy"), ("map_power", 0.0), ("neighbours", 2.5), ("projection", 1),
     ("image_size", 0), ("foreground", "z"), ("feature_options", [])],
)  # fmt: skip
def test_illegal_configuration(option, value):
    with pytest.raises(ValueError, match=f"`{option}` is "):
        CIFConfig(**{option: value})
