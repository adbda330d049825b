"""MAFW (Liu et al. 2022, ACM MM): 11 classes of single emotions, 43 with the compound ones, five folds.

Layout, below the folder that was extracted:

    Train & Test Set/single/no_caption/set_1/train.txt, test.txt ... set_5    lines such as `00025.mp4 anger`
    Train & Test Set/compound/no_caption/set_1/train.txt, test.txt ... set_5    lines such as `00027.mp4 anxiety_helplessness`
    data/clips/00001.mp4; or folders of frames data/frames/00001/*.jpg or data/faces/00001/*.jpg

Checked against MSA-LMC/S2D data/MAFW/anno (the lists of both tasks), sunlicai/MAE-DFER and HiCMAE preprocess/mafw.py (label
order, paths), three public readers of `Train & Test Set` and data/clips, zengqunzhao/DFER-CLIP (data/faces), and the README
of MAFW-database/MAFW (counts of classes, terms). Folders of frames are what people extract themselves; only data/clips is
published. The compound classes are those of the list of fold 1's test clips, which are the 32 that the README counts.
"""

from pathlib import Path

from argen.dataset_builders.importers.clip import Clip, Listing
from argen.dataset_builders.importers.clip_files import clip_folder, first_file, index_clips, need_root
from argen.dataset_builders.importers.split_list import fold_lists, read_pairs
from argen.pipelines.affect.mafw import MAFW


HOMEPAGE = "https://github.com/MAFW-database/MAFW"
TITLE = "MAFW (Liu et al. 2022), non-commercial research only, on a signed agreement"
CLIP_FOLDERS = ("clips", "frames", "faces")
SINGLE = tuple(MAFW)
COMPOUND = (
    "anger_disgust", "anger_sadness", "anger_surprise", "anger_anxiety", "anger_helplessness", "disgust_sadness",
    "disgust_surprise", "disgust_contempt", "disgust_anxiety", "disgust_helplessness", "disgust_disappointment",
    "fear_sadness", "fear_surprise", "fear_anxiety", "happiness_surprise", "happiness_contempt", "sadness_surprise",
    "sadness_anxiety", "sadness_helplessness", "sadness_disappointment", "surprise_anxiety", "anxiety_helplessness",
    "helplessness_disappointment", "anger_disgust_contempt", "anger_disgust_anxiety", "disgust_anxiety_helplessness",
    "disgust_helplessness_disappointment", "fear_sadness_anxiety", "fear_surprise_anxiety",
    "sadness_anxiety_helplessness", "sadness_helplessness_disappointment", "anxiety_helplessness_disappointment",
)  # fmt: skip
TASKS = {"single": SINGLE, "compound": SINGLE + COMPOUND}


def list_mafw(root: str | Path, fold: int | None = None, task: str = "single", clips: str | None = None) -> Listing:
    """What the five (or one) folds of a task list.

    Args:
        root: folder that holds `Train & Test Set` and `data`.
        fold: 1 to 5, the clips of that fold once; by default all five, each clip in all of them.
        task: "single" for the 11 classes, "compound" for the 43.
        clips: folder under `data`, by default the first that exists of clips, frames and faces.

    Raises:
        LayoutError: a list or the clips are missing or not as published.
    """
    if task not in TASKS:
        raise ValueError(f"`task` is {task!r}; MAFW has {' and '.join(TASKS)}. Name one of them.")
    folder = need_root(root, "MAFW")
    pattern = f"Train & Test Set/{task}/no_caption/set_{{fold}}/{{split}}.txt"
    lists = fold_lists(folder, pattern, fold, "MAFW", HOMEPAGE)
    place = clip_folder(folder, "data", CLIP_FOLDERS, clips, "MAFW", HOMEPAGE)
    files, strays = index_clips(place, _clip_id, str.isdecimal)
    found = [
        Clip(Path(name).stem, label, first_file(files, Path(name).stem), split, number)
        for (split, number), path in lists.items()
        for name, label in read_pairs(path, "CLIP.mp4 LABEL, such as `00025.mp4 anger`")
    ]
    return Listing("mafw", TITLE, HOMEPAGE, folder, place, TASKS[task], tuple(found), files, strays)


def _clip_id(path: Path) -> str | None:
    return path.stem if path.stem.isdecimal() else None
