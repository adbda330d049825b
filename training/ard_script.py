"""What a run's file says: `ARDScript` and `ARDConfig` from one YAML file and `key=value` words, by TRL's parser."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml
from trl import TrlParser

from argen.training.ard_config import ARDConfig
from argen.training.settings import check_share


@dataclass
class ARDScript:
    """What is trained, on what, and by which rewards: the half of a run's file that is not `ARDConfig`."""

    model: str = field(
        default="argen/argen-mini", metadata={"help": "Folder or Hub id of a Wan image-to-video pipeline."}
    )
    prompts: str = field(
        default="portraits", metadata={"help": "A folder of face pictures, a .jsonl file, or `portraits` (ours)."}
    )
    emotions: list[str] | None = field(
        default=None, metadata={"help": "Emotions of the prompts; all seven if left out."}
    )
    intensities: list[float] = field(
        default_factory=lambda: [0.5, 0.8, 1.0], metadata={"help": "Of each emotion, 0..1."}
    )
    held_out: float = field(default=0.2, metadata={"help": "Share of the faces that is never trained on."})
    rewards: list[str] = field(
        default_factory=lambda: ["emotion", "au_fidelity", "motion", "integrity", "identity"],
        metadata={"help": "Names of argen.training.rewards, or package.module:function."},
    )
    judge: str | None = field(
        default=None, metadata={"help": "The held-out judge, `judge` or package.module:function."}
    )

    def __post_init__(self) -> None:
        check_share(self, "held_out")
        if not self.rewards:
            raise ValueError("`rewards` is empty; name at least one, such as emotion.")


class Parser(TrlParser):
    """TRL's parser, with one line for a mistake instead of the usage of two hundred settings."""

    def error(self, message: str) -> NoReturn:
        """ValueError with argparse's words."""
        raise ValueError(f"{message}. The settings are fields of ARDScript and ARDConfig.")


def load_ard_config(path: str | Path | None, changes: Sequence[str] = (), *kinds: type) -> tuple[Any, ...]:
    """Settings from a YAML file, then changed by `key=value` words (a list as [a, b]); both go through TRL's parser.

    Args:
        kinds: dataclasses that share the file, by default ARDScript and ARDConfig.

    Raises:
        ValueError: no such file, an unknown name, or an illegal value.
    """
    words = []
    if path is not None:
        if not Path(path).is_file():
            raise ValueError(f"`--config` is {str(path)!r}, which is no file; see training/configs/ for examples.")
        words = ["--config", str(path)]
    for change in changes:
        key, separator, value = change.partition("=")
        if not separator:
            raise ValueError(f"{change!r} changes no setting; write it as key=value, for example seed=1.")
        found = yaml.safe_load(value) if value.startswith("[") else [value]
        words += [f"--{key}", *map(str, found)]
    return Parser(kinds or (ARDScript, ARDConfig)).parse_args_and_config(words)  # pyright: ignore
