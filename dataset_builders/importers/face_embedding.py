"""Embeddings of the faces in clips, to tell people apart where a dataset does not (our design).

An embedder is a callable, uint8 frames `(n, height, width, 3)` -> `(n, d)`. The default needs no download: the trunk of our
AUEstimator, which was trained to see muscles and not people. It is weak; docs/datasets.md says what it reached. Any vision
model of transformers can take its place.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from argen.dataset_builders.importers.identity_cluster import unit_rows


if TYPE_CHECKING:
    from PIL import Image

Embedder = Callable[[np.ndarray], np.ndarray]
SIDE = 128  # pixels of a face crop
FRAMES = 3  # frames of a clip that are averaged
TRUNK = "argen/argen-mini"  # whose estimator is the default embedder; it comes with the package
BLOCK = 3  # of the estimator's trunk, counted from 0


def embed_clips(
    paths: Sequence[Path], embedder: Embedder, frames: int = FRAMES, centre: bool = True, crop: bool = True
) -> np.ndarray:
    """One embedding per clip `(n, d)` of length 1: the mean over frames at even times, each of length 1 too.

    Args:
        paths: video files or folders of pictures that decode.
        embedder: frames are given to it as squares of 128 px.
        frames: of each clip, 1 or more.
        centre: take away the mean of all clips, what every face shares; right for general encoders, whose cosines all lie
            near 1 without it, wrong for models trained to compare faces, whose thresholds are known.
        crop: find the face in each frame, about 0.1 to 1 s; where there is none the middle square is taken, as without
            `crop`, which is right for clips that are face crops already (DFEW's clip_224x224, FERV39k).

    Raises:
        ValueError: a clip does not decode, or all of them give the same embedding.
    """
    from rich.progress import track

    from argen.pipelines.duse.frames_duse import read_frames

    if frames < 1:
        raise ValueError(f"`frames` is {frames}; it has to be at least 1, such as {FRAMES}")
    clips = (read_frames(path, frames, repr(str(path))) for path in track(paths, "Embedding faces", transient=True))
    embeddings = np.stack([unit_rows(embedder(face_squares(clip, crop))).mean(0) for clip in clips])
    return unit_rows(embeddings - embeddings.mean(0) if centre else embeddings)


def face_squares(frames: np.ndarray, crop: bool = True) -> np.ndarray:
    """Squares, uint8 `(n, 128, 128, 3)`, of frames `(n, height, width, 3)`: the faces, or the middle without `crop`."""
    from PIL import Image

    from argen.pipelines.media.face import centre_square

    square = _crop if crop else lambda picture: centre_square(picture, SIDE)
    return np.stack([np.asarray(square(Image.fromarray(frame))) for frame in frames])


def _crop(picture: "Image.Image") -> "Image.Image":
    from argen.pipelines.media.face import FaceNotFoundError, centre_square, crop_face

    try:
        return crop_face(picture, SIDE)
    except FaceNotFoundError:  # aligned crops are often too tight for the detector
        return centre_square(picture, SIDE)


def trunk_embedder() -> Embedder:
    """Mean and spread of the fourth block of our AUEstimator's trunk, 192 numbers.

    Of the blocks, the one that tells rendered people apart best: area under the ROC curve of pairs of clips 0.92 (centred),
    0.66 for the last block, 0.79 for an 8 x 8 thumbnail (40 people of 5 clips, docs/datasets.md).
    """
    import torch

    from argen.pipelines.argen.estimator_argen import AUEstimator
    from argen.pipelines.argen.layout_argen import resolve_folder

    estimator = AUEstimator.from_pretrained(resolve_folder(TRUNK), subfolder="au_estimator").eval()

    def embed(frames: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            pixels = torch.from_numpy(np.ascontiguousarray(frames)).permute(0, 3, 1, 2).float() / 255
            features = estimator.features(pixels, pixels)[BLOCK].flatten(2)
        return torch.cat([features.mean(2), features.std(2)], 1).numpy()

    return embed


def transformers_embedder(model: str) -> Embedder:
    """Any vision model of transformers: the image side of CLIP and SigLIP, else the mean of the last hidden state.

    Args:
        model: folder or Hub id; ViT, DINOv2, CLIP, SigLIP, ConvNeXt, ResNet, ...
    """
    import torch
    from transformers import AutoImageProcessor, AutoModel

    processor = AutoImageProcessor.from_pretrained(model)
    network = AutoModel.from_pretrained(model).eval()
    two_towers = "vision_config" in network.config.to_dict()

    def embed(frames: np.ndarray) -> np.ndarray:
        pixels = processor(images=list(frames), return_tensors="pt")
        with torch.no_grad():
            if two_towers:
                return network.get_image_features(**pixels).pooler_output.float().numpy()
            hidden = network(**pixels).last_hidden_state
        # convolutional networks give (n, d, h, w), transformers (n, tokens, d)
        return (hidden.flatten(2).mean(2) if hidden.ndim == 4 else hidden.mean(1)).float().numpy()

    return embed
