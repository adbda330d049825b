"""From a wheel in a clean environment to a Hub and back: `python tests/hub/clean_wheel.py`, or `make hub` (ten minutes).

Builds the wheel, installs it and nothing else into a new virtual environment, starts the Hub of these tests, pushes everything,
runs the lines of docs/hub.md, pulls, and starts the Space's snapshot in another new environment from its own requirements.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hub_lines import program


ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "release" / "synthetic-dfer-sample"
SECONDS = 240  # that a page may take to come up
ASK = """
import sys
from importlib.resources import files
from gradio_client import Client, handle_file
face = handle_file(str(files("argen.release") / "portraits" / "portrait_03.png"))
path, report = Client(sys.argv[1], verbose=False).predict(face, emotion="fear", seed=7, api_name="/generate")
assert report["seed"] == 7 and report["emotion"] == "fear"
print(f"a clip of fear, AU r {report['au_r']:.2f}")
"""


def run(*words: str | Path, environment: Mapping[str, str] | None = None, cwd: Path = ROOT) -> str:
    """Output of a command; where it fails, its errors are shown and this ends."""
    done = subprocess.run(list(map(str, words)), env=environment, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise SystemExit(f"{words[0]} ended with status {done.returncode}")
    return done.stdout


def step(words: str, action: Callable[[], str | None]) -> None:
    """Do a part, and say how long it took."""
    began = time.monotonic()
    sys.stdout.write(f"{words} ...\n")
    sys.stdout.flush()
    told = action()
    sys.stdout.write(f"  {time.monotonic() - began:.0f} s{f': {told}' if told else ''}\n")


def build_wheel(work: Path) -> str:
    """The wheel from a copy of what git would clone; in the tree itself old build folders would come along."""
    for name in run("git", "ls-files", "-co", "--exclude-standard").splitlines():
        if (ROOT / name).is_file():
            (work / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, work / "source" / name)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", work, work / "source")
    (wheel,) = work.glob("argen-*.whl")
    return f"{wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB"


def new_environment(folder: Path, *requirements: str | Path) -> Path:
    """Python of a new virtual environment with these requirements."""
    run(sys.executable, "-m", "venv", folder)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints-cpu.txt", *requirements)
    return python


@contextmanager
def hub() -> Iterator[str]:
    """Address of a running Hub."""
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("hub_server.py")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()


def push(python: Path, wheel: Path, work: Path, environment: Mapping[str, str]) -> str:
    """Push everything; where no sample was built, a dataset of noise stands in for it."""
    argen = python.with_name("argen")
    said = run(argen, "push", "all", "--wheel", wheel, "--yes", environment=environment, cwd=work)
    if SAMPLE.is_dir():
        return f"{said.count('/commit/')} repositories"
    make = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import hub_dataset; from pathlib import Path"
    )
    run(python, "-c", f"{make}; hub_dataset.write_dataset(Path('noise'))", environment=environment, cwd=work)
    run(argen, "push", "dataset", "--folder", work / "noise", "--yes", environment=environment, cwd=work)
    return f"{said.count('/commit/')} repositories, and a dataset of noise, since {SAMPLE} is not there"


def start_space(python: Path, wheel: Path, work: Path, environment: Mapping[str, str]) -> str:
    """Pull the Space, install what it asks for, start it, and ask for its page."""
    argen, space = python.with_name("argen"), work / "space"
    run(argen, "pull", "argen-demo", "-o", space, environment=environment, cwd=work)
    version = re.search(r"^sdk_version: (\S+)$", (space / "README.md").read_text(), re.MULTILINE)
    assert version
    own = new_environment(work / "space-venv", "-r", space / "requirements.txt", f"gradio=={version[1]}")
    return wait_for_page(own, space, environment)


def wait_for_page(python: Path, space: Path, environment: Mapping[str, str]) -> str:
    """Start a Space's `app.py` as the Hub does, ask for its page until it is there, then for a clip."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {**environment, "GRADIO_SERVER_PORT": str(port), "GRADIO_ANALYTICS_ENABLED": "False"}
    began, process = time.monotonic(), subprocess.Popen([python, "app.py"], cwd=space, env=variables)
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
                    assert b"ARGen" in page.read()
                    up = time.monotonic() - began
                clip = run(python, "-c", ASK, f"http://127.0.0.1:{port}/", environment=environment, cwd=space).strip()
                return f"its page answers {page.status} after {up:.0f} s, and gives {clip}"
            except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
                if process.poll() is not None or time.monotonic() - began > SECONDS:
                    raise SystemExit("the Space did not come up") from error
                time.sleep(0.2)
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """All of it, in a folder that is removed at the end unless it is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, help="keep everything in this new folder")
    args = parser.parse_args()
    work = (args.work or Path(tempfile.mkdtemp(prefix="argen-hub-"))).absolute()
    work.mkdir(exist_ok=True)
    step("the wheel", lambda: build_wheel(work))
    (wheel,) = work.glob("argen-*.whl")
    step("a clean environment with the wheel", lambda: str(new_environment(work / "venv", wheel)))
    python = work / "venv" / "bin" / "python"
    with hub() as address:
        keep = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "PYTHON", "VIRTUAL"))}
        environment = keep | {
            "HF_ENDPOINT": address, "HF_TOKEN": "any", "HF_HOME": str(work / "home"), "HF_HUB_DISABLE_XET": "1",
            "HF_HUB_DISABLE_TELEMETRY": "1", "HF_UPDATE_DOWNLOAD_COUNTS": "0", "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        }  # fmt: skip
        step("argen push all", lambda: push(python, wheel, work, environment))
        for name in ("package", "clients"):
            step(
                f"the lines of docs/hub.md: {name}",
                lambda name=name: run(python, "-c", program(name), environment=environment, cwd=work).splitlines()[-1],
            )
        step("argen pull, and the Space from its snapshot", lambda: start_space(python, wheel, work, environment))
    if args.work is None:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
