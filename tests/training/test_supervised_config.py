"""The settings of a run: what is refused, and in which words."""

import argparse

import pytest

from argen.device import pick_device
from argen.training import supervised
from argen.training.supervised_config import load_config


@pytest.fixture
def settings(tmp_path):
    """A small configuration file."""
    path = tmp_path / "run.yaml"
    path.write_text(f"output: {tmp_path / 'run'}\nseed: 3\nvae: {{z_dim: 8}}\n")
    return path


def test_command_line_sets_nested_values(settings):
    parser = argparse.ArgumentParser()
    supervised.add_arguments(parser)
    args = parser.parse_args(["--config", str(settings), "--set", "vae.steps=7", "--set", "seed=5"])
    config = load_config(args.config, args.set)
    assert (config.vae.steps, config.seed, config.vae.z_dim) == (7, 5, 8)


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("vae.stepz=3", "`vae.stepz`"),
        ("vae.steps=-3", "`steps`"),
        ("vae.steps=many", "`steps` is 'many'; it has to be a whole number"),
        ("vae.learning_rate=1e-3", "write 1.0e-3"),
        ("vae.max_minutes=0", "`max_minutes`"),
        ("vae.ema_decay=1.5", "`ema_decay`.*0 to 1"),
        ("vae.frame_steps=-1", "`frame_steps`.*0 or more"),
        ("vae.region_weight=-1", "`region_weight`"),
        ("cache.num_frames=16", "4k \\+ 1"),
        ("cache.identities=[0]", "`identities`"),
        ("transformer.drop_au=2", "`drop_au`"),
        ("transformer.drop_text=-0.1", "`drop_text`"),
        ("transformer.drop_text=0.9", "together 1 at most"),
        ("transformer.solo=1.1", "`solo`"),
        ("transformer.short=-0.1", "`short`"),
        ("transformer.recoloured=7", "`recoloured`"),
        ("transformer.conditioning_factor=0", "`conditioning_factor`"),
        ("transformer.region_weight=-1", "`region_weight`"),
        ("transformer.au_weight=-1", "`au_weight`"),
        ("probe.noise=-1", "`noise`"),
        ("estimator.widths=[]", "`widths`"),
        ("seed", "section.key=value"),
        ("seed.x=1", "`seed` is one value, not a section"),
        ("vocabulary.x=1", "`vocabulary`"),
        ("vae=3", "`vae` is 3; it is a section"),
        ("seed=[", "no YAML"),
    ],
)
def test_bad_setting_is_named(settings, override, words):
    with pytest.raises(ValueError, match=words):
        load_config(settings, [override])


@pytest.mark.parametrize(("text", "words"), [("vae: {steps: 3", "no YAML"), ("- 3", "no settings"), (None, "no file")])
def test_bad_file_is_named(tmp_path, text, words):
    if text is not None:
        (tmp_path / "run.yaml").write_text(text)
    with pytest.raises(ValueError, match=f"`--config`.*{words}"):
        load_config(tmp_path / "run.yaml")


@pytest.mark.parametrize("name", ["foo", "cpu:3", "cuda:99"])
def test_bad_device_is_named(name):
    with pytest.raises(ValueError, match=f"`--device` is '{name}'"):
        pick_device(name)
    assert str(pick_device("cpu")) == "cpu"


def test_bad_device_is_told_before_anything_is_rendered(settings):
    parser = argparse.ArgumentParser()
    supervised.add_arguments(parser)
    with pytest.raises(ValueError, match="`--device`"):
        supervised.main(parser.parse_args(["--config", str(settings), "--device", "foo"]))
