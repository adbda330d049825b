"""The evaluation of a generator: counts that are true, and errors before the hours of sampling."""

import argparse
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from argen.training import supervised_evaluate
from argen.training.supervised_clips import ClipBank
from argen.training.supervised_config import CacheConfig
from argen.training.supervised_judge import Judge


class Actor:
    """A pipeline that gives noise, and an estimator that reads it."""

    def __init__(self):
        self.au_estimator = lambda frames: frames[..., :4, :5].mean(2).flatten(-2)
        self.asked: list[int] = []
        self.arguments: set[str] = set()

    def __call__(self, images, num_frames, **given):
        self.asked.append(len(images))
        self.arguments |= {*given}
        return SimpleNamespace(frames=torch.rand(len(images), num_frames, 3, 64, 64))


@pytest.fixture
def judge(tmp_path, write_shards):
    """Six clips asked for, four rendered, in batches of three."""
    write_shards(tmp_path / "clips", shards=1)
    bank = ClipBank(tmp_path / "clips", CacheConfig(count=6, shard_size=4, size=64), 6, torch.device("cpu"))
    bank.refresh()
    args = supervised_arguments(["--seeds", "2", "--batch-size", "3"])
    actor: Any = Actor()
    return Judge(actor, bank, args)


def supervised_arguments(words):
    parser = argparse.ArgumentParser()
    supervised_evaluate.add_arguments(parser)
    return parser.parse_args(words)


def test_frames_sweep_counts_the_clips_it_used(judge):
    result = judge.frames(count=64)
    assert result["clips"] == 4 and judge.pipe.asked == [3, 1] * 2 * 6
    judge.pipe.asked.clear()
    assert judge.frames(count=2)["clips"] == 2 and judge.pipe.asked == [2] * 2 * 6
    # the third difference of white noise of variance 1/12 has the variance (1 + 9 + 9 + 1) / 12
    assert result["sweep"]["0.0"]["jerk"] == pytest.approx((20 / 12) ** 0.5, rel=0.01)


def test_few_clips_are_enough_for_every_measure(judge):
    assert judge.intensity()["people"] == 4
    assert set(judge.estimator()) == {"mean", "per_au", "mae"}
    assert judge.sampling()["seeds"] == judge.text()["seeds"] == 2


def test_the_judge_reads_clips_made_by_the_same_draws(judge):
    asked = judge.pipe.asked
    result = judge.judged()
    assert result["seeds"] == 2 and len(result["per_au"]) == 20 and -1 <= result["r_original"] <= 1
    assert asked == [3, 1] * 2
    found = []
    for read in (None, judge.estimate, lambda frames: 1 - judge.estimate(frames)):
        torch.manual_seed(0)
        found.append(judge.controlled(0, "same", read=read)[0])
    assert found[0].tolist() == found[1].tolist() == pytest.approx(-found[2])


def test_a_sentence_is_planned_and_a_caption_is_not(judge):
    worded = {"text", "prompt", "emotion", "action_units"}
    for measure in ("text", "caption"):
        judge.pipe.arguments.clear()
        getattr(judge, measure)()
        assert judge.pipe.arguments & worded == {{"text": "text", "caption": "prompt"}[measure]}


def test_settings_say_how_many_people_were_drawn(judge):
    judge.bank.identity[:4] = torch.tensor([5, 7, 5, 9])
    drawn = supervised_evaluate.drawn(judge.bank)
    assert (drawn["identities_drawn"], drawn["clips_used"]) == (3, 4)


def test_held_out_clips_of_other_settings_have_another_folder(tmp_path):
    configs = [supervised_evaluate.held_out_config(*one) for one in ((1, 0.5), (2, 0.5), (1, 0.0), (1, 0.5))]
    folders = [supervised_evaluate.held_out_folder(config, tmp_path) for config in configs]
    assert len(set(folders)) == 3 and folders[0] == folders[3]
    assert all(folder.parent == tmp_path for folder in folders)


def test_model_without_an_estimator_is_refused(dummy_pipeline, tmp_path):
    dummy_pipeline(au_estimator=None).save_pretrained(tmp_path / "mute")
    with pytest.raises(ValueError, match="`--model` is .*mute', which has no `au_estimator`"):
        supervised_evaluate.load_model(str(tmp_path / "mute"), torch.device("cpu"))
    dummy_pipeline().save_pretrained(tmp_path / "whole")
    assert supervised_evaluate.load_model(str(tmp_path / "whole"), torch.device("cpu")).au_estimator is not None


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["--clips", "0"], "`--clips`"), (["--batch-size", "0"], "`--batch-size`"), (["--device", "foo"], "`--device`")],
)
def test_bad_flag_is_named(words, expected):
    with pytest.raises(ValueError, match=expected):
        supervised_evaluate.main(supervised_arguments(words))


def test_help_needs_no_torch():
    code = (
        "import sys, argen.training.supervised_evaluate, argen.training.supervised; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
