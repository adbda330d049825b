"""Description: what a face shall do, stage by stage, as a describer answers it (our design; ARGen's VLM: prose)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


PACES = ("sudden", "natural", "slow")
ENDINGS = ("held", "fading", "gone")
STARTS = ("neutral", "present")
WHENS = ("early", "late", "blink")
MOST_STAGES = 4


@dataclass(frozen=True)
class Stage:
    """One stretch of the clip: an emotion of EMOTIONS at an intensity 0..1, and the AUs beside it or instead of it.

    `action_units` maps AU names to peaks 0..1. With `prototype` the emotion's own AUs come too, scaled by `intensity`;
    without it only those named are shown. `without` lists AUs that must stay at rest. `pace` is how fast it comes.
    `timing` names a value of WHENS for AUs that do not last as long as the stage: there in its first half, in its
    second, or for a blink's 0.3 s.
    """

    emotion: str
    intensity: float
    action_units: Mapping[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    prototype: bool = True
    pace: str = "natural"
    timing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Description:
    """Stages in the order of time, how the last one ends, and the ids of the passages that were used.

    `label` is a name for more than EMOTIONS has: a compound ("happily surprised"), "contempt", or a class of MAFW.
    `start` "present" is a clip whose first frame shows the first stage already, instead of the neutral face.
    """

    stages: tuple[Stage, ...]
    ending: str = "held"
    label: str | None = None
    evidence: tuple[str, ...] = ()
    start: str = "neutral"

    @property
    def emotion(self) -> str:
        """The emotion that the clip is labelled by: the last stage's that is not neutral, else neutral."""
        shown = [stage.emotion for stage in self.stages if stage.emotion != "neutral" and stage.intensity > 0]
        return shown[-1] if shown else "neutral"

    def to_dict(self) -> dict[str, Any]:
        """The description as JSON values of `json_schema`; `timing` and `start` only where they say something."""
        data: dict[str, Any] = {
            "stages": [_stage_dict(one) for one in self.stages],
            "ending": self.ending,
            "label": self.label,
        }
        data["evidence"] = [*self.evidence]
        return data if self.start == "neutral" else {**data, "start": self.start}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Description":
        """The description in JSON values that keep `json_schema`."""
        stages = (Stage(**{**one, "without": tuple(one.get("without", ()))}) for one in data["stages"])
        rest = {"label": data.get("label"), "evidence": tuple(data.get("evidence", ()))}
        rest["start"] = data.get("start", "neutral")
        return cls(tuple(stages), data["ending"], **rest)


def _stage_dict(stage: Stage) -> dict[str, Any]:
    data = {**vars(stage), "intensity": _number(stage.intensity), "without": [*stage.without]}
    data["action_units"] = {name: _number(peak) for name, peak in stage.action_units.items()}
    timing = data.pop("timing")
    return {**data, "timing": dict(timing)} if timing else data


def _number(value: Any) -> Any:
    """A number as JSON has it (NumPy's are not), four decimals; what is no number is left to the schema's check."""
    return round(float(value), 4) if isinstance(value, Real) and not isinstance(value, bool) else value


def json_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) that a language model's answer has to satisfy."""
    unit = {"type": "number", "minimum": 0, "maximum": 1}
    stage = {
        "type": "object",
        "properties": {
            "emotion": {"type": "string", "enum": list(EMOTIONS)},
            "intensity": unit,
            "action_units": {
                "type": "object", "properties": {name: {**unit} for name in AUS}, "additionalProperties": False,
            },
            "without": {"type": "array", "items": {"type": "string", "enum": list(AUS)}},
            "prototype": {"type": "boolean"},
            "pace": {"type": "string", "enum": list(PACES)},
            "timing": {
                "type": "object", "properties": {name: {"type": "string", "enum": list(WHENS)} for name in AUS},
                "additionalProperties": False,
            },
        },
        "required": ["emotion", "intensity", "action_units"],
        "additionalProperties": False,
    }  # fmt: skip
    return {
        "type": "object",
        "properties": {
            "stages": {"type": "array", "items": stage, "minItems": 1, "maxItems": MOST_STAGES},
            "ending": {"type": "string", "enum": list(ENDINGS)},
            "label": {"type": ["string", "null"]},
            "evidence": {"type": "array", "items": {"type": "string"}},
            "start": {"type": "string", "enum": list(STARTS)},
        },
        "required": ["stages", "ending"],
        "additionalProperties": False,
    }
