"""The folder of temporary files is swept; bodies that are too large are refused."""

import os
import time
from typing import Any

import anyio
import pytest

from demo_limits import BODY_BYTES, KEPT_SECONDS, BodyLimit, Workspace


def test_old_files_go_and_new_ones_stay(workspace: Workspace) -> None:
    path = workspace.new_file(".mp4")
    path.write_bytes(b"x")
    os.utime(path, (0, 0))  # a copy of an old file came just now
    workspace.sweep(time.time())
    assert path.exists()
    workspace.sweep(time.time() + KEPT_SECONDS + 1)
    assert not path.exists()


def test_the_oldest_go_first_when_there_is_too_much(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [workspace.new_file(".mp4") for _ in range(3)]
    for k, path in enumerate(paths):
        path.write_bytes(b"x" * 1000)
        os.utime(path, (0, time.time() + 100 + k))
    monkeypatch.setattr("demo_limits.KEPT_BYTES", 2000)
    workspace.sweep(time.time())
    assert [path.exists() for path in paths] == [False, True, True]


def request(headers: list[tuple[bytes, bytes]], chunks: list[bytes]) -> tuple[int | None, list[str], int]:
    """What a client gets, what the app is told, and how many bytes reach it."""
    told: list[str] = []
    status: list[int] = []
    seen = 0

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        nonlocal seen
        while True:
            message = await receive()
            told.append(message["type"])
            seen += len(message.get("body", b""))
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                return

    messages = [
        {"type": "http.request", "body": one, "more_body": k < len(chunks) - 1} for k, one in enumerate(chunks)
    ]

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        if "status" in message:
            status.append(message["status"])

    anyio.run(BodyLimit(inner), {"type": "http", "headers": headers}, receive, send)
    return (status or [None])[0], told, seen


def test_a_stated_length_is_refused_before_anything_is_read() -> None:
    assert request([(b"content-length", str(BODY_BYTES + 1).encode())], [b"x"]) == (413, [], 0)
    assert request([(b"content-length", b"-5")], [b"x"])[0] == 413


def test_an_unstated_length_is_cut() -> None:
    chunk = b"x" * (BODY_BYTES // 4 + 1)
    _, told, seen = request([], [chunk] * 8)
    assert told[-1] == "http.disconnect"
    assert seen <= BODY_BYTES
    assert request([], [b"x", b"y"])[1:] == (["http.request"] * 2, 2)
