"""README.md of a built dataset: what `load_dataset` reads from it, and what people have to know (our design).

Every figure is from `stats.json`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from argen.cards import citation, limits, paragraph, table
from argen.dataset_builders.built import CARD, PREVIEW_SHARD, SHEET, BuiltDataset
from argen.dataset_builders.schema import DATA, PREVIEW, SPLITS, make_features
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.media.atomic import write_atomic


REPO = "argen/synthetic-dfer"
SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"), (10**7, "1M<n<10M"))
TASKS = ("video-classification", "image-to-video")
TAGS = (
    "synthetic",
    "facial-expression",
    "action-units",
    "emotion",
    "dynamic-facial-expression-recognition",
    "croissant",
)
COLUMNS = (
    ("`video`", "MP4 (H.264)"),
    ("`image`", "the picture the generator was given"),
    ("`emotion`, `intensity`", "what was asked for: a class, and how strong, 0 to 1"),
    ("`requested_au`, `measured_au`", f"(frames, {len(AUS)}) Action Units, 0 to 1 over the first frame as neutral"),
    ("`text`, `captions`", "what is to be seen, in words"),
    ("`identity`", "who; nobody is in two splits"),
    ("`scores`", "agreement of the curves, the recogniser's probabilities, integrity, identity, jerk"),
    (
        "`seed`, `attempt`, `settings`, `models`, `evidence`, `provenance`",
        "how the clip can be made again, and by what",
    ),
    ("`synthetic`, `licence`, `source`", "always true; terms; which source made it"),
)
LOAD = """```python
from datasets import Video, load_dataset

from argen.dataset_builders.decoding import decode_row  # any reader of MP4 will do

clips = load_dataset("{repo}", split="train")  # or streaming=True; "preview" as second argument: a few of each class
clips = clips.cast_column("video", Video(decode=False))  # the MP4 as bytes; torchcodec is not needed
clip = decode_row(clips[0])  # clip["video"] is uint8 (frames, height, width, 3)
clips.features["emotion"].int2str(clip["emotion"]), clip["measured_au"]
```"""
TRAIN = """```python
from torch.utils.data import DataLoader

stream = load_dataset("{repo}", split="train", streaming=True).cast_column("video", Video(decode=False))
stream = stream.select_columns(["video", "emotion", "measured_au"]).shuffle(seed=0, buffer_size=500).with_format("torch")
loader = DataLoader(stream, batch_size=None, collate_fn=decode_row, num_workers=2)
```"""
LIMITS = (
    "Synthetic: what generator and screen get wrong, every clip has in common. A recogniser has to be tested on real clips.",
    (
        "Clips were kept when models of ours agreed with them; those models were trained on rendered faces, and their agreement is "
        "no proof that people would see the same."
    ),
    (
        "Seven emotions, acted to prototypes with some variants, by one face at a time, seen from the front, cropped to the face. "
        "Real expressions are more varied, mixed and dependent on the situation."
    ),
    "Faces vary as far as the pictures given to the generator do; age, skin and sex are not balanced and not labelled.",
)


def make_card(dataset: BuiltDataset, stats: Mapping[str, Any], repo: str = REPO) -> str:
    """The whole file.

    Args:
        dataset: built, with its preview.
        stats: of `statistics.make_stats`.
        repo: the id on the Hub, for the example.
    """
    title = repo.rpartition("/")[2]
    parts = [
        f"---\n{_front(dataset, stats, title)}\n---",
        f"# {title}",
        paragraph(_about(stats)),
        f"![Clips of each class at their strongest frame]({SHEET})",
        "## Use",
        LOAD.format(repo=repo),
        "Shuffled, as a stream, decoded by the workers of a loader:",
        TRAIN.format(repo=repo),
        paragraph(
            "With torchcodec installed, leave `cast_column` out and get its decoder in `video`. Columns that are not needed cost "
            "time: choose those that are."
        ),
        table(("column", "what"), COLUMNS),
        f"The Action Units are, in this order: {', '.join(AUS)}.",
        "## What was measured",
        *_figures(stats),
        "## How it was made",
        paragraph(_making(dataset, stats)),
        "## Intended use",
        paragraph(
            "To add clips of rare expressions to the training set of a recogniser, to pretrain one, to test what reads Action "
            "Units from video, and to study how generated faces follow a request. Not as a test set for people."
        ),
        *limits(
            LIMITS,
            ["To identify people, or to learn what somebody looks like: no face here is meant to be anybody's."],
        ),
        "## Where clips come from, and terms",
        paragraph(
            "Every row says `synthetic` = true and carries seed, models, settings and provenance. Clips exported by `argen dataset "
            "export --sign` carry a C2PA manifest. The licence of every part is in [LICENSES.md](LICENSES.md), the questions of a "
            "datasheet are answered in [datasheet.md](datasheet.md), [croissant.json](croissant.json) describes it to programs, and "
            "`argen dataset verify` (or `sha256sum -c SHA256SUMS`) checks that a copy is whole."
        ),
        *citation("argen"),
    ]
    return "\n\n".join(parts) + "\n"


def write_card(dataset: BuiltDataset, stats: Mapping[str, Any], repo: str = REPO) -> Path:
    """Write `README.md` into the dataset's folder."""
    return write_atomic(dataset.folder / CARD, make_card(dataset, stats, repo))


def _front(dataset: BuiltDataset, stats: Mapping[str, Any], title: str) -> str:
    """The YAML that `load_dataset` and the Hub read."""
    from datasets.info import DatasetInfosDict
    from datasets.utils.metadata import MetadataConfigs
    from huggingface_hub import DatasetCardData

    licences = [name.lower() for name in stats["clip"]["licence"]]
    front = DatasetCardData(
        license=licences[0] if len(licences) == 1 else licences,
        pretty_name=title,
        language=["en"],
        task_categories=list(TASKS),
        size_categories=[next(name for bound, name in (*SIZES, (float("inf"), "n>10M")) if stats["clips"] < bound)],
        tags=list(TAGS),
        annotations_creators=["machine-generated"],
        source_datasets=["original"],
    )
    splits = {split: [shard.path for shard in dataset.shards([split])] for split in SPLITS}
    files = {split: f"{DATA}/{split}-*" for split, paths in splits.items() if paths}
    infos = {
        "default": _info(dataset.folder, {split: splits[split] for split in files}, "default"),
        PREVIEW: _info(dataset.folder, {PREVIEW: [PREVIEW_SHARD]}, PREVIEW),
    }
    DatasetInfosDict(infos).to_dataset_card_data(front)
    configs = {
        "default": {"data_files": [{"split": split, "path": path} for split, path in files.items()], "default": True},
        PREVIEW: {"data_files": [{"split": PREVIEW, "path": f"{PREVIEW}/{PREVIEW}-*"}]},
    }
    MetadataConfigs(configs).to_dataset_card_data(front)
    return front.to_yaml().rstrip()


def _info(folder: Path, splits: Mapping[str, Sequence[str]], config: str) -> Any:
    import pyarrow.parquet as pq
    from datasets import DatasetInfo, SplitDict, SplitInfo

    found, size, download = SplitDict(), 0, 0
    for split, paths in splits.items():
        files = [pq.read_metadata(folder / path) for path in paths]
        count = sum(file.num_rows for file in files)
        plain = sum(file.row_group(k).total_byte_size for file in files for k in range(file.num_row_groups))
        found.add(SplitInfo(split, plain, count))
        size += plain
        download += sum((folder / path).stat().st_size for path in paths)
    return DatasetInfo(
        features=make_features(), config_name=config, splits=found, download_size=download, dataset_size=size
    )


def _about(stats: Mapping[str, Any]) -> str:
    clip = stats["clip"]
    people = ", ".join(f"{count} in {split}" for split, count in stats["identities"].items())
    return (
        f"{stats['clips']} **synthetic** clips of faces that show {len(stats['classes'])} emotions "
        f"({', '.join(stats['classes'])}): {', '.join(clip['size'])} pixels, {', '.join(clip['num_frames'])} frames at "
        f"{', '.join(f'{float(rate):g}' for rate in clip['fps'])} frames/s, by {sum(stats['identities'].values())} faces ({people}; "
        "none is in two splits). Each clip has the Action Units that were asked for and those that were measured, frame by frame, "
        "and the scores it was kept by. No clip is a recording of a person."
    )


def _figures(stats: Mapping[str, Any]) -> list[str]:
    head = (
        "class",
        *SPLITS,
        "attempts kept",
        "AU r of a clip",
        "AU r pooled",
        "emotion recognised",
        "integrity",
        "identity",
    )
    rows = [_row(name, one, stats["acceptance"]["classes"][name]) for name, one in stats["classes"].items()]
    rows.append(_row("**all**", stats, stats["acceptance"]))
    units = {name: r for name, r in stats["au_r_pooled"].items() if r is not None}
    lines = [table(head, rows)]
    if units:
        lines.append(
            paragraph("Pooled r by Action Unit: " + ", ".join(f"{name} {r:.2f}" for name, r in units.items()) + ".")
        )
    lines.append(
        paragraph(
            "AU r: Pearson's r of requested and measured intensities after the first frame, over all AUs of a clip (mean over "
            "clips), and pooled over all clips (mean over AUs). Emotion recognised: share of clips whose first choice of the "
            "recogniser is the class. Integrity and identity: mean scores."
        )
    )
    return lines


def _row(name: str, one: Mapping[str, Any], kept: Mapping[str, Any]) -> list[str]:
    means = one["means"]
    share = "-" if kept["rate"] is None else f"{kept['rate']:.0%} of {kept['accepted'] + kept['rejected']}"
    agreed = "-" if one["emotion_agreement"] is None else f"{one['emotion_agreement']:.0%}"
    scores = [
        means["au_r"]["mean"],
        one["au_r_pooled_mean"],
        means["integrity"]["mean"],
        means["identity_similarity"]["mean"],
    ]
    cells = ["-" if value is None else f"{value:.2f}" for value in scores]
    return [
        name,
        *(str(one["splits"][split]) for split in SPLITS),
        share,
        cells[0],
        cells[1],
        agreed,
        cells[2],
        cells[3],
    ]


def _making(dataset: BuiltDataset, stats: Mapping[str, Any]) -> str:
    names = {role: ", ".join(f"`{one['id']}`" for one in found) for role, found in stats["models"].items()}
    made = names.pop("generator")
    judged = "; ".join(f"{role} by {found}" for role, found in names.items())
    lost = stats["acceptance"]
    reasons = ", ".join(f"{name} {count}" for name, count in lost["reasons"].items())
    return (
        f"`argen dataset build` made them with {made} from `plan.json` and `plan.jsonl` and measured each clip ({judged}). "
        f"{lost['rejected']} attempts were rejected{f' ({reasons}; an attempt can fail for several)' if reasons else ''}, are logged in "
        f"`rejected.jsonl` with their scores, and are not in the dataset; the place was filled by another attempt. "
        f"{_bounds(dataset)}"
    )


def _bounds(dataset: BuiltDataset) -> str:
    build = dataset.manifest.settings.get("build")
    if build is None:
        return "The bounds of the screen are not recorded."
    screen = build["screen"]
    if screen is None:
        return "Nothing was screened: every clip that was made is here."
    return f"Bounds of the screen: {', '.join(f'{name} {value}' for name, value in screen.items())}."
