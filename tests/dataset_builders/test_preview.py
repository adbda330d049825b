"""The page and the sheet that people look at."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from argen.cli import main as argen
from argen.dataset_builders.built import BuiltDataset, read_rows
from argen.dataset_builders.gallery import QUALITY, apex, draw_sheet, pick_clips
from argen.dataset_builders.preview import make_page
from argen.dataset_builders.schema import make_features
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


EVIL = "<script>alert('x')</script>\"'&"


class Page(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def test_picks_as_many_people_as_there_are(built_once):
    dataset = BuiltDataset.open(built_once)
    rows = {row["clip_id"]: row for row in dataset.rows(["clip_id", "emotion", "identity"])}
    chosen = pick_clips(dataset, 4)
    assert len(chosen) == 28 and len(set(chosen)) == 28 and chosen == pick_clips(dataset, 4)
    for emotion in range(7):
        some = [rows[name] for name in chosen if rows[name]["emotion"] == emotion]
        assert len(some) == 4 and len({row["identity"] for row in some}) == 4
    assert len(pick_clips(dataset, 100)) == 42
    assert {rows[name]["emotion"] for name in pick_clips(dataset, 9, emotions=["fear"])} == {EMOTIONS.index("fear")}


def test_the_strongest_frame_is_no_blink():
    curve = np.zeros((9, 20))
    curve[:, AUS.index("AU12")] = np.linspace(0, 0.8, 9)
    curve[2, AUS.index("AU43")] = 1.0
    assert apex({"requested_au": curve.tolist()}) == 8
    curve[:, AUS.index("AU12")] = 0
    assert apex({"requested_au": curve.tolist()}) == 4


def test_the_sheet_shows_each_class_at_its_strongest(built_once):
    drawn, file = draw_sheet(BuiltDataset.open(built_once)).convert("RGB"), BytesIO()
    drawn.save(file, "JPEG", quality=QUALITY)
    assert (built_once / "sheet.jpg").read_bytes() == file.getvalue()
    page = np.asarray(drawn)
    assert page.shape[0] > 7 * 112 and page.shape[1] > 6 * 112


def test_the_page_has_a_card_per_clip_and_loads_nothing(built_once):
    page = Page(make_page(BuiltDataset.open(built_once), 2))
    assert len(page.all("article")) == len(page.all("video")) == len(page.all("img")) == 14
    for attrs in (*page.all("video"), *page.all("img")):
        assert attrs["src"].startswith("data:")
    assert not page.all("link") and not page.all("iframe") and all("src" not in attrs for attrs in page.all("script"))
    policy = next(attrs["content"] for attrs in page.all("meta") if attrs.get("http-equiv"))
    assert "default-src 'none'" in policy and "http" not in policy
    assert {attrs["data-class"] for attrs in page.all("article")} == set(EMOTIONS)


def test_curves_of_what_moves_are_drawn(built_once):
    dataset = BuiltDataset.open(built_once)
    text = make_page(dataset, 6)
    asked = re.findall(r'<polyline class="asked" points="([^"]+)"', text)
    seen = re.findall(r'<polyline class="seen" points="([^"]+)"', text)
    assert len(asked) == len(seen) > 42 and all(len(points.split()) == 9 for points in asked)
    cards = text.split("<article ")[1:]
    happy = next(card for card in cards if 'data-class="happiness"' in card)
    assert "AU12 lip corner puller" in happy


def test_everything_from_rows_is_escaped(built):
    dataset = BuiltDataset.open(built)
    shard = dataset.shards(["test"])[0]
    rows = list(read_rows(built / shard.path))
    for row in rows:
        row.update(text=EVIL, captions=[EVIL], identity=EVIL, source=EVIL)
    pq.write_table(pa.Table.from_pylist(rows, schema=make_features().arrow_schema), built / shard.path)
    manifest = replace(dataset.manifest, shards=tuple(one for one in dataset.manifest.shards if one.split == "test"))
    text = make_page(BuiltDataset(built, manifest), 1)
    assert "<script>alert" not in text and len(Page(text).all("script")) == 1
    words = next(attrs["data-words"] for attrs in Page(text).all("article"))
    assert EVIL.lower() in words and EVIL in Page(text).texts


def test_a_clip_that_asks_for_nothing_has_no_r(built_once):
    page = Page(make_page(BuiltDataset.open(built_once), 1))
    neutral = next(attrs for attrs in page.all("article") if attrs["data-class"] == "neutral")
    assert neutral["data-r"] == "" and "none asked" in page.texts


def test_command(built_once, tmp_path, capsys):
    out = tmp_path / "page.html"
    assert argen(["dataset", "preview", str(built_once), "-o", str(out), "--clips", "1"]) == 0
    assert out.read_text().startswith("<!doctype html>") and str(out) in capsys.readouterr().out.replace("\n", "")
    assert argen(["dataset", "preview", str(built_once), "-o", str(tmp_path / "page.txt")]) == 2
    assert argen(["dataset", "preview", str(built_once), "-o", str(out), "--clips", "0"]) == 2
    assert "--clips" in capsys.readouterr().err


@pytest.mark.parametrize("name", EMOTIONS)
def test_every_class_is_in_the_filter(built_once, name):
    options = [attrs.get("value") for attrs in Page(make_page(BuiltDataset.open(built_once), 1)).all("option")]
    assert name in options
