"""DuSEConfig: the shape of DuSE, its classes and the names of its concepts."""

from typing import Any

from transformers import CLIPVisionConfig, PretrainedConfig

from .change_duse import MODEL_TYPE


class DuSEConfig(PretrainedConfig):
    """Configuration of `DuSEForVideoClassification` (DuSE, arXiv 2604.12777; the shape is our design).

    Args:
        vision_config: keyword arguments of `CLIPVisionConfig`, `projection_dim` included: the joint space of images and
            text, in which DuSE works; or what `change_duse.change_config` gives.
        num_frames: frames sampled from a clip; others are read too.
        token_grid: patch tokens are averaged to this many rows and columns before they are primed.
        segments: stretches of time between a frame and the whole clip.
        prompts_per_emotion: prompts in each emotion's cluster, at each of the three scales.
        concept_names: what LSEA's memory slots stand for, in order.
        temporal_layers, num_attention_heads: of the transformer over frames and of all attention here.
        dropout: in the transformer over frames and before the classifier.
        alignment_weight: of HTPC's contrastive loss beside the classification loss.
        use_htpc, use_lsea: the two streams; off for ablations.
    """

    model_type = "duse"
    _auto_class = "AutoConfig"

    def __init__(
        self,
        vision_config: dict[str, Any] | None = None,
        num_frames: int = 8,
        token_grid: int = 4,
        segments: int = 4,
        prompts_per_emotion: int = 4,
        concept_names: list[str] | None = None,
        temporal_layers: int = 2,
        num_attention_heads: int = 4,
        dropout: float = 0.1,
        alignment_weight: float = 0.3,
        use_htpc: bool = True,
        use_lsea: bool = True,
        **kwargs: Any,
    ) -> None:
        given = vision_config or {}
        is_change = given.get("model_type") == MODEL_TYPE
        self.vision_config = dict(given) if is_change else CLIPVisionConfig(**given).to_dict()
        self.num_frames = num_frames
        self.token_grid = token_grid
        self.segments = segments
        self.prompts_per_emotion = prompts_per_emotion
        self.concept_names = list(concept_names or ["concept"])
        self.temporal_layers = temporal_layers
        self.num_attention_heads = num_attention_heads
        self.dropout = dropout
        self.alignment_weight = alignment_weight
        self.use_htpc = use_htpc
        self.use_lsea = use_lsea
        super().__init__(**kwargs)
        self.check()

    def check(self) -> None:
        """ValueError for sizes that no model can have."""
        for name in (
            "num_frames",
            "token_grid",
            "segments",
            "prompts_per_emotion",
            "temporal_layers",
            "num_attention_heads",
        ):
            if vars(self)[name] < 1:
                raise ValueError(f"`{name}` is {vars(self)[name]}; it has to be 1 or more.")
        if self.joint_dim % self.num_attention_heads:
            raise ValueError(
                f"`num_attention_heads` is {self.num_attention_heads}, which does not divide the encoder's "
                f"`projection_dim` {self.joint_dim}. Choose a divisor of it."
            )

    @property
    def joint_dim(self) -> int:
        """Width of the space that images and text share."""
        return self.vision_config["projection_dim"]

    @property
    def num_concepts(self) -> int:
        """Slots of LSEA's memory."""
        return len(self.concept_names)
