"""What every built dataset gets beside its shards: figures, pictures, card, datasheet, Croissant, licences (our design)."""

from pathlib import Path

from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.card import REPO, write_card
from argen.dataset_builders.checksums import write_checksums
from argen.dataset_builders.croissant import write_croissant
from argen.dataset_builders.datasheet import write_datasheet
from argen.dataset_builders.gallery import write_preview, write_sheet
from argen.dataset_builders.licences import write_licences
from argen.dataset_builders.statistics import write_stats


def finish(folder: str | Path, repo: str = REPO) -> Path:
    """Write all derived files of a dataset whose shards and manifest are there; the same dataset gives the same files.

    Each file appears whole; `SHA256SUMS` comes last. Interrupted, it is called again.

    Args:
        folder: of the dataset.
        repo: its id on the Hub, which the card's example names.

    Raises:
        ValueError: there is no manifest, or a shard is damaged.
    """
    dataset = BuiltDataset.open(folder)
    stats = write_stats(dataset)
    write_sheet(dataset)
    write_preview(dataset)
    write_licences(dataset, stats)
    write_card(dataset, stats, repo)
    write_datasheet(dataset, stats)
    write_croissant(dataset, stats, repo)
    write_checksums(dataset)
    return dataset.folder
