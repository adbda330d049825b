"""Fit the face-integrity screen: `python -m argen.training.integrity_fit --config FILE --rig FILE [key=value ...]`.

The maps of the clips are kept under `output`, so a run that was stopped goes on; the result is the same to the bit.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.training.integrity_config import IntegrityConfig, load_integrity_config


if TYPE_CHECKING:
    from torch import Tensor

    from argen.pipelines.cif.integrity import FaceIntegrity
    from argen.pipelines.cif.integrity_views import Space
    from argen.training.integrity_clips import Clips

STRENGTHS = (0.5, 1.0)  # of the corruptions in the calibration: what is seen at once, or worse, is called broken
CLEAN = ("clean", "decoded", "extreme")
EACH = (
    2  # clean clips beside the broken ones of each calibration clip: as rendered, and as the generator would show it
)
RIDGE = 0.01  # of the locator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", required=True, help="YAML file, see training/configs/")
    parser.add_argument(
        "--rig", required=True, type=Path, help="face_rig.safetensors, which renders extreme clean clips"
    )
    parser.add_argument("set", nargs="*", metavar="key=value", help="change one setting")


def main(args: argparse.Namespace) -> None:
    """Fit; write `<output>/model` and `<output>/fit.json`. ValueError: a setting, or a folder without clips."""
    from argen.dataset_builders.renderer.rig import load_rig
    from argen.pipelines.media.atomic import write_atomic
    from argen.training.integrity_extreme import drawn_extremes
    from argen.training.supervised_results import publish

    config = load_integrity_config(args.config, args.set)
    screen, report = Fit(config, drawn_extremes(load_rig(args.rig))).run()
    publish(Path(config.output) / "model", screen.save_pretrained)
    write_atomic(Path(config.output) / "fit.json", json.dumps({"settings": asdict(config), **report}, indent=1))


class Fit:
    """The steps of a fit: locator, memories, calibration, patches; each reads what the ones before kept.

    Args:
        config: the settings.
        extremes: `(part, count, seed)` -> extreme clean clips of a part of the training identities.
    """

    def __init__(self, config: IntegrityConfig, extremes: Callable[[str, int, int], "Clips"]) -> None:
        from argen.pipelines.cif.integrity import FaceMaps

        self.config, self.extremes, self.views = config, extremes, config.parsed_views()
        self.encoder = FaceMaps(self.locator())

    def run(self) -> tuple["FaceIntegrity", dict[str, Any]]:
        """The screen and what its calibration was like."""
        from argen.pipelines.cif.integrity import FaceIntegrity
        from argen.pipelines.cif.integrity_calibration import calibrate

        spaces = self.spaces()
        distances, names = self.calibration(spaces)
        patches, unit = self.patches()
        calibration = calibrate(distances, is_broken(names), unit)
        screen = FaceIntegrity(self.views, [*spaces, patches], calibration, self.encoder.locator.get_buffer("weight"))
        return screen, summary(calibration.score(distances), names)

    def clips(self, folder: str, part: str, count: int) -> "Clips":
        """Clean clips of a folder."""
        from argen.training.integrity_clips import CleanClips

        return CleanClips([folder], part, count)

    def locator(self) -> "Tensor":
        """Weight of the locator, from clips of the memory's people; kept under `output` with the settings it is of."""
        import torch
        from rich.progress import track
        from safetensors.torch import load_file

        from argen.pipelines.cif.integrity import encoders, looked_at
        from argen.pipelines.cif.integrity_alignment import fit_locator, small
        from argen.training.integrity_regions import feature_centres
        from argen.training.supervised_results import claim

        config = self.config
        folder = Path(config.output) / "locator"
        claim(folder, {"folders": list(config.folders), "clips": config.locator_clips, "seed": config.seed})
        path = folder / "locator.safetensors"
        if path.exists():
            return load_file(path)["weight"]
        sources = [self.clips(one, "memory", config.locator_clips) for one in config.folders]
        sources.append(self.extremes("memory", config.locator_clips, config.seed))
        pictures, centres = [], []
        for clips in sources:
            for index in track(range(len(clips)), "locator", transient=True):
                clip = clips[index]
                rows = looked_at(len(clip.frames))
                pictures.append(small(clip.frames[rows]))
                centres.append(feature_centres(clip.regions, clip.frames.shape[-1])[rows])
        estimator: Any = encoders().model
        people = torch.arange(len(centres)).repeat_interleave(len(centres[0]))
        weight = fit_locator(estimator.estimator, torch.cat(pictures), torch.cat(centres), people, RIDGE)
        _save(path, {"weight": weight})
        return weight

    def maps(self, name: str, count: int, clip: Callable[[int], "Tensor"], **settings: Any) -> dict[str, "Tensor"]:
        """Kept maps under `output`; see `integrity_features.kept_maps`."""
        from argen.training.integrity_features import Folder, kept_maps

        path = Path(self.config.output) / "maps" / name.replace("/", "-").replace(" ", "_")
        path.parent.mkdir(parents=True, exist_ok=True)
        return kept_maps(Folder(path, self.config.shard_size, settings), self.encoder, count, clip)

    def spaces(self) -> list["Space"]:
        """The memory of each view from clean clips."""
        import torch
        from rich.progress import track

        from argen.pipelines.cif.integrity_views import fit_space
        from argen.training.integrity_clips import decoded
        from argen.training.integrity_features import view_nodes

        config = self.config
        extreme = self.extremes("memory", config.extreme_clips, config.seed)
        sources: list[tuple[str, Clips]] = [
            (folder, self.clips(folder, "memory", count))
            for folder, count in zip(config.folders, config.clips, strict=True)
        ]
        first = sources[0][1]
        made: list[tuple[str, int, Callable[[int], Tensor]]] = [
            (name, len(clips), lambda k, clips=clips: clips[k].frames)
            for name, clips in (*sources, ("extreme", extreme))
        ]
        made.append(("decoded", min(config.decoded_clips, len(first)), lambda k: decoded(first[k]).frames))
        found = {name: self.maps(f"memory {name}", count, clip, seed=config.seed) for name, count, clip in made}
        repeats = {"extreme": config.extreme_weight}
        spaces = []
        for view in track(self.views, "memories", transient=True):
            nodes = torch.cat(
                [view_nodes(view, maps) for name, maps in found.items() for _ in range(repeats.get(name, 1))]
            )
            spaces.append(fit_space(nodes.flatten(0, 1), config.nodes, config.hyperedges, config.seed))
        return spaces

    def calibration(self, spaces: list["Space"]) -> tuple["Tensor", list[str]]:
        """Distances `(n, p)` of clean and broken clips of people not in the memory, and what each is."""
        import torch

        from argen.training.integrity_features import view_distances

        config, found, names = self.config, [], []
        sources = [(f, self.clips(f, "calibration", config.calibration_clips)) for f in config.folders]
        for folder, clips in sources:
            plan = calibration_plan(len(clips), config.broken_per_clip)
            make = clip_maker(clips, plan, config.seed)
            of = {"seed": config.seed, "each": config.broken_per_clip, "strengths": list(STRENGTHS)}
            maps = self.maps(f"calibration {folder}", len(plan), make, **of)
            found.append(view_distances(self.views, spaces, maps))
            names += [name for _, name in plan]
        clips = self.extremes("calibration", config.extreme_calibration, config.seed)
        maps = self.maps("calibration extreme", len(clips), lambda k: clips[k].frames, seed=config.seed)
        found.append(view_distances(self.views, spaces, maps))
        names += ["extreme"] * len(clips)
        return torch.cat(found), names

    def patches(self) -> tuple["Space", float]:
        """The memory of clean patches, and the distance that one in a hundred of other clean patches reaches."""
        import torch

        from argen.pipelines.cif.integrity_views import fit_space

        config, seen = self.config, {}
        for part in ("memory", "calibration"):
            clips = [self.clips(folder, part, config.patch_clips) for folder in config.folders]
            clips.append(self.extremes(part, config.patch_clips, config.seed))
            seen[part] = [self.encoder.patches(one[k].frames).clone() for one in clips for k in range(len(one))]
        space = fit_space(
            torch.cat([one[::5] for one in seen["memory"]]), config.patches, config.hyperedges, config.seed
        )
        distances = torch.cat([space.distances(one) for one in seen["calibration"]])
        return space, round(float(distances.quantile(0.99)), 6)


def calibration_plan(clips: int, broken_per_clip: int) -> list[tuple[int, str]]:
    """Which clip is shown how: each one clean, decoded, and broken in some ways, which take turns."""
    from argen.training.integrity_clips import BROKEN

    ways = [
        [BROKEN[(k * broken_per_clip + turn) % len(BROKEN)] for turn in range(broken_per_clip)] for k in range(clips)
    ]
    return [(k, name) for k in range(clips) for name in (*CLEAN[:EACH], *ways[k])]


def clip_maker(clips: "Clips", plan: list[tuple[int, str]], seed: int) -> Callable[[int], "Tensor"]:
    """Clip k of a plan; strength and moment of its breakage depend on (seed, k)."""
    import torch

    from argen.training.duse_clips import sample_generator
    from argen.training.integrity_clips import broken, decoded

    def make(k: int) -> "Tensor":
        index, name = plan[k]
        if name in CLEAN:
            return clips[index].frames if name == "clean" else decoded(clips[index]).frames
        share, late = torch.rand(2, generator=sample_generator(seed, k)).tolist()
        strength = STRENGTHS[0] + (STRENGTHS[1] - STRENGTHS[0]) * share
        return broken(clips, index, name, strength, late < 0.5, seed)[0]

    return make


def is_broken(names: list[str]) -> "Tensor":
    """`(n,)` bool."""
    import torch

    return torch.tensor([name not in CLEAN for name in names])


def summary(scores: "Tensor", names: list[str]) -> dict[str, Any]:
    """How many of each kind there were, and which share scored below 0.5."""
    import torch

    rows = {name: torch.tensor([one == name for one in names]) for name in dict.fromkeys(names)}
    return {
        "clips": {name: int(row.sum()) for name, row in rows.items()},
        "below 0.5": {name: round(float((scores[row] < 0.5).float().mean()), 4) for name, row in rows.items()},
    }


def _save(path: Path, tensors: dict[str, "Tensor"]) -> None:
    from safetensors.torch import save_file

    from argen.pipelines.media.atomic import atomic_path

    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_path(path) as part:
        save_file(tensors, part)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
