"""Knowledge: all that a plan may cite about faces, as passages made of the tables beside this file (our design).

`python -m argen.pipelines.affect.knowledge` writes the data set folder for the Hub and the table of the docs.
"""

import argparse
import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from argen.pipelines.affect.card import dataset_card, dataset_lines, knowledge_page
from argen.pipelines.affect.compound import COMPOUNDS
from argen.pipelines.affect.description import Description
from argen.pipelines.affect.everyday import EVERYDAY
from argen.pipelines.affect.exclusion import shown_peaks
from argen.pipelines.affect.feelings import COMMON, CONTEMPT_LOOK, CONTRASTS, LOOKS
from argen.pipelines.affect.grades import GRADE_NAMES, GRADE_WORDS, SCALES
from argen.pipelines.affect.mafw import LOOKS as MAFW_LOOKS
from argen.pipelines.affect.mafw import MAFW
from argen.pipelines.affect.masks import MASKS
from argen.pipelines.affect.muscles import ACTIONS, CONFLICTS, antagonists
from argen.pipelines.affect.passage import Passage
from argen.pipelines.affect.pitfalls import PITFALLS
from argen.pipelines.affect.source import OURS, SOURCES
from argen.pipelines.affect.tempo import SEQUENCES, TEMPOS, TIMINGS
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, CONTEMPT, GRADES, PROTOTYPES, TIMING
from argen.pipelines.media.atomic import write_atomic


_SIDES = {
    "both": "as a rule on both sides together",
    "either": "often on one side alone",
    "middle": "in the middle of the face, on both sides at once",
}


@functools.cache
def passages() -> tuple[Passage, ...]:
    """All passages in a fixed order; ids are unique and stay as they are once published."""
    parts = (
        _actions(), _emotions(), _listed("contrast", CONTRASTS), _compounds(), _mafw(), _intensities(), _timings(),
        _listed("masking", MASKS), _listed("sequence", SEQUENCES), _listed("pitfall", PITFALLS), _everyday(),
    )  # fmt: skip
    return tuple(passage for part in parts for passage in part)


def shown(description: Description) -> tuple[str, ...]:
    """The AUs that a description shows at any moment, prototypes included, in AUS order."""
    names: set[str] = set()
    for stage in description.stages:
        names |= {name for name, peak in shown_peaks(stage).items() if peak > 0}
    return tuple(au for au in AUS if au in names)


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"{name} {AU_NAMES[name]}" for name in names)


def _actions() -> Iterator[Passage]:
    for au, action in ACTIONS.items():
        name, facs = AU_NAMES[au], SOURCES["facs"]
        yield Passage(f"au/{au}/appearance", f"{au}, {name}: {action.appearance}", (au,), None, "au", facs)
        side = _SIDES[action.side]
        muscle = f"{au}, the {name}, is the work of {action.muscle}; it moves the {action.region}, {side}."
        yield Passage(f"au/{au}/muscle", muscle, (au,), None, "au", facs)
        company = f"{action.company} Usual companions of {au}: {_named(action.companions)}."
        yield Passage(f"au/{au}/companions", company, (au, *action.companions), None, "au", SOURCES["companions"])
        yield Passage(f"au/{au}/everyday", f"{action.everyday} ({au}, {name})", (au,), None, "au", OURS)
        opposed = antagonists(au)
        if opposed:
            text = f"{CONFLICTS[au]} {au} excludes {_named(opposed)}."
            yield Passage(f"au/{au}/antagonists", text, (au, *opposed), None, "au", SOURCES["antagonists"])


def _emotions() -> Iterator[Passage]:
    for emotion, looks in LOOKS.items():
        for number, (look, peaks) in enumerate(zip(looks, PROTOTYPES[emotion], strict=True), 1):
            actions = "; ".join(f"{au} {AU_NAMES[au]} {peak:.1f}" for au, peak in peaks.items())
            text = f"{look} Peaks: {actions}." if peaks else look
            # the prototype counts as the first variant
            name = "prototype" if number == 1 else f"variant-{number}"
            yield Passage(f"emotion/{emotion}/{name}", text, tuple(peaks), emotion, "emotion", SOURCES["prototypes"])
    actions = "; ".join(f"{side} {au} {AU_NAMES[au]} {peak:.1f}" for (au, side), peak in CONTEMPT.items())
    text, units = f"{CONTEMPT_LOOK} Peaks: {actions}.", tuple(au for au, _ in CONTEMPT)
    yield Passage("emotion/contempt/prototype", text, units, "contempt", "emotion", SOURCES["prototypes"])
    for emotion, (most, some, told) in COMMON.items():
        text = f"{told} Over 70 %: {', '.join(most)}; variants: {', '.join(some)}."
        yield Passage(f"emotion/{emotion}/du2014", text, most + some, emotion, "emotion", SOURCES["du"])


def _compounds() -> Iterator[Passage]:
    for name, compound in COMPOUNDS.items():
        slug, units, emotion = name.replace(" ", "-"), compound.core + compound.variants, compound.emotions[1]
        text = f"{compound.look} Over 70 %: {', '.join(compound.core)}; variants: {', '.join(compound.variants)}."
        yield Passage(f"compound/{slug}", text, units, emotion, "compound", SOURCES["du"])
        yield Passage(f"everyday/compound-{slug}", compound.everyday, compound.core, emotion, "everyday", OURS)


def _mafw() -> Iterator[Passage]:
    for name, description in MAFW.items():
        emotion = "contempt" if name == "contempt" else description.emotion
        yield Passage(f"mafw/{name}", MAFW_LOOKS[name], shown(description), emotion, "mafw", SOURCES["mafw"])


def _intensities() -> Iterator[Passage]:
    for grade, words in GRADE_WORDS.items():
        text = (
            f"FACS grade {grade}, {GRADE_NAMES[grade]}, about {GRADES[grade]:.2f} of the maximum: {', '.join(words)}."
        )
        yield Passage(f"intensity/{grade}", text, (), None, "intensity", SOURCES["grades"])
    for emotion, (slight, marked, severe, most) in SCALES.items():
        text = (
            f"How strong the {emotion} is: {slight} is slight (B), {marked} is marked (C), {severe} is severe (D), "
            f"{most} is the maximum (E)."
        )
        yield Passage(f"intensity/{emotion}", text, (), emotion, "intensity", OURS)


def _timings() -> Iterator[Passage]:
    for emotion, tempo in TEMPOS.items():
        ranges = zip(("onset", "apex", "offset"), TIMING[emotion], strict=True)
        seconds = ", ".join(f"{part} {low:.2f} to {high:.2f} s" for part, (low, high) in ranges)
        yield Passage(f"timing/{emotion}", f"{tempo}: {seconds}.", (), emotion, "timing", SOURCES["timing"])
    yield from _listed("timing", TIMINGS)


def _listed(kind: str, table: Mapping[str, tuple[str, str, str | None, str]]) -> Iterator[Passage]:
    for slug, (text, units, emotion, source) in table.items():
        yield Passage(f"{kind}/{slug}", text, tuple(units.split()), emotion, kind, SOURCES[source])


def _everyday() -> Iterator[Passage]:
    for emotion, phrases in EVERYDAY.items():
        for slug, (text, units) in phrases.items():
            yield Passage(f"everyday/{emotion}-{slug}", text, tuple(units.split()), emotion, "everyday", OURS)


def main(args: Sequence[str] | None = None) -> None:
    """Write the data set folder (`--out`) and the docs table (`--docs`) from `passages()`."""
    parser = argparse.ArgumentParser(prog="python -m argen.pipelines.affect.knowledge", description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True, help="data set folder, created where missing")
    parser.add_argument("--docs", type=Path, help="Markdown file for the rendered table")
    options = parser.parse_args(args)
    data = options.out / "data"
    data.mkdir(parents=True, exist_ok=True)
    write_atomic(data / "passages.jsonl", dataset_lines(passages()))
    write_atomic(options.out / "README.md", dataset_card(passages()))
    if options.docs is not None:
        options.docs.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(options.docs, knowledge_page(passages()))


if __name__ == "__main__":
    main()
