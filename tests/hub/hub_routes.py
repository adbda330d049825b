"""Requests of the Hub's HTTP API to answers, as far as huggingface_hub, datasets, diffusers and evaluate ask for them."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from hub_exchange import Answer, Request, may_write, missing_repository, refusal, visible
from hub_store import LARGE, PREFIXES, Commit, Store


def answer(store: Store, request: Request) -> Answer:
    """Route a request."""
    for method, pattern, action in ROUTES:
        found = re.fullmatch(pattern, request.path)
        if found and request.method in method.split():
            return action(store, request, **{key: value or "" for key, value in found.groupdict().items()})
    return refusal(404, f"no such address: {request.method} {request.path}")


# Accounts and repositories


def who_am_i(store: Store, request: Request) -> Answer:
    """The account of the token."""
    if not request.token:
        return refusal(401, "Invalid username or password.")
    access = {"type": "access_token", "accessToken": {"displayName": "test", "role": "write"}}
    return Answer(body={"type": "user", "id": "1", "name": request.namespaces[0], "orgs": [], "auth": access})


def create(store: Store, request: Request) -> Answer:
    """Create a repository; 409 if it is there."""
    asked = request.json()
    kind, name = asked.get("type") or "model", f"{asked.get('organization') or request.namespaces[0]}/{asked['name']}"
    refused = may_write(request, name)
    if refused:
        return refused
    url = f"{request.base}/{PREFIXES[kind]}{name}"
    if (kind, name) in store.repositories:
        return Answer(409, {"error": "You already created this repository", "url": url})
    if kind == "space" and asked.get("sdk") not in ("gradio", "docker", "static"):
        return refusal(400, "a Space needs an sdk")
    store.create(kind, name, asked.get("visibility") == "private", asked.get("sdk"))
    return Answer(body={"url": url, "name": name, "id": name})


def validate_card(store: Store, request: Request) -> Answer:
    """Front matter that YAML cannot read, or that has no licence the Hub knows, is refused as there."""
    import yaml

    found = re.match(r"---\n(.*?)\n---\n", request.json()["content"], re.DOTALL)
    try:
        front = yaml.safe_load(found[1]) if found else {}
    except yaml.YAMLError as error:
        return Answer(400, {"errors": [{"message": str(error)}], "warnings": []})
    wrong = [{"message": '"license" must be a string'}] if not isinstance(front.get("license", ""), str) else []
    return Answer(400 if wrong else 200, {"errors": wrong, "warnings": []})


# Sending


def preupload(store: Store, request: Request, kind: str, name: str, rest: str) -> Answer:
    """Which files go as large ones, and what the repository has of them."""
    repository = store.repositories.get((kind, name))
    refused = may_write(request, name) or (None if repository else missing_repository())
    if refused or repository is None:
        return refused or missing_repository()
    head = repository.commits[-1]
    known = {path: store.entry(head, path) for path in head.files}
    files = [
        {
            "path": file["path"],
            "uploadMode": "lfs" if LARGE.search(file["path"]) else "regular",
            "shouldIgnore": False,
            **({"oid": known[file["path"]]["oid"]} if file["path"] in known else {}),
        }
        for file in request.json()["files"]
    ]
    return Answer(body={"files": files})


def large_files(store: Store, request: Request, kind: str, name: str) -> Answer:
    """Where to send large files; one that is here already gets no address."""
    refused = may_write(request, name)
    if refused:
        return refused
    objects = [
        {
            "oid": one["oid"],
            "size": one["size"],
            **(
                {}
                if one["oid"] in store.blobs
                else {"actions": {"upload": {"href": f"{request.base}/_lfs/{one['oid']}"}}}
            ),
        }
        for one in request.json()["objects"]
    ]
    return Answer(body={"transfer": "basic", "objects": objects}, kind="application/vnd.git-lfs+json")


def receive(store: Store, request: Request, oid: str) -> Answer:
    """Take a large file, if it has the hash that was announced."""
    if hashlib.sha256(request.body).hexdigest() != oid:
        return refusal(400, "BadDigest: what arrived has another SHA-256 than was announced")
    store.keep(request.body)
    return Answer(body=b"")


def commit(store: Store, request: Request, kind: str, name: str, rest: str) -> Answer:
    """Make a commit of lines of JSON; a large file has to be here already."""
    repository = store.repositories.get((kind, name))
    refused = may_write(request, name)
    if refused or repository is None:
        return refused or missing_repository()
    files, title = dict(repository.commits[-1].files), ""
    for line in map(json.loads, request.body.splitlines()):
        value = line["value"]
        if line["key"] == "header":
            title = value["summary"]
        elif line["key"] == "file":
            files[value["path"]] = store.keep(base64.b64decode(value["content"]))
        elif line["key"] == "lfsFile" and value["oid"] not in store.blobs:
            return refusal(400, f"{value['path']} was never sent")
        elif line["key"] == "lfsFile":
            files[value["path"]] = value["oid"]
        else:
            gone = value["path"].rstrip("/")
            files = {path: sha for path, sha in files.items() if path != gone and not path.startswith(f"{gone}/")}
    made = store.commit(repository, files, title)
    url = f"{request.base}/{repository.url_path}/commit/{made.sha}"
    return Answer(body={"success": True, "commitOid": made.sha, "commitUrl": url, "hookOutput": ""})


# Reading


def about(store: Store, request: Request, kind: str, name: str, rest: str = "main") -> Answer:
    """A repository at a revision."""
    repository = visible(store, request, kind, name)
    found = repository and repository.at(rest or "main")
    if repository is None:
        return missing_repository()
    if not found:
        return refusal(404, f"Invalid rev id: {rest}", "RevisionNotFound")
    moment = "2026-01-01T00:00:00.000Z"
    return Answer(
        body={
            "_id": "1", "id": name, "modelId": name, "author": name.partition("/")[0], "sha": found.sha,
            "lastModified": moment, "createdAt": moment, "private": repository.private, "gated": False,
            "disabled": False, "tags": [], "downloads": 0, "likes": 0, "sdk": repository.sdk,
            "siblings": [{"rfilename": path} for path in sorted(found.files)],
        }
    )  # fmt: skip


def references(store: Store, request: Request, kind: str, name: str, rest: str) -> Answer:
    """The branches: main alone."""
    repository = visible(store, request, kind, name)
    if repository is None:
        return missing_repository()
    main = {"name": "main", "ref": "refs/heads/main", "targetCommit": repository.commits[-1].sha}
    return Answer(body={"branches": [main], "converts": [], "tags": []})


def history(store: Store, request: Request, kind: str, name: str, rest: str) -> Answer:
    """The commits, the newest first."""
    repository = visible(store, request, kind, name)
    if repository is None:
        return missing_repository()
    facts = {"message": "", "date": "2026-01-01T00:00:00.000Z", "authors": [{"user": "test"}]}
    return Answer(body=[{"id": one.sha, "title": one.title, **facts} for one in reversed(repository.commits)])


def folder(path: str) -> dict[str, Any]:
    """A folder as the tree lists it."""
    return {"type": "directory", "path": path, "size": 0, "oid": hashlib.sha1(path.encode()).hexdigest()}


def tree(store: Store, request: Request, kind: str, name: str, rest: str) -> Answer:
    """Files and folders below a folder, or all of them."""
    repository = visible(store, request, kind, name)
    if repository is None:
        return missing_repository()
    revision, _, below = rest.partition("/")
    found = repository.at(revision)
    if found is None:
        return refusal(404, f"Invalid rev id: {revision}", "RevisionNotFound")
    start = f"{below.strip('/')}/" if below.strip("/") else ""
    paths = [path for path in sorted(found.files) if path.startswith(start)]
    if start and not paths:
        return refusal(404, f"{below} does not exist", "EntryNotFound")
    everything = request.query.get("recursive", ["false"])[0].lower() == "true"
    folders = sorted({one for path in paths for one in above(path, start)})
    if not everything:
        folders = [one for one in folders if "/" not in one.removeprefix(start)]
        paths = [path for path in paths if "/" not in path.removeprefix(start)]
    return Answer(body=[*map(folder, folders), *(store.entry(found, path) for path in paths)])


def above(path: str, start: str) -> Iterable[str]:
    """The folders that a file lies in, below `start`."""
    parts = path.removeprefix(start).split("/")[:-1]
    return (start + "/".join(parts[: k + 1]) for k in range(len(parts)))


def about_paths(store: Store, request: Request, kind: str, name: str, rest: str) -> Answer:
    """The files and folders that were asked for, without those that are not there."""
    repository = visible(store, request, kind, name)
    found = repository and repository.at(rest)
    if repository is None or not found:
        return missing_repository() if repository is None else refusal(404, rest, "RevisionNotFound")
    text = request.body.decode()
    asked = [one.strip("/") for one in (json.loads(text) if text.startswith("{") else parse_qs(text))["paths"]]
    folders = {one for path in found.files for one in above(path, "")}
    return Answer(
        body=[
            store.entry(found, one) if one in found.files else folder(one)
            for one in asked
            if one in {*found.files, *folders}
        ]
    )


def download(store: Store, request: Request, kind: str, name: str, revision: str, path: str) -> Answer:
    """A file, or the part of it that `Range` names."""
    kind = next(word for word, prefix in PREFIXES.items() if prefix == kind)
    repository = visible(store, request, kind, name)
    found = repository and repository.at(revision)
    if repository is None or not found:
        return missing_repository() if repository is None else refusal(404, revision, "RevisionNotFound")
    if path not in found.files:
        gone = refusal(404, "Entry not found", "EntryNotFound")
        return Answer(404, gone.body, {**gone.headers, "X-Repo-Commit": found.sha})
    return part(store, request, found, path)


def part(store: Store, request: Request, found: Commit, path: str) -> Answer:
    """The content of a file with the headers that clients go by."""
    content = store.blobs[found.files[path]]
    headers = {
        "ETag": f'"{store.etag(path, found.files[path])}"', "X-Repo-Commit": found.sha, "Accept-Ranges": "bytes"
    }  # fmt: skip
    asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("Range") or "")
    if not asked or request.method == "HEAD":
        return Answer(200, content, headers, "application/octet-stream")
    first, last = int(asked[1]), min(int(asked[2] or len(content) - 1), len(content) - 1)
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return Answer(206, content[first : last + 1], headers, "application/octet-stream")


NAME = r"(?P<name>[^/]+/[^/]+)"
KIND = r"/api/(?P<kind>model|dataset|space)s/"
ROUTES: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
    ("GET", r"/api/whoami-v2", who_am_i),
    ("POST", r"/api/repos/create", create),
    ("POST", r"/api/validate-yaml", validate_card),
    ("POST", rf"{KIND}{NAME}/preupload/(?P<rest>.+)", preupload),
    ("POST", rf"/(?P<kind>datasets/|spaces/|){NAME}\.git/info/lfs/objects/batch", large_files),
    ("PUT", r"/_lfs/(?P<oid>\w+)", receive),
    ("POST", rf"{KIND}{NAME}/commit/(?P<rest>.+)", commit),
    ("GET", rf"{KIND}{NAME}", about),
    ("GET", rf"{KIND}{NAME}/revision/(?P<rest>.+)", about),
    ("GET", rf"{KIND}{NAME}/refs(?P<rest>)", references),
    ("GET", rf"{KIND}{NAME}/commits/(?P<rest>.+)", history),
    ("GET", rf"{KIND}{NAME}/tree/(?P<rest>.+)", tree),
    ("POST", rf"{KIND}{NAME}/paths-info/(?P<rest>.+)", about_paths),
    ("GET HEAD", rf"/(?P<kind>datasets/|spaces/|){NAME}/resolve/(?P<revision>[^/]+)/(?P<path>.+)", download),
)
