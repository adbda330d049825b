"""FERV39k (Wang et al. 2022, CVPR): 7 emotions in 38,935 clips of 22 scenes, one official split.

Layout, below the folder that was extracted:

    4_setups/All_scenes/train_All.csv, test_All.csv    no header, lines such as `Action/Sad/0010 Sad`
    2_ClipsforFaceCrop/Action/Sad/0010/*.jpg, cropped faces; or a video file of that name

Checked against sunlicai/MAE-DFER preprocess/ferv39k.py (paths, separator, label words) and zengqunzhao/DFER-CLIP
annotation/FERV39K_test.txt (folders of frames), and against what two more public readers say of a line and of the 22 scenes.
Not checked: a form with video files in place of folders of frames, and the lists of single scenes (4_setups/22_scenes),
which are not read; `scene` is a column instead.
"""

from pathlib import Path

from argen.dataset_builders.importers.clip import TEST, TRAIN, Clip, Listing
from argen.dataset_builders.importers.clip_files import first_file, index_clips, need_path, need_root
from argen.dataset_builders.importers.split_list import read_pairs
from argen.pipelines.argen.facs_argen import EMOTIONS


HOMEPAGE = "https://github.com/wangyanckxx/FERV39k"
TITLE = "FERV39k (Wang et al. 2022), non-commercial research only, by e-mail from a university"
WORDS: dict[str, str] = dict(
    zip(("Happy", "Sad", "Neutral", "Angry", "Surprise", "Disgust", "Fear"), EMOTIONS, strict=True)
)


def list_ferv39k(root: str | Path) -> Listing:
    """What the official split over all scenes lists.

    Args:
        root: folder that holds `4_setups` and `2_ClipsforFaceCrop`.

    Raises:
        LayoutError: a list or the clips are missing or not as published.
    """
    from datasets import Value

    folder = need_root(root, "FERV39k")
    lists = {
        split: need_path(folder, f"4_setups/All_scenes/{split}_All.csv", "FERV39k", HOMEPAGE)
        for split in (TRAIN, TEST)
    }
    clip_folder = need_path(folder, "2_ClipsforFaceCrop", "FERV39k", HOMEPAGE)
    files, strays = index_clips(clip_folder, _clip_id, str.isdecimal)
    found = [
        Clip(name, WORDS.get(word, word), first_file(files, name), split, extras={"scene": name.split("/")[0]})
        for split, path in lists.items()
        for name, word in read_pairs(path, "SCENE/EMOTION/NUMBER EMOTION, such as `Action/Sad/0010 Sad`")
    ]
    return Listing(
        "ferv39k",
        TITLE,
        HOMEPAGE,
        folder,
        clip_folder,
        EMOTIONS,
        tuple(found),
        files,
        strays,
        {"scene": Value("string")},
    )


def _clip_id(path: Path) -> str | None:
    """The last three parts: archives are often unpacked into a folder of their own name."""
    parts = path.with_suffix("").parts[-3:]
    return "/".join(parts) if len(parts) == 3 and parts[1] in WORDS and parts[2].isdecimal() else None
