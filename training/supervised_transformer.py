"""Stage "transformer": WanTransformer3DModel, text encoder and AU adapter by flow matching on cached latents.

Two conditionings are dropped while training: text and AUs, for classifier-free guidance; and the neighbour frames, for
inter-frame guidance (design sections 3 and 4).
"""

from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKLWan, WanTransformer3DModel
from rich.progress import track
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn
from transformers import UMT5Config, UMT5EncoderModel

from argen.pipelines.argen.adapter_argen import AUAdapter
from argen.pipelines.argen.guidance_argen import frame_attention, sample_mask, solo_mask
from argen.pipelines.media.atomic import atomic_path
from argen.training.supervised_augment import colour_jitter
from argen.training.supervised_clips import expressive_region, read_shards, shard_count, shard_path
from argen.training.supervised_config import SupervisedConfig, TransformerConfig
from argen.training.supervised_loop import fit
from argen.training.supervised_probe import PROBE, LatentProbe, latent_aus, load_probe
from argen.training.supervised_results import (
    SETTINGS,
    cache_settings,
    check_settings,
    claim,
    clips_in,
    file_digest,
    publish,
)
from argen.training.supervised_text import caption_tokens, encode_captions
from argen.training.supervised_whole import encode_whole


MAP_FACTOR = 4  # the VAE's compression in time: frames whose AUs a latent frame carries


def make_transformer(config: TransformerConfig, z_dim: int, map_channels: int) -> WanTransformer3DModel:
    """The miniature of Wan2.2-TI2V's transformer (patch 1x2x2, per-token time steps), with the AUs as further channels."""
    return WanTransformer3DModel(
        patch_size=(1, 2, 2), num_attention_heads=config.num_attention_heads,
        attention_head_dim=config.attention_head_dim, in_channels=z_dim + map_channels, out_channels=z_dim,
        text_dim=config.text_dim,
        freq_dim=64, ffn_dim=config.ffn_dim, num_layers=config.num_layers, cross_attn_norm=True,
        qk_norm="rms_norm_across_heads", rope_max_seq_len=64,
    )  # fmt: skip


def make_text_encoder(config: TransformerConfig, vocabulary: int) -> UMT5EncoderModel:
    """A small UMT5 encoder, the class that Wan uses."""
    return UMT5EncoderModel(
        UMT5Config(
            vocab_size=vocabulary, d_model=config.text_dim, d_kv=config.text_dim // 4, d_ff=config.text_ffn_dim,
            num_layers=config.text_layers, num_heads=4, feed_forward_proj="gated-gelu", dropout_rate=0.0,
            pad_token_id=0, eos_token_id=1,
        )
    )  # fmt: skip


def make_parts(
    config: TransformerConfig, z_dim: int, vocabulary: int
) -> tuple[WanTransformer3DModel, AUAdapter, UMT5EncoderModel]:
    """The three trained parts, new or those of the folder `begin_with`."""
    if config.begin_with is None:
        adapter = AUAdapter(dim=config.text_dim, map_factor=MAP_FACTOR)
        transformer = make_transformer(config, z_dim, adapter.map_channels)
        return transformer, adapter, make_text_encoder(config, vocabulary)
    transformer = WanTransformer3DModel.from_pretrained(
        config.begin_with, subfolder="transformer", dtype=torch.float32
    )
    adapter = AUAdapter.from_pretrained(config.begin_with, subfolder="au_adapter", dtype=torch.float32)
    encoder = UMT5EncoderModel.from_pretrained(config.begin_with, subfolder="text_encoder", dtype=torch.float32)
    if not adapter.map_channels:
        transformer, adapter = with_action_map(transformer, adapter)
    return transformer, adapter, encoder


def with_action_map(transformer: WanTransformer3DModel, adapter: AUAdapter) -> tuple[WanTransformer3DModel, AUAdapter]:
    """The same two parts with AUs as further input channels; without AUs (all channels 0) they are what they were."""
    mapped: Any = AUAdapter.from_config(adapter.config, map_factor=MAP_FACTOR)
    mapped.load_state_dict(adapter.state_dict())
    channels = transformer.config["in_channels"]
    wide: Any = WanTransformer3DModel.from_config(transformer.config, in_channels=channels + mapped.map_channels)
    weights = transformer.state_dict()
    # half of a fresh layer's spread: the AUs arrive loud enough to be learned from, and faint beside the picture
    patches = wide.patch_embedding.weight.detach() * 0.5
    patches[:, :channels] = weights["patch_embedding.weight"]
    wide.load_state_dict(weights | {"patch_embedding.weight": patches})
    return wide, mapped


def cache_latents(config: SupervisedConfig, vae: AutoencoderKLWan, tokenizer: Tokenizer, device: torch.device) -> None:
    """Encode every rendered shard, plain and mirrored, a share of it recoloured, with its captions; finished ones are kept.

    Raises:
        ValueError: nothing is rendered, or `output/latents` was made with another VAE, tokenizer or other settings.
    """
    clips, folder = Path(config.output) / "cache", Path(config.output) / "latents"
    names = [i for i in range(shard_count(config.cache)) if shard_path(clips, i).exists()]
    if not names:
        raise ValueError(f"`output` is {config.output!r}, which holds no clips: run `--stage cache` first.")
    check_settings(clips, cache_settings(config.cache))
    claim(folder, latent_settings(config))
    mean = torch.tensor(vae.config["latents_mean"], device=device).view(-1, 1, 1, 1)
    std = torch.tensor(vae.config["latents_std"], device=device).view(-1, 1, 1, 1)
    for index in track(names, "encoding clips"):
        path = shard_path(folder, index)
        if clips_in(path) >= clips_in(shard_path(clips, index)):
            continue
        shard = load_file(shard_path(clips, index))
        videos = shard["frames"].to(device).permute(0, 1, 4, 2, 3).float() / 255
        generator = torch.Generator(device).manual_seed(config.seed * 1_000_003 + index)
        pick = torch.rand(len(videos), 1, 1, 1, 1, generator=generator, device=device) < config.transformer.recoloured
        videos = torch.where(pick, colour_jitter(videos, 0.8, generator), videos)
        latents = torch.stack([(encode(vae, v) - mean) / std for v in (videos, videos.flip(-1))], 1).contiguous()
        tokens = caption_tokens(
            tokenizer, shard["au"].numpy(), shard["emotion"].numpy(), index * config.cache.shard_size, config
        )
        region = latent_region(shard["landmarks"], config.cache.size, latents.shape[-1])
        tensors = {
            "latents": latents.half().cpu(),
            "au": shard["au"],
            "tokens": tokens.short(),
            "region": region.half(),
        }
        with atomic_path(path) as part:
            save_file(tensors, part)


def latent_settings(config: SupervisedConfig) -> dict[str, Any]:
    """What decides the cached latents and captions: the clips, the VAE's weights, the tokenizer, the draws."""
    output, stage = Path(config.output), config.transformer
    return {
        "clips": file_digest(output / "cache" / SETTINGS),
        "vae": file_digest(*sorted((output / "vae").iterdir())),
        "tokenizer": file_digest(output / "tokenizer.json"),
        "seed": config.seed,
        "recoloured": stage.recoloured,
        "captions_per_clip": stage.captions_per_clip,
        "text_length": stage.text_length,
    }


def latent_region(landmarks: torch.Tensor, size: int, side: int) -> torch.Tensor:
    """How much of each latent cell is brows, eyes or mouth: `(n, frames, 68, 2)` -> `(n, latent frames, side, side)`."""
    heat = torch.cat([expressive_region(part, size).squeeze(2) for part in landmarks.split(8)])
    cells = F.adaptive_avg_pool2d(heat, side)
    return torch.cat([cells[:, :1], cells[:, 1:].unflatten(1, (-1, 4)).mean(2)], 1)


@torch.no_grad()
def encode(vae: AutoencoderKLWan, videos: torch.Tensor, chunk: int = 32) -> torch.Tensor:
    """Posterior means `(n, z, latent frames, h, w)` of clips `(n, frames, 3, h, w)` in 0..1."""
    cuda = videos.device.type == "cuda"
    with torch.autocast(videos.device.type, torch.bfloat16, enabled=cuda):
        return torch.cat([encode_whole(vae, (v * 2 - 1).transpose(1, 2)).mode() for v in videos.split(chunk)])


class FlowObjective(nn.Module):
    """Velocity matching `|v - (noise - z)|^2` on all frames but the first, which stays clean at time 0 (Wan2.2-TI2V)."""

    def __init__(
        self, transformer: WanTransformer3DModel, adapter: AUAdapter, encoder: UMT5EncoderModel, config: TransformerConfig,
        empty: torch.Tensor, probe: LatentProbe | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.probe = probe
        self.transformer, self.adapter, self.encoder, self.config = transformer, adapter, encoder, config
        self.register_buffer("empty", empty)

    def forward(
        self,
        z: torch.Tensor,
        noise: torch.Tensor,
        sigma: torch.Tensor,
        au: torch.Tensor,
        tokens: torch.Tensor,
        lot: torch.Tensor,
        solo: torch.Tensor,
        region: torch.Tensor,
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`z`, `noise` `(n, c, t, h, w)`, `sigma` and `lot` `(n,)` in 0..1, `au` `(n, frames, 20)`, `solo` bool `(n,)`.

        `region` `(n, t, h, w)` in 0..1 says where the face is expressive. Heads move more than AUs do: unweighted, the
        little that AUs change is easily passed over (our conjecture).
        """
        c = self.config
        drop_both, drop_au = lot < c.drop_both, lot < c.drop_both + c.drop_au
        drop_text = drop_both | ((lot >= c.drop_both + c.drop_au) & (lot < c.drop_both + c.drop_au + c.drop_text))
        context = torch.cat([self.embed(tokens, drop_text), self.adapter(au, ~drop_au)], 1)
        level = sigma.view(-1, 1, 1, 1, 1)
        x_t = torch.cat([z[:, :, :1], ((1 - level) * z + level * noise)[:, :, 1:]], 2)
        if self.adapter.map_channels:
            channels = self.adapter.action_map(au, ~drop_au)
            x_t = torch.cat([x_t, channels.expand(-1, -1, -1, *z.shape[3:])], 1)
        per_frame = z.shape[-1] * z.shape[-2] // 4
        timestep = (sigma * 1000)[:, None].repeat(1, z.shape[2] * per_frame)
        timestep[:, :per_frame] = 0
        mask = sample_mask(solo, solo_mask(z.shape[2], per_frame, z.device))
        with frame_attention(self.transformer, mask):
            v = self.transformer(x_t, timestep, context, return_dict=False)[0]
        weight = (1 + c.region_weight * region)[:, None, 1:]
        error = ((v.float() - (noise - z))[:, :, 1:] ** 2 * weight).mean((1, 2, 3, 4)) / weight.mean()
        logs = {
            "loss": error.mean().detach(),
            "full": (error * ~(drop_au | solo)).sum().detach() / (~(drop_au | solo)).sum(),
        }
        if self.probe is None:
            return error.mean(), logs
        missed = self.missed(torch.cat([z[:, :, :1], (x_t[:, : z.shape[1]] - level * v)[:, :, 1:]], 2), au)
        missed = (missed * sigma * ~drop_au).mean()
        return error.mean() + c.au_weight * missed, logs | {"au": missed.detach()}

    def missed(self, predicted: torch.Tensor, au: torch.Tensor) -> torch.Tensor:
        """What the probe says is wrong with the AUs of predicted clean latents `(n, z, t, h, w)`: `(n,)`, our design."""
        assert self.probe is not None
        logits = self.probe(predicted.float())
        truth = latent_aus(au, self.probe.factor)
        return F.binary_cross_entropy_with_logits(logits, truth, reduction="none").mean((1, 2, 3))

    def embed(self, tokens: torch.Tensor, drop: torch.Tensor) -> torch.Tensor:
        """Caption embeddings `(n, length, dim)`, zero beyond each caption's end as Wan pads them."""
        tokens = torch.where(drop[:, None], self.empty, tokens)  # pyright: ignore[reportArgumentType, reportCallIssue]
        longest = min(tokens.shape[1], -(-int((tokens != 0).sum(1).max()) // 8) * 8)
        short = tokens[:, :longest]
        hidden = self.encoder(short, short != 0).last_hidden_state * (short != 0)[..., None]
        return F.pad(hidden, (0, 0, 0, tokens.shape[1] - longest))


def is_conditioning(name: str) -> bool:
    """Whether a parameter carries captions or AUs: the encoder, the adapter, and what reads them in the transformer."""
    return not name.startswith("transformer.") or ".attn2." in name or ".text_embedder." in name


def train_transformer(
    config: SupervisedConfig, tokenizer: Tokenizer, device: torch.device
) -> tuple[WanTransformer3DModel, AUAdapter, UMT5EncoderModel]:
    """Train on the cached latents; the parts are saved under `output/text_encoder`, `au_adapter`, `transformer`.

    In this order: where `transformer` lies, the stage is finished.
    """
    stage, output = config.transformer, Path(config.output)
    torch.manual_seed(config.seed + 2)
    shards = sorted((output / "latents").glob("clips-*.safetensors"))
    latents, au, tokens, region = (x.to(device) for x in read_shards(shards, "latents", "au", "tokens", "region"))
    region = torch.stack([region, region.flip(-1)], 1)
    transformer, adapter, encoder = make_parts(stage, latents.shape[2], tokenizer.get_vocab_size())
    if stage.compiled:
        for block in transformer.blocks:
            block.compile()
    empty = encode_captions(tokenizer, [""], stage.text_length).to(device)
    probe = load_probe(output / PROBE, device) if stage.au_weight else None
    objective = FlowObjective(transformer, adapter, encoder, stage, empty, probe).to(device)

    def make_batch(step: int) -> dict[str, torch.Tensor]:
        g = torch.Generator(device).manual_seed((config.seed + 3) * 1_000_003 + step)
        n = stage.batch_size

        def rand(*shape: int) -> torch.Tensor:
            return torch.rand(*shape, generator=g, device=device)

        clips = (rand(n) * len(latents)).long()
        variant = (rand(n) * latents.shape[1]).long()
        z, where = latents[clips, variant].float(), region[clips, variant].float()
        curve, caption = au[clips], tokens[clips, (rand(n) * tokens.shape[1]).long()].long()
        if float(rand(1)) < stage.short:
            keep = 2 + int(rand(1) * (z.shape[2] - 2))
            z, where, curve = z[:, :, :keep], where[:, :keep], curve[:, : 4 * (keep - 1) + 1]
        noise = torch.randn(z.shape, generator=g, device=device)
        u = torch.sigmoid(torch.randn(n, generator=g, device=device))
        sigma = stage.shift * u / (1 + (stage.shift - 1) * u)
        return {"z": z, "noise": noise, "sigma": sigma, "au": curve, "tokens": caption, "lot": rand(n),
                "solo": rand(n) < stage.solo, "region": where}  # fmt: skip

    parts = {"transformer": transformer, "adapter": adapter, "encoder": encoder}
    fit(
        objective, parts, make_batch, stage, output / "stages" / "transformer", "transformer",
        rate_of=lambda name: stage.conditioning_factor if is_conditioning(name) else 1.0,
        seed=config.seed + 3,
    )  # fmt: skip
    for name, part in (("text_encoder", encoder), ("au_adapter", adapter), ("transformer", transformer)):
        publish(output / name, part.eval().save_pretrained)
    return transformer, adapter, encoder
