"""A recogniser on many clips: probabilities of those that can be read, and what is wrong with the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from argen.pipelines.duse.layout_duse import Recogniser
from argen.pipelines.duse.temporal_conditions import CONDITIONS, apply_condition
from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor


AS_IS = "as_is"

# the clip of a number in any form that DuSEVideoProcessor takes, and the SHA-256 of what was read
ReadClip = Callable[[int], tuple[Any, str]]


@dataclass(frozen=True)
class Prepared:
    """A clip as the model sees it, `(frames, 3, height, width)`, and its digest; or what is wrong with it."""

    number: int
    pixels: torch.Tensor | None = None
    digest: str = ""
    fault: str | None = None


@dataclass(frozen=True)
class Predictions:
    """What a recogniser says of the clips that could be read.

    Args:
        numbers: of these clips `(n,)`, in the order in which they were asked for.
        probabilities: by condition, "as_is" and those of the temporal probe, `(n, classes)`.
        digests: SHA-256 of each of these clips.
        faults: reason by the number of each clip that could not be read.
    """

    numbers: np.ndarray
    probabilities: dict[str, np.ndarray]
    digests: list[str]
    faults: dict[int, str]


class PreparedClips(Dataset):
    """Clips read and processed by number; one that cannot be used is a fault, not an end."""

    def __init__(self, read: ReadClip, numbers: Sequence[int], processor: DuSEVideoProcessor) -> None:
        self.read, self.numbers, self.processor = read, numbers, processor

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, place: int) -> Prepared:
        number = self.numbers[place]
        try:
            video, digest = self.read(number)
            pixels = self.processor([video], return_tensors="pt")["pixel_values"][0]
        # the processor's own complaints, and files that do not open
        except (ValueError, OSError) as error:
            return Prepared(number, fault=" ".join(str(error).split()).removeprefix("`videos[0]` "))
        return Prepared(number, pixels, digest)


@torch.inference_mode()
def predict(
    read: ReadClip,
    numbers: Sequence[int],
    recogniser: Recogniser,
    batch_size: int = 8,
    workers: int = 0,
    probe_seed: int | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> Predictions:
    """Class probabilities of clips, on the device of the model.

    Args:
        read: gives the clip of a number and its digest; ValueError or OSError there is a fault of that clip.
        numbers: of the clips; the temporal probe's shuffle of a clip depends on (probe_seed, number) alone.
        recogniser: model and processor.
        batch_size, workers: clips per forward call; processes that read clips, 0 for none beside this one.
        probe_seed: with it the clips are also shown under the conditions of the temporal probe.
        advance: called with the number of clips done.
    """
    model = recogniser.model.eval()
    conditions = (AS_IS, *(CONDITIONS if probe_seed is not None else ()))
    logits: dict[str, list[torch.Tensor]] = {name: [] for name in conditions}
    done: list[Prepared] = []
    clips = PreparedClips(read, numbers, recogniser.processor)
    for batch in DataLoader(clips, batch_size, num_workers=workers, collate_fn=list):
        usable = [(clip.number, clip.pixels) for clip in batch if clip.pixels is not None]
        for name in conditions if usable else ():
            pixels = torch.stack([_arranged(one, name, probe_seed, number) for number, one in usable])
            logits[name].append(model(pixel_values=pixels.to(model.device, model.dtype)).logits.float().cpu())
        done += [Prepared(clip.number, None, clip.digest, clip.fault) for clip in batch]
        advance(len(batch))
    good = [clip for clip in done if clip.fault is None]
    classes = model.classifier.out_features
    return Predictions(
        numbers=np.array([clip.number for clip in good], np.int64),
        probabilities={
            name: torch.cat([torch.zeros(0, classes), *parts]).softmax(-1).numpy() for name, parts in logits.items()
        },
        digests=[clip.digest for clip in good],
        faults={clip.number: clip.fault for clip in done if clip.fault is not None},
    )


def _arranged(pixels: torch.Tensor, condition: str, seed: int | None, number: int) -> torch.Tensor:
    return pixels if condition == AS_IS or seed is None else apply_condition(pixels, condition, seed, number)
