"""The lines of docs/hub.md, and what has to be true after them."""

import re
from pathlib import Path


PACKAGE = """
from pathlib import Path
from argen.hub import model_id
{lines}
folder = Path(pipe.config["_name_or_path"])
assert "snapshots" in folder.parts, folder
assert screen.encoder.fingerprint and recogniser.model.config.num_frames == 8
print(model_id("argen/argen-mini", folder)["sha256"])
"""

CLIENTS = """
import sys
sys.modules["argen"] = None  # nothing of ours can be imported
import torch
torch.set_num_threads(1)
{lines}
assert type(pipe).__module__.startswith("diffusers_modules."), type(pipe)
assert type(model).__module__.startswith("transformers_modules."), type(model)
assert set(clips) == {{"train", "validation", "test"}} and len(passages) > 300
assert clips["train"].features["emotion"].names[0] == "happiness"
assert dfer.compute(predictions=["fear", "anger"], references=["fear", "fear"])["war"] == 0.5
rows = list(loader)
assert sorted(row["clip_id"] for row in rows) == sorted(clips["train"]["clip_id"])
assert all(row["requested_au"].shape[1] == 20 and row["video"]["bytes"][4:8] == b"ftyp" for row in rows)
from PIL import Image
frames = pipe(Image.new("RGB", (128, 128)), emotion="fear", num_inference_steps=1, output_type="np").frames
assert frames.shape == (1, 17, 128, 128, 3), frames.shape
print({{split: len(part) for split, part in clips.items()}})
"""


def lines(name: str) -> str:
    """The block of docs/hub.md between the marks of that name."""
    text = (Path(__file__).parents[2] / "docs" / "hub.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n```python\n(.*?)```\n<!-- /{name} -->", text, re.DOTALL)
    assert found, f"docs/hub.md has no block {name}"
    return found[1]


def program(name: str) -> str:
    """The block as a program that fails where its lines do not do what they say."""
    return {"package": PACKAGE, "clients": CLIENTS}[name].format(lines=lines(name))
