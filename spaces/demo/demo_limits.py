"""What a request may cost: sizes of uploads, pixels, frames and steps, and how long a file is kept (our design)."""

import atexit
import json
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any


UPLOAD_BYTES = 8 * 2**20  # of one file
BODY_BYTES = 2 * UPLOAD_BYTES  # of one HTTP request, with everything around the file
PICTURE_PIXELS = 25_000_000
CLIP_SECONDS, CLIP_FRAMES, CLIP_PIXELS = 20.0, 600, 8_294_400  # 4K
CLIP_WORK = 1_300_000_000  # pixels times frames that are decoded: 600 of 1080p, five seconds of one core
CLIP_KEPT = 48  # frames of an uploaded clip that are judged
TEXT_CHARACTERS = 600
STEPS = 30
QUEUE = 12  # requests that wait before the next is told to come back
KEPT_SECONDS, KEPT_BYTES = 3600.0, 512 * 2**20  # of temporary files
SWEEP_SECONDS = 60.0

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class BodyLimit:
    """ASGI middleware: a request body over BODY_BYTES ends in status 413 and a sentence, before it is on disk."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stated = dict(scope["headers"]).get(b"content-length", b"0")
        if not stated.isdigit() or int(stated) > BODY_BYTES:
            await _answer(send, 413, f"The upload is too large: a file may have {UPLOAD_BYTES // 2**20} MB.")
            return
        await self.app(scope, _counted(receive), send)


class Malformed:
    """ASGI middleware: what Gradio's routes stumble over in a malformed request ends in status 400, not in 500.

    Seen by schemathesis in Gradio 6.31: a part of a form that is no file, a call that leaves out a parameter. The traceback
    goes to the log.
    """

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        begun = False

        async def noted(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            if begun or scope["type"] != "http":
                raise
            logging.getLogger("argen.demo").exception("malformed request to %s", scope["path"])
            await _answer(send, 400, "The request is malformed; the page says under “Use via API” what it takes.")


def _counted(receive: Receive) -> Receive:
    """Ends a body without a stated length as if the client had gone, once it is too long."""
    seen = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > BODY_BYTES else message

    return counted


async def _answer(send: Send, status: int, words: str) -> None:
    body = json.dumps({"detail": words}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})


class Workspace:
    """The one folder where uploads and results lie; swept by age and by size, removed when the process ends."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="argen-demo-"))
        os.environ["GRADIO_TEMP_DIR"] = str(self.folder)
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        threading.Thread(target=self._keep_sweeping, daemon=True).start()

    def new_file(self, suffix: str) -> Path:
        """A name that nothing has yet, for a result that is about to be sent."""
        handle, name = tempfile.mkstemp(suffix, "clip-", self.folder)
        os.close(handle)
        return Path(name)

    def sweep(self, now: float) -> None:
        """Remove files older than KEPT_SECONDS, then the oldest until KEPT_BYTES are kept."""
        stats = [(path.stat(), path) for path in self._files()]
        # a copy keeps the age of what it is a copy of, but not the time at which it came here
        files = sorted((max(stat.st_mtime, stat.st_ctime), stat.st_size, path) for stat, path in stats)
        total = sum(size for _, size, _ in files)
        for written, size, path in files:
            if now - written > KEPT_SECONDS or total > KEPT_BYTES:
                path.unlink(missing_ok=True)
                total -= size

    def _files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file() and not path.is_symlink()]

    def _keep_sweeping(self) -> None:
        while True:
            time.sleep(SWEEP_SECONDS)
            self.sweep(time.time())
