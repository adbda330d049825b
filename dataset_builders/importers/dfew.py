"""DFEW (Jiang et al. 2020, ACM MM): 7 emotions in clips from films, five folds, ten votes a clip.

Layout, below the folder that was extracted:

    EmoLabel_DataSplit/train(single-labeled)/set_1.csv ... set_5.csv    video_name,label with 1 Happy ... 7 Fear
    EmoLabel_DataSplit/test(single-labeled)/set_1.csv ... set_5.csv
    Clip/original/1.mp4 or 00001.mp4, at any depth (the zips come in parts)
    Clip/clip_224x224/00001/*.jpg, aligned faces; Clip/clip_224x224_16f/00001/1.jpg ... 16.jpg, resampled to 16 frames
    Annotation/annotation.xlsx    1happy 2sad 3neutral 4angry 5surprise 6disgust 7fear order label

Checked against the README that is delivered with the data (as a public repository quotes it), sunlicai/MAE-DFER
preprocess/dfew.py (split files, five digits), jiangxingxun/DFEW (the authors; label words, names of frames) and three
public readers of annotation.xlsx (its columns). Not checked: whether the parts of Clip/original unpack into folders of their
own (any depth is read) and whether single clips are named 1.mp4 or 00001.mp4 (both are read).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from zipfile import BadZipFile

from argen.dataset_builders.importers.clip import Clip, LayoutError, Listing
from argen.dataset_builders.importers.clip_files import clip_folder, first_file, index_clips, need_path, need_root
from argen.dataset_builders.importers.split_list import fold_lists, read_table
from argen.pipelines.argen.facs_argen import EMOTIONS


HOMEPAGE = "https://dfew-dataset.github.io/"
TITLE = "DFEW (Jiang et al. 2020), non-commercial research and education only, on request"
CLIP_FOLDERS = ("original", "clip_224x224", "clip_224x224_16f", "clip_224x224_avi")
VOTES = ("1happy", "2sad", "3neutral", "4angry", "5surprise", "6disgust", "7fear")  # EMOTIONS, in its order


def list_dfew(root: str | Path, fold: int | None = None, clips: str | None = None, votes: bool = False) -> Listing:
    """What the five (or one) folds of the single-labelled set list.

    Args:
        root: folder that holds `EmoLabel_DataSplit` and `Clip`.
        fold: 1 to 5, the clips of that fold once; by default all five, each clip in all of them.
        clips: folder under `Clip`, by default the first that exists of original, clip_224x224, clip_224x224_16f and
            clip_224x224_avi.
        votes: add a column with the ten votes over EMOTIONS; reads annotation.xlsx by openpyxl.

    Raises:
        LayoutError: a list, the clips or the annotation is missing or not as published.
    """
    from datasets import List, Value

    folder = need_root(root, "DFEW")
    lists = fold_lists(folder, "EmoLabel_DataSplit/{split}(single-labeled)/set_{fold}.csv", fold, "DFEW", HOMEPAGE)
    place = clip_folder(folder, "Clip", CLIP_FOLDERS, clips, "DFEW", HOMEPAGE)
    files, strays = index_clips(place, _clip_id, str.isdecimal)
    ballots = _read_votes(need_path(folder, "Annotation/annotation.xlsx", "DFEW", HOMEPAGE)) if votes else {}
    found = [
        Clip(name, label, first_file(files, name), split, number, extras={"votes": ballots.get(name)} if votes else {})
        for (split, number), path in lists.items()
        for name, label in _read_split(path)
    ]
    columns = {"votes": List(Value("int32"), length=len(EMOTIONS))} if votes else {}
    return Listing("dfew", TITLE, HOMEPAGE, folder, place, EMOTIONS, tuple(found), files, strays, columns)


def _clip_id(path: Path) -> str | None:
    return f"{int(path.stem):05d}" if path.stem.isdecimal() else None


def _read_split(path: Path) -> list[tuple[str, str]]:
    rows = read_table(path, ("video_name", "label"))
    wrong = next((row["video_name"] for row in rows if not row["video_name"].isdecimal()), None)
    if wrong is not None:
        raise LayoutError(
            f"{str(path)!r} names the clip {wrong!r}; DFEW names its clips by a number, such as 1 or 00001"
        )
    return [(f"{int(row['video_name']):05d}", _word(row["label"])) for row in rows]


def _word(label: str) -> str:
    return EMOTIONS[int(label) - 1] if label in {"1", "2", "3", "4", "5", "6", "7"} else label


def _read_votes(path: Path) -> dict[str, list[int]]:
    """Votes by clip id, of every clip of the sheet (16372 as published)."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise ImportError("`votes` needs openpyxl to read annotation.xlsx: pip install 'argen[importers]'") from error
    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    except BadZipFile as error:
        raise LayoutError(f"{str(path)!r} is no Excel file; get annotation.xlsx again from {HOMEPAGE}") from error
    rows = cast(Iterator[tuple[Any, ...]], sheet.iter_rows(values_only=True))
    header = [str(name).strip() for name in next(rows, ())]
    missing = [name for name in (*VOTES, "order") if name not in header]
    if missing:
        raise LayoutError(
            f"{str(path)!r} has the columns {', '.join(header) or 'none'}; {', '.join(missing)} is missing"
        )
    columns = [header.index(name) for name in VOTES]
    order = header.index("order")
    return {f"{int(row[order]):05d}": [int(row[k]) for k in columns] for row in rows if row[order] is not None}
