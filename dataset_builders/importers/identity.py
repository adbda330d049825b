"""Folds by identity: known subjects, else clusters of faces (our design)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from argen.dataset_builders.importers.clip import Clip
from argen.dataset_builders.importers.face_embedding import (
    FRAMES,
    TRUNK,
    Embedder,
    embed_clips,
    transformers_embedder,
    trunk_embedder,
)
from argen.dataset_builders.importers.identity_cluster import check_clustering, cluster_identities, largest_share
from argen.dataset_builders.importers.identity_split import identity_folds, need_scikit_learn, unique_clips


@dataclass(frozen=True)
class IdentityConfig:
    """How folds by identity are made.

    Args:
        folds: how many, 2 or more.
        seed: of the order in which people are dealt to folds.
        threshold: cosine from which two clips count as one person; needed where subjects are unknown, and proper to the
            embedder.
        linkage: "average" or "single", see `cluster_identities`.
        centre: take away what all faces share, see `embed_clips`.
        crop: find the face in each frame first; False for clips that are face crops already.
        embedder: "argen/argen-mini", or the folder or Hub id of a vision model of transformers, or a callable.
        frames: of each clip that are embedded, 1 or more.
    """

    folds: int = 5
    seed: int = 0
    threshold: float | None = None
    linkage: str = "average"
    centre: bool = True
    crop: bool = True
    embedder: str | Embedder = TRUNK
    frames: int = FRAMES

    def __post_init__(self) -> None:
        if self.folds < 2:
            raise ValueError(f"`folds` is {self.folds}; it has to be at least 2, such as 5")
        if self.frames < 1:
            raise ValueError(f"`frames` is {self.frames}; it has to be at least 1, such as {FRAMES}")
        check_clustering(self.threshold, self.linkage)


def check_identities(clips: Sequence[Clip], config: IdentityConfig) -> None:
    """What would stop `split_identities`, said before hours of checking and embedding clips.

    Raises:
        ValueError: subjects are unknown and there is no `threshold`.
        ImportError: scikit-learn is missing.
    """
    need_scikit_learn()
    if config.threshold is None and any(clip.subject is None for clip in clips):
        raise ValueError(
            "`threshold` is missing: this dataset does not say who is filmed, so faces have to be clustered. Give the cosine "
            "from which two clips count as one person; it is proper to the embedder (docs/datasets.md says how to find it)"
        )


def split_identities(clips: Sequence[Clip], config: IdentityConfig) -> tuple[list[Clip], dict[str, Any]]:
    """The clips in new folds, and how they were made.

    Raises:
        ValueError: subjects are unknown and there is no `threshold`, or it joins more clips than a fold can hold.
        ImportError: scikit-learn is missing.
    """
    check_identities(clips, config)
    once = unique_clips(clips)
    facts: dict[str, Any] = {"folds": config.folds, "seed": config.seed}
    if all(clip.subject is not None for clip in once):
        subjects = [str(clip.subject) for clip in once]
        facts["subjects"] = "as the dataset names them"
    else:
        subjects = _cluster(once, config)
        name = config.embedder if isinstance(config.embedder, str) else config.embedder.__name__
        facts |= {"subjects": "clusters of faces", "embedder": name, "threshold": config.threshold}
        facts |= {"linkage": config.linkage, "centre": config.centre, "crop": config.crop}
        facts["clusters"] = len(set(subjects))
    return identity_folds(once, subjects, config.folds, config.seed), facts


def _cluster(clips: Sequence[Clip], config: IdentityConfig) -> list[str]:
    paths = [clip.path for clip in clips if clip.path is not None]
    assert len(paths) == len(clips) and config.threshold is not None
    embeddings = embed_clips(paths, _embedder(config), config.frames, config.centre, config.crop)
    clusters = cluster_identities(embeddings, config.threshold, config.linkage)
    share = largest_share(clusters)
    if share > 1 / config.folds:
        raise ValueError(
            f"`threshold` is {config.threshold}, which joins {share:.0%} of the clips into one person, more than a fold of "
            f"{config.folds} holds; raise it, or use an embedder that tells people apart"
        )
    return [f"cluster-{number:05d}" for number in clusters]


def _embedder(config: IdentityConfig) -> Embedder:
    if not isinstance(config.embedder, str):
        return config.embedder
    return trunk_embedder() if config.embedder == TRUNK else transformers_embedder(config.embedder)
