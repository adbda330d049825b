"""Where a model's name leads: a folder, our copy inside the package, or a snapshot from the Hub."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any


OUR_NAMESPACE = "argen"


@dataclass(frozen=True)
class ModelFolders:
    """Folders of one kind of model.

    `layout_argen.py` has its own way, since it also runs from the Hub, where this package is missing.

    Args:
        kind: what messages call such a model.
        example: a Hub id, for messages.
        needed: files without which a folder holds none; the first tells our copies from others.
        downloaded: patterns of the files that are taken from the Hub.
    """

    kind: str
    example: str
    needed: Sequence[str]
    downloaded: Sequence[str]

    def resolve(self, name: str | os.PathLike, revision: str | None = None, **download: Any) -> Path:
        """Local folder of a model: the folder itself, our copy in the package, else a Hub snapshot.

        Args:
            name: a folder, or a Hub id. One of ours without `revision` is taken from the package when it is there.
            revision: branch, tag or commit on the Hub.
            download: keyword arguments of `huggingface_hub.snapshot_download` (`cache_dir`, `token`, ...).

        Raises:
            ValueError: a folder without what is needed, or a path that does not exist.
        """
        text = os.fspath(name)
        if os.path.isdir(text):
            missing = [file for file in self.needed if not os.path.isfile(os.path.join(text, file))]
            if missing:
                raise ValueError(
                    f"`name` {text!r} is a folder without {' and '.join(missing)}: name a saved {self.kind}"
                )
            return Path(text)
        if text.startswith((".", "/", "~")) or text.count("/") != 1:
            raise ValueError(f"`name` {text!r} is neither a folder nor a Hub id such as {self.example}")
        embedded = self.embedded(text) if revision is None else None
        if embedded is not None:
            return embedded
        from huggingface_hub import snapshot_download

        return Path(snapshot_download(text, revision=revision, allow_patterns=list(self.downloaded), **download))

    def embedded(self, repo_id: str) -> Path | None:
        """Folder of one of our models inside the installed package (`argen.release`), None where there is none."""
        namespace, _, name = repo_id.partition("/")
        folder = Path(str(files("argen.release"))) / name
        return folder if namespace == OUR_NAMESPACE and (folder / self.needed[0]).is_file() else None
