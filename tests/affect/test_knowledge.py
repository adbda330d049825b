"""The knowledge is complete and legal, and the published folder is exactly what the tables say."""

import re
from collections import Counter
from pathlib import Path

import pytest

from argen.pipelines.affect.compound import COMPOUNDS
from argen.pipelines.affect.everyday import EVERYDAY
from argen.pipelines.affect.grades import GRADE_NAMES, GRADE_WORDS
from argen.pipelines.affect.knowledge import main, passages, shown
from argen.pipelines.affect.mafw import MAFW
from argen.pipelines.affect.muscles import ACTIONS, antagonists
from argen.pipelines.affect.source import SOURCES
from argen.pipelines.argen.facs_argen import ANTAGONISTS, AU_NAMES, AUS, CONTEMPT, EMOTIONS, GRADES, PROTOTYPES


ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "release" / "affect-knowledge"
DOCS = ROOT / "docs" / "knowledge.md"
FEELINGS = (*EMOTIONS, "contempt")
# One moment of one face; the other kinds compare, forbid or tell a course of time.
MOMENTS = ("emotion", "compound", "mafw", "masking", "everyday")


def opposed(units: tuple[str, ...]) -> list[tuple[str, str]]:
    return [pair for pair in ANTAGONISTS if set(pair) <= set(units)]


def test_there_are_enough_and_no_two_are_alike() -> None:
    assert len(passages()) >= 250
    ids = Counter(passage.id for passage in passages())
    texts = Counter(re.sub(r"\W+", " ", passage.text.lower()) for passage in passages())
    assert max(ids.values()) == max(texts.values()) == 1


def test_no_two_passages_share_most_of_their_words() -> None:
    words = [(one.id, frozenset(re.findall(r"[a-z]{3,}", re.sub(r"\d", "", one.text.lower())))) for one in passages()]
    alike = [
        (a, b) for k, (a, left) in enumerate(words) for b, right in words[:k]
        if len(left & right) > 0.7 * len(left | right)
    ]  # fmt: skip
    assert alike == []


def test_every_passage_is_legal() -> None:
    for passage in passages():
        assert re.fullmatch(r"[a-z]+(/[A-Za-z0-9-]+)+", passage.id), passage.id
        assert passage.id.split("/")[0] == passage.kind
        assert set(passage.action_units) <= set(AUS), passage.id
        assert len(set(passage.action_units)) == len(passage.action_units), passage.id
        assert passage.emotion is None or passage.emotion in FEELINGS, passage.id
        assert passage.source in SOURCES.values(), passage.id
        assert 30 <= len(passage.text) <= 400, passage.id
        assert passage.text.endswith((".", "!", ")", "?")), passage.id


def test_every_source_is_used() -> None:
    assert {passage.source for passage in passages()} == set(SOURCES.values())


@pytest.mark.parametrize("au", AUS)
def test_every_action_unit_is_described(au: str) -> None:
    told = {one.id.split("/")[2] for one in passages() if one.id.startswith(f"au/{au}/")}
    assert told - {"antagonists"} == {"appearance", "muscle", "companions", "everyday"}
    assert ("antagonists" in told) == any(au in pair for pair in ANTAGONISTS)
    assert au in next(one for one in passages() if one.id == f"au/{au}/appearance").action_units


def test_the_action_table_is_anatomically_possible() -> None:
    assert tuple(ACTIONS) == AUS == tuple(AU_NAMES)
    for au, action in ACTIONS.items():
        assert action.side in ("both", "either", "middle")
        assert set(action.companions) <= set(AUS) - {au}
        assert not set(action.companions) & set(antagonists(au))
    for one, other in ANTAGONISTS:
        assert other in antagonists(one) and one in antagonists(other)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_every_emotion_has_its_prototype_and_variants(emotion: str) -> None:
    by_id = {passage.id: passage for passage in passages()}
    for number, peaks in enumerate(PROTOTYPES[emotion], 1):
        name = "prototype" if number == 1 else f"variant-{number}"
        passage = by_id[f"emotion/{emotion}/{name}"]
        assert passage.action_units == tuple(peaks)
        assert all(f"{au} {AU_NAMES[au]} {peak:.1f}" in passage.text for au, peak in peaks.items())
    assert f"timing/{emotion}" in by_id and f"mafw/{emotion}" in by_id
    assert sum(one.kind == "everyday" and one.emotion == emotion for one in passages()) >= 8


def test_contempt_is_there_and_one_sided() -> None:
    passage = next(one for one in passages() if one.id == "emotion/contempt/prototype")
    assert passage.action_units == tuple(au for au, _ in CONTEMPT)
    assert "one-sided" in passage.text and len(EVERYDAY["contempt"]) >= 5


def test_no_moment_asks_for_opposed_actions() -> None:
    assert [
        (one.id, opposed(one.action_units)) for one in passages() if one.kind in MOMENTS and opposed(one.action_units)
    ] == []


def test_compounds_are_those_of_the_paper() -> None:
    assert len(COMPOUNDS) == 15
    for name, compound in COMPOUNDS.items():
        assert len(set(compound.emotions)) == 2 and set(compound.emotions) <= set(EMOTIONS) - {"neutral"}
        assert not set(compound.core) & set(compound.variants), name
        passage = next(one for one in passages() if one.id == f"compound/{name.replace(' ', '-')}")
        assert passage.action_units == compound.core + compound.variants
        assert passage.emotion == compound.emotions[1]


def test_mafw_has_its_eleven_classes() -> None:
    names = {"anxiety", "helplessness", "disappointment", "contempt", *EMOTIONS}
    assert set(MAFW) == names and len(MAFW) == 11
    for name, description in MAFW.items():
        assert name not in EMOTIONS or description.emotion == name
        assert description.label == (None if name in EMOTIONS else name)
        assert not opposed(shown(description))
    shapes = {shown(description) for description in MAFW.values()}
    assert len(shapes) == 11


def test_grades_have_words_of_their_own() -> None:
    assert set(GRADE_WORDS) == set(GRADE_NAMES) == set(GRADES)
    words = [word for row in GRADE_WORDS.values() for word in row]
    assert len(words) == len(set(words))


def test_published_names_stay() -> None:
    expected = {
        "au/AU12/appearance", "emotion/fear/prototype", "emotion/fear/variant-2", "compound/happily-surprised",
        "mafw/helplessness", "intensity/C", "timing/surprise", "timing/micro", "masking/forced-smile",
        "everyday/sadness-about-to-cry", "everyday/surprise-jaw-floor", "everyday/disgust-grossed-out",
        "everyday/contempt-eye-roll", "sequence/fading-smile", "pitfall/priors",
    }  # fmt: skip
    assert expected <= {passage.id for passage in passages()}


def test_the_published_folder_is_what_the_tables_say(tmp_path: Path) -> None:
    main(["--out", str(tmp_path / "data set"), "--docs", str(tmp_path / "docs" / "knowledge.md")])
    for name in ("README.md", "data/passages.jsonl"):
        assert (FOLDER / name).read_bytes() == (tmp_path / "data set" / name).read_bytes(), name
    assert DOCS.read_bytes() == (tmp_path / "docs" / "knowledge.md").read_bytes()
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert len(files) == 2 and sum(path.stat().st_size for path in files) < 150_000


def test_load_dataset_reads_the_folder(tmp_path: Path) -> None:
    from datasets import load_dataset

    table = load_dataset(str(FOLDER), split="train", cache_dir=str(tmp_path))
    assert table.column_names == ["id", "text", "action_units", "emotion", "kind", "source"]
    rows = [
        tuple(tuple(value) if isinstance(value, list) else value for value in row.values()) for row in table.to_list()
    ]
    assert rows == [(one.id, one.text, one.action_units, one.emotion, one.kind, one.source) for one in passages()]


def test_the_docs_show_every_passage() -> None:
    page = DOCS.read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) == len(passages())
    assert all(row.count(" | ") == 4 for row in rows)
    assert all(f"| {au} | {AU_NAMES[au]} | {ACTIONS[au].muscle} |" in page for au in AUS)
