"""CREMA-D (Cao et al. 2014, IEEE TAFFC): 91 actors say 12 sentences in 6 emotions; subjects known, no official split.

Layout: `VideoFlash/1001_DFA_ANG_XX.flv` (actor, sentence, emotion, level), or files of these names as mp4 or another format,
under `VideoFlash` or right under the folder given.

Checked against the file list of CheyneyComputerScience/CREMA-D (7442 files under VideoFlash) and its README. The repository
keeps its clips in git-lfs: a plain zip download holds pointers, which the check names. The emotion is what the actor was
asked for; what raters saw is in finishedResponses.csv, which is not read.
"""

import re
from pathlib import Path

from argen.dataset_builders.importers.clip import Clip, LayoutError, Listing
from argen.dataset_builders.importers.clip_files import index_clips, need_root


HOMEPAGE = "https://github.com/CheyneyComputerScience/CREMA-D"
TITLE = "CREMA-D (Cao et al. 2014), Open Database License"
WORDS = {"ANG": "anger", "DIS": "disgust", "FEA": "fear", "HAP": "happiness", "NEU": "neutral", "SAD": "sadness"}
LEVELS = {"LO": "low", "MD": "medium", "HI": "high", "XX": "unspecified"}
NAME = re.compile(r"(\d{4})_([A-Z]{3})_([A-Z]{3})_([A-Z]{2})")


def list_crema_d(root: str | Path) -> Listing:
    """Every clip, with its actor as the subject.

    Args:
        root: folder that holds `VideoFlash`, or the clips themselves.

    Raises:
        LayoutError: no file has a name of CREMA-D.
    """
    from datasets import Value

    folder = need_root(root, "CREMA-D")
    clip_folder = folder / "VideoFlash" if (folder / "VideoFlash").is_dir() else folder
    files, strays = index_clips(clip_folder, _clip_id)
    if not files:
        raise LayoutError(
            f"`root` is {str(root)!r}, where no clip is named like 'VideoFlash/1001_DFA_ANG_XX.flv': this is not CREMA-D as "
            f"published. Get it from {HOMEPAGE} by git with git-lfs, VideoFlash included"
        )
    found = tuple(_clip(name, paths[0]) for name, paths in sorted(files.items()))
    columns = {"sentence": Value("string"), "level": Value("string")}
    return Listing(
        "crema-d", TITLE, HOMEPAGE, folder, clip_folder, tuple(WORDS.values()), found, files, strays, columns
    )


def _clip_id(path: Path) -> str | None:
    return path.stem if NAME.fullmatch(path.stem) and path.stem[-2:] in LEVELS else None


def _clip(name: str, path: Path) -> Clip:
    actor, sentence, emotion, level = name.split("_")
    extras = {"sentence": sentence, "level": LEVELS[level]}
    return Clip(name, WORDS.get(emotion, emotion), path, subject=actor, extras=extras)
