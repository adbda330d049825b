"""One folder for the package and the Hub: DuSE loads with our classes, and by transformers alone in a fresh process."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from huggingface_hub.errors import LocalEntryNotFoundError
from PIL import Image
from transformers import AutoConfig, AutoImageProcessor, AutoModelForVideoClassification, BertConfig, pipeline
from transformers.dynamic_module_utils import get_imports, get_relative_import_files
from transformers.models.auto.video_processing_auto import AutoVideoProcessor

from argen.pipelines.duse import modeling_duse, video_processing_duse
from argen.pipelines.duse.configuration_duse import DuSEConfig
from argen.pipelines.duse.layout_duse import FOLDERS, Recogniser
from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification
from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor
from argen.pipelines.media.video import write_video


PORTRAIT = Path(__file__).parents[2] / "release" / "portraits" / "portrait_03.png"
ENTRIES = [Path(module.__file__) for module in (modeling_duse, video_processing_duse) if module.__file__]
SHIPPED = sorted({*ENTRIES, *(Path(name) for entry in ENTRIES for name in get_relative_import_files(entry))})

# Where our package cannot be imported: transformers alone loads, judges, saves and loads the copy.
HUB_ONLY = """
import torch
from safetensors.torch import save_file
from transformers import AutoImageProcessor, AutoModelForVideoClassification, pipeline
from transformers.models.auto.video_processing_auto import AutoVideoProcessor

torch.set_num_threads(1)
folder, clip, out = sys.argv[1:]

def judge(folder, auto):
    model = AutoModelForVideoClassification.from_pretrained(folder, trust_remote_code=True)
    processor = auto.from_pretrained(folder, trust_remote_code=True)
    assert type(model).__module__.startswith("transformers_modules."), type(model).__module__
    assert type(processor).__module__.startswith("transformers_modules."), type(processor).__module__
    with torch.no_grad():
        return model, processor, model(**processor(clip)).logits

model, processor, logits = judge(folder, AutoVideoProcessor)
assert torch.equal(judge(folder, AutoImageProcessor)[2], logits)
model.save_pretrained(f"{out}/saved")
processor.save_pretrained(f"{out}/saved")
assert torch.equal(judge(f"{out}/saved", AutoVideoProcessor)[2], logits)
pipe = pipeline("video-classification", model=folder, trust_remote_code=True)
scores = {one["label"]: one["score"] for one in pipe(clip, top_k=7)}
shares = logits[0].softmax(-1).tolist()
assert scores == {model.config.id2label[k]: share for k, share in enumerate(shares)}, scores
assert [len(one) for one in pipe([clip, clip])] == [5, 5]
pipe.save_pretrained(f"{out}/piped")
assert torch.equal(judge(f"{out}/piped", AutoVideoProcessor)[2], logits)
save_file({"logits": logits}, f"{out}/logits.safetensors")
"""


@pytest.fixture
def recogniser(duse: DuSEForVideoClassification) -> Recogniser:
    return Recogniser(duse, DuSEVideoProcessor(size=32))


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    picture = np.asarray(Image.open(PORTRAIT).convert("RGB"))
    return write_video(tmp_path / "clip.mp4", np.stack([picture[k : k + 240, k : k + 240] for k in range(12)]))


@torch.no_grad()
def logits(recogniser: Recogniser, clip: Path) -> torch.Tensor:
    return recogniser.model(**recogniser.processor(clip)).logits


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_save_and_load_gives_the_same_bytes(recogniser: Recogniser, clip: Path, tmp_path: Path) -> None:
    recogniser.save_pretrained(tmp_path / "a")
    loaded = Recogniser.from_pretrained(tmp_path / "a")
    assert type(loaded.model) is DuSEForVideoClassification and type(loaded.processor) is DuSEVideoProcessor
    assert torch.equal(logits(loaded, clip), logits(recogniser, clip))
    loaded.save_pretrained(tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_weights_stored_in_16_bits_are_used_in_32(recogniser: Recogniser, tmp_path: Path) -> None:
    recogniser.save_pretrained(tmp_path / "a", half=True)
    loaded = Recogniser.from_pretrained(tmp_path / "a")
    before = recogniser.model.state_dict()
    for name, weight in loaded.model.state_dict().items():
        assert weight.dtype == torch.float32
        assert torch.equal(weight, before[name].half().float())
    loaded.save_pretrained(tmp_path / "b", half=True)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert (tmp_path / "a" / "model.safetensors").stat().st_size < 0.6 * sum(w.nbytes for w in before.values())


def test_the_folder_holds_weights_options_and_code(recogniser: Recogniser, tmp_path: Path) -> None:
    recogniser.save_pretrained(tmp_path)
    data = {"config.json", "model.safetensors", "preprocessor_config.json"}
    assert {path.name for path in tmp_path.iterdir()} == data | {path.name for path in SHIPPED}
    for path in SHIPPED:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    model = json.loads((tmp_path / "config.json").read_text())["auto_map"]
    assert model == {
        "AutoConfig": "configuration_duse.DuSEConfig",
        "AutoModelForVideoClassification": "modeling_duse.DuSEForVideoClassification",
    }
    for path in tmp_path.glob("*.json"):
        assert str(tmp_path) not in path.read_text()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_modules_import_only_what_the_hub_has(path: Path) -> None:
    allowed = sys.stdlib_module_names | {"av", "huggingface_hub", "numpy", "PIL", "torch", "transformers"}
    assert set(get_imports(path)) <= allowed
    assert path.stem.endswith("_duse") and "argen" not in {name.partition(".")[0] for name in get_imports(path)}


def test_without_our_package(
    recogniser: Recogniser, clip: Path, tmp_path: Path, run_without_argen: Callable[..., None]
) -> None:
    from safetensors.torch import load_file

    folder, out = tmp_path / "repo", tmp_path / "out"
    out.mkdir()
    recogniser.save_pretrained(folder)
    run_without_argen(HUB_ONLY, folder, clip, out)
    assert torch.equal(load_file(out / "logits.safetensors")["logits"], logits(recogniser, clip))
    for name in ("saved", "piped"):
        assert contents(out / name) == contents(folder)
    assert torch.equal(logits(Recogniser.from_pretrained(out / "saved"), clip), logits(recogniser, clip))


def test_auto_classes_know_duse_where_the_package_is(recogniser: Recogniser, clip: Path, tmp_path: Path) -> None:
    """Without `trust_remote_code`, and without running the folder's code."""
    recogniser.save_pretrained(tmp_path / "repo")
    for path in (tmp_path / "repo").glob("*.py"):
        path.write_text("raise RuntimeError('code of the folder was run')\n")
    folder = str(tmp_path / "repo")
    assert type(AutoConfig.from_pretrained(folder)) is DuSEConfig
    model = AutoModelForVideoClassification.from_pretrained(folder)
    for auto in (AutoImageProcessor, AutoVideoProcessor):
        processor = auto.from_pretrained(folder)
        assert type(processor) is DuSEVideoProcessor
        assert torch.equal(logits(Recogniser(model, processor), clip), logits(recogniser, clip))
    scores = pipeline("video-classification", model=folder)(str(clip), top_k=1)
    shares = logits(recogniser, clip)[0].softmax(-1)
    assert scores[0]["score"] == shares.max().item()


def test_our_ids_come_from_the_package(tmp_path: Path) -> None:
    release = PORTRAIT.parents[1]
    assert FOLDERS.resolve("argen/duse-mini") == FOLDERS.embedded("argen/duse-mini") == release / "duse-mini"
    assert FOLDERS.resolve(release / "duse-mini") == release / "duse-mini"
    for name in ("argen/other", "argen/portraits", "someone/duse-mini"):
        assert FOLDERS.embedded(name) is None, name
    for name, revision in (("argen/duse-mini", "v1"), ("someone/duse-mini", None)):  # these the Hub is asked for
        with pytest.raises(LocalEntryNotFoundError):
            FOLDERS.resolve(name, revision, cache_dir=tmp_path, local_files_only=True)


def test_what_is_no_recogniser_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="folder without config.json"):
        Recogniser.from_pretrained(tmp_path)
    for name in ("./nowhere", "nowhere", "/a/b", "a/b/c"):
        with pytest.raises(ValueError, match="neither a folder nor a Hub id"):
            Recogniser.from_pretrained(name)
    BertConfig().save_pretrained(tmp_path)
    with pytest.raises(ValueError, match="holds a 'bert' model"):
        Recogniser.from_pretrained(tmp_path)
