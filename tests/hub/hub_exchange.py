"""Requests and answers of the Hub, and who may write and read what."""

import json
from dataclasses import dataclass, field
from typing import Any

from hub_store import Repository, Store


@dataclass(frozen=True)
class Request:
    """What a client asked; `base` is the address of this Hub."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: Any
    body: bytes
    base: str
    namespaces: tuple[str, ...]

    @property
    def token(self) -> str:
        """The token sent, or nothing."""
        return (self.headers.get("Authorization") or "").removeprefix("Bearer ")

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """Status, body (JSON unless it is bytes) and headers."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"

    def content(self) -> bytes:
        """The body as bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def refusal(status: int, message: str, code: str = "") -> Answer:
    """An error as the Hub words it, in body and headers."""
    return Answer(status, {"error": message}, {"X-Error-Code": code, "X-Error-Message": message})


def may_write(request: Request, name: str) -> Answer | None:
    """The refusal for who has no token, or has no right to the namespace."""
    if not request.token:
        return refusal(401, "Invalid username or password.")
    if name.partition("/")[0] not in request.namespaces:
        return refusal(403, f"You don't have the rights to create or change a repository of {name.partition('/')[0]}.")
    return None


def missing_repository() -> Answer:
    """What the Hub says of a repository that is not there, or not for this reader."""
    return refusal(404, "Repository not found", "RepoNotFound")


def visible(store: Store, request: Request, kind: str, name: str) -> Repository | None:
    """The repository, unless it is private and no token came."""
    found = store.repositories.get((kind, name))
    return None if found is None or (found.private and not request.token) else found
