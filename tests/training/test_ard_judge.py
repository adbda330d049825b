"""The judge: it reads every frame, survives its file, learns from drawn clips, and the shipped one is caught by no pattern."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.argen.plan_argen import make_plan
from argen.pipelines.cif.integrity import looked_at
from argen.training.ard_judge import JudgeConfig, JudgeObjective, JudgeStage, frozen_from, load_clips, train
from argen.training.rewards.judge import Judge, make_judge, passes


SMALL = {"size": 24, "num_frames": 5, "widths": (8, 8, 8), "squeezed": 4, "hidden": 8}
RELEASE = Path(__file__).parents[2] / "release" / "judge-mini"


def small_judge(seed=0):
    torch.manual_seed(seed)
    return Judge(**SMALL).eval()


def clips(count=2, frames=9, size=24):
    return torch.rand(count, frames, 3, size, size, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("total", [1, 2, 5, 8, 9, 16, 17, 33, 81])
def test_the_passes_leave_no_frame_out(total):
    found = passes(total, 9)
    assert {frame for one in found for frame in one} == set(range(total))
    assert all(one[0] == 0 and one == sorted(set(one)) for one in found)


def test_looked_at_has_both_ends():
    assert looked_at(17, 9) == list(range(0, 17, 2)) and looked_at(3, 5) == [0, 0, 1, 2, 2]


def test_the_shapes_are_those_of_the_clip_and_any_size_is_read():
    judge = small_judge()
    for frames, size in ((9, 24), (17, 40), (1, 24)):
        found = judge(clips(3, frames, size))
        assert found.logits.shape == (3, len(EMOTIONS)) and found.curve.shape == (3, frames, 20)
        assert float(found.curve.min()) >= 0 and float(found.curve.max()) <= 1


@pytest.mark.parametrize("frame", range(1, 9))
def test_every_frame_counts(frame):
    judge, given = small_judge(), clips(1)
    changed = given.clone()
    changed[:, frame] = 1 - changed[:, frame]
    plain, other = judge(given), judge(changed)
    assert not torch.equal(plain.logits, other.logits) and not torch.equal(
        plain.curve[:, frame], other.curve[:, frame]
    )


def test_a_clip_is_judged_alone():
    judge, given = small_judge(), clips(20)
    torch.testing.assert_close(judge(given).logits[17:18], judge(given[17:18]).logits)


def test_a_judge_is_saved_in_half_precision_and_read_again(tmp_path):
    judge = small_judge()
    judge.save_pretrained(tmp_path)
    again = Judge.from_pretrained(tmp_path)
    assert again.settings == judge.settings and not any(p.requires_grad for p in again.parameters())
    for key, value in judge.state_dict().items():
        assert torch.equal(again.state_dict()[key], value.half().float())
    assert sorted(os.listdir(tmp_path)) == ["config.json", "model.safetensors"]


def test_another_folder_is_no_judge(tmp_path):
    small_judge().save_pretrained(tmp_path)
    (tmp_path / "config.json").write_text('{"model_type": "duse"}')
    with pytest.raises(ValueError, match="holds no judge"):
        Judge.from_pretrained(tmp_path)


def test_the_callable_averages_what_was_asked_for(tmp_path):
    model = small_judge()
    model.save_pretrained(tmp_path)
    judge, logged = make_judge(str(tmp_path)), {}
    given, curve = clips(4), make_plan("fear", 1.0, num_frames=9).curve
    values = judge(
        completions=given, emotion=["fear", "fear", None, None], action_units=[curve, None, curve, None],
        log_metric=lambda name, value: logged.update({name: value}),
    )  # fmt: skip
    p = Judge.from_pretrained(tmp_path)(given).logits.softmax(-1)[:, EMOTIONS.index("fear")]
    assert values[1] == pytest.approx(float(p[1])) and values[3] is None
    assert values[0] is not None and 2 * values[0] - float(p[0]) <= 1
    assert logged["accuracy"] in (0.0, 0.5, 1.0) and 0 <= logged["au_agreement"] <= 1


def test_training_learns_and_goes_on_where_it_was_stopped(tmp_path, write_shards, monkeypatch):
    write_shards(tmp_path / "train", shards=2, clips=8)
    write_shards(tmp_path / "test", shards=1, clips=8)
    monkeypatch.setattr("argen.training.ard_judge.load_clips", apart)
    config = JudgeConfig(
        output=str(tmp_path / "run"), train=(str(tmp_path / "train"),), test=(str(tmp_path / "test"),),
        stage=JudgeStage(steps=6, max_minutes=None, batch_size=4, warmup_steps=1),
    )  # fmt: skip
    report = train(config)
    assert json.loads(json.dumps(report)) == json.loads((tmp_path / "run" / "judge.json").read_text())
    assert report["clips"] == 16 and report["held_out"]["clips"] == 8
    assert set(report["held_out"]["recall"]) <= set(EMOTIONS)
    assert Judge.from_pretrained(tmp_path / "run" / "model").settings == Judge().settings
    again = train(config)  # nothing is left to do
    assert again["held_out"] == report["held_out"]
    on = {
        "output": str(tmp_path / "on"),
        "stage": replace(config.stage, begin_with=str(tmp_path / "run" / "model"), learning_rate=1e-12),
    }
    train(replace(config, **on))
    first, second = (Judge.from_pretrained(tmp_path / name / "model").code.weight for name in ("run", "on"))
    torch.testing.assert_close(second, first)  # it began there and could not leave


def test_clips_stand_still_from_a_frame_on_with_the_aus_of_that_frame():
    t, n = 9, 400
    frames = torch.arange(t).float().view(1, t, 1, 1, 1).expand(n, t, 3, 2, 2)
    au = torch.arange(t).float().view(1, t, 1).expand(n, t, 20) / (t - 1)  # the expression grows to the end
    fear = torch.full((n,), EMOTIONS.index("fear"))
    videos, shown, named = frozen_from(frames, au, fear, 0.5, torch.Generator().manual_seed(0))
    last = videos[:, :, 0, 0, 0].amax(1).long()
    torch.testing.assert_close(shown, torch.arange(t).minimum(last[:, None])[..., None].expand(n, t, 20) / (t - 1))
    torch.testing.assert_close(videos[:, :, 0, 0, 0], torch.arange(t).minimum(last[:, None]).float())
    assert 0.4 < float((last == t - 1).float().mean()) < 0.6
    for k, name in zip(last.tolist(), named.tolist(), strict=True):
        assert name == (EMOTIONS.index("neutral") if k == 0 else fear[0] if k >= (t - 1) / 2 else -100)
    same = frozen_from(frames, au, fear, 0.0, torch.Generator().manual_seed(0))
    assert torch.equal(same[0], frames) and torch.equal(same[1], au) and torch.equal(same[2], fear)


def test_a_batch_that_asks_for_no_emotion_has_a_loss_and_clips_without_one_weigh_nothing():
    objective, frames = JudgeObjective(small_judge()), clips(4, 5)
    au, named = torch.rand(4, 5, 20, generator=torch.Generator().manual_seed(2)), torch.tensor([1, -100, 3, -100])
    assert torch.isfinite(objective(frames, au, torch.full((4,), -100))[0])
    shown, entropy = objective.judge.read(frames)[0], objective(frames, au, torch.full((4,), -100))[0]
    wanted = torch.nn.functional.cross_entropy(shown[::2], named[::2], label_smoothing=0.05)
    torch.testing.assert_close(objective(frames, au, named)[0] - entropy, 0.3 * wanted)


def apart(folders, judge):
    """Clips of the drawn shards, with identities that differ between train and test."""
    found = load_clips(folders, judge)
    found.identity += 1000 * folders[0].endswith("/test")
    return found


def test_people_of_the_training_set_do_not_judge_the_judge(tmp_path, write_shards):
    write_shards(tmp_path / "one", shards=1, clips=4)
    config = JudgeConfig(output=str(tmp_path / "run"), train=(str(tmp_path / "one"),), test=(str(tmp_path / "one"),))
    with pytest.raises(ValueError, match="`test` holds 4 identities of `train`"):
        train(config)


def test_the_shipped_judge_is_small():
    assert (RELEASE / "model.safetensors").stat().st_size < 400_000
    assert Judge.from_pretrained("argen/judge-mini").settings == Judge().settings
