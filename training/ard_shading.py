"""Light that changes on skin that should not: what of a frame's difference from the first one no movement explains.

Generated heads hold still but are slowly shaded anew, each clip differently; a recogniser takes that for an expression. A
picture distance would forbid heads to turn as well, so brightness constancy is asked for (Horn and Schunck 1981), with the
displacement of each place found by least squares around it (Lucas and Kanade 1981). Where and when it is asked is our design.
"""

import torch
import torch.nn.functional as F


GRAIN = 2  # pixels averaged before movement is sought: of one pixel the gradients are noise
AROUND = 5  # cells whose movement is one
LEAST = 1e-4  # squared gradient below which a place has no movement: skin of one colour
COARSE = 8  # cells of GRAIN averaged in the end: light changes over 16 pixels, wrinkles and edges do not


def relit(frames: torch.Tensor) -> torch.Tensor:
    """Change of brightness from the first frame that no small movement explains, mean of its magnitude by frame.

    Args:
        frames: `(n, frames, 3, h, w)`, 0 to 1, `h` and `w` 16 or more.

    Returns:
        `(n, frames - 1)`, 0 or more; 0 for a clip that stands still. Rendered people with a neutral face have .001.
    """
    gray = F.avg_pool2d(frames.mean(2), GRAIN)
    first, later = gray[:, :1], gray[:, 1:]
    change, between = later - first, (later + first) / 2
    edge = F.pad(between, (1, 1, 1, 1), mode="replicate")
    along = (edge[..., 1:-1, 2:] - edge[..., 1:-1, :-2]) / 2
    down = (edge[..., 2:, 1:-1] - edge[..., :-2, 1:-1]) / 2
    xx, yy, xy = around(along * along) + LEAST, around(down * down) + LEAST, around(along * down)
    xt, yt = around(along * change), around(down * change)
    determinant = xx * yy - xy * xy
    moved = along * (yy * xt - xy * yt) / determinant + down * (xx * yt - xy * xt) / determinant
    return F.avg_pool2d(change - moved, COARSE).abs().mean((2, 3))


def around(values: torch.Tensor) -> torch.Tensor:
    """Mean of the cells about each one."""
    return F.avg_pool2d(values, AROUND, 1, AROUND // 2, count_include_pad=False)


def shading_error(frames: torch.Tensor, au: torch.Tensor) -> torch.Tensor:
    """Mean of `relit`, by how little is asked of the face then: `(1 - the strongest AU) ** 2`.

    Args:
        frames: as for `relit`. au: asked for, `(n, frames, 20)`, 0 to 1.
    """
    calm = (1 - au[:, 1:].amax(2)) ** 2
    return (relit(frames) * calm.to(frames)).mean()
