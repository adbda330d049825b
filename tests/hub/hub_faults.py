"""What can go wrong on the way to a Hub, so often as it was asked for."""

import re
from dataclasses import dataclass, field


KINDS = (
    "status",  # the answer is `status`, with `Retry-After` where one is given
    "stall",  # nothing happens for a minute
    "drop",  # the connection ends before an answer
    "hang_up",  # the connection ends while the body is still being sent here
    "cut",  # the answer ends in the middle of its body
    "short",  # the answer is half of its body, and says that this is all
    "flip",  # one byte of the answer's body is another
    "garble",  # one byte of the body that was sent here is another
)


@dataclass
class Fault:
    """One kind of trouble for requests such as `PUT /_lfs/...`.

    Args:
        match: regular expression that is searched for in "METHOD path".
        kind: one of `KINDS`.
        times: how many requests it hits.
        skip: how many requests it lets pass before.
    """

    match: str
    kind: str
    times: int = 1
    skip: int = 0
    status: int = 500
    retry_after: int | None = None


@dataclass
class Faults:
    """The faults that are waiting for their request."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, request: str) -> Fault | None:
        """The fault that hits a request "METHOD path", counted down."""
        for fault in self.waiting:
            if fault.times and re.search(fault.match, request):
                if fault.skip:
                    fault.skip -= 1
                    return None
                fault.times -= 1
                return fault
        return None


def flipped(content: bytes) -> bytes:
    """The same with one bit in the middle turned over."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :] if content else content
