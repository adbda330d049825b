"""Settings of a dataset: what is planned, and how it is built; frozen and checked (our design)."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from argen.dataset_builders.schema import SPLITS
from argen.training.settings import check_choice, check_not_negative, check_positive, check_share, check_types


TARGETS = ("uniform", "effective")
GROUP = 4  # slots; on a GPU, more fill it better


@dataclass(frozen=True)
class PlanSettings:
    """What clips are asked for; the plan, its slots and every pixel follow from these and from the histogram.

    Args:
        clips: how many.
        match: file of the dataset whose class histogram is to be brought to `target`; None asks for equal classes.
        target: "uniform": classes as equal as so many clips can make them; "effective": clips shared out by the weights
            (1 - beta) / (1 - beta^n) of Cui et al. (CVPR 2019).
        beta: of "effective", from 0 (no weights) to below 1 (inverse frequency).
        low, high: the intensities of the clips, spread evenly between them; neutral has 0.
        shares: of the clips, in train, validation and test; nobody is in two of them.
        seed: of everything.
        group: slots that are worked on together, the least that an interruption can lose.
        source: "generated", "rendered", or `package.module:function`.
        faces: "portraits", a folder of pictures, or a rig (.safetensors) whose people `identities` FIRST:END are rendered.
        randomization: of pictures and renders, 0 none to 1 heavy.
        model, steps, guidance_scale, au_guidance_scale, frame_guidance_scale: of "generated"; None is the model's own.
        size, num_frames, fps: of the clips; None is the model's own, or 128, 17 and 8.
    """

    clips: int = 2000
    match: str | None = None
    target: str = "uniform"
    beta: float = 0.999
    low: float = 0.4
    high: float = 1.0
    shares: tuple[float, ...] = (0.8, 0.1, 0.1)
    seed: int = 0
    group: int = GROUP
    source: str = "generated"
    faces: str = "portraits"
    identities: str = (
        "3000000:3000200"  # training draws below 1,000,000, evaluation and the portraits are below 3,000,000
    )
    randomization: float = 0.3
    model: str = "argen/argen-mini"
    steps: int | None = None
    guidance_scale: float | None = None
    au_guidance_scale: float | None = None
    frame_guidance_scale: float | None = None
    size: int | None = None
    num_frames: int | None = None
    fps: float | None = None

    def __post_init__(self) -> None:
        check_types(self)
        check_positive(self, "clips", "group")
        check_not_negative(self, "seed")
        check_choice(self, "target", TARGETS)
        check_share(self, "low", "high", "randomization")
        if not 0 <= self.beta < 1:
            raise ValueError(f"`beta` is {self.beta!r}; it has to be from 0 to below 1, such as 0.999.")
        if self.low > self.high:
            raise ValueError(f"`low` is {self.low}, above `high`, {self.high}; swap them.")
        check_shares(self.shares)
        for name in ("steps", "size", "num_frames", "fps"):
            if vars(self)[name] is not None:
                check_positive(self, name)


def check_shares(shares: tuple[float, ...]) -> None:
    """Refuse shares of the splits that are not three numbers from 0 up whose sum is 1 (ValueError)."""
    if len(shares) != len(SPLITS) or min(shares) < 0 or abs(sum(shares) - 1) > 1e-6:
        raise ValueError(f"`shares` is {shares!r}; give {', '.join(SPLITS)} from 0 up, with the sum 1: 0.8,0.1,0.1.")


@dataclass(frozen=True)
class ScreenSettings:
    """When a clip is kept; every bound is inclusive.

    The bounds were set on 98 clips of argen-mini, 14 of each emotion: those kept by an `au_r` of 0.7 have 0.88 in the mean,
    still faces an error of 0.02 at most; all were the same person (0.83 at least), 12 % were broken. In a build of 2,000 the
    least of the emotions, disgust, had 0.79 in the mean with 0.7, and has 0.805 with 0.72.

    Args:
        au_r: least correlation of requested and measured AU curves (see `measures.au_agreement`).
        au_error: largest mean absolute difference of the curves, for clips that ask for nothing that moves.
        emotion: the recogniser's first choice has to be the emotion.
        integrity: least chance that the face is whole.
        identity: least similarity of later frames with the first one.
    """

    au_r: float = 0.72
    au_error: float = 0.04
    emotion: bool = True
    integrity: float = 0.5
    identity: float = 0.7

    def __post_init__(self) -> None:
        check_types(self)
        for name in ("au_r", "identity"):
            if not -1 <= vars(self)[name] <= 1:
                raise ValueError(f"`{name}` is {vars(self)[name]!r}; a similarity is from -1 to 1.")
        check_share(self, "au_error", "integrity")


@dataclass(frozen=True)
class BuildSettings:
    """How a plan becomes shards. What is set here changes the shards, but for `tries`.

    Args:
        screen: None keeps every clip.
        attempts: clips made for a slot before another person and intensity take its place.
        tries: clips made for a class, per clip planned, before the build gives up.
        judge: `package.module:function` that loads what measures clips.
        crf: quality of the MP4s, 0 (lossless) to 51.
        shard_rows: rows of a Parquet file.
        device: where models run, such as "cpu" or "cuda".
    """

    screen: ScreenSettings | None = field(default_factory=ScreenSettings)
    attempts: int = 8
    tries: int = 50
    judge: str = "argen.dataset_builders.measures:release_judge"
    crf: int = 18
    shard_rows: int = 500
    device: str = "cpu"

    def __post_init__(self) -> None:
        check_types(self)
        check_positive(self, "attempts", "tries", "shard_rows")
        if not 0 <= self.crf <= 51:
            raise ValueError(f"`crf` is {self.crf!r}; it has to be from 0 (lossless) to 51 (worst).")


def plan_settings(data: dict[str, Any], where: str) -> PlanSettings:
    """Settings read from JSON; ValueError names a key that is unknown or illegal."""
    known = [one.name for one in fields(PlanSettings)]
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise ValueError(f"{where} sets `{unknown[0]}`, which is no setting; they are {', '.join(known)}.")
    shares = data.get("shares")
    return PlanSettings(**{**data, "shares": tuple(shares)} if isinstance(shares, list) else data)


def build_settings(data: dict[str, Any]) -> BuildSettings:
    """Settings that `as_json` gave."""
    screen = data["screen"]
    return BuildSettings(**{**data, "screen": None if screen is None else ScreenSettings(**screen)})


def changed_keys(old: Any, new: Any, prefix: str = "") -> list[str]:
    """Keys, with those above them, in which two JSON values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = dict.fromkeys((*old, *new))
        return [one for key in keys for one in changed_keys(old.get(key), new.get(key), f"{prefix}{key}.")]
    return [] if old == new else [prefix[:-1]]


def as_json(settings: PlanSettings | BuildSettings) -> dict[str, Any]:
    """Settings as JSON types."""
    data = asdict(settings)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}
