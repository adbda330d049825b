"""Cached tokens: what they hold, when they are made again, and who is kept for choosing."""

import json
from dataclasses import replace

import pytest
import torch

from argen.training.duse_clips import RenderedClips
from argen.training.duse_config import DuSETrainingConfig
from argen.training.duse_tokens import HASHES, TokenBank, cache_tokens, load_bank, validation_mask, weights_digest
from argen.training.supervised_results import file_digest


CONFIG = DuSETrainingConfig(size=32, num_frames=3, seed=3)


def corners(pixel_values):
    """An "encoder" whose four tokens are the mean colours of a picture's quarters."""
    quarters = torch.nn.functional.adaptive_avg_pool2d(pixel_values.flatten(0, 1), 2)
    return quarters.flatten(2).transpose(1, 2).unflatten(0, pixel_values.shape[:2])


@pytest.fixture
def cached(tmp_path, write_shards):
    """Folders of eight clips and of their tokens in four views."""
    write_shards(tmp_path / "clips")
    cache_tokens(corners, "digest", CONFIG, tmp_path / "clips", tmp_path / "tokens", 4)
    return tmp_path / "clips", tmp_path / "tokens"


def test_bank_holds_what_the_encoder_says(cached):
    bank, clips = load_bank([cached[1]]), RenderedClips([cached[0]], CONFIG)
    seen = torch.stack([clips[i]["pixel_values"] for i in range(8)])
    rows = torch.arange(8)
    assert bank.tokens.shape == (8, 4, 3, 4, 3) and bank.tokens.dtype == torch.float16
    torch.testing.assert_close(bank.view(rows), corners(seen), atol=1e-3, rtol=0)
    torch.testing.assert_close(bank.view(rows, 1), corners(seen.flip(-1)), atol=1e-3, rtol=0)
    assert not torch.equal(bank.view(rows, 2), bank.view(rows, 3))
    assert torch.equal(bank.labels, clips.labels) and torch.equal(bank.identities, clips.identities)


def test_second_call_adds_only_what_is_missing(cached):
    clips, tokens = cached
    before = {path.name: path.read_bytes() for path in tokens.iterdir()}
    gone = sorted(tokens.glob("tokens-*"))[1]
    kept = min(tokens.glob("tokens-*")).stat().st_mtime_ns
    gone.unlink()
    cache_tokens(corners, "digest", CONFIG, clips, tokens, 4)
    assert {path.name: path.read_bytes() for path in tokens.iterdir()} == before
    assert min(tokens.glob("tokens-*")).stat().st_mtime_ns == kept


def test_hashes_name_both_files(cached):
    hashes = json.loads((cached[1] / HASHES).read_text())
    for name, pair in hashes.items():
        assert pair["tokens"] == file_digest(cached[1] / name)
        assert pair["clips"] == file_digest(cached[0] / name.replace("tokens-", "clips-"))
    assert len(hashes) == 2


@pytest.mark.parametrize("change", [{"encoder": "other"}, {"num_frames": 2}, {"variants": 1}, {"token_grid": 2}])
def test_other_settings_are_refused(cached, change):
    given = {"encoder": "digest", "variants": 4} | change
    config = replace(CONFIG, **{key: value for key, value in change.items() if key in ("num_frames", "token_grid")})
    with pytest.raises(ValueError, match="made with other settings"):
        cache_tokens(corners, given["encoder"], config, cached[0], cached[1], given["variants"])


def test_a_part_of_a_folder_is_its_beginning(cached):
    whole = load_bank([cached[1]])
    for most in (3, 5):
        bank = load_bank([cached[1], cached[1]], most)
        assert len(bank) == 2 * most and torch.equal(bank.tokens[:most], whole.tokens[:most])


def test_folder_without_tokens_is_named(tmp_path):
    with pytest.raises(ValueError, match="cache tokens first"):
        load_bank([tmp_path])


def test_subset_keeps_rows_together():
    bank = TokenBank(torch.arange(4).half()[:, None], torch.arange(4), torch.arange(4) + 10)
    part = bank.subset(torch.tensor([False, True, False, True]))
    assert part.labels.tolist() == [1, 3] and part.identities.tolist() == [11, 13] and len(part) == 2


def test_kept_identities_stay_kept_when_clips_are_added():
    people = torch.arange(2000)
    mask = validation_mask(people, 0.2)
    assert 0.15 < float(mask.float().mean()) < 0.25
    some = torch.tensor([5, 900, 5, 1500, 7])
    assert torch.equal(validation_mask(some, 0.2), mask[some])


def test_digest_sees_every_weight():
    layer = torch.nn.Linear(3, 2)
    before = weights_digest(layer)
    with torch.no_grad():
        layer.bias[1] += 1
    assert weights_digest(layer) != before
