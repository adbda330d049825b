"""The control arm does what ARDTrainer does, without its savings: same clips, rewards and weights after a round."""

from typing import Any

import pytest
import torch

from argen.pipelines.argen.plan_argen import make_plan
from argen.training.ard_conditions import ConditionBank
from argen.training.ard_config import ARDConfig
from argen.training.ard_plain_loop import PlainLoop, join
from argen.training.ard_toy import brightness, toy_pipeline, toy_prompts
from argen.training.ard_trainer import ARDTrainer


SMALL: dict[str, Any] = {
    "use_cpu": True, "per_device_train_batch_size": 4, "num_generations": 4, "max_steps": 2, "save_strategy": "no",
    "steps_per_generation": 2, "gradient_accumulation_steps": 2, "num_inference_steps": 3, "learning_rate": 1e-2,
    "lora_rank": 4, "epsilon": 0.2, "ema_decay": 0.0, "resume": False, "shuffle_dataset": False,
}  # fmt: skip


def test_two_rounds_give_the_trainers_rewards_and_weights(tmp_path):
    args = ARDConfig(output_dir=str(tmp_path), **SMALL)
    plain = PlainLoop(toy_pipeline(), [brightness], args)
    prompts = toy_prompts()
    args = ARDConfig(output_dir=str(tmp_path), **SMALL)
    trainer = ARDTrainer(toy_pipeline(), [brightness], args, prompts)
    trainer.train()
    log = [line["reward"] for line in trainer.state.log_history if "reward" in line]
    for number in range(2):
        rows = [prompts[k] for k in trainer.sampler.round_prompts(number) for _ in range(4)]
        figures = plain.round(rows, 0)
        assert figures["brightness"] == pytest.approx(log[number], abs=1e-4)
    ours = [p for p in trainer.pipe.transformer.parameters() if p.requires_grad]
    start = PlainLoop(toy_pipeline(), [brightness], args).parameters
    moved = max(float((a - b).detach().abs().max()) for a, b in zip(start, plain.parameters, strict=True))
    apart = max(float((a - b).detach().abs().max()) for a, b in zip(ours, plain.parameters, strict=True))
    assert moved > 5e-3 and apart < 0.2 * moved


def test_a_reward_sees_one_clip_at_a_time(tmp_path):
    seen = []

    def counted(completions, **_):
        seen.append(len(completions))
        return [0.0] * len(completions)

    prompts = toy_prompts()
    loop = PlainLoop(toy_pipeline(), [counted], ARDConfig(output_dir=str(tmp_path), **SMALL))
    figures = loop.round([prompts[0]] * 4 + [prompts[1]] * 4, 0)
    assert seen == [1] * 8
    assert {"encode", "rollout", "decode", "update"} <= {name.partition("/")[2] for name in figures}


@pytest.mark.parametrize("mode", ["ti2v_map", "concat36", "concat36_clip"])
def test_batched_conditions_are_those_of_the_bank(tmp_path, dummy_pipeline, dummy_image, mode):
    pipe = dummy_pipeline(mode)
    plan = make_plan("fear", 0.8, None, 9, 8.0, 0)
    rows = [
        {
            "prompt": "a face shows fear",
            "image": dummy_image(k),
            "prompt_id": str(k),
            "action_units": plan.curve.tolist(),
        }
        for k in range(2)
    ]
    guided: dict[str, Any] = SMALL | {"guidance_scale": 2.0, "au_guidance_scale": 1.5}
    loop = PlainLoop(pipe, [brightness], ARDConfig(output_dir=str(tmp_path), **guided))
    bank = ConditionBank(pipe, 32, 32, 9, loop.settings.scales(pipe))(rows)
    for found in (loop._encode(rows), join([loop._encode(rows[:1]), loop._encode(rows[1:])])):
        torch.testing.assert_close(found.first_frame, bank.first_frame, atol=1e-4, rtol=1e-4)
        for name, tensor in bank.context.items():
            torch.testing.assert_close(found.context[name], tensor, atol=1e-4, rtol=1e-4)
        for name, tensor in bank.maps.items():
            torch.testing.assert_close(found.maps[name], tensor, atol=1e-4, rtol=1e-4)
        assert (found.image_embeds is None) == (bank.image_embeds is None)
