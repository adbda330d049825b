"""DuSE, the dual-stream dynamic expression recogniser, as a transformers model (arXiv 2604.12777).

Two streams over a CLIP-type image encoder (CLIP's, or `change_duse.py`): HTPC primes what is seen by language (`htpc_duse.py`), LSEA reads it against
emotion concepts (`lsea_duse.py`). The paper is public as an abstract; what it leaves open is our design.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection, PreTrainedModel
from transformers.utils import ModelOutput

from .change_duse import MODEL_TYPE, ChangeEncoder, change_tokens
from .configuration_duse import DuSEConfig
from .htpc_duse import HTPC, SCALES
from .lsea_duse import LSEA
from .percept_duse import AttentionPool, Course, FramePool, clip_tokens, segment_means


# log of how loud the movement of tokens is made at first: it is 1 to 10 % of what stands still
MOTION_GAIN = 3.0


@dataclass
class DuSEOutput(ModelOutput):
    """`logits` `(b, classes)`; on request what decided: `frame_weights` `(b, t)` and `concept_weights` `(b, concepts)`.

    Both sum to 1. `alignment_loss` is HTPC's contrastive loss, in `loss` already.
    """

    loss: torch.Tensor | None = None
    logits: torch.Tensor | None = None
    frame_weights: torch.Tensor | None = None
    concept_weights: torch.Tensor | None = None
    alignment_loss: torch.Tensor | None = None


class DuSEForVideoClassification(PreTrainedModel):
    """Clips of a face in, emotions out. `DuSEVideoProcessor` makes the input."""

    config_class = DuSEConfig
    _auto_class = "AutoModelForVideoClassification"
    base_model_prefix = "duse"
    main_input_name = "pixel_values"
    input_modalities = "video"

    def __init__(self, config: DuSEConfig) -> None:
        super().__init__(config)
        dim, heads, classes = config.joint_dim, config.num_attention_heads, len(config.id2label or {})
        self.encoder: nn.Module = (
            ChangeEncoder(config.vision_config)
            if self.is_change
            else CLIPVisionModelWithProjection(CLIPVisionConfig(**config.vision_config))
        )
        self.token_norm = nn.LayerNorm(dim)
        self.motion_gain = nn.Parameter(torch.tensor(MOTION_GAIN))
        self.token_pool = FramePool(dim, 1 + min(self.encoder_side, config.token_grid) ** 2)
        self.course = Course(dim, config.temporal_layers, heads, config.dropout)
        self.frame_pool = AttentionPool(dim)
        if config.use_htpc:
            self.htpc: HTPC = HTPC(classes, config.prompts_per_emotion, dim, heads)
        if config.use_lsea:
            self.lsea = LSEA(config.num_concepts, dim)
        self.dropout = nn.Dropout(config.dropout)
        self.classifier = nn.Linear(2 * dim, classes)
        self.post_init()

    def _init_weights(self, module: nn.Module) -> None:
        """Each part draws its own weights when it is made; nothing is drawn again."""

    @classmethod
    def from_clip(
        cls, clip: Any, tokenizer: Any, labels: Sequence[str], prompts: Mapping[str, Sequence[Sequence[str]]],
        concepts: Mapping[str, str], **config: Any,
    ) -> "DuSEForVideoClassification":  # fmt: skip
        """A new model over the image side of a CLIPModel or ChangeCLIP, whose text side embeds prompts and concepts.

        Args:
            tokenizer: the CLIPModel's own.
            labels: class names in order.
            prompts: for each scale of HTPC, as many sentences for each class as the config's `prompts_per_emotion`.
            concepts: sentence of each concept by its name.
            config: further arguments of DuSEConfig.
        """
        vision = clip.config.to_dict()["vision_config"] | {"projection_dim": clip.config.projection_dim}
        names = dict(enumerate(labels))
        made = cls(
            DuSEConfig(
                vision,
                concept_names=list(concepts),
                id2label=names,
                label2id={v: k for k, v in names.items()},
                **config,
            )
        )
        for part in ("vision_model", "visual_projection"):
            made.encoder.get_submodule(part).load_state_dict(clip.get_submodule(part).state_dict())
        with torch.no_grad():
            if made.config.use_htpc:
                for scale in SCALES:
                    texts = [embed_texts(clip, tokenizer, list(each)) for each in prompts[scale]]
                    made.htpc.cluster(scale).text.copy_(torch.stack(texts))
            if made.config.use_lsea:
                made.lsea.text.copy_(embed_texts(clip, tokenizer, list(concepts.values())))
        return made.eval()

    @property
    def is_change(self) -> bool:
        """Whether the image encoder is the change encoder."""
        return self.config.vision_config["model_type"] == MODEL_TYPE

    @property
    def encoder_side(self) -> int:
        """Rows and columns of the encoder's patches."""
        return self.config.vision_config["image_size"] // self.config.vision_config["patch_size"]

    def encode(self, pixel_values: torch.Tensor) -> torch.Tensor:
        """Tokens of the image encoder in the joint space: `(b, t, 3, h, w)` -> `(b, t, 1 + grid * grid, p)`."""
        tokens_of = change_tokens if self.is_change else clip_tokens
        return tokens_of(self.encoder, pixel_values, self.config.token_grid)

    def forward(
        self,
        pixel_values: torch.Tensor | None = None,
        tokens: torch.Tensor | None = None,
        labels: torch.Tensor | None = None,
        output_evidence: bool = False,
        return_dict: bool = True,
    ) -> DuSEOutput | tuple[Any, ...]:
        """Classify clips `pixel_values` `(b, t, 3, h, w)`, or `tokens` that `encode` made of them.

        Args:
            labels: class ids `(b,)`; with them `loss` is cross-entropy plus the weighted alignment loss.
            output_evidence: return frame and concept weights.

        Raises:
            ValueError: not exactly one of the two inputs, or pixels that are no clip.
        """
        if (pixel_values is None) == (tokens is None):
            raise ValueError("Give either `pixel_values` or `tokens`, the encoder's own; not both, and not neither.")
        if pixel_values is not None:
            if pixel_values.ndim != 5:
                raise ValueError(
                    f"`pixel_values` has shape {tuple(pixel_values.shape)}; it has to be (batch, frames, 3, height, width). "
                    "DuSEVideoProcessor makes it."
                )
            tokens = self.encode(pixel_values)
        assert tokens is not None
        tokens = tokens.to(self.token_norm.weight.dtype)
        moved = tokens - tokens.mean(1, keepdim=True)
        change, moved = moved.mean(2), self.motion_gain.exp() * moved
        seen = self.token_norm(tokens)
        frames = self.token_pool(seen, self.htpc.prime(moved, "frame") if self.config.use_htpc else moved)
        course = self.course(frames)
        if self.config.use_htpc:
            parts = self.htpc.prime(segment_means(course, self.config.segments), "segment")
            course = course + spread(parts, course.shape[1])
        concept_weights = None
        fused = course
        if self.config.use_lsea:
            fused, concept_weights = self.lsea(tokens.mean(2), course)
        whole, frame_weights = self.frame_pool(fused)
        if self.config.use_htpc:
            whole = self.htpc.prime(whole[:, None], "clip")[:, 0]
        logits = self.classifier(self.dropout(torch.cat([whole, fused.amax(1)], -1)))
        evidence = self.gather_evidence(change, frame_weights) if self.config.use_htpc else {}
        for scale, found in evidence.items():
            logits = logits + self.htpc.weights[scale] * found
        loss, alignment = None, None
        if labels is not None:
            loss = F.cross_entropy(logits, labels)
            if evidence:
                alignment = torch.stack([F.cross_entropy(one, labels) for one in evidence.values()]).mean()
                loss = loss + self.config.alignment_weight * alignment
        output = DuSEOutput(loss=loss, logits=logits, alignment_loss=alignment)
        if output_evidence:
            output.frame_weights = frame_weights
            if concept_weights is not None:
                output.concept_weights = (frame_weights[..., None] * concept_weights).sum(1)
        return output if return_dict else output.to_tuple()

    def gather_evidence(self, change: torch.Tensor, frame_weights: torch.Tensor) -> dict[str, torch.Tensor]:
        """What each scale's prompts say of the change `(b, t, p)`: frame by frame, in stretches, on the whole `(b, classes)`."""
        parts = segment_means(change, self.config.segments)
        whole = (frame_weights[..., None] * change).sum(1)
        return {
            "frame": (frame_weights[..., None] * self.htpc.evidence(change, "frame")).sum(1),
            "segment": self.htpc.evidence(parts, "segment").mean(1),
            "clip": self.htpc.evidence(whole, "clip"),
        }


def spread(parts: torch.Tensor, frames: int) -> torch.Tensor:
    """Segments `(b, s, p)` laid over their frames `(b, frames, p)`."""
    return F.interpolate(parts.transpose(1, 2), frames, mode="linear", align_corners=False).transpose(1, 2)


@torch.no_grad()
def embed_texts(clip: Any, tokenizer: Any, texts: list[str]) -> torch.Tensor:
    """Unit vectors `(n, p)` of sentences by the text side of a CLIPModel; what is too long is cut."""
    length = clip.config.to_dict()["text_config"]["max_position_embeddings"]
    batch = tokenizer(texts, padding=True, truncation=True, max_length=length, return_tensors="pt")
    pooled = clip.get_text_features(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).pooler_output
    return F.normalize(pooled, dim=-1)
