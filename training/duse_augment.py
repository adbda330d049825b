"""Are generated clips worth training on? A long-tailed set with and without them: `python -m argen.training.duse_augment`.

DuSE's heads on a thinned set of rendered clips alone, oversampled, with logit adjustment, with the clips of a built dataset
beside them, screened and unscreened, and, as the ceiling, with as many rendered clips of the same classes (our design).
Every arm has the steps, batches and choice of learning rate of `duse_compare`, and the same thinned sets.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.training.duse_arms import Kit, banks
from argen.training.duse_compare import Study, summary, table
from argen.training.duse_config import DuSETrainingConfig, load_duse_config
from argen.training.results import begun, save_json


if TYPE_CHECKING:
    import torch

    from argen.training.duse_tokens import TokenBank

# arm: long-tail option, and which clips come beside the thinned set
ARMS = {
    "alone": ("plain", None),
    "oversampling": ("class_balanced", None),
    "logit adjustment": ("logit_adjustment", None),
    "with generated clips": ("plain", "screened"),
    "with unscreened clips": ("plain", "unscreened"),
    "with generated clips, logit adjustment": ("logit_adjustment", "screened"),
    "with rendered clips (ceiling)": ("plain", "rendered"),
}
PEOPLE = 2**40  # identities of built clips begin here: no rendered person has such a number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    add = parser.add_argument
    add("--config", required=True, help="YAML file of duse_compare, see training/configs/")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--clips", type=Path, help="built dataset; all its splits are training clips here")
    what.add_argument("--counts", type=Path, help="only write the thinned set's {class: count} there, for `--match`")
    add("--unscreened", type=Path, help="the same plan built with --no-screen")
    add("--imbalance", type=float, default=50.0, help="most frequent class over the rarest (%(default)s)")
    add("--set", nargs="+", default=[], metavar="KEY=VALUE", help="change settings")


def main(args: argparse.Namespace) -> None:
    """Write `<output>/augment.json` after every run and print the table; finished runs are kept.

    Raises:
        ValueError: a setting, a folder without clips, or an imbalance that the clips do not give.
    """
    from rich.console import Console
    from rich.progress import Progress

    config = load_duse_config(args.config, args.set)
    kit = Kit(config)
    train, test, made_of = banks(config, kit)
    if args.counts is not None:
        save_json(args.counts, histogram(train.subset(thinned_rows(train, args.imbalance, config.seed))))
        return
    folders = {name: folder for name, folder in (("screened", args.clips), ("unscreened", args.unscreened)) if folder}
    extra = {name: built_bank(folder, kit, config) for name, folder in folders.items()}
    path = Path(config.output) / "augment.json"
    made = {name: manifest_digest(folder) for name, folder in folders.items()}
    results = begun(path, {**asdict(config), "imbalance": args.imbalance, "tokens": made_of, **made}, "arms")
    results["added"] = {name: histogram(bank) for name, bank in extra.items()}
    with Progress() as bar:
        for name, (option, source) in ARMS.items():
            if source == "unscreened" and source not in extra:
                continue
            arm = replace(config, long_tail=option)
            added = extra.get(source or "")
            like = extra["screened"].labels if source == "rendered" else None
            study = Augmented(kit, "DuSE", arm, train, test, bar, args.imbalance, added=added, like=like)
            record = results["arms"].setdefault(name, {"runs": []})
            for _ in study.advance(name, record):
                record.update(summary(record["runs"]))
                save_json(path, results)
    Console().print(table(results, True))


@dataclass
class Augmented(Study):
    """A study whose thinned training set gets clips beside it: those of `added`, or left-out ones with the labels `like`."""

    added: "TokenBank | None" = None
    like: "torch.Tensor | None" = None

    def thinned(self, bank: "TokenBank", seed: int) -> "TokenBank":
        """The long-tailed subset of `bank` by `seed`, and what comes beside it."""
        kept = thinned_rows(bank, self.tail or 1.0, seed)
        few = bank.subset(kept)
        if self.like is not None:
            return bank.subset(with_left_out(bank.labels, kept, self.like, seed))
        return few if self.added is None else joined(few, self.added)


def thinned_rows(bank: "TokenBank", imbalance: float, seed: int) -> "torch.Tensor":
    """Rows of the long-tailed subset, as every long-tail run takes them."""
    from argen.training.duse_longtail import RAREST, long_tailed_subset

    return long_tailed_subset(bank.labels, imbalance, [EMOTIONS.index(name) for name in RAREST], seed)


def with_left_out(labels: "torch.Tensor", kept: "torch.Tensor", like: "torch.Tensor", seed: int) -> "torch.Tensor":
    """`kept`, and of the rows that are not kept as many of each class as `like` has, or all that there are."""
    import torch

    left = torch.ones(len(labels), dtype=torch.bool)
    left[kept] = False
    rank = torch.rand(len(labels), generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    rows = [kept]
    for number, count in enumerate(torch.bincount(like, minlength=len(EMOTIONS)).tolist()):
        own = torch.nonzero(left & (labels == number)).flatten()
        rows.append(own[rank[own].argsort()[:count]])
    return torch.cat(rows).sort().values


def joined(one: "TokenBank", other: "TokenBank") -> "TokenBank":
    """Both banks as one."""
    import torch

    from argen.training.duse_tokens import TokenBank

    pairs = ((one.tokens, other.tokens), (one.labels, other.labels), (one.identities, other.identities))
    return TokenBank(*(torch.cat(pair) for pair in pairs))


def histogram(bank: "TokenBank") -> dict[str, int]:
    """Clips by class."""
    import torch

    return dict(zip(EMOTIONS, torch.bincount(bank.labels, minlength=len(EMOTIONS)).tolist(), strict=True))


def built_bank(folder: Path, kit: Kit, config: DuSETrainingConfig) -> "TokenBank":
    """Tokens of a built dataset's clips, all splits, encoded once and kept under `<output>/tokens`."""
    import torch
    from safetensors.torch import save_file

    from argen.pipelines.media.atomic import atomic_path
    from argen.training.duse_tokens import load_bank, weights_digest
    from argen.training.supervised_results import claim

    model = kit.duse().eval()
    made_of = {"clips": manifest_digest(folder), "encoder": weights_digest(model.encoder), "variants": config.variants}
    kept = Path(config.output) / "tokens" / f"built-{made_of['clips'][:8]}-{made_of['encoder'][:8]}"
    claim(kept, made_of)
    target = kept / "tokens-00000.safetensors"
    if not target.exists():
        tokens, labels, people = zip(*encoded_rows(folder, model.encode, config), strict=True)
        numbers = {name: PEOPLE + k for k, name in enumerate(sorted(set(people)))}
        with atomic_path(target) as part:
            save_file(
                {
                    "tokens": torch.stack(tokens),
                    "emotion": torch.tensor(labels),
                    "identity": torch.tensor([numbers[one] for one in people]),
                },
                part,
            )
    return load_bank([kept])


def encoded_rows(
    folder: Path, encode: Callable[["torch.Tensor"], "torch.Tensor"], config: DuSETrainingConfig
) -> Iterator[tuple["torch.Tensor", int, str]]:
    """Of every clip its tokens `(variants, frames, tokens, channels)` fp16, its class and who is shown."""
    import torch
    from rich.progress import track

    from argen.dataset_builders.built import BuiltDataset
    from argen.dataset_builders.decoding import decode_row
    from argen.training.duse_clips import sampled_frames
    from argen.training.duse_tokens import views

    built = BuiltDataset.open(folder)
    total = sum(shard.rows for shard in built.shards())
    rows = built.rows(["video", "emotion", "identity"])
    with torch.no_grad():
        for number, row in enumerate(track(rows, f"encoding {folder.name}", total=total)):
            pixels = torch.from_numpy(decode_row(row)["video"])
            seen = views(pixels[sampled_frames(len(pixels), config.num_frames)], config, config.variants, 0, number)
            yield encode(seen).half(), row["emotion"], row["identity"]


def manifest_digest(folder: Path) -> str:
    """SHA-256 of a built dataset's manifest, which has those of its shards."""
    from argen.dataset_builders.schema import MANIFEST
    from argen.training.supervised_results import file_digest

    return file_digest(folder / MANIFEST)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
