"""What a detector says of a batch."""

from dataclasses import dataclass, field

from torch import Tensor


@dataclass(frozen=True, eq=False)
class CIFOutput:
    """Image scores and anomaly maps on the CPU; higher is more anomalous, comparable within one fitted detector only.

    Args:
        scores: `(b,)` float32, 0 or more.
        maps: `(b, H, W)` float32, 0 or more.
        names: the samples' names, "" where they have none.
    """

    scores: Tensor
    maps: Tensor
    names: list[str] = field(default_factory=list)

    @property
    def pred_score(self) -> Tensor:
        """`scores`, by anomalib's name."""
        return self.scores

    @property
    def anomaly_map(self) -> Tensor:
        """`maps`, by anomalib's name."""
        return self.maps
