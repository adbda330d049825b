"""One typed file for the face-integrity screen: clips, views, sizes of the memories (our design)."""

from dataclasses import dataclass
from pathlib import Path

from argen.pipelines.cif.integrity_views import View
from argen.training.settings import check_choice, check_not_negative, check_positive, check_types, read_settings


@dataclass
class IntegrityConfig:
    """A run under `output`.

    `folders` hold rendered shards of training identities, of which `clips` each go into the memory and `calibration_clips`
    each into the calibration, beside extreme ones that are drawn, count `extreme_weight` times in
    the memory, and, in the memory, `decoded_clips` as the generator's VAE shows them; `locator_clips` of each kind fit the locator. Tests render `test_clips` clips of unseen
    people with each of `test_seeds`, or, with `people` "validation", of training identities kept apart. `views` are written "change layer rows columns"; each keeps
    `nodes` clean nodes in `hyperedges`; the patches of the map keep `patches`.
    """

    output: str = "runs/cif-face"
    folders: tuple[str, ...] = ("runs/duse/train/cache",)
    clips: tuple[int, ...] = (1000,)
    seed: int = 0
    people: str = "test"
    test_seeds: tuple[int, ...] = (1, 2, 3)
    test_clips: int = 60
    views: tuple[str, ...] = ("look au6 6 1", "look wan0 2 2", "drift wan0 1 1", "step wan0 2 2")
    nodes: int = 96
    hyperedges: int = 4
    patches: int = 600
    locator_clips: int = 1000
    extreme_clips: int = 1000
    extreme_weight: int = 3
    decoded_clips: int = 400
    extreme_calibration: int = 160
    patch_clips: int = 60
    calibration_clips: int = 120
    broken_per_clip: int = 4
    shard_size: int = 40

    def __post_init__(self) -> None:
        check_types(self)
        check_positive(
            self, "nodes", "hyperedges", "patches", "patch_clips", "calibration_clips", "broken_per_clip",
            "shard_size", "test_clips", "locator_clips", "extreme_clips", "extreme_weight", "decoded_clips", "extreme_calibration",
        )  # fmt: skip
        check_not_negative(self, "seed")
        check_choice(self, "people", ("test", "validation"))
        if len(self.clips) != len(self.folders) or not self.clips or min(self.clips) < 1:
            raise ValueError(
                f"`clips` is {self.clips}; give a number of 1 or more for each of the {len(self.folders)} `folders`."
            )
        self.parsed_views()

    def parsed_views(self) -> list[View]:
        """`views` as objects; ValueError for one that is not written like "look au6 6 1"."""
        found = []
        for text in self.views:
            words = text.split()
            if len(words) != 4 or not (words[2] + words[3]).isdecimal():
                raise ValueError(
                    f'`views` has {text!r}; write a change, a layer, rows and columns, as "look au6 6 1".'
                )
            found.append(View(words[0], words[1], int(words[2]), int(words[3])))
        return found


def load_integrity_config(path: str | Path, overrides: list[str]) -> IntegrityConfig:
    """Read YAML, then apply `key=value` words; ValueError names the key and what is legal."""
    return read_settings(IntegrityConfig, path, overrides, "key=value")
