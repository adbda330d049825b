"""The model card says what was done, by which figures, and how to use the result."""

import pytest
from huggingface_hub import ModelCard

from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.training.ard_card import base_model, write_card
from argen.training.ard_config import ARDConfig
from argen.training.ard_toy import brightness, toy_pipeline, toy_prompts
from argen.training.ard_trainer import ARDTrainer


@pytest.fixture
def trainer(tmp_path):
    """One that has trained for two updates; `rank` of its LoRA is 4 or what the test gives."""

    def make(**changes):
        settings = {
            "output_dir": str(tmp_path / "run"), "use_cpu": True, "per_device_train_batch_size": 4, "num_generations": 4,
            "max_steps": 2, "save_strategy": "no", "num_inference_steps": 2, "lora_rank": 4,
        }  # fmt: skip
        made = ARDTrainer(toy_pipeline(), [brightness], ARDConfig(**(settings | changes)), toy_prompts())
        made.train()
        return made

    return make


def test_the_card_has_figures_curves_and_a_way_to_load(trainer, tmp_path):
    made = trainer()
    made.create_model_card("bright", tags="toy")
    card = ModelCard.load(tmp_path / "run" / "README.md")
    data = card.data.to_dict()
    assert data["library_name"] == "diffusers" and {"toy", "lora", "grpo", "argen"} <= set(data["tags"])
    for words in ("# bright", "Flow-GRPO", "`brightness`", 'load_lora_weights("bright")', "| reward |", "curves.png"):
        assert words in card.text, words
    assert (tmp_path / "run" / "curves.png").is_file() and "over_time.png" not in card.text


def test_a_stopped_run_says_why(trainer):
    made = trainer(loss_type="nft", lora_rank=0)
    made.rounds.stopped = "the reward rose while the judge fell"
    text = write_card(made, "m", None, []).read_text()
    assert "ended the run at update 2: the reward rose while the judge fell" in text
    assert "DiffusionNFT" in text and "WanTransformer3DModel.from_pretrained" in text


def test_our_copy_has_its_hub_id_as_base_model():
    pipe = ARGenPipeline.from_pretrained("argen/argen-mini")
    assert base_model(pipe) == "argen/argen-mini"
    assert base_model(toy_pipeline()) is None
