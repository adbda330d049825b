"""The settings of a DuSE run: what is refused, and in which words."""

import argparse

import pytest

from argen.training import duse_train
from argen.training.duse_config import LONG_TAIL_NAMES, TUNING, load_duse_config
from argen.training.duse_longtail import LONG_TAIL
from argen.training.duse_tuning import TUNING as TUNED


@pytest.fixture
def settings(tmp_path):
    """A small configuration file."""
    path = tmp_path / "duse.yaml"
    path.write_text("seed: 3\ntrain: [a, b]\nrates: [1.0e-3]\n")
    return path


def test_words_after_the_flags_set_values(settings):
    parser = argparse.ArgumentParser()
    duse_train.add_arguments(parser)
    args = parser.parse_args(["--config", str(settings), "steps=7", "seed=5", "imbalance=50"])
    config = load_duse_config(args.config, args.set)
    assert (config.steps, config.seed, config.imbalance, config.train) == (7, 5, 50, ("a", "b"))


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("stepz=3", "`stepz`"),
        ("steps=0", "`steps` is 0"),
        ("steps=1.5", "`steps` is 1.5; it has to be a whole number"),
        ("train_clips=0", "`train_clips`"),
        ("use_htpc=3", "true or false"),
        ("train=runs", "`train` is 'runs'; it has to be a list of texts"),
        ("rates=[]", "`rates`"),
        ("rates=[1e-3]", "write 1.0e-3"),
        ("rates=[-1.0]", "`rates`"),
        ("image_mean=[0.5, 0.5]", "`image_mean`.*three numbers"),
        ("imbalance=0.5", "`imbalance` is 0.5"),
        ("validation_share=1.5", "`validation_share`.*0 to 1"),
        ("tuning=some", "`tuning` is 'some'; it has to be one of frozen, lora, full"),
        ("mixed_precision=fp8", "`mixed_precision`.*bf16"),
        ("long_tail=none", "`long_tail`.*logit_adjustment"),
        ("seed", "key=value"),
    ],
)
def test_bad_setting_is_named(settings, override, words):
    with pytest.raises(ValueError, match=words):
        load_duse_config(settings, [override])


def test_every_name_has_its_function():
    assert tuple(LONG_TAIL) == LONG_TAIL_NAMES and tuple(TUNED) == TUNING
