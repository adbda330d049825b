"""One folder for the package and the Hub: it loads with our class, and without our package in a fresh process."""

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from diffusers import WanImageToVideoPipeline
from diffusers.utils.dynamic_modules_utils import get_relative_import_files, get_relative_imports
from safetensors.torch import load_file

from argen.hub import export_pipeline
from argen.pipelines.argen import layout_argen, pipeline_argen
from argen.pipelines.argen.pipeline_argen import ARGenPipeline


MODES = ("ti2v", "ti2v_map", "concat36", "concat36_clip")
ENTRY = Path(pipeline_argen.__file__)

# Where our package cannot be imported: load by diffusers alone, render, save, load the copy.
HUB_ONLY = """
import torch
from diffusers import DiffusionPipeline
from PIL import Image

torch.set_num_threads(1)
folder, out = sys.argv[1:]

def render(path):
    pipe = DiffusionPipeline.from_pretrained(path, trust_remote_code=True)
    pipe.set_progress_bar_config(disable=True)
    generator = torch.Generator().manual_seed(0)
    call = {"emotion": "happiness", "intensity": 0.7, "frame_guidance_scale": 0.5, "output_type": "pt"}
    return pipe, pipe(Image.open(f"{folder}/face.png"), generator=generator, **call).frames

pipe, frames = render(folder)
assert type(pipe).__module__ == "diffusers_modules.local.pipeline_argen", type(pipe).__module__
pipe.save_pretrained(f"{out}/saved")
_, again = render(f"{out}/saved")
assert torch.equal(frames, again)
own = type(pipe).from_pretrained(f"{out}/saved")
assert type(own) is type(pipe) and own.au_adapter is not None
from safetensors.torch import save_file
save_file({"frames": frames.contiguous()}, f"{out}/frames.safetensors")
"""


def render(pipe: Any, image: Any) -> torch.Tensor:
    """The clip that `HUB_ONLY` renders."""
    pipe.set_progress_bar_config(disable=True)
    generator = torch.Generator().manual_seed(0)
    call: dict[str, Any] = {"emotion": "happiness", "intensity": 0.7, "frame_guidance_scale": 0.5}
    return pipe(image, generator=generator, output_type="pt", **call).frames


def test_star_rule() -> None:
    """The loader copies what the entry imports; a module that only a sibling imports would be missing on the Hub."""
    direct = {f"{name}.py" for name in get_relative_imports(ENTRY)}
    assert direct == {Path(name).name for name in get_relative_import_files(ENTRY)}
    assert direct == {path.name for path in ENTRY.parent.glob("*_argen.py")} - {
        "pipeline_argen.py", "adapter_argen.py", "estimator_argen.py",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["adapter_argen", "estimator_argen"])
def test_component_modules_stand_alone(name: str) -> None:
    assert get_relative_imports(ENTRY.with_name(f"{name}.py")) == []


@pytest.mark.parametrize("path", sorted(ENTRY.parent.glob("*_argen.py")), ids=lambda path: path.stem)
def test_shipped_modules_import_only_what_the_hub_has(path: Path) -> None:
    allowed = sys.stdlib_module_names | {"numpy", "torch", "diffusers", "transformers", "huggingface_hub", "PIL"}
    lines = [line.split() for line in path.read_text().splitlines() if line.startswith(("import ", "from "))]
    assert {words[1].partition(".")[0] for words in lines} - {""} <= allowed


@pytest.mark.parametrize("mode", MODES)
def test_save_load_generate_gives_the_same_bytes(
    mode: str, dummy_pipeline: Callable, dummy_image: Callable, tmp_path: Path
) -> None:
    pipe = dummy_pipeline(mode)
    frames = render(pipe, dummy_image())
    pipe.save_pretrained(tmp_path / "a")
    loaded = ARGenPipeline.from_pretrained(tmp_path / "a")
    assert type(loaded) is ARGenPipeline and type(loaded.au_adapter) is type(pipe.au_adapter)
    assert loaded.config["default_steps"] == 2 and loaded.config["expand_timesteps"] == mode.startswith("ti2v")
    assert torch.equal(render(loaded, dummy_image()), frames)
    loaded.save_pretrained(tmp_path / "b")
    files = [{p.relative_to(tmp_path / name) for p in (tmp_path / name).rglob("*") if p.is_file()} for name in "ab"]
    assert files[0] == files[1]
    for file in files[0] - {
        Path("tokenizer/tokenizer_config.json")
    }:  # transformers notes the last call's padding there
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file


def test_layout_of_the_folder(dummy_pipeline: Callable, tmp_path: Path) -> None:
    dummy_pipeline().save_pretrained(tmp_path)
    index = json.loads((tmp_path / "model_index.json").read_text())
    assert index["_class_name"] == ["pipeline_argen", "ARGenPipeline"]
    assert index["au_adapter"] == ["adapter_argen", "AUAdapter"]
    assert index["au_estimator"] == ["estimator_argen", "AUEstimator"]
    assert (tmp_path / "au_adapter" / "adapter_argen.py").is_file() and (tmp_path / "guidance_argen.py").is_file()
    assert not list(tmp_path.rglob("*.bin")) and list(tmp_path.rglob("*.safetensors"))
    for config in tmp_path.rglob("*.json"):
        assert "_name_or_path" not in json.loads(config.read_text()) and str(tmp_path) not in config.read_text()


def test_optional_components_may_be_absent(dummy_pipeline: Callable, dummy_image: Callable, tmp_path: Path) -> None:
    pipe = dummy_pipeline(au_adapter=None, au_estimator=None)
    pipe.save_pretrained(tmp_path)
    loaded = ARGenPipeline.from_pretrained(tmp_path)
    assert loaded.au_adapter is None and loaded.au_estimator is None
    assert torch.equal(render(loaded, dummy_image()), render(pipe, dummy_image()))


def test_without_our_package(
    dummy_pipeline: Callable, dummy_image: Callable, tmp_path: Path, run_without_argen: Callable[..., None]
) -> None:
    pipe = dummy_pipeline()
    folder, out = tmp_path / "repo", tmp_path / "out"
    out.mkdir()
    pipe.save_pretrained(folder)
    dummy_image().save(folder / "face.png")
    run_without_argen(HUB_ONLY, folder, out)
    frames = load_file(out / "frames.safetensors")["frames"]
    torch.testing.assert_close(frames, render(pipe, dummy_image()), atol=1e-6, rtol=0)
    again = ARGenPipeline.from_pretrained(out / "saved")
    torch.testing.assert_close(render(again, dummy_image()), frames, atol=1e-6, rtol=0)


def test_our_class_runs_no_code_of_the_folder(dummy_pipeline: Callable, tmp_path: Path) -> None:
    dummy_pipeline().save_pretrained(tmp_path)
    for path in tmp_path.rglob("*.py"):
        path.write_text("raise RuntimeError('code of the folder was run')\n")
    assert type(ARGenPipeline.from_pretrained(tmp_path)) is ARGenPipeline


def test_half_precision_files_load_as_float32(dummy_pipeline: Callable, tmp_path: Path) -> None:
    dummy_pipeline().to(torch.float16).save_pretrained(tmp_path)
    names = ("transformer", "text_encoder", "vae", "au_adapter", "au_estimator")
    for dtype, wanted in ((None, torch.float32), (torch.float16, torch.float16)):
        loaded = ARGenPipeline.from_pretrained(tmp_path, **({} if dtype is None else {"dtype": dtype}))
        assert all(getattr(loaded, name).dtype == wanted for name in names)


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "ti2v_map"])  # Wan itself has no such folders
def test_plain_wan_folder(mode: str, dummy_pipeline: Callable, dummy_image: Callable, tmp_path: Path) -> None:
    pipe = dummy_pipeline(mode)
    names = ("tokenizer", "text_encoder", "vae", "scheduler", "transformer", "image_encoder", "image_processor")
    stock = WanImageToVideoPipeline(
        **{name: getattr(pipe, name) for name in names}, expand_timesteps=mode.startswith("ti2v")
    )
    stock.save_pretrained(tmp_path)
    loaded: Any = ARGenPipeline.from_pretrained(tmp_path)
    assert loaded.au_adapter is None and loaded.au_estimator is None
    assert (loaded.config["text_length"], loaded.config["default_width"]) == (512, 832)
    call: dict[str, Any] = {"height": 32, "width": 32, "num_frames": 9, "num_inference_steps": 1}
    loaded.set_progress_bar_config(disable=True)
    assert loaded(dummy_image(), emotion="fear", **call).frames.shape == (1, 9, 32, 32, 3)
    with pytest.raises(ValueError, match="`action_units` needs the component `au_adapter`"):
        loaded(dummy_image(), action_units={"AU12": 0.5}, **call)


# Names


def test_our_id_is_the_copy_in_the_package(
    dummy_pipeline: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dummy_pipeline().save_pretrained(tmp_path / "argen-mini")
    asked: list[tuple[str, Any]] = []

    def download(name: str, revision: str | None = None, **_: Any) -> str:
        asked.append((name, revision))
        return str(tmp_path / "argen-mini")

    spec = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(layout_argen, "snapshot_download", download)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    assert ARGenPipeline.from_pretrained("argen/argen-mini").au_adapter is not None and asked == []
    ARGenPipeline.from_pretrained("argen/argen-mini", revision="v1")
    ARGenPipeline.from_pretrained("someone/argen-mini")
    ARGenPipeline.from_pretrained("argen/other")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    ARGenPipeline.from_pretrained("argen/argen-mini")
    assert asked == [("argen/argen-mini", "v1"), ("someone/argen-mini", None), ("argen/other", None)] + [
        ("argen/argen-mini", None)
    ]


def test_push_inside_save_is_refused(dummy_pipeline: Callable, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="`push_to_hub=True`"):
        dummy_pipeline().save_pretrained(tmp_path, push_to_hub=True)


# Export


def test_export_replaces_an_export_and_nothing_else(dummy_pipeline: Callable, tmp_path: Path) -> None:
    pipe = dummy_pipeline()
    target = export_pipeline(pipe, tmp_path / "deep" / "model")
    (target / "stale.txt").write_text("old")
    assert export_pipeline(pipe, target) == target
    assert not (target / "stale.txt").exists() and ARGenPipeline.from_pretrained(target).au_adapter is not None
    assert [path.name for path in target.parent.iterdir()] == ["model"]
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("keep")
    with pytest.raises(ValueError, match="`folder` .* has other content"):
        export_pipeline(pipe, tmp_path / "letters")
    assert (tmp_path / "letters" / "dear.txt").read_text() == "keep"


def test_a_failed_export_leaves_the_old_one(
    dummy_pipeline: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = dummy_pipeline()
    target = export_pipeline(pipe, tmp_path / "model")
    before = sorted(path.name for path in target.iterdir())

    def full_disk(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pipe.vae, "save_pretrained", full_disk)
    with pytest.raises(OSError, match="No space left"):
        export_pipeline(pipe, target)
    assert sorted(path.name for path in target.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_an_interrupt_between_the_renames_brings_the_old_one_back(
    dummy_pipeline: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = dummy_pipeline()
    target = export_pipeline(pipe, tmp_path / "model")
    (target / "mark.txt").write_text("old")
    rename = Path.rename

    def interrupted(path: Path, to: Path) -> Path:
        if path.name == "new":
            assert not target.exists() and (path.parent / "old" / "mark.txt").is_file()
            raise KeyboardInterrupt
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export_pipeline(pipe, target)
    assert (target / "mark.txt").read_text() == "old" and [path.name for path in tmp_path.iterdir()] == ["model"]


@pytest.mark.parametrize("copy", sorted((ENTRY.parents[2] / "release" / "argen-mini").rglob("*_argen.py")), ids=str)
def test_the_release_carries_todays_code(copy: Path) -> None:
    """Edited pipelines/argen? Copy the file into release/argen-mini as well."""
    assert copy.read_bytes() == (ENTRY.parent / copy.name).read_bytes()
