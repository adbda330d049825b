"""RAVDESS (Livingstone & Russo 2018, PLoS ONE): 24 actors speak and sing in 8 emotions; the video files.

Layout: `Actor_01/01-01-03-02-01-01-01.mp4` at any depth (each zip holds a folder Actor_NN). The seven numbers: modality (01
full-AV, 02 video-only, 03 audio-only), vocal channel (01 speech, 02 song), emotion, intensity (01 normal, 02 strong),
statement, repetition, actor (odd male, even female).

Checked against the record's own text (zenodo.org/record/1188976, smartlaboratory.org/ravdess): numbers, counts and names of
the zips; and against public readers of Video_Speech_Actor_01/Actor_01. Every take is there twice, with sound (01) and without
(02), the pictures the same, hence one modality at a time unless asked.
"""

import re
from pathlib import Path

from argen.dataset_builders.importers.clip import Clip, LayoutError, Listing
from argen.dataset_builders.importers.clip_files import index_clips, need_root


HOMEPAGE = "https://zenodo.org/record/1188976"
TITLE = "RAVDESS (Livingstone & Russo 2018), CC BY-NC-SA 4.0"
CLASSES = ("neutral", "calm", "happiness", "sadness", "anger", "fear", "disgust", "surprise")  # 01 to 08
MODALITIES = {"full-AV": ("01",), "video-only": ("02",), "both": ("01", "02")}
CHANNELS = {"speech": ("01",), "song": ("02",), "both": ("01", "02")}
NAME = re.compile(r"(?:\d\d-){6}\d\d")


def list_ravdess(root: str | Path, modality: str = "full-AV", channel: str = "speech") -> Listing:
    """Every clip of a modality and a vocal channel, with its actor as the subject.

    Args:
        root: folder above the `Actor_NN` folders.
        modality: "full-AV", "video-only", or "both", where each take comes twice.
        channel: "speech", "song" or "both".

    Raises:
        LayoutError: no such clip is there.
    """
    from datasets import Value

    for name, value, legal in (("modality", modality, MODALITIES), ("channel", channel, CHANNELS)):
        if value not in legal:
            raise ValueError(f"`{name}` is {value!r}; it has to be one of {', '.join(legal)}.")
    folder = need_root(root, "RAVDESS")
    files, strays = index_clips(folder, _clip_id)
    wanted = [
        (name, paths[0])
        for name, paths in sorted(files.items())
        if name[:2] in MODALITIES[modality] and name[3:5] in CHANNELS[channel]
    ]
    if not wanted:
        raise LayoutError(
            f"`root` is {str(root)!r}, where no clip of modality {modality} and channel {channel} is named like "
            f"'Actor_01/01-01-03-02-01-01-01.mp4' ({len(files)} RAVDESS clips in all). Get the Video_Speech and Video_Song "
            f"archives from {HOMEPAGE}, or ask for the other `modality` or `channel`"
        )
    columns = {name: Value("string") for name in ("modality", "channel", "intensity", "statement", "gender")}
    columns["repetition"] = Value("int32")
    used = {name: files[name] for name, _ in wanted}
    found = tuple(_clip(name, path) for name, path in wanted)
    return Listing("ravdess", TITLE, HOMEPAGE, folder, folder, CLASSES, found, used, strays, columns)


def _clip_id(path: Path) -> str | None:
    return path.stem if NAME.fullmatch(path.stem) else None


def _clip(name: str, path: Path) -> Clip:
    modality, channel, emotion, intensity, statement, repetition, actor = name.split("-")
    extras = {
        "modality": {"01": "full-AV", "02": "video-only"}[modality],
        "channel": {"01": "speech", "02": "song"}[channel],
        "intensity": {"01": "normal", "02": "strong"}.get(intensity, intensity),
        "statement": {"01": "kids", "02": "dogs"}.get(statement, statement),
        "gender": "male" if int(actor) % 2 else "female",
        "repetition": int(repetition),
    }
    number = int(emotion)
    label = CLASSES[number - 1] if 1 <= number <= len(CLASSES) else emotion
    return Clip(name, label, path, subject=actor, extras=extras)
