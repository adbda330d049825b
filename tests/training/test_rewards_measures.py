"""Each reward on clips whose order is known: a face that shows what was asked above one that does not."""

import math

import numpy as np
import pytest
import torch

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.argen.plan_argen import make_plan, minimum_jerk
from argen.pipelines.duse.layout_duse import Recogniser
from argen.report import motion_jerk
from argen.training.rewards import au_fidelity, efficiency, emotion, identity, motion
from argen.training.rewards.au_fidelity import agreement
from argen.training.rewards.motion import pace, single_course, steadiness


CPU = torch.device("cpu")
CURVE = make_plan("happiness", 0.8).curve


def noise(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@pytest.fixture(scope="module")
def faces():
    """Two people as still clips `(2, 17, 3, 128, 128)`."""
    return identity.portraits()[:2, None].repeat(1, 17, 1, 1, 1)


def test_duse_reads_what_its_processor_makes(faces):
    found = Recogniser.from_pretrained("argen/duse-mini")
    clips = (faces + 0.05 * noise(*faces.shape)).clamp(0, 1)
    theirs = found.processor(list(clips), do_align_crop=False)["pixel_values"]
    torch.testing.assert_close(emotion.pixel_values(found.processor, clips), theirs, rtol=0, atol=1e-6)


def test_emotion_is_the_log_probability_of_the_target(faces):
    clips = faces[:1].expand(8, -1, -1, -1, -1)
    values = emotion.emotion(completions=clips, emotion=[*EMOTIONS, None])
    assert values[-1] is None
    assert sum(math.exp(v) for v in values[:-1]) == pytest.approx(1, abs=1e-5)
    with pytest.raises(ValueError, match="has to be one of happiness"):
        emotion.emotion(completions=clips[:1], emotion=["joy"])


def test_a_clip_has_one_value_in_any_batch(faces):
    clips = (torch.cat([faces, faces]) + 0.03 * noise(4, 17, 3, 128, 128)).clamp(0, 1)
    given = {"emotion": ["fear"] * 4, "action_units": [CURVE] * 4}
    for reward in (emotion.emotion, au_fidelity.au_fidelity, motion.motion, identity.identity):
        whole = reward(completions=clips, **given)
        alone = reward(completions=clips[2:3].clone(), **{key: value[2:3] for key, value in given.items()})
        assert alone[0] == pytest.approx(whole[2], abs=1e-4), reward


def test_agreement_is_1_for_equal_curves_and_asks_for_the_asked_units():
    wanted = torch.from_numpy(CURVE)
    assert agreement(wanted, wanted) == 1
    idle, wrong = torch.zeros_like(wanted), wanted.roll(2, 1)
    assert agreement(wrong, wanted) < agreement(idle, wanted) < agreement(0.8 * wanted, wanted) < 1
    # in a plain mean a face that does nothing would lose next to nothing
    assert agreement(idle, wanted) < 1 - float((idle - wanted)[1:].abs().mean())
    assert agreement(idle, idle) == 1 and agreement(torch.full_like(idle, 0.25), idle) == 0.75


def test_the_first_frame_is_given_and_does_not_count():
    wanted, measured = torch.from_numpy(CURVE), torch.from_numpy(CURVE.copy())
    measured[0] = 1
    assert agreement(measured, wanted) == 1


def test_au_fidelity_refuses_a_curve_of_another_length(faces):
    assert au_fidelity.au_fidelity(completions=faces, action_units=[None, None]) == [None, None]
    with pytest.raises(ValueError, match=r"`action_units\[1\]` has shape \(9, 20\); the clips have 17 frames"):
        au_fidelity.au_fidelity(completions=faces, action_units=[CURVE, CURVE[:9]])


def test_steadiness_uses_the_jerk_of_the_report_and_hates_flicker():
    time = torch.linspace(0, 1, 17)[None, :, None, None, None]
    smooth = (0.3 + 0.4 * torch.from_numpy(minimum_jerk(time.numpy()))).expand(1, 17, 3, 16, 16).float()
    still = smooth[:, :1].expand(-1, 17, -1, -1, -1)
    flicker = smooth + 0.1 * noise(1, 17, 3, 16, 16)
    found = steadiness(torch.cat([smooth, still, flicker]))
    assert found[0] == 1 and found[1] == 1 and found[2] < 0.5
    jerk = motion._difference(flicker, 3)
    assert float(jerk) == pytest.approx(motion_jerk(flicker[0].permute(0, 2, 3, 1).numpy()), rel=1e-4)


def rise(seconds, fps=8.0, height=0.5, frames=17):
    """A minimum-jerk rise of so many seconds, held."""
    return height * torch.from_numpy(minimum_jerk((np.arange(frames) / fps - 0.25) / seconds)).float()


def test_pace_knows_human_onsets():
    assert pace(rise(0.6), "happiness", 8.0) == 1  # 0.40 to 0.80 s
    assert pace(rise(0.05), "happiness", 8.0) < 0.6  # a jump
    assert pace(rise(1.6), "happiness", 8.0) == pytest.approx(0.5, abs=0.1)
    assert pace(rise(0.27), "surprise", 8.0) > pace(rise(0.27), "sadness", 8.0)
    assert pace(torch.zeros(17), "happiness", 8.0) == 0
    assert pace(rise(0.6), None, 8.0) == 1


def test_a_course_that_turns_back_scores_less():
    up_and_down = torch.cat([rise(0.6, frames=9), rise(0.6, frames=8).flip(0)])
    trembling = rise(0.6) + 0.2 * torch.tensor([0.0, 1.0] * 8 + [0.0])
    assert single_course(rise(0.6)) == pytest.approx(1) and single_course(up_and_down) == pytest.approx(1, abs=1e-3)
    assert single_course(trembling) < 0.4 and single_course(torch.zeros(17)) == 0


def test_motion_of_a_still_face_pays_for_nothing_but_rest(faces):
    asked, rest = motion.motion(completions=faces, emotion=["happiness", "neutral"], action_units=[CURVE, 0 * CURVE])
    assert asked == pytest.approx(1 / 3) and rest == 1
    assert motion.motion(completions=faces[:, :3], emotion=["fear"] * 2, action_units=[None] * 2) == [None, None]


def test_identity_falls_when_another_person_takes_over(faces):
    drifted = torch.cat([faces[:1, :8], faces[1:, :9]], 1)
    morphing = torch.lerp(faces[:1], faces[1:], torch.linspace(0, 0.5, 17).view(1, 17, 1, 1, 1))
    same, morph, other = identity.identity(completions=torch.cat([faces[:1], morphing, drifted]))
    assert same == pytest.approx(1, abs=1e-4) and same > morph > other and other < 0.6
    assert identity.identity(completions=faces[:, :1]) == [None, None]


def test_identity_reads_any_size(faces):
    small = torch.nn.functional.interpolate(faces[:1].flatten(0, 1), (64, 64), mode="area").unflatten(0, (1, 17))
    assert identity.identity(completions=small)[0] == pytest.approx(1, abs=1e-4)


def quality(completions, **_):
    return completions.mean((1, 2, 3, 4)).tolist()


def efficient(levels, steps, ids=None, **given):
    clips = torch.tensor(levels)[:, None, None, None, None].expand(-1, 2, 3, 2, 2)
    return efficiency.make_efficiency([quality])(
        prompts=[""] * len(levels),
        completions=clips,
        prompt_id=ids or ["a"] * len(levels),
        num_inference_steps=steps,
        **given,
    )


def test_efficiency_pays_for_quality_that_few_steps_keep():
    kept_2, lost_2, full = efficient([0.8, 0.2, 0.6], [2, 2, 8])
    assert kept_2 > 0 > lost_2 and full == 0
    at_2, at_4, _ = efficient([0.8, 0.8, 0.6], [2, 4, 8])
    assert at_2 / at_4 == pytest.approx((1 - 2 / 8) / (1 - 4 / 8))


def test_efficiency_has_no_unit_and_compares_within_a_prompt():
    small, large = efficient([0.1, 0.3, 0.2], [2, 4, 8]), efficient([0.2, 0.6, 0.4], [2, 4, 8])
    assert small == pytest.approx(large, abs=1e-5)
    both = efficient([0.1, 0.9, 0.3, 0.7, 0.2, 0.5], [2, 2, 4, 4, 8, 8], ids=["a", "b"] * 3)
    assert both[::2] == pytest.approx(small, abs=1e-5)
    assert efficient([0.5, 0.5], [2, 8]) == [0, 0] and efficient([0.2, 0.9], [8, 8]) == [0, 0]


def test_efficiency_takes_scores_that_are_there_and_passes_over_missing_ones():
    known = efficient([0.0, 0.0, 0.0], [2, 4, 8], scores={"quality": [0.1, 0.3, 0.2]})
    assert known == pytest.approx(efficient([0.1, 0.3, 0.2], [2, 4, 8]), abs=1e-5)
    assert efficient([0.0] * 3, [2, 4, 8], scores={"quality": [None, 0.3, 0.2]})[0] is None


def test_integrity_is_the_screens_score(faces):
    from argen.training.rewards.integrity import integrity, screen

    noisy = (faces + 0.3 * noise(*faces.shape)).clamp(0, 1)
    values = integrity(completions=torch.cat([faces, noisy]))
    assert max(values[2:]) < min(values[:2])
    assert values[:2] == pytest.approx(screen("argen/cif-face", CPU).score(faces).tolist())


def test_integrity_sees_a_pattern_between_the_frames_that_the_screen_looks_at(faces):
    from argen.training.rewards.integrity import integrity, screen

    hidden = faces.clone()
    hidden[:, 1::2] = (hidden[:, 1::2] + 0.3 * noise(*hidden[:, 1::2].shape)).clamp(0, 1)
    unseen = screen("argen/cif-face", CPU).score(hidden).tolist()
    assert max(integrity(completions=hidden)) < 0.5 * min(unseen)
