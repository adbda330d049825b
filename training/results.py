"""Figures of a study: their spread, and the file that grows run by run."""

import json
from pathlib import Path
from typing import Any

import numpy as np


def spread(values: list[float]) -> dict[str, float | None]:
    """Mean and sample standard deviation; null where there are too few values."""
    return {
        "mean": float(np.mean(values)) if values else None,
        "sd": float(np.std(values, ddof=1)) if len(values) > 1 else None,
    }


def begun(path: Path, settings: dict[str, Any], runs: str) -> dict[str, Any]:
    """The results in a file, else empty ones: `{"settings": ..., runs: {}}`.

    Args:
        path: of the file, which may not be there yet.
        settings: what decides the figures; the file's own, where it names one of them, has to be equal.
        runs: the key under which the finished runs lie.

    Raises:
        ValueError: the results are those of other settings.
    """
    settings = json.loads(json.dumps(settings))
    if not path.exists():
        return {"settings": settings, runs: {}}
    found = json.loads(path.read_text(encoding="utf-8"))
    other = [key for key in settings if found["settings"].get(key, settings[key]) != settings[key]]
    if other:
        raise ValueError(f"`output`: {str(path)!r} was made with another {', '.join(other)}; choose another `output`")
    return {"settings": found["settings"] | settings, runs: found[runs]}


def save_json(path: Path, results: dict[str, Any]) -> None:
    """Write the results whole or not at all; the folder is made if it is not there."""
    from argen.pipelines.media.atomic import write_atomic

    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, json.dumps(results, indent=1))
