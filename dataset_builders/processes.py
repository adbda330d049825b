"""Processes of this machine that work on groups, by `concurrent.futures`; one that is killed is started again (our design)."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for_end
from typing import Any, Self

from argen.dataset_builders.groups import Group
from argen.dataset_builders.worker import result_of, row_of, work_on


PATIENCE = 3  # deaths without a result between them after which a build ends


class Processes:
    """A function that works on groups; as a context manager it ends the processes.

    They end too when this one dies, however it does: each waits for the end of a pipe that only this process holds.

    Args:
        count: processes.
        settings: see `worker.work_on`.
    """

    def __init__(self, count: int, settings: str) -> None:
        self.count, self.settings = count, settings
        self._context = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks
        self._watched, self._held = self._context.Pipe(duplex=False)
        self._pool = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        if fault is not None:  # nobody waits for the groups that are worked on
            self._held.close()
        self._pool.shutdown(cancel_futures=True)
        self._held.close()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.count, self._context, initializer=_begin, initargs=(self._watched,))

    def __call__(self, groups: Sequence[Group]) -> Iterator[tuple[Group, bytes]]:
        """Results as they come; when a process dies the groups that were worked on are begun again.

        Raises:
            ValueError: a fault of the user's in a worker, or processes die again and again.
        """
        left, deaths = list(reversed(groups)), 0
        running: dict[Future[dict[str, Any]], Group] = {}
        while left or running:
            try:
                while left and len(running) <= self.count:  # one more than work, so that none waits
                    future = self._pool.submit(work_on, row_of(left[-1]), self.settings)
                    running[future] = left.pop()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    content = result_of(future.result())
                    deaths = 0
                    yield running.pop(future), content
            except BrokenProcessPool as error:
                deaths += 1
                if deaths > PATIENCE:
                    raise ValueError(
                        f"the processes of `--workers` {self.count} died {deaths} times in a row: give fewer if the memory "
                        'is full; a script that builds has to begin under `if __name__ == "__main__":`'
                    ) from error
                left += reversed(running.values())
                running = {}
                self._pool = self._start()


def _begin(watched: Connection) -> None:
    """Of a new process: leave Ctrl-C to the one that started it, and end with that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    wait_for_end([watched])
    os._exit(1)
