"""The bank of encoded prompts: equal to what the pipeline encodes, once per prompt, on disk under the encoders' name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from argen.pipelines.argen.plan_argen import make_plan
from argen.training.ard_conditions import ConditionBank, fingerprint


all_modes = pytest.mark.parametrize("mode", ("ti2v", "ti2v_map", "concat36", "concat36_clip"))
GUIDED, FREE = (2.0, 1.5, 0.0), (1.0, 1.0, 0.0)


def make_row(image: Any, number: int, emotion: str | None) -> dict[str, Any]:
    curve = None if emotion is None else make_plan(emotion, 0.7, None, num_frames=9, fps=8.0, seed=0).curve.tolist()
    return {"prompt_id": f"p{number}", "prompt": f"a face shows {emotion}", "image": image, "action_units": curve}


@pytest.fixture
def rows(dummy_image: Callable) -> list[dict[str, Any]]:
    return [make_row(dummy_image(i), i, emotion) for i, emotion in enumerate(("fear", "anger", None))]


def make_bank(pipe: Any, scales: tuple[float, float, float] = GUIDED, folder: Path | None = None) -> ConditionBank:
    return ConditionBank(pipe, 32, 32, 9, scales, folder)


class Calls:
    """How often modules are called."""

    def __init__(self, *modules: torch.nn.Module) -> None:
        self.count = 0
        for module in modules:
            module.register_forward_pre_hook(self.note)

    def note(self, *_: Any) -> None:
        self.count += 1


@all_modes
def test_a_batch_is_what_the_pipeline_hands_to_predict(
    mode: str, dummy_pipeline: Callable, rows: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, seen = dummy_pipeline(mode), []
    inner = pipe.predict

    def predict(model: Any, states: Any, times: Any, context: Any, maps: Any, embeds: Any, *rest: Any) -> Any:
        seen.append((context, maps, embeds))
        return inner(model, states, times, context, maps, embeds, *rest)

    monkeypatch.setattr(pipe, "predict", predict)
    for row in rows[:2]:
        call = {"prompt": row["prompt"], "action_units": torch.tensor(row["action_units"])}
        pipe(row["image"], **call, num_inference_steps=1, guidance_scale=2.0, au_guidance_scale=1.5)
    conditions = make_bank(pipe)(rows[:2])
    for i, (context, maps, embeds) in enumerate(seen):
        assert set(conditions.context) == set(context)
        assert all(torch.equal(conditions.context[name][i : i + 1], context[name]) for name in context)
        assert all(torch.equal(conditions.maps[name][i : i + 1], maps[name]) for name in conditions.maps)
        assert bool(conditions.maps) == bool(maps)
        own = conditions.pick([i]).image_embeds
        assert (own is None) == (embeds is None)
        assert own is None or torch.equal(own, embeds)


@all_modes
def test_a_prompt_reads_the_same_in_any_batch(mode: str, dummy_pipeline: Callable, rows: list[dict[str, Any]]) -> None:
    pipe = dummy_pipeline(mode)
    batch, alone = make_bank(pipe)([rows[1], rows[0], rows[2], rows[0]]), make_bank(pipe)([rows[0]])
    for part in (batch.pick([1]), batch.pick(torch.tensor([3])), batch.pick(slice(3, 4))):
        assert torch.equal(part.first_frame, alone.first_frame) and len(part) == 1
        assert all(torch.equal(part.context[name], alone.context[name]) for name in alone.context)
        assert all(torch.equal(part.maps[name], alone.maps[name]) for name in alone.maps)


@all_modes
def test_a_prompt_without_aus_stands_beside_others(
    mode: str, dummy_pipeline: Callable, rows: list[dict[str, Any]]
) -> None:
    conditions = make_bank(dummy_pipeline(mode))(rows)
    assert torch.equal(conditions.context["text"][2], conditions.context["full"][2])
    assert not torch.equal(conditions.context["text"][0], conditions.context["full"][0])
    assert all(bool((conditions.maps["full"][i] != 0).any()) == (i < 2) for i in range(3) if conditions.maps)


def test_only_the_branches_that_guidance_needs_are_kept(dummy_pipeline: Callable, rows: list[dict[str, Any]]) -> None:
    pipe = dummy_pipeline("ti2v_map")
    assert set(make_bank(pipe, FREE)(rows).context) == set(make_bank(pipe, FREE)(rows).maps) == {"full"}
    assert set(make_bank(pipe, (2.0, 2.0, 0.0))(rows).context) == {"full", "null"}
    assert set(make_bank(pipe, GUIDED)(rows).context) == {"full", "null", "text"}


def test_each_prompt_is_encoded_once_and_torchs_own_noise_is_left_alone(
    dummy_pipeline: Callable, rows: list[dict[str, Any]]
) -> None:
    pipe = dummy_pipeline("concat36_clip")
    calls, bank = Calls(pipe.text_encoder, pipe.image_encoder), make_bank(pipe)
    state = torch.get_rng_state()
    bank([rows[0], rows[1], rows[0]])
    bank([rows[1]])
    assert calls.count == 6  # two captions, two pictures, and the empty caption as prompt and as negative prompt
    assert torch.equal(torch.get_rng_state(), state)


def test_another_run_reads_what_the_first_wrote(
    dummy_pipeline: Callable, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    first = make_bank(dummy_pipeline("ti2v_map"), GUIDED, tmp_path / "bank")(rows)
    pipe = dummy_pipeline("ti2v_map")
    calls = Calls(pipe.text_encoder, pipe.au_adapter)
    bank = make_bank(pipe, GUIDED, tmp_path / "bank")
    again = bank(rows)
    assert calls.count == 3  # the empty prompt alone: twice its text, once its tokens without AUs
    assert all(torch.equal(first.context[name], again.context[name]) for name in first.context)
    assert torch.equal(first.first_frame, again.first_frame) and torch.equal(first.maps["full"], again.maps["full"])
    assert len(list((tmp_path / "bank").iterdir())) == 3


@pytest.mark.parametrize("component", ("text_encoder", "vae", "au_adapter"))
def test_other_weights_never_meet_old_entries(
    component: str, dummy_pipeline: Callable, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    pipe = dummy_pipeline()
    make_bank(pipe, GUIDED, tmp_path)(rows[:1])
    before = fingerprint(pipe)
    assert before == fingerprint(dummy_pipeline())  # what encoding leaves behind in the tokenizer is no part of it
    with torch.no_grad():
        next(getattr(pipe, component).parameters()).view(-1)[0] += 1e-3
    assert fingerprint(pipe) != before
    make_bank(pipe, GUIDED, tmp_path)(rows[:1])
    assert len(list(tmp_path.iterdir())) == 2
    with torch.no_grad():  # the policy's own weights are no part of it
        next(pipe.transformer.parameters()).view(-1)[0] += 1e-3
    make_bank(pipe, GUIDED, tmp_path)(rows[:1])
    assert len(list(tmp_path.iterdir())) == 2


def test_other_rows_have_other_files(dummy_pipeline: Callable, dummy_image: Callable, tmp_path: Path) -> None:
    pipe, one = dummy_pipeline(), make_row(dummy_image(0), 0, "fear")
    rows = [one, one | {"prompt": "a face"}, one | {"image": dummy_image(1)}, one | {"action_units": None}]
    for row in rows:
        make_bank(pipe, GUIDED, tmp_path)([row])
    assert len(list(tmp_path.iterdir())) == 4
    make_bank(pipe, FREE, tmp_path)([one])
    ConditionBank(pipe, 64, 32, 9, GUIDED, tmp_path)([one])
    assert len(list(tmp_path.iterdir())) == 6


def test_pictures_may_be_paths(dummy_pipeline: Callable, dummy_image: Callable, tmp_path: Path) -> None:
    dummy_image(0).save(tmp_path / "face.png")
    row = make_row(dummy_image(0), 0, "fear")
    read = make_bank(dummy_pipeline())([row | {"image": str(tmp_path / "face.png")}])
    assert torch.equal(read.first_frame, make_bank(dummy_pipeline())([row]).first_frame)


def test_a_pipeline_without_adapter_takes_rows_without_aus(
    dummy_pipeline: Callable, rows: list[dict[str, Any]]
) -> None:
    bank = make_bank(dummy_pipeline("concat36", au_adapter=None), (2.0, 2.0, 0.0))
    assert set(bank([rows[2]]).context) == {"full", "null"}
    with pytest.raises(ValueError, match=r"`action_units` of 'p0' need the component `au_adapter`"):
        bank([rows[0]])


def test_what_cannot_be_is_refused(dummy_pipeline: Callable, rows: list[dict[str, Any]]) -> None:
    bank = make_bank(dummy_pipeline())
    bank(rows)
    with pytest.raises(ValueError, match=r"`prompt_id` 'p0' names two prompts"):
        bank([rows[0] | {"prompt": "a smile"}])
    with pytest.raises(ValueError, match=r"`action_units` of 'p9' have 5 frames, the clips 9"):
        bank([rows[0] | {"prompt_id": "p9", "action_units": rows[0]["action_units"][:5]}])
    with pytest.raises(ValueError, match="`num_frames` must be 4k"):
        ConditionBank(dummy_pipeline(), 32, 32, 8, FREE)
