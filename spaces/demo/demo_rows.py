"""Rows of a built dataset: an index of what can be filtered, and a row's pictures when it is opened."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


MOST_ROWS = 20_000  # that are indexed
BATCH = 256
LIGHT = ("clip_id", "emotion", "intensity", "text", "measured_au", "scores")


@dataclass(frozen=True)
class Wish:
    """What a row has to have; None is any."""

    emotion: str | None = None
    unit: str | None = None
    least_unit: float = 0.5
    least_agreement: float = 0.0
    least_whole: float = 0.0


class Rows:
    """The rows of `data/*.parquet` in a folder that `argen dataset build` made.

    Raises:
        ValueError: the folder holds none.
    """

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        self.files = sorted(folder.glob("data/*.parquet"))
        if not self.files:
            raise ValueError(
                f"`dataset` {str(folder)!r} holds no data/*.parquet; name a folder of `argen dataset build`."
            )
        self.places: list[tuple[int, int, int]] = []  # file, row group, row in it
        found: list[dict[str, Any]] = []
        peaks: list[np.ndarray] = []
        for number, path in enumerate(self.files):
            file = pq.ParquetFile(path)
            for group in range(file.num_row_groups):
                if len(found) >= MOST_ROWS:
                    break
                rows = file.read_row_group(group, columns=list(LIGHT)).to_pylist()
                self.places += [(number, group, k) for k in range(len(rows))]
                peaks += [np.asarray(row.pop("measured_au"), np.float32).max(0) for row in rows]
                found += rows
        self.rows, self.peaks = found, np.stack(peaks)
        self.index = {row["clip_id"]: k for k, row in enumerate(found)}

    def __len__(self) -> int:
        return len(self.rows)

    def find(self, wish: Wish) -> list[int]:
        """Rows that have it, those that follow their request best first."""
        keep = [k for k in range(len(self)) if self._has(k, wish)]
        return sorted(keep, key=lambda k: (-(self.rows[k]["scores"]["au_r"] or 0.0), k))

    def _has(self, k: int, wish: Wish) -> bool:
        row, scores = self.rows[k], self.rows[k]["scores"]
        if wish.emotion is not None and EMOTIONS[row["emotion"]] != wish.emotion:
            return False
        if wish.unit is not None and self.peaks[k, AUS.index(wish.unit)] < wish.least_unit:
            return False
        if wish.least_agreement > 0 and (scores["au_r"] is None or scores["au_r"] < wish.least_agreement):
            return False
        return scores["integrity"] >= wish.least_whole

    def open(self, k: int) -> dict[str, Any]:
        """A whole row, with the bytes of its video and of its picture, JSON texts parsed."""
        import pyarrow.parquet as pq

        number, group, place = self.places[k]
        row = pq.ParquetFile(self.files[number]).read_row_group(group).slice(place, 1).to_pylist()[0]
        texts = {name: json.loads(row[name]) for name in ("settings", "provenance") if row[name]}
        return row | texts | {"evidence": [json.loads(one) for one in row["evidence"]]}
