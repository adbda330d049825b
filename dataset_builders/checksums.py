"""SHA256SUMS: a digest of every file of a built dataset, which `sha256sum -c` checks as well (our design)."""

from pathlib import Path

from argen.dataset_builders.built import BESIDE, CHECKSUMS, BuiltDataset
from argen.dataset_builders.manifest import file_digest
from argen.pipelines.media.atomic import write_atomic


def write_checksums(dataset: BuiltDataset) -> Path:
    """Write the file; it is the last of a build, so that its presence says that the rest is complete."""
    sums = {name: file_digest(dataset.folder / name) for name in BESIDE}
    sums |= {shard.path: shard.sha256 for shard in dataset.manifest.shards}
    lines = [f"{digest}  {name}\n" for name, digest in sorted(sums.items())]
    return write_atomic(dataset.folder / CHECKSUMS, "".join(lines))


def read_checksums(folder: Path) -> dict[str, str]:
    """Digest by file name; empty where there is no such file."""
    path = folder / CHECKSUMS
    if not path.is_file():
        return {}
    pairs = (line.split("  ", 1) for line in path.read_text(encoding="utf-8", errors="replace").splitlines())
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}
