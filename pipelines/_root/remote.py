"""A repository on the Hub: what it has of a shipment, sending the rest in one commit, trying again, and saying what failed."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from argen.shipment import Shipment


if TYPE_CHECKING:
    from huggingface_hub import HfApi

T = TypeVar("T")

TRIES = 4
BUSY = (408, 429, 500, 502, 503, 504)  # answers that may be others a moment later
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds
HUB_FILES = (".gitattributes",)  # made by the Hub itself
NEW, CHANGED, SAME, GONE = "new", "changed", "unchanged", "removed"


def compare(api: "HfApi", shipment: Shipment) -> dict[str, str]:
    """Each file's state against the Hub: NEW, CHANGED, SAME, or GONE for what is there and no longer here.

    A repository that is not there, or is another's private one, makes all NEW.
    """
    from huggingface_hub.errors import RepositoryNotFoundError
    from huggingface_hub.hf_api import RepoFile

    try:
        listed = api.list_repo_tree(shipment.repo_id, recursive=True, repo_type=shipment.repo_type)
        there = {entry.path: entry for entry in listed if isinstance(entry, RepoFile)}
    except RepositoryNotFoundError:
        there = {}
    states = {
        path: NEW if path not in there else SAME if is_same(file, there[path]) else CHANGED
        for path, file in shipment.files.items()
    }
    return states | {path: GONE for path in there if path not in states and path not in HUB_FILES}


def is_same(file: Path | bytes, entry: Any) -> bool:
    """Whether a file has the content that the Hub lists: by SHA-256 if it is a large one there, else by git's hash."""
    size = len(file) if isinstance(file, bytes) else file.stat().st_size
    if size != entry.size:
        return False
    if entry.lfs is not None:
        return sha256(file) == entry.lfs.sha256
    content = file if isinstance(file, bytes) else file.read_bytes()
    return hashlib.sha1(b"blob %d\0" % size + content).hexdigest() == entry.blob_id


def sha256(file: Path | bytes) -> str:
    """SHA-256 of a content, or of a file that may be larger than the memory."""
    if isinstance(file, bytes):
        return hashlib.sha256(file).hexdigest()
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def send(api: "HfApi", shipment: Shipment, title: str, private: bool, tries: int = TRIES) -> str:
    """Bring a repository to the shipment's files, in one commit: readers see the old files or the new, never a mixture.

    Large files that an interrupted sending left on the Hub are not sent again.

    Args:
        private: of a repository that does not exist yet.
        tries: how often each step is tried when the Hub is busy or the connection breaks.

    Returns:
        The address of the commit, or of the repository where nothing was to be sent.

    Raises:
        ValueError: the token is refused, or may not write there.
        HubError: the Hub or the connection failed, to the last try, or what lies there is not what was sent.
    """
    what = f"{shipment.kind} {shipment.repo_id}"

    def create() -> str:
        sdk = "gradio" if shipment.repo_type == "space" else None
        return api.create_repo(
            shipment.repo_id, repo_type=shipment.repo_type, private=private or None, exist_ok=True, space_sdk=sdk
        )

    address = str(patiently(create, what, tries))
    address = patiently(lambda: commit(api, shipment, title), what, tries) or address
    left = {path for path, state in patiently(lambda: compare(api, shipment), what, tries).items() if state != SAME}
    if left:
        raise HubError(f"{what}: the Hub lists {min(left)} with another content than was sent; push again")
    return address


def commit(api: "HfApi", shipment: Shipment, title: str) -> str | None:
    """Send what differs; the commit's address, None where nothing does."""
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete

    states = compare(api, shipment)
    operations = [
        CommitOperationDelete(path) if state == GONE else CommitOperationAdd(path, shipment.files[path])
        for path, state in states.items()
        if state != SAME
    ]
    if not operations:
        return None
    return api.create_commit(
        shipment.repo_id, operations, commit_message=title, repo_type=shipment.repo_type
    ).commit_url


class HubError(OSError):
    """The Hub or the connection to it failed; `__cause__` is what its client raised."""


def patiently(call: Callable[[], T], what: str, tries: int = TRIES) -> T:
    """The result of a call to the Hub, tried again while the Hub is busy or the connection breaks.

    huggingface_hub itself tries six times to send a large file and to list, and once to create and to commit.

    Raises:
        ValueError, HubError: see `hub_errors`; the last try's.
    """
    from rich.console import Console

    wait = FIRST_WAIT
    for left in reversed(range(tries)):
        try:
            with hub_errors(what):
                return call()
        except HubError as error:
            if left == 0 or not passes(error):
                raise
            pause = max(wait, retry_after(error))
            words = f"{error}; trying again in {pause:.0f} s"
            Console(stderr=True).print(words, style="dim", markup=False, soft_wrap=True)
            time.sleep(pause)
            wait = min(LONGEST_WAIT, 2 * wait)
    raise AssertionError("the last try returns or raises")


def answer_of(error: BaseException | None) -> Any:
    """The Hub's answer that an error tells of, None where none came; the client wraps such errors in others."""
    from huggingface_hub.errors import HfHubHTTPError

    while error is not None and not isinstance(error, HfHubHTTPError):
        error = error.__cause__
    return None if error is None else error.response


def passes(error: BaseException) -> bool:
    """Whether the same request may succeed a moment later: a broken connection, a busy Hub, or damage on the way."""
    answer = answer_of(error)
    return answer is None or answer.status_code in BUSY or (answer.status_code == 400 and "BadDigest" in answer.text)


def retry_after(error: BaseException) -> float:
    """Seconds that the Hub asked to wait, at most LONGEST_WAIT."""
    answer = answer_of(error)
    asked = "" if answer is None else answer.headers.get("Retry-After", "")
    return min(LONGEST_WAIT, float(asked)) if asked.isdigit() else 0.0


@contextmanager
def hub_errors(what: str) -> Iterator[None]:
    """Turn what the hub's client raises into one sentence: ValueError for what its user can mend, HubError else.

    The client raises its transport's errors, a RuntimeError around them where a file could not be sent (or Xet failed), and
    OSErrors of its own wording, which have no `errno`; those of this machine, such as a full disk, go through.
    """
    from huggingface_hub.errors import HTTPError, OfflineModeIsEnabled, XetDownloadError

    try:
        yield
    except OfflineModeIsEnabled as error:
        raise ValueError(f"{what}: HF_HUB_OFFLINE is set, so that the Hub is not asked: unset it") from error
    except (HTTPError, RuntimeError, XetDownloadError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        answer = answer_of(error)
        status = None if answer is None else answer.status_code
        kind = ValueError if status in (401, 403, 404) else HubError
        detail = str(error.__cause__ or error) if answer is None else answer.headers.get("X-Error-Message", "")
        raise kind(f"{what}: {REASONS.get(status, 'the Hub refused')}{f' ({detail})' if detail else ''}") from error


AGAIN = "run the same command later, it goes on where it stopped"
REASONS: dict[int | None, str] = {
    None: f"the connection to the Hub broke; {AGAIN}",
    401: "the Hub does not accept the token, or asks for one: log in with `hf auth login`, or set HF_TOKEN",
    403: "the token may not do this: choose another `--namespace`, or a token that may write there",
    404: "the Hub has none, or shows none to this token: check the name",
    429: f"the Hub has had too many requests; {AGAIN}",
    **dict.fromkeys((500, 502, 503, 504), f"the Hub has a fault of its own; {AGAIN}"),
}
