"""The models in a process of their own: the same answers, errors as sentences, a dead one replaced."""

import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from argen.pipelines.argen.facs_argen import AUS


@pytest.fixture(scope="module")
def models(app: Any) -> Iterator[Any]:
    """A process with the embedded models."""
    from demo_engine import Studio

    studio: Any = Studio("argen/argen-mini", "cpu")
    yield studio
    studio.engine.close()


def asked(models: Any, portrait: Path, seed: int, on_step: Any = None) -> Any:
    """A clip in two steps."""
    from demo_engine import Settings
    from demo_plan import EMOTION
    from demo_plan import asked as plan_of

    usual = models.defaults
    plan = plan_of(EMOTION, "anger", 0.8, None, [0.0] * len(AUS), seed, usual.frames, usual.fps)
    face = Image.open(portrait).convert("RGB").resize((usual.size, usual.size))
    return models.engine.generate(face, plan, None, Settings(seed, steps=2), on_step)


def test_it_answers_as_the_engine_itself(models: Any, portrait: Path) -> None:
    from demo_engine import Studio

    steps: list[int] = []
    apart = asked(models, portrait, 3, lambda step, total: steps.append(step))
    here = asked(Studio("argen/argen-mini", "cpu", apart=False), portrait, 3)
    assert steps == [1, 2]
    # to rounding: it may have another number of threads
    np.testing.assert_allclose(apart.judgement.frames, here.judgement.frames, atol=1e-4)
    np.testing.assert_allclose(apart.judgement.probabilities, here.judgement.probabilities, atol=1e-3)
    assert apart.report.models == here.report.models
    assert apart.judgement.evidence.emotion == here.judgement.evidence.emotion


def test_what_it_refuses_comes_back_as_it_was_said(models: Any) -> None:
    from argen.pipelines.duse.frames_duse import ClipError

    with pytest.raises(ClipError, match="no face"):
        models.engine.judge(np.zeros((4, 64, 64, 3), np.uint8), False)


def test_a_request_that_is_broken_off_leaves_no_answer_behind(models: Any, portrait: Path) -> None:
    def stop(step: int, total: int) -> None:
        raise KeyboardInterrupt

    from argen.pipelines.duse.frames_duse import ClipError

    with pytest.raises(KeyboardInterrupt):
        asked(models, portrait, 5, stop)
    with pytest.raises(
        ClipError, match="no face"
    ):  # more bytes than a pipe holds: both sides would wait for each other
        models.engine.judge(np.zeros((32, 256, 256, 3), np.uint8), False)
    with pytest.raises(KeyboardInterrupt):
        asked(models, portrait, 5, stop)
    assert asked(models, portrait, 6).report.seed == 6


def test_a_process_that_died_is_replaced(models: Any, portrait: Path) -> None:
    from demo_inputs import Refusal

    models.engine._process.kill()
    with pytest.raises(Refusal, match="started again"):
        asked(models, portrait, 7)
    assert asked(models, portrait, 7).report.seed == 7


def test_models_that_cannot_be_loaded_say_why(app: Any, tmp_path: Path, portrait: Path) -> None:
    from demo_engine import Studio

    index = Path(str(files("argen.release"))) / "argen-mini" / "model_index.json"
    (tmp_path / "model_index.json").write_bytes(index.read_bytes())
    studio: Any = Studio(str(tmp_path), "cpu")
    with pytest.raises(RuntimeError, match="could not be loaded"):
        asked(studio, portrait, 0)
    studio.engine.close()


def test_the_page_itself_needs_no_torch() -> None:
    import subprocess

    demo = Path(sys.modules["demo_engine"].__file__ or "").parent
    code = "import sys; import demo_layout; assert not {'torch', 'transformers', 'diffusers'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=demo, check=True)
