"""`argen inspect`: whether the face of a clip is whole, by which signs, and where it is not."""

import argparse
import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.pipelines.media.atomic import check_folder, check_targets


if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

    from argen.pipelines.cif.integrity import IntegrityOutput

SCHEMA = "argen-inspection/1"
SHOWN = 9  # frames on the picture at most
UNUSUAL = 3.0  # standard deviations of clean clips from which a part is pointed out
FULL = 2.0  # the map's value that gets the brightest colour: twice what one in a hundred clean patches reaches
CELL = 128  # pixels of a printed frame
SIGNS = {  # in words, by the change and the encoder that a part's name begins with
    "look au": "shape of the face", "look wan": "texture", "drift au": "shape against the first frame",
    "drift wan": "drift from the first frame", "step au": "jumps in shape", "step wan": "jumps between frames",
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen inspect`."""
    add = parser.add_argument
    add("clip", type=Path, help="video file, or folder with a picture per frame")
    add("--model", default="argen/cif-face", help="folder or Hub id of a face screen (%(default)s)")
    add("--no-crop", action="store_true", help="the clip is cropped to the face already: do not look for it")
    add("--device", help="cpu, cuda, ... (a GPU if there is one)")
    add("--json", action="store_true", help="print the result as JSON, and nothing else")
    add("-o", "--out", type=Path, help="picture to write (.png): frames, and where they are unusual")


def main(args: argparse.Namespace) -> int:
    """Run `argen inspect`; returns the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):  # a file name may hold what the terminal's encoding has not
        sys.stdout.reconfigure(errors="backslashreplace")
    if args.out is not None:
        check_output(args.out, args.clip)
    import torch

    from argen.device import pick_device
    from argen.hub import model_id
    from argen.pipelines.cif.integrity import FOLDERS, FaceIntegrity

    device = pick_device(args.device)
    frames = read_face(args.clip, not args.no_crop)
    screen = FaceIntegrity.from_pretrained(args.model).to(device)
    output = screen(torch.from_numpy(frames).permute(0, 3, 1, 2).float() / 255)
    result = to_dict(args.clip, output, len(frames), model_id(args.model, FOLDERS.resolve(args.model)))
    if args.json:
        sys.stdout.write(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    else:
        _print_result(result, args.out)
    if args.out is not None:
        from argen.pipelines.media.sheet import save_sheet

        save_sheet(draw_inspection(frames, output.map[0].cpu().numpy(), result), args.out)
    return 0


def check_output(out: Path, clip: Path) -> None:
    """ValueError for a picture that cannot be written there; its folder is made."""
    if out.suffix.lower() != ".png":
        raise ValueError(f"`--out` is {str(out)!r}; it has to end in .png")
    check_targets([out], "--out", clip)
    check_folder(out.parent, "--out")


def read_face(clip: Path, crop: bool) -> "np.ndarray":
    """All frames of a clip as uint8 `(t, s, s, 3)`, cut to one steady square around the face, or the middle square.

    Raises:
        ValueError: the clip cannot be used, or shows no face that is found (a face may be too broken to be found).
    """
    from argen.pipelines.duse.face_duse import centre_square, crop_square, extract
    from argen.pipelines.duse.frames_duse import read_frames

    frames = read_frames(str(clip), None, str(clip))
    square = crop_square(frames, str(clip)) if crop else centre_square(frames)
    return extract(frames, square, CELL)


def to_dict(clip: Path, output: "IntegrityOutput", frames: int, model: dict[str, str | None]) -> dict[str, Any]:
    """What goes into JSON: the score, the parts, and how unusual each frame's most unusual place is."""
    peaks = output.map[0].flatten(1).amax(1).tolist()
    return {
        "schema": SCHEMA,
        "model": model,
        "clip": str(clip),
        "frames": frames,
        "integrity": round(float(output.score[0]), 6),
        "parts": {name: round(float(value[0]), 4) for name, value in output.parts.items()},
        "peaks": [round(value, 4) for value in peaks],
    }


def sign(part: str) -> str:
    """A part's name, such as "look au6 6x1", in words."""
    change, layer, _ = part.split(" ")
    return SIGNS[f"{change} {layer.rstrip('0123456789')}"]


def verdict(score: float) -> str:
    """A score in words."""
    if score >= 0.5:
        return "whole" if score >= 0.8 else "probably whole"
    return "broken" if score < 0.2 else "probably broken"


def draw_inspection(frames: "np.ndarray", maps: "np.ndarray", result: dict[str, Any]) -> "Image.Image":
    """Some frames of a clip, and under each how unusual its places are.

    Args:
        frames: uint8 `(t, s, s, 3)`.
        maps: `(t, s, s)`, `IntegrityOutput.map`.
        result: `to_dict` of the clip.
    """
    import numpy as np

    from argen.pipelines.cif.heatmap import colours
    from argen.pipelines.media.page import heading, stack
    from argen.pipelines.media.sheet import contact_sheet

    rows = np.unique(np.linspace(0, len(frames) - 1, SHOWN).round().astype(int))
    share = np.clip(maps[rows] / FULL, 0, 1)
    grey = (frames[rows] @ np.array((0.299, 0.587, 0.114)))[..., None]
    strength = (0.15 + 0.7 * share)[..., None]
    over = (1 - strength) * (30 + 0.85 * grey) + strength * colours(share)
    heat = np.rint(over.clip(0, 255)).astype(np.uint8)
    names = [f"frame {k}" for k in rows]
    sheet = contact_sheet([frames[rows], heat], ["frames", "unusual\nbright: twice the rarest 1 %"], names)
    parts = [
        (sign(name), f"{value:+.1f} sd{'  unusual' if value >= UNUSUAL else ''}")
        for name, value in result["parts"].items()
    ]
    score = result["integrity"]
    facts = [("clip", result["clip"]), ("model", str(result["model"]["id"])), *parts]
    return stack([heading(f"integrity {score:.2f}: {verdict(score)}", facts, sheet.width), sheet])


def _print_result(result: dict[str, Any], out: Path | None) -> None:
    """Everything comes as Text: no file name is read as rich's markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    score = result["integrity"]
    console.print(
        Text(f"integrity {score:.3f}  {verdict(score)}", "bold") + Text(f"  {result['clip']}", "dim"), soft_wrap=True
    )
    table = Table("sign", "against clean clips", "", box=None, pad_edge=False, header_style="dim")
    for name, value in result["parts"].items():
        table.add_row(sign(name), f"{value:+.1f} sd", "unusual" if value >= UNUSUAL else "")
    console.print(table)
    if out is not None:
        console.print(Text(str(out), "bold"), soft_wrap=True)
