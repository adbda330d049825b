"""A Hub on this machine, its clients in processes of their own, and small things to publish."""

import base64
import io
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from huggingface_hub import constants
from safetensors.numpy import save_file

from argen import cli


SERVER = Path(__file__).with_name("hub_server.py")
sys.path.insert(0, str(SERVER.parent))  # its modules are scripts beside it, which no package holds
NAMESPACES = ("argen", "bob")
CARD = '---\nlicense: apache-2.0\n---\n# {name}\n\n`load("argen/{name}")`, with argen/argen-mini and argen/other.\n'


@dataclass(frozen=True)
class Hub:
    """The server in its process."""

    address: str

    def ask(self, path: str, body: Any = None, token: str = "any") -> Any:
        """A request past the clients; the answer's JSON."""
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.address + path, data, {"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(asked) as found:
            return json.loads(found.read())

    def fail(self, match: str, kind: str, **how: Any) -> None:
        """Have requests "METHOD path" fail; see `hub_faults.Fault`."""
        self.ask("/_test/fault", {"match": match, "kind": kind, **how})

    def log(self, pattern: str = "") -> list[str]:
        """The requests so far that match."""
        return [line for line in self.ask("/_test/log") if re.search(pattern, line)]

    def files(self, address: str) -> dict[str, int]:
        """Path and size of what `models/argen/NAME` or the like holds."""
        return {
            one["path"]: one["size"]
            for one in self.ask(f"/api/{address}/tree/main?recursive=true")
            if "size" in one and one["type"] == "file"
        }

    def put(self, name: str, files: Mapping[str, bytes], kind: str = "model") -> None:
        """Commit small files as some other client would."""
        namespace, _, own = name.partition("/")
        self.ask("/api/repos/create", {"name": own, "organization": namespace, "type": kind})
        lines: list[Any] = [{"key": "header", "value": {"summary": "put"}}]
        for path, content in files.items():
            lines.append({"key": "file", "value": {"path": path, "content": base64.b64encode(content).decode()}})
        self.ask(f"/api/{kind}s/{name}/commit/main", "\n".join(map(json.dumps, lines)).encode())


@dataclass(frozen=True)
class Done:
    """What a command left: its status and what it wrote, without the lines of the hub's own logger."""

    status: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line that a mistake is told in."""
        assert self.status == 2
        (line,) = [one for one in self.err.splitlines() if one.startswith("error: ")]
        return line


@dataclass(frozen=True)
class Client:
    """A user who knows no other Hub than this one.

    Args:
        environment: of processes.
        home: caches and working folder.
        waits: seconds that commands of this process were told to wait for; here they do not.
    """

    address: str
    environment: dict[str, str]
    home: Path
    waits: list[float] = field(default_factory=list)

    def argen(self, *words: str | Path, token: str = "any", address: str | None = None) -> Done:
        """Run `argen` with these words in this process; an exception that it would end in with a traceback is raised."""
        out, err, here = io.StringIO(), io.StringIO(), address or self.address
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setenv("HF_TOKEN", token)
            patch.setattr(constants, "HF_TOKEN_PATH", str(self.home / "token"))
            patch.setattr(constants, "HF_HUB_CACHE", str(self.home / "hub"))
            patch.setattr(constants, "HF_HUB_DISABLE_XET", True)
            patch.setattr(constants, "ENDPOINT", here)
            patch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", here + "/{repo_id}/resolve/{revision}/{filename}")
            patch.setattr(time, "sleep", self.waits.append)
            patch.setenv("COLUMNS", "200")
            try:
                status = cli.main(list(map(str, words)))
            except SystemExit as error:
                status = int(error.code or 0)
        return Done(status, out.getvalue(), err.getvalue())

    def start(self, *words: str | Path) -> subprocess.Popen:
        """`argen` with these words in a process, not waited for."""
        command = [sys.executable, "-m", "argen.cli", *map(str, words)]
        return subprocess.Popen(
            command, env=self.environment, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def python(self, code: str, *arguments: str | Path) -> str:
        """What a program in a process prints."""
        command = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(
            command, env=self.environment, cwd=self.home, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def serve(namespaces: tuple[str, ...] = NAMESPACES) -> Iterator[Hub]:
    """The server until the generator is closed."""
    process = subprocess.Popen(
        [sys.executable, SERVER, "--namespaces", *namespaces], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    yield Hub(process.stdout.readline().strip())
    process.kill()
    process.wait()
    process.stdout.close()


def client_of(hub: Hub, home: Path) -> Client:
    """A client with a token."""
    keep = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "HUGGING"))}
    hf = {
        "HF_ENDPOINT": hub.address, "HF_TOKEN": "any", "HF_HOME": str(home), "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1", "HF_UPDATE_DOWNLOAD_COUNTS": "0", "OMP_NUM_THREADS": "1",
    }  # fmt: skip
    return Client(hub.address, keep | hf, home)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """An empty Hub."""
    yield from serve()


@pytest.fixture
def client(hub: Hub, tmp_path: Path) -> Client:
    """A client of `hub`."""
    home = tmp_path / "home"
    home.mkdir()
    return client_of(hub, home)


@pytest.fixture(scope="session")
def shared_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hub, Client]]:
    """A Hub that is filled once, and a client whose cache all tests share."""
    for hub in serve():
        yield hub, client_of(hub, tmp_path_factory.mktemp("home"))


def make_model(folder: Path, name: str = "tiny", files: int = 1) -> Path:
    """A folder in a model's layout, with random weights and a card that names ids."""
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}\n")
    (folder / "README.md").write_text(CARD.format(name=name))
    for k in range(files):
        numbers = np.random.default_rng(k).standard_normal((100, 40)).astype(np.float32)
        save_file({"weight": numbers}, folder / f"part-{k}.safetensors")
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Callable[..., Path]:
    """`make_model` in a folder of its own: `model(name, files)`."""
    return lambda name="tiny", files=1: make_model(tmp_path / "here" / name, name, files)


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `write_dataset`; not to be changed."""
    from hub_dataset import write_dataset

    return write_dataset(tmp_path_factory.mktemp("dataset") / "built")
