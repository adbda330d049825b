"""Stage "tokenizer": byte-level BPE over the captions of our grammar; and captions of rendered clips as tokens."""

from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from argen.pipelines.argen.caption_argen import sample_caption
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.argen.plan_argen import emotion_peaks, timed_curve
from argen.pipelines.media.atomic import write_atomic
from argen.training.supervised_config import SupervisedConfig


PAD, END, UNKNOWN = "<pad>", "</s>", "<unk>"


def train_tokenizer(config: SupervisedConfig, count: int = 20000) -> Tokenizer:
    """Train on `count` captions of random plans; saved as `output/tokenizer.json`, read back when it is there."""
    path = Path(config.output) / "tokenizer.json"
    if path.exists():
        return Tokenizer.from_file(str(path))
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=config.vocabulary,
        special_tokens=[PAD, END, UNKNOWN],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(random_captions(count, config.seed), trainer)
    end = tokenizer.token_to_id(END)
    tokenizer.post_processor = processors.TemplateProcessing(single=f"$A {END}", special_tokens=[(END, end)])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, tokenizer.to_str(pretty=True))
    return tokenizer


def random_captions(count: int, seed: int) -> list[str]:
    """Captions of random expressions: an emotion's actions and up to four others."""
    captions = []
    for index in range(count):
        rng = np.random.default_rng([seed, index])
        emotion = EMOTIONS[rng.integers(len(EMOTIONS))]
        peaks = emotion_peaks(emotion, float(rng.uniform(0.1, 1.0)), rng)
        for k in rng.integers(len(AUS), size=rng.integers(5)):
            peaks[k] = rng.uniform(0.1, 1.0)
        captions.append(sample_caption(timed_curve(peaks, emotion, 17, 8.0, rng), emotion, 8.0, rng))
    return captions


def encode_captions(tokenizer: Tokenizer, captions: list[str], length: int) -> torch.Tensor:
    """Token ids `(n, length)` int64, ended by `</s>` and padded with 0."""
    tokenizer.enable_truncation(length)
    tokenizer.enable_padding(length=length, pad_id=0, pad_token=PAD)
    return torch.tensor([encoding.ids for encoding in tokenizer.encode_batch(captions)])


def caption_tokens(
    tokenizer: Tokenizer, au: np.ndarray, emotion: np.ndarray, first: int, config: SupervisedConfig
) -> torch.Tensor:
    """`captions_per_clip` captions of each clip as ids `(n, captions, text_length)`; clip `first + k` fixes the draw."""
    each = config.transformer.captions_per_clip
    captions = [
        sample_caption(
            au[k], EMOTIONS[int(emotion[k])], config.cache.fps, np.random.default_rng([config.seed, first + k, j])
        )
        for k in range(len(au))
        for j in range(each)
    ]
    return encode_captions(tokenizer, captions, config.transformer.text_length).unflatten(0, (len(au), each))
