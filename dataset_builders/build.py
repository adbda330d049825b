"""Build a planned dataset: rounds of groups, then shards, log and manifest; goes on wherever it was interrupted.

Our design: a group's result is a function of plan, settings, round and group alone and appears whole; everything after is
a function of the results. So a build that was killed at any moment gives, when its command is run again, the same bytes.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from argen.dataset_builders.crew import CrewSettings, make_crew
from argen.dataset_builders.groups import make_groups
from argen.dataset_builders.manifest import Manifest
from argen.dataset_builders.plan import Plan
from argen.dataset_builders.progress import BuildProgress, share, summary, time_shares, tracked
from argen.dataset_builders.schema import PLAN, REJECTED, SLOTS
from argen.dataset_builders.settings import BuildSettings, as_json, changed_keys
from argen.dataset_builders.shards import drop_others, write_shards
from argen.dataset_builders.work import Work, build_state, clear_leftovers, fingerprint, is_complete, locked
from argen.pipelines.media.atomic import atomic_path


if TYPE_CHECKING:
    from rich.console import Console


def build_dataset(plan: Plan, build: BuildSettings, out: Path, crew: CrewSettings, console: "Console") -> Path:
    """Build the dataset of a plan in `out`, or go on with it; returns `out`.

    Raises:
        ValueError: `out` holds another plan or another build, another process builds there, or a class is not filled within
            `build.tries`.
        OSError: nothing can be written; what is there stays whole, and the same command goes on.
    """
    with locked(out):
        clear_leftovers(out)
        check_plan(plan, out)
        state = build_state(plan, build, out / SLOTS)
        if is_complete(out, state):
            console.print(f"{out} is complete", markup=False, highlight=False)
            return out
        work = Work(out)
        work.begin(state)
        fill(plan, build, work, crew, fingerprint(state), console)
        write_outputs(plan, build, work, state, console)
        console.print(summary(plan.counts, work.kept, work.tries), time_shares(work.seconds))
    return out


def check_plan(plan: Plan, out: Path) -> None:
    """Put the plan into the folder; ValueError if another one is there."""
    if not (out / PLAN).is_file():
        plan.save(out)
        return
    there = Plan.load(out / PLAN)
    changed = changed_keys(as_json(there.settings), as_json(plan.settings))
    changed += ["the slots of plan.jsonl"] if there.slots != plan.slots and not changed else []
    if changed:
        raise ValueError(
            f"`--out` {str(out)!r} has a plan with other values of {', '.join(changed)}: leave these options out to build "
            "it, or use another folder"
        )


def fill(plan: Plan, build: BuildSettings, work: Work, crew: CrewSettings, name: str, console: "Console") -> None:
    """Work until every slot has a clip; what is there already is not made again."""
    number = 0
    groups = make_groups(plan, number, set())
    left = [group for group in groups if not work.find(group)]
    while groups and not left:
        number += 1
        give_up_if_hopeless(plan, build, work)
        groups = make_groups(plan, number, set(work.places))
        left = [group for group in groups if not work.find(group)]
    if not groups:
        return
    with make_crew(crew, plan.settings, build, name) as run, BuildProgress(console, plan.counts, work.kept) as bars:
        while left:
            for group, content in run(left):
                work.add(group, content)
                bars.update(work.kept, work.tries, work.seconds)
            number += 1
            give_up_if_hopeless(plan, build, work)
            left = make_groups(plan, number, set(work.places))


def give_up_if_hopeless(plan: Plan, build: BuildSettings, work: Work) -> None:
    """ValueError after a round in which a class has used up its tries and is not full."""
    for emotion, planned in plan.counts.items():
        if work.kept[emotion] < planned and work.tries[emotion] >= build.tries * planned:
            why = Counter(one for line in work.rejected() if line["emotion"] == emotion for one in line["reasons"])
            reasons = ", ".join(f"{name} {count}" for name, count in why.most_common())
            raise ValueError(
                f"{emotion} has {work.kept[emotion]} of {planned} clips after {work.tries[emotion]} tries "
                f"({share(work.kept[emotion], work.tries[emotion])} pass; rejected for {reasons}): go on with `--tries` above "
                f"{build.tries}, or build in another folder with weaker bounds or a better source"
            )


def write_outputs(
    plan: Plan, build: BuildSettings, work: Work, state: Mapping[str, object], console: "Console"
) -> None:
    """Shards, log, manifest and what `finish` makes of them; the work folder goes last."""
    from argen import __version__
    from argen.dataset_builders.finish import finish

    shards = write_shards(plan.slots, work.places, work.folder, work.out, build.shard_rows)
    total = len(range(0, len(plan.slots), build.shard_rows))
    entries = tuple(tracked(shards, "shards", total, console))
    drop_others(work.out, entries)
    with atomic_path(work.out / REJECTED) as part, part.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in work.rejected())
    Manifest(fingerprint(dict(state)), __version__, entries, dict(state)).save(work.out)
    finish(work.out)
    work.remove()
