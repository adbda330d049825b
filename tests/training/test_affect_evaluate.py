"""The ablation: every arm asks for what it says, and `text=` is the plan."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import pytest

from argen.pipelines.affect.injection import make_plan
from argen.training.affect_evaluate import ARMS, add_arguments, arm, both, main, portraits, read_sentences


SENTENCES = ["she tries to hide that she is scared", "a shy smile that fades"]


def test_text_is_the_plan_and_batches_do_not_matter(dummy_pipeline: Callable) -> None:
    pipe = dummy_pipeline()
    once = arm(pipe, SENTENCES, both, 3, 2)
    assert once == pytest.approx(arm(pipe, SENTENCES, lambda _, plan: {"plan": plan}, 3, 1), abs=1e-3)
    assert -1 <= once <= 1


def test_arms_ask_for_different_things() -> None:
    plan = make_plan(SENTENCES[0])
    asked = [ask(SENTENCES[0], plan) for ask in ARMS.values()]
    assert [next(iter(one)) for one in asked] == ["prompt", "prompt", "prompt", "plan", "text"]
    assert asked[1]["prompt"].startswith(SENTENCES[0]) and len(asked[1]["prompt"]) > len(SENTENCES[0])
    assert asked[2]["prompt"] == plan.captions[0] and asked[3]["plan"].captions == ("",)
    assert len(portraits()) >= 16


@pytest.mark.parametrize("content", [None, "", '{"words": "x"}\n', '{"text": " "}\n', "[1]\n", "{\n"])
def test_files_without_sentences_are_refused(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ValueError, match="`--sentences`"):
        read_sentences(path)


def test_flags_are_checked_first(tmp_path: Path) -> None:
    parser = ArgumentParser()
    add_arguments(parser)
    (tmp_path / "s.jsonl").write_text(json.dumps({"text": SENTENCES[0]}))
    with pytest.raises(ValueError, match="`--seeds` is 0"):
        main(parser.parse_args(["--sentences", str(tmp_path / "s.jsonl"), "--seeds", "0"]))
