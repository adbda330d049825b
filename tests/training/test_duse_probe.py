"""The temporal probe on recognisers whose use of motion is known, and the command on drawn clips."""

import pytest
import torch

from argen.training.duse_probe import PROBES, conditioned, probe_summary, temporal_probe


@pytest.fixture
def clips():
    """Rising and falling values over eight frames, and which is which."""
    labels = torch.arange(40) % 2
    rising = torch.linspace(0, 1, 8).expand(40, 8)
    return torch.where(labels[:, None] == 1, rising, rising.flip(1)), labels


def by_course(clips):
    rise = clips[:, -1] - clips[:, 0]
    return torch.stack([-rise, rise], 1)


def by_mean(clips):
    return torch.stack([clips.mean(1), 1 - clips.mean(1)], 1)


def test_a_recogniser_of_motion_turns_with_time(clips):
    found = temporal_probe(by_course, clips[0].split(7), clips[1])
    assert found["as is"] == 1.0 and found["reversed"] == 0.0 and found["first frame repeated"] == 0.5
    assert 0.2 < found["shuffled"] < 0.8


def test_an_order_blind_recogniser_does_not_care(clips):
    found = temporal_probe(lambda x: by_mean(x.double().sort(1).values), clips[0].split(7), clips[1])
    assert found["as is"] == found["shuffled"] == found["reversed"]


def test_shuffling_depends_on_the_number_of_a_clip_not_on_its_batch(clips):
    whole = conditioned(clips[0], "shuffle", 0)
    parts = torch.cat([conditioned(part, "shuffle", 9 * k) for k, part in enumerate(clips[0].split(9))])
    assert torch.equal(whole, parts) and not torch.equal(whole, clips[0])
    assert torch.equal(whole.sort(1).values, clips[0].sort(1).values)


def test_probes_keep_shape_and_pixels(clips):
    video = torch.rand(3, 8, 3, 4, 4)
    for name, condition in PROBES.items():
        made = conditioned(video, condition, 0)
        assert made.shape == video.shape, name
        assert all(any(torch.equal(frame, own) for own in video[k]) for k in range(3) for frame in made[k]), name
    assert torch.equal(conditioned(video, PROBES["first frame repeated"], 0)[:, 5], video[:, 0])
    assert torch.equal(conditioned(video, PROBES["reversed"], 0), video.flip(1))
    assert torch.equal(conditioned(video, PROBES["as is"], 0), video)


def test_summary_is_over_runs():
    runs = [{"probe": dict.fromkeys(PROBES, value)} for value in (0.4, 0.6)]
    assert probe_summary(runs)["probe"]["as is"] == {"mean": pytest.approx(0.5), "sd": pytest.approx(0.02**0.5)}
    assert probe_summary([]) == {"probe": {}}
