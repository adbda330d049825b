"""What we publish: each repository's kind, the folder that it is made of, and the files that go there."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from argen.pipelines.model_folder import OUR_NAMESPACE


# repository: kind, the package that holds its folder, the folder's name there
CATALOGUE: dict[str, tuple[str, str, str]] = {
    **{name: ("model", "argen.release", name) for name in ("argen-mini", "duse-mini", "cif-face", "judge-mini")},
    "synthetic-dfer": ("dataset", "argen.release", "synthetic-dfer-sample"),
    "affect-knowledge": ("dataset", "argen.release", "affect-knowledge"),
    "argen-demo": ("space", "argen.spaces", "demo"),
    **{
        name: ("metric", "argen.spaces", name)
        for name in ("au_fidelity", "clip_distance", "dfer", "motion", "temporal_probe")
    },
}
REPO_TYPES = {"model": "model", "dataset": "dataset", "space": "space", "metric": "space"}
# one of these tells a kind's folder from others
SIGNS = {
    "model": ("config.json", "model_index.json"),
    "dataset": ("data",),
    "space": ("app.py",),
    "metric": ("app.py",),
}
CARD = "README.md"
MANIFEST = "manifest.json"
WORK = "work"  # of a dataset whose build has not ended
PICKLES = (".bin", ".ckpt", ".dill", ".joblib", ".npy", ".npz", ".pickle", ".pkl", ".pt", ".pth")  # run code, or can
NAMED_IN = (".md", "croissant.json")  # ends of files in which ids of ours follow the namespace


@dataclass(frozen=True)
class Shipment:
    """The files of one repository.

    Args:
        kind: model, dataset, space or metric (a metric is a Space).
        repo_id: `namespace/name`.
        files: path in the repository -> file here, or its content where that is not what lies here.
    """

    kind: str
    repo_id: str
    files: Mapping[str, Path | bytes]

    @property
    def repo_type(self) -> str:
        """What the Hub calls the kind."""
        return REPO_TYPES[self.kind]

    def size(self, path: str) -> int:
        """Bytes of a file."""
        file = self.files[path]
        return len(file) if isinstance(file, bytes) else file.stat().st_size


def our_folder(name: str) -> Path:
    """Folder of one of CATALOGUE in the installed package; it need not be there."""
    _, package, folder = CATALOGUE[name]
    return Path(str(files(package))) / folder


def make_shipment(kind: str, name: str, namespace: str, folder: Path, wheel: Path | None = None) -> Shipment:
    """The files of a folder as they will lie in `namespace/name`.

    Our ids in cards (`argen/argen-mini`) get the namespace, see `renamed`. Hidden files and Python's caches stay here.

    Args:
        wheel: for a Space: a wheel of this package that its `requirements.txt` takes it from.

    Raises:
        ValueError: the folder is missing, is none of that kind, has no card, or holds what is not to be published.
    """
    check_folder(kind, folder)
    check_manifest(folder)
    repo_id = f"{namespace}/{name}"
    found: dict[str, Path | bytes] = {path: folder / path for path in sorted(published(folder))}
    if namespace != OUR_NAMESPACE:
        changed = dict(renamed(found, kind, name, namespace))
        found |= changed | new_checksums(folder, changed)
    if wheel is not None:
        found |= with_wheel(found, repo_id, wheel)
    return Shipment(kind, repo_id, found)


def check_folder(kind: str, folder: Path) -> None:
    """ValueError for a folder that is not ready to be published as that kind."""
    given = f"the folder {str(folder)!r} of a {kind}"
    if not folder.is_dir():
        raise ValueError(f"{given} is not there: name another with `--folder`")
    signs = SIGNS[kind]
    if not any((folder / sign).exists() for sign in signs):
        raise ValueError(f"{given} has no {' or '.join(signs)}: name another with `--folder`")
    if not (folder / CARD).is_file():
        raise ValueError(f"{given} has no card: write a {CARD} first, without it nobody knows what this is")
    if kind == "dataset" and (folder / WORK).exists():
        raise ValueError(f"{given} is being built: run the same `argen dataset build` until it ends")
    pickles = refused(published(folder))
    if pickles:
        raise ValueError(f"{given} holds {pickles[0]}: only safetensors are published, loading others can run code")


def check_manifest(folder: Path) -> None:
    """ValueError for a built dataset whose shards are not those of its own manifest; others have none."""
    if not (folder / MANIFEST).is_file():
        return
    from argen.dataset_builders.manifest import Manifest, file_digest

    for shard in Manifest.load(folder).shards:
        path = folder / shard.path
        if not path.is_file() or file_digest(path) != shard.sha256:
            raise ValueError(f"{shard.path} is missing or is not the one of {MANIFEST}; run `argen dataset verify`")


def published(folder: Path) -> list[str]:
    """Paths of the files that leave a folder."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path.as_posix() for path in paths if not any(part.startswith((".", "__pycache__")) for part in path.parts)]


def refused(paths: Iterable[str]) -> list[str]:
    """Those of the paths that are pickles, or kinds of files that can hold one."""
    return [path for path in paths if PurePosixPath(path).suffix.lower() in PICKLES]


def renamed(found: Mapping[str, Path | bytes], kind: str, name: str, namespace: str) -> Iterator[tuple[str, bytes]]:
    """Cards with the ids of the namespace that they go to: all of ours, in a dataset its own alone.

    What a dataset says of the models that made it has to stay what its rows say.
    """
    ours = "|".join(map(re.escape, [name] if kind == "dataset" else CATALOGUE))
    place = r"(?<![\w./-])|(?<=huggingface\.co/)|(?<=huggingface\.co/datasets/)|(?<=huggingface\.co/spaces/)"
    ids = re.compile(rf"(?:{place}){OUR_NAMESPACE}/({ours})(?![\w-])")
    for path, file in found.items():
        if isinstance(file, Path) and path.endswith(NAMED_IN):
            text = file.read_text(encoding="utf-8")
            new = ids.sub(rf"{namespace}/\g<1>", text)
            if new != text:
                yield path, new.encode()


def new_checksums(folder: Path, changed: Mapping[str, bytes]) -> dict[str, bytes]:
    """A built dataset's SHA256SUMS with the digests of changed files, so that it is sound after the journey; else nothing."""
    from argen.dataset_builders.built import CHECKSUMS
    from argen.dataset_builders.checksums import read_checksums

    sums = read_checksums(folder)
    if not sums or not changed:
        return {}
    sums |= {name: hashlib.sha256(content).hexdigest() for name, content in changed.items() if name in sums}
    return {CHECKSUMS: "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()}


def with_wheel(found: Mapping[str, Any], repo_id: str, wheel: Path) -> dict[str, Path | bytes]:
    """The wheel, and requirements that install this package from it: the Hub's builder sees no other file of a Space."""
    from huggingface_hub import constants

    if wheel.suffix != ".whl" or not wheel.is_file():
        raise ValueError(f"`--wheel` is {str(wheel)!r}, which is no wheel: make one with `pip wheel --no-deps .`")
    known = found.get("requirements.txt")
    lines = known.read_text(encoding="utf-8").splitlines() if isinstance(known, Path) else []
    address = f"{constants.ENDPOINT}/spaces/{repo_id}/resolve/main/{wheel.name}"
    ours = re.compile(r"argen(\[[\w,]*\])?(?![\w-])")
    marks = [mark[1] or "" for mark in map(ours.match, lines) if mark] or [""]
    lines = [line for line in lines if not ours.match(line)] + [f"argen{marks[0]} @ {address}"]
    return {wheel.name: wheel, "requirements.txt": ("\n".join(lines) + "\n").encode()}
