"""Results that grow run by run: spread, and which file may be gone on with."""

import numpy as np
import pytest

from argen.training.results import begun, save_json, spread


def test_spread_is_that_of_a_sample():
    values = [0.2, 0.5, 0.9]
    assert spread(values) == {"mean": pytest.approx(np.mean(values)), "sd": pytest.approx(np.std(values, ddof=1))}
    assert spread([0.5]) == {"mean": 0.5, "sd": None} and spread([]) == {"mean": None, "sd": None}


def test_a_run_goes_on_where_the_settings_are_equal(tmp_path):
    path = tmp_path / "new" / "results.json"
    results = begun(path, {"seed": 1, "rates": (0.1, 0.2)}, "arms")
    assert results["arms"] == {}
    results["arms"]["one"] = 3
    save_json(path, results)
    assert begun(path, {"seed": 1, "rates": (0.1, 0.2)}, "arms") == results
    more = begun(path, {"seed": 1, "print": "a"}, "arms")
    assert more["arms"] == {"one": 3} and set(more["settings"]) == {"seed", "rates", "print"}


def test_results_of_other_settings_are_never_written_over(tmp_path):
    path = tmp_path / "results.json"
    save_json(path, begun(path, {"seed": 1, "steps": 5}, "arms"))
    with pytest.raises(ValueError, match="made with another steps; choose another `output`"):
        begun(path, {"seed": 1, "steps": 6}, "arms")
