"""The models in a process of their own: they load beside Gradio, and the page answers while a clip is made (our design)."""

import signal
import threading
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from argen.pipelines.argen.plan_argen import AffectPlan
from demo_engine import Defaults, Judgement, OnStep, Result, Settings


if TYPE_CHECKING:
    from demo_models import Engine

STEP, DONE, FAILED = range(3)  # kinds of message from the process


class EngineProcess:
    """What `Engine` offers, asked of another process; requests wait for one another, and a process that died is replaced."""

    def __init__(self, model: str, device: str | None, defaults: Defaults) -> None:
        self._wish, self._lock = (model, device, defaults), threading.Lock()
        self._start()

    def generate(
        self, face: Image.Image, plan: AffectPlan, text: str | None, settings: Settings, on_step: OnStep | None = None
    ) -> Result:
        """One clip of a framed face and everything measured in it; depends on the arguments alone."""
        return self._ask("generate", (face, plan, text, settings), on_step)

    def judge(self, frames: np.ndarray, is_cropped: bool) -> Judgement:
        """What an uploaded clip `(t, h, w, 3)` uint8 shows; ClipError where no face is found."""
        return self._ask("judge", (frames, is_cropped), None)

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()

    def _start(self) -> None:
        context = get_context("spawn")  # a fork would copy Gradio's threads, and CUDA forbids it
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, *self._wish), daemon=True)
        self._process.start()
        self._is_working = False
        theirs.close()  # or the end of the process would not end the pipe

    def _ask(self, name: str, args: tuple[Any, ...], on_step: OnStep | None) -> Any:
        with self._lock:
            try:
                while self._is_working:  # on a request that was broken off: it reads no other before it is done
                    self._receive()
                self._pipe.send((name, args))
                self._is_working = True
                while True:
                    kind, value = self._receive()
                    if kind == DONE:
                        return value
                    if kind == FAILED:
                        raise value
                    if on_step is not None:
                        on_step(*value)
            except (EOFError, BrokenPipeError, ConnectionResetError) as error:
                from demo_inputs import Refusal

                self.close()
                self._start()
                raise Refusal(
                    "The models stopped, out of memory perhaps, and are started again: try it once more."
                ) from error

    def _receive(self) -> tuple[int, Any]:
        kind, value = self._pipe.recv()
        self._is_working = kind == STEP
        return kind, value


def serve(pipe: Connection, model: str, device: str | None, defaults: Defaults) -> None:
    """The process: load, then answer until the page is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the page, whose end ends this
    from demo_models import Engine  # torch, diffusers, transformers: seconds

    try:
        engine: Engine | Exception = Engine(model, device, defaults)
    except (ValueError, OSError, RuntimeError) as error:
        engine = RuntimeError(f"The models could not be loaded: {error}")
    while True:
        try:
            name, args = pipe.recv()
        except EOFError:
            return
        steps = {"on_step": lambda step, total: pipe.send((STEP, (step, total)))} if name == "generate" else {}
        pipe.send(_answer(engine, name, args, steps))


def _answer(
    engine: "Engine | Exception", name: str, args: tuple[Any, ...], told: dict[str, OnStep]
) -> tuple[int, Any]:
    if isinstance(engine, Exception):
        return FAILED, engine
    try:
        return DONE, getattr(engine, name)(*args, **told)
    except (ValueError, OSError, RuntimeError) as error:
        return FAILED, error
