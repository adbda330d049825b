"""`argen pull`: what was pushed back from the Hub, complete, with the contents that the Hub lists, and no pickle."""

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from argen.pipelines.model_folder import OUR_NAMESPACE
from argen.remote import TRIES, HubError, patiently
from argen.shipment import CATALOGUE, REPO_TYPES, check_manifest, refused


if TYPE_CHECKING:
    from huggingface_hub import HfApi

DOWNLOADS = 3  # of a file that arrives damaged


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen pull`."""
    add = parser.add_argument
    add("name", help=f"NAMESPACE/NAME, or one of ours: {', '.join(CATALOGUE)}")
    add("-o", "--out", type=Path, required=True, metavar="FOLDER", help="a new folder")
    add("--kind", choices=REPO_TYPES, help="model, dataset or Space; of one of our names it is known")
    add("--revision", default="main", help="branch, tag or commit (%(default)s)")
    add("--tries", type=int, default=TRIES, help="how often a step is tried when the Hub is busy (%(default)s)")


def main(args: argparse.Namespace) -> int:
    """Run `argen pull`; returns the exit status."""
    from huggingface_hub import HfApi
    from rich.console import Console

    if args.tries < 1:
        raise ValueError(f"`--tries` is {args.tries}; it has to be 1 or more")
    repo_id, repo_type = address_of(args.name, args.kind)
    commit, count = pull(HfApi(library_name="argen"), repo_id, repo_type, args.revision, args.out, args.tries)
    words = f"{args.out}: {count} files of {repo_id} at {commit[:12]}, all with the contents that the Hub lists"
    Console().print(words, markup=False, highlight=False, soft_wrap=True)
    return 0


def address_of(name: str, kind: str | None) -> tuple[str, str]:
    """Id and type on the Hub; ValueError for a name that says neither."""
    own = name.rpartition("/")[2]
    repo_id = name if "/" in name else f"{OUR_NAMESPACE}/{name}"
    if repo_id.count("/") != 1 or (own not in CATALOGUE and "/" not in name):
        raise ValueError(f"`name` is {name!r}; write NAMESPACE/NAME, or one of {', '.join(CATALOGUE)}")
    if kind is None and own not in CATALOGUE:
        raise ValueError(f"`name` is {name!r}, which is none of ours: say what it is with `--kind`, such as model")
    return repo_id, REPO_TYPES[kind or CATALOGUE[own][0]]


def pull(api: "HfApi", repo_id: str, repo_type: str, revision: str, out: Path, tries: int = TRIES) -> tuple[str, int]:
    """Download a repository into a new folder, which appears when all of it is there and right.

    Until then it is beside it as `.NAME.part`; the same command goes on from there.

    Returns:
        The commit, and the number of files.

    Raises:
        ValueError: `out` is taken, there is no such repository, or it holds pickles.
        HubError: the Hub or the connection failed to the last try, or a file kept arriving damaged.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ValueError(f"`--out` is {str(out)!r}, which is there already: name a new folder")
    commit = str(patiently(lambda: api.repo_info(repo_id, repo_type=repo_type, revision=revision).sha, repo_id, tries))
    paths = patiently(lambda: api.list_repo_files(repo_id, repo_type=repo_type, revision=commit), repo_id, tries)
    pickles = refused(paths)
    if pickles:
        raise ValueError(f"{repo_id} holds {pickles[0]}: loading such a file can run code, so that nothing was taken")
    part = out.absolute().with_name(f".{out.name}.part")
    download(api, repo_id, repo_type, commit, part, tries)
    check_manifest(part)
    shutil.rmtree(part / ".cache")
    if out.exists():
        out.rmdir()
    part.rename(out)
    return commit, len(paths)


def download(api: "HfApi", repo_id: str, repo_type: str, commit: str, part: Path, tries: int) -> None:
    """All files of a commit; one whose content is not the listed one is taken again, DOWNLOADS times in all.

    huggingface_hub compares sizes alone.
    """
    damaged: list[str] = []
    place = {"repo_type": repo_type, "revision": commit, "local_dir": part}
    for _ in range(DOWNLOADS):
        patiently(lambda: api.snapshot_download(repo_id, **place), repo_id, tries)
        found = patiently(lambda: api.verify_repo_checksums(repo_id, **place), repo_id, tries)
        damaged = [*found.missing_paths, *(one["path"] for one in found.mismatches)]
        for path in {*damaged, *found.extra_paths}:  # extra: of another commit, taken before an interruption
            (part / path).unlink(missing_ok=True)
        if not damaged:
            return
    raise HubError(f"{repo_id}: {damaged[0]} arrived {DOWNLOADS} times with another content than the Hub lists for it")
