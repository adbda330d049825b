"""Identity: clusters, embeddings, and folds in which nobody is in train and test."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from transformers import CLIPConfig, CLIPImageProcessorPil, CLIPModel, ViTConfig, ViTImageProcessorPil, ViTModel

from argen.dataset_builders.importers.clip import Clip
from argen.dataset_builders.importers.face_embedding import (
    embed_clips,
    face_squares,
    transformers_embedder,
    trunk_embedder,
)
from argen.dataset_builders.importers.identity import IdentityConfig
from argen.dataset_builders.importers.identity_cluster import cluster_identities, largest_share
from argen.dataset_builders.importers.identity_split import assign_folds, identity_folds, leak_share, unique_clips
from argen.pipelines.media.face import crop_face


def people(count, clips, spread, seed=0):
    rng = np.random.default_rng(seed)
    centres = np.linalg.qr(rng.normal(size=(64, 64)))[0][:count]
    order = rng.permutation(np.repeat(np.arange(count), clips))
    return centres[order] + spread * rng.normal(size=(len(order), 64)), order


def mean_colour(frames):
    """An embedder of one's own: people of the tests differ in colour."""
    return frames.reshape(len(frames), -1, 3).astype(np.float32).mean(1) + 1


@pytest.mark.parametrize("linkage", ["average", "single"])
def test_clusters_are_the_people_in_the_order_they_appear(linkage):
    embeddings, truth = people(9, 6, 0.03)
    found = cluster_identities(embeddings, 0.6, linkage)
    first = {person: k for k, person in enumerate(dict.fromkeys(truth))}
    assert found.tolist() == [first[person] for person in truth]
    assert np.array_equal(cluster_identities(3 * embeddings, 0.6, linkage), found)


@given(st.integers(0, 10_000), st.floats(-0.5, 0.95))
@settings(max_examples=25, deadline=None)
def test_single_linkage_never_parts_a_pair_above_the_threshold(seed, threshold):
    vectors = np.random.default_rng(seed).normal(size=(40, 4))
    found = cluster_identities(vectors, threshold, "single")
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    apart = found[:, None] != found[None]
    assert not apart.any() or (unit @ unit.T)[apart].max() < threshold + 1e-5


def test_blocks_of_single_linkage_see_every_pair():
    angles = np.linspace(0, 1.5 * np.pi, 2500)  # a chain: neighbours alike, others not; longer than two blocks
    chain = np.stack([np.cos(angles), np.sin(angles)], 1)
    assert cluster_identities(chain, 0.999, "single").max() == 0
    assert cluster_identities(chain, 1.0, "single").max() > 1000


def test_clusters_of_one_clip_and_of_equal_clips():
    assert cluster_identities(np.ones((1, 3)), 0.5).tolist() == [0]
    for linkage in ("average", "single"):
        assert cluster_identities(np.full((5, 3), 0.1), 1.0, linkage).tolist() == [0] * 5
        assert cluster_identities(np.eye(4), 0.5, linkage).tolist() == [0, 1, 2, 3]
    assert largest_share(np.array([0, 1, 1, 1])) == 0.75


@pytest.mark.parametrize(
    ("embeddings", "options", "words"),
    [
        (np.zeros((3, 2)), {}, "zero or not finite"),
        (np.full((3, 2), np.nan), {}, "zero or not finite"),
        (np.zeros(3), {}, r"shape \(3,\)"),
        (np.eye(3), {"threshold": 1.5}, "`threshold` is 1.5"),
        (np.eye(3), {"linkage": "ward"}, "`linkage` is 'ward'"),
    ],
)
def test_wrong_embeddings_are_named(embeddings, options, words):
    with pytest.raises(ValueError, match=words):
        cluster_identities(embeddings, **({"threshold": 0.5} | options))


def test_folds_part_people_and_keep_classes_even():
    rng = np.random.default_rng(3)
    clips, subjects = [], []
    for person in range(40):
        for k in range(int(rng.integers(4, 9))):
            clips.append(Clip(f"{person}-{k}", rng.choice(["a", "a", "a", "b"]), None))
            subjects.append(f"p{person}")
    rows = identity_folds(clips, subjects, 5, seed=1)
    assert len(rows) == 5 * len(clips)
    tested = [row for row in rows if row.split == "test"]
    assert sorted(row.clip_id for row in tested) == sorted(clip.clip_id for clip in clips)
    whole = Counter(clip.label for clip in clips)["b"] / len(clips)
    for fold in range(1, 6):
        mine = [row for row in rows if row.fold == fold]
        train, test = ([row for row in mine if row.split == split] for split in ("train", "test"))
        assert not {row.subject for row in train} & {row.subject for row in test}
        assert abs(len(test) / len(clips) - 0.2) < 0.05
        assert abs(sum(row.label == "b" for row in test) / len(test) - whole) < 0.08
    assert identity_folds(clips, subjects, 5, seed=1) == rows != identity_folds(clips, subjects, 5, seed=2)


def test_leak_is_what_the_folds_share():
    assert leak_share([1, 1, 2, 2], ["a", "a", "b", "b"]) == 0
    assert leak_share([1, 2, 2, 2], ["a", "a", "b", "b"]) == 0.5
    labels, subjects = ["x"] * 60, [f"p{k // 6}" for k in range(60)]
    assert leak_share(assign_folds(labels, subjects, 5, 0), subjects) == 0


def test_too_few_people_or_clips_for_the_folds_is_named():
    clips = [Clip(str(k), "ab"[k % 2], None) for k in range(6)]
    with pytest.raises(ValueError, match="number of subjects, which is 3"):
        identity_folds(clips, list("ppqqrr"), 4)
    with pytest.raises(ValueError, match="class 'a' has 3 clips"):
        identity_folds(clips, list("pqrstu"), 4)
    wrong: list[dict[str, Any]] = [{"folds": 1}, {"threshold": 2.0}, {"linkage": "ward"}, {"frames": 0}]
    for option in wrong:
        with pytest.raises(ValueError, match=f"`{next(iter(option))}` is"):
            IdentityConfig(**option)


def test_known_subjects_split_the_dataset(load, make, tmp_path):
    rows, report = load("crema-d", make["crema-d"](tmp_path, 4), identity=IdentityConfig(folds=2))
    assert report.identity["subjects"] == "as the dataset names them" and report.rows == 48 and report.clips == 24
    for fold in (1, 2):
        people = [
            {row["subject"] for row in rows if (row["fold"], row["split"]) == (fold, s)} for s in ("train", "test")
        ]
        assert len(people[0]) == len(people[1]) == 2 and not people[0] & people[1]


def coloured_dfew(make, root):
    """Ten clips, two of each of five people, who differ in colour; each person's clips are in one official split or both."""
    make["dfew"](root, clips="clip_224x224")
    colours = [(250, 10, 10), (10, 250, 10), (10, 10, 250), (250, 250, 10), (10, 250, 250)]
    for n in range(1, 11):
        for picture in (root / f"Clip/clip_224x224/{n:05d}").iterdir():
            Image.new("RGB", (16, 16), colours[(n - 1) // 2]).save(picture, quality=100)
    path = "EmoLabel_DataSplit/{}(single-labeled)/set_1.csv"
    (root / path.format("train")).write_text("video_name,label\n" + "".join(f"{n},{n % 2 + 1}\n" for n in range(1, 6)))
    (root / path.format("test")).write_text("video_name,label\n" + "".join(f"{n},{n % 2 + 1}\n" for n in range(6, 11)))
    return root


@pytest.mark.parametrize("linkage", ["average", "single"])
def test_unknown_people_are_clustered_by_their_faces(load, make, tmp_path, linkage):
    config = IdentityConfig(folds=5, threshold=0.9, embedder=mean_colour, linkage=linkage, crop=False)
    rows, report = load("dfew", coloured_dfew(make, tmp_path), fold=1, identity=config)
    assert report.identity["clusters"] == 5 and report.identity["embedder"] == "mean_colour" and report.subjects == 5
    clusters = {row["clip_id"]: row["subject"] for row in rows}
    assert (
        all(clusters[f"{n:05d}"] == clusters[f"{n + 1:05d}"] for n in range(1, 11, 2))
        and len(set(clusters.values())) == 5
    )
    tested = {row["clip_id"]: row["fold"] for row in rows if row["split"] == "test"}
    assert sorted(Counter(tested.values()).items()) == [(k, 2) for k in range(1, 6)]
    assert all(tested[f"{n:05d}"] == tested[f"{n + 1:05d}"] for n in range(1, 11, 2))


def test_a_threshold_that_joins_everybody_is_named(load, make, tmp_path):
    root = coloured_dfew(make, tmp_path)
    with pytest.raises(ValueError, match="`threshold` is -0.9, which joins 100%"):
        load(
            "dfew",
            root,
            fold=1,
            identity=IdentityConfig(threshold=-0.9, embedder=mean_colour, centre=False, crop=False),
        )


def test_a_missing_threshold_is_named_before_any_clip_is_opened(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    (root / "Clip/original/4.mp4").write_bytes(b"")
    with pytest.raises(ValueError, match="`threshold` is missing"):
        load("dfew", root, fold=1, identity=IdentityConfig())


def test_clips_of_several_folds_count_once():
    clips = [Clip("a", "x", None, "train", 1), Clip("b", "x", None, "test", 1), Clip("a", "x", None, "test", 2)]
    assert unique_clips(clips) == clips[:2]


def test_embeddings_are_of_unit_length_and_centred_ones_sum_to_little(make, tmp_path):
    paths = [make["mp4"](tmp_path / f"{n}.mp4", 4, n) for n in range(5)]
    rng = np.random.default_rng(0)
    table = rng.normal(size=(256, 8)) + 20

    def embedder(frames):
        return table[frames[:, 0, 0, 0]]

    raw, centred = (embed_clips(paths, embedder, 2, centre, False) for centre in (False, True))
    assert np.allclose(np.linalg.norm(raw, axis=1), 1, atol=1e-5) and np.allclose(
        np.linalg.norm(centred, axis=1), 1, atol=1e-5
    )
    assert (raw @ raw.T).min() > 0.99 and (centred @ centred.T).min() < 0
    assert np.array_equal(embed_clips(paths[::-1], embedder, 2, False, False)[::-1], raw)
    with pytest.raises(ValueError, match="`frames` is 0"):
        embed_clips(paths, embedder, 0)
    make["broken_mp4"](paths[0])
    with pytest.raises(ValueError, match="0.mp4' is truncated"):
        embed_clips(paths, embedder, 2, crop=False)


def test_the_face_is_cut_out_unless_the_clip_is_one():
    face = Image.open(Path(__file__).parents[2] / "release/portraits/portrait_03.png").convert("RGB")
    page = Image.new("RGB", (720, 400), "grey")
    page.paste(face, (20, 60))
    cut, middle = (face_squares(np.asarray(page)[None], crop)[0] for crop in (True, False))
    assert np.array_equal(cut, np.asarray(crop_face(page))) and not np.array_equal(cut, middle)


def test_the_trunk_embeds_without_a_download():
    frames = np.random.default_rng(0).integers(0, 256, (2, 40, 50, 3), dtype=np.uint8)
    crops = face_squares(frames, crop=False)
    assert np.array_equal(face_squares(frames[:1]), crops[:1])  # there is no face in noise
    assert crops.shape == (2, 128, 128, 3) and crops.dtype == np.uint8
    embedded = trunk_embedder()(crops)
    assert embedded.shape == (2, 192) and np.isfinite(embedded).all()
    assert np.allclose(trunk_embedder()(crops[:1]), embedded[:1], atol=1e-4)


@pytest.mark.parametrize("kind", ["vit", "clip"])
def test_any_vision_model_of_transformers_embeds(tmp_path, kind):
    torch.manual_seed(0)
    small: dict[str, Any] = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
    }
    vision = {**small, "image_size": 32, "patch_size": 16}
    if kind == "vit":
        ViTModel(ViTConfig(**vision)).save_pretrained(tmp_path)
        ViTImageProcessorPil(size={"height": 32, "width": 32}).save_pretrained(tmp_path)
    else:
        text = {**small, "vocab_size": 16, "max_position_embeddings": 8}
        CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=24)).save_pretrained(tmp_path)
        CLIPImageProcessorPil(size=32, crop_size=32).save_pretrained(tmp_path)
    frames = np.random.default_rng(0).integers(0, 256, (3, 40, 50, 3), dtype=np.uint8)
    embedded = transformers_embedder(str(tmp_path))(frames)
    assert embedded.shape == (3, {"vit": 16, "clip": 24}[kind]) and np.isfinite(embedded).all()
    assert not np.allclose(embedded[0], embedded[1])
