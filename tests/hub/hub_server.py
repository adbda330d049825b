"""A Hub on this machine for tests: what huggingface_hub, datasets, diffusers and evaluate need of the real one's HTTP API.

`python tests/hub/hub_server.py` prints its address; a client follows with `HF_ENDPOINT=ADDRESS HF_TOKEN=any
HF_HUB_DISABLE_XET=1`. Everything is in memory. Xet, the rules of the real server and its CDN are not imitated.
`POST /_test/fault` takes a `hub_faults.Fault` as JSON, `GET /_test/log` gives the requests so far.
"""

import argparse
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from hub_exchange import Answer, Request, refusal
from hub_faults import KINDS, Fault, Faults, flipped
from hub_routes import answer
from hub_store import Store


class Hub(ThreadingHTTPServer):
    """The server with what it keeps; requests are routed one at a time."""

    daemon_threads = True

    def __init__(self, port: int, namespaces: tuple[str, ...]) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.namespaces = namespaces
        self.store, self.faults, self.lock = Store(), Faults(), threading.Lock()
        self.log: list[str] = []

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Hub  # pyright: ignore[reportIncompatibleVariableOverride]

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the log is asked for."""

    def handle_request(self) -> None:
        """Read a request, let a fault have it or answer it."""
        address = urlsplit(self.path)
        path = unquote(address.path)
        words = f"{self.command} {path}"
        if path.startswith("/_test/"):
            return self.send(self.control(path))
        with self.server.lock:
            fault = self.server.faults.take(words)
            self.server.log.append(words)
        if fault and fault.kind == "stall":
            time.sleep(60)
        if fault and fault.kind in ("drop", "hang_up", "stall"):
            return self.leave(fault)
        body = self.body()
        if fault and fault.kind == "status":
            wait = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
            return self.send(Answer(fault.status, {"error": "this Hub was told to fail"}, wait))
        if fault and fault.kind == "garble":
            body = flipped(body)
        request = Request(
            self.command,
            path,
            parse_qs(address.query),
            self.headers,
            body,
            self.server.address,
            self.server.namespaces,
        )
        with self.server.lock:
            found = answer(self.server.store, request)
        self.send(found, fault)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = handle_request  # noqa: N815

    def control(self, path: str) -> Answer:
        """What a test asks for."""
        if path == "/_test/log":
            return Answer(body=self.server.log)
        if path == "/_test/fault":
            fault = Fault(**json.loads(self.body()))
            assert fault.kind in KINDS, fault.kind
            self.server.faults.waiting.append(fault)
            return Answer()
        return refusal(404, path)

    def body(self) -> bytes:
        """What was sent, whole or in chunks."""
        if self.headers.get("Transfer-Encoding", "") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        whole = b""
        while size := int(self.rfile.readline(), 16):
            whole += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return whole

    def leave(self, fault: Fault) -> None:
        """End the connection, with the body read to its half or whole."""
        if fault.kind == "drop":
            self.body()
        else:
            self.rfile.read(int(self.headers.get("Content-Length") or 0) // 2)
        self.close_connection = True
        self.connection.close()

    def send(self, found: Answer, fault: Fault | None = None) -> None:
        """Write an answer, damaged by the fault if there is one."""
        content = found.content()
        if fault and fault.kind == "short":
            content = content[: len(content) // 2]
        self.send_response(found.status)
        for name, value in {**found.headers, "Content-Type": found.kind, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        if fault and fault.kind == "flip":
            content = flipped(content)
        if fault and fault.kind == "cut":
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(2)
            return
        self.wfile.write(content)


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--namespaces", nargs="+", default=["argen"], help="where the token may write")
    args = parser.parse_args()
    hub = Hub(args.port, tuple(args.namespaces))
    print(hub.address, flush=True)  # noqa: T201
    hub.serve_forever()


if __name__ == "__main__":
    main()
