"""What a Hub keeps: repositories as rows of commits, and the contents of their files by SHA-256."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any


PREFIXES = {"model": "", "dataset": "datasets/", "space": "spaces/"}
LARGE = re.compile(r"\.(parquet|safetensors|mp4|tar|whl|png|zip)$")  # what goes the way of large files


def git_hash(content: bytes) -> str:
    """Name of a blob in git."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@dataclass(frozen=True)
class Commit:
    """A state of a repository: path -> SHA-256 of the content."""

    sha: str
    files: dict[str, str]
    title: str


@dataclass
class Repository:
    """A repository; it is never without a commit."""

    kind: str
    name: str
    private: bool
    sdk: str | None
    commits: list[Commit]

    @property
    def url_path(self) -> str:
        """Path of its page."""
        return PREFIXES[self.kind] + self.name

    def at(self, revision: str) -> Commit | None:
        """The commit that a branch or a hash names."""
        if revision in ("main", "refs/heads/main", "HEAD"):
            return self.commits[-1]
        return next((commit for commit in self.commits if commit.sha == revision), None)


@dataclass
class Store:
    """All repositories and blobs of a Hub, in memory."""

    repositories: dict[tuple[str, str], Repository] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)

    def create(self, kind: str, name: str, private: bool, sdk: str | None) -> Repository:
        """Add a repository with an empty first commit."""
        first = Commit(hashlib.sha1(f"{kind} {name}".encode()).hexdigest(), {}, "initial commit")
        repository = Repository(kind, name, private, sdk, [first])
        self.repositories[kind, name] = repository
        return repository

    def keep(self, content: bytes) -> str:
        """Add a blob; returns its SHA-256."""
        sha = hashlib.sha256(content).hexdigest()
        self.blobs[sha] = content
        return sha

    def commit(self, repository: Repository, files: dict[str, str], title: str) -> Commit:
        """Add a commit with these files."""
        history = repr((repository.commits[-1].sha, sorted(files.items()), title))
        commit = Commit(hashlib.sha1(history.encode()).hexdigest(), files, title)
        repository.commits.append(commit)
        return commit

    def etag(self, path: str, sha: str) -> str:
        """What the Hub tells apart contents by: the SHA-256 of large files, git's hash of others."""
        return sha if LARGE.search(path) else git_hash(self.blobs[sha])

    def entry(self, commit: Commit, path: str) -> dict[str, Any]:
        """A file as the tree lists it."""
        sha = commit.files[path]
        size = len(self.blobs[sha])
        large = {"lfs": {"oid": sha, "size": size, "pointerSize": 134}} if LARGE.search(path) else {}
        return {"type": "file", "path": path, "size": size, "oid": git_hash(self.blobs[sha]), **large}
