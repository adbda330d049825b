"""A sample as a picture: the photograph, and beside it the anomaly map over it."""

import numpy as np
from PIL import Image, ImageDraw
from torch import Tensor
from torch.nn import functional as F

from argen.pipelines.media.sheet import FAINT, GAP, INK, MARGIN, PAPER, font


# dark blue, violet, red, yellow, pale yellow: lightness rises all along, so that the order is seen without the hues too
RAMP = np.array([(10, 12, 60), (94, 24, 130), (205, 50, 72), (250, 160, 30), (252, 246, 170)], np.float64)
LEAST_SIDE = 224  # pixels of a printed photograph
HEAD = 26
OUTLINE = (64, 255, 170)


def draw_heatmap(
    image: Tensor,
    anomaly: Tensor,
    limits: tuple[float, float],
    name: str = "",
    score: float | None = None,
    mask: Tensor | None = None,
) -> Image.Image:
    """The photograph, and the map over its grey copy; a true mask is outlined on the photograph.

    Args:
        image: `(3, H, W)` in 0..1.
        anomaly: `(h, w)`, 0 or more, any size.
        limits: the value that is not coloured yet and the one that gets the brightest colour; the same for all samples that
            are to be compared.
        name, score: printed above.
        mask: bool `(H, W)`.

    Raises:
        ValueError: `limits` that do not rise, or a map with NaN.
    """
    lowest, highest = limits
    if not highest > lowest:
        raise ValueError(f"`limits` is {limits}; the second has to be higher, as those of `colour_limits` are")
    if not bool(anomaly.isfinite().all()):
        raise ValueError("`anomaly` holds NaN or infinite values")
    scale = max(1, round(LEAST_SIDE / min(image.shape[1:])))
    photograph = _enlarged(image, scale)
    heat = F.interpolate(anomaly[None, None].float(), photograph.shape[:2], mode="bilinear", align_corners=False)[0, 0]
    share = np.clip((heat.numpy() - lowest) / (highest - lowest), 0, 1)
    grey = (photograph @ np.array((0.299, 0.587, 0.114)))[..., None]
    strength = 0.9 * np.sqrt(share)[..., None]
    overlay = (1 - strength) * (40 + 0.85 * grey) + strength * colours(share)
    if mask is not None and bool(mask.any()):
        photograph = np.where(_outline(mask, scale)[..., None], OUTLINE, photograph)
    return _page(photograph, overlay, name, score)


def colours(share: np.ndarray) -> np.ndarray:
    """RGB 0..255 of values in 0..1, `(..., 3)`, along `RAMP`."""
    places = np.linspace(0, 1, len(RAMP))
    return np.stack([np.interp(share, places, channel) for channel in RAMP.T], -1)


def _enlarged(image: Tensor, scale: int) -> np.ndarray:
    return (image * 255).permute(1, 2, 0).numpy().astype(np.float64).repeat(scale, 0).repeat(scale, 1)


def _outline(mask: Tensor, scale: int) -> np.ndarray:
    """The pixels just outside of the mask."""
    large = mask.float().repeat_interleave(scale, 0).repeat_interleave(scale, 1)[None, None]
    return ((F.max_pool2d(large, 3, 1, 1) - large)[0, 0] > 0).numpy()


def _page(photograph: np.ndarray, overlay: np.ndarray, name: str, score: float | None) -> Image.Image:
    height, width = photograph.shape[:2]
    page = Image.new("RGB", (2 * width + 4 * GAP + 2 * MARGIN, height + HEAD + 2 * MARGIN), PAPER)
    draw = ImageDraw.Draw(page)
    words = "" if score is None else f"{score:.4g}"
    room = page.width - 2 * MARGIN - font(15).getlength(words) - 12
    draw.text((MARGIN, MARGIN), _shortened(name, room), INK, font(15))
    draw.text((page.width - MARGIN, MARGIN), words, FAINT, font(15), anchor="ra")
    for k, picture in enumerate((photograph, overlay)):
        array = np.rint(picture.clip(0, 255)).astype(np.uint8)
        page.paste(Image.fromarray(array), (MARGIN + k * (width + 4 * GAP), MARGIN + HEAD))
    return page


def _shortened(name: str, room: float) -> str:
    """The end of a name, which tells it from its neighbours."""
    if font(15).getlength(name) <= room:
        return name
    while name and font(15).getlength(f"…{name}") > room:
        name = name[1:]
    return f"…{name}"


def colour_limits(maps: Tensor) -> tuple[float, float]:
    """Limits for `draw_heatmap` on these maps `(b, h, w)`: the upper quartile of what is not 0, and the highest value.

    Three quarters of the parts are left as they are, so that what is odd stands out of what is usual.
    """
    values = maps[maps > 0]
    if not len(values):
        return 0.0, 1.0
    lowest, highest = float(np.quantile(values.numpy(), 0.75)), float(values.max())
    return (lowest, highest) if highest > lowest else (0.0, highest)
