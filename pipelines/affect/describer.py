"""Describer: what turns a request, a face and passages into a Description: a model, an own function, the grammar.

Our design (ARGen names a vision-language model and leaves its checks open). A model's answer is data: it is parsed,
checked against the knowledge, asked for once more with the fault named, and then given up for the grammar.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argen.pipelines.affect.answer import AnswerError, answer_schema, check_description, read_answer
from argen.pipelines.affect.description import Description
from argen.pipelines.affect.prompt import LONGEST_TEXT, messages
from argen.pipelines.affect.schema import Schema
from argen.pipelines.argen.plan_argen import check_emotion


if TYPE_CHECKING:
    from argen.pipelines.affect.retrieval import Evidence

Describer = Callable[[str, Any, Sequence["Evidence"]], Description]
ATTEMPTS = 2  # of a language model, before the grammar


@dataclass(frozen=True)
class LanguageModel:
    """A describer that asks a model: `answer(messages, schema)` gives its text or raises AnswerError.

    `name` is the model's id or address, as plans record it.
    """

    name: str
    answer: Callable[[list[dict[str, Any]], Schema], str]

    def __call__(
        self,
        text: str,
        image: Any = None,
        evidence: Sequence["Evidence"] = (),
        emotion: str | None = None,
        fault: str | None = None,
    ) -> Description:
        """One answer to a request, read, not yet checked against the knowledge; AnswerError when it is no answer."""
        chat = messages(text, image, evidence, emotion, fault)
        return read_answer(self.answer(chat, answer_schema([one.id for one in evidence])))


def transformers_describer(
    model_id: str,
    revision: str | None = None,
    device: str | None = None,
    max_new_tokens: int = 1024,
    constrained: bool = True,
    trust_remote_code: bool = False,
) -> LanguageModel:
    """A describer that runs an image-text-to-text model of transformers on this machine, loaded here and now.

    Args:
        model_id: a model of the Hub or a folder, with a processor, a chat template and safetensors.
        revision: a branch, tag or commit of the Hub.
        device: "cuda", "cpu", ...; None takes CUDA where there is one. Weights are float32 on a CPU.
        max_new_tokens: of one answer; a longer answer is cut, and so refused.
        constrained: only tokens that keep the answer in the JSON schema are written, which makes it well-formed and
            not yet sensible; False for models that have to think aloud before they answer.
        trust_remote_code: run the Python that comes with the checkpoint.

    Raises:
        ValueError: the model has no chat template, or is no image-text-to-text model (as transformers says it).
        OSError: there is no such checkpoint, or it has no safetensors.
        ImportError: its processor needs a library that is not there (torchvision for models that also take video).
    """
    # transformers and torch are needed by this describer alone
    from argen.pipelines.affect.checkpoint import checkpoint_answer

    answer = checkpoint_answer(model_id, revision, device, max_new_tokens, constrained, trust_remote_code)
    return LanguageModel(model_id, answer)


def endpoint_describer(
    address: str, model: str | None = None, token: str | None = None, timeout: float = 60.0, max_tokens: int = 1024
) -> LanguageModel:
    """A describer behind an OpenAI-compatible endpoint; the request and the face leave this machine.

    Args:
        address: the server's address ("http://localhost:8000/v1"), or the id of a model of the Hub's providers.
        model: the model's name on that server.
        token: for that server; the saved Hugging Face token goes to the Hub's providers alone.
        timeout: seconds for one whole answer.
        max_tokens: of one answer.

    Raises:
        ValueError: a model of the Hub's providers without a Hugging Face token, an address without a host, no time.
    """
    from argen.pipelines.affect.endpoint import endpoint_answer, public_address

    name = public_address(address) or address
    name = name if model is None else f"{model} at {name}"
    return LanguageModel(name, endpoint_answer(address, model, token, timeout, max_tokens))


def described(
    text: str,
    image: Any = None,
    evidence: Sequence["Evidence"] = (),
    describer: Describer | None = None,
    emotion: str | None = None,
    grammar: Describer | None = None,
) -> tuple[Description, dict[str, Any]]:
    """A checked description of a request, and a record of who gave it.

    A language model is asked twice at most, an own function once; what they get wrong (AnswerError, or a description
    that `answer.check_description` refuses) ends at the grammar, whose description is taken as it is.

    Args:
        text: the request; a language model reads its first 2,000 characters.
        image: the face as a PIL picture, or None.
        evidence: the passages that were retrieved.
        describer: a function (text, image, evidence) -> Description; None is the grammar.
        emotion: the emotion that was asked for outright, which a model is told and must not contradict.
        grammar: the describer of last resort; None is `grammar.describe`.

    Returns:
        The description and {"describer": name, "attempts", "faults": texts, "fell_back", "text_cut"}, JSON values that
        are the same for the same answers.

    Raises:
        ValueError: `emotion` is not one of EMOTIONS.
    """
    emotion = None if emotion is None else check_emotion(emotion)
    last_resort = _grammar() if grammar is None else grammar
    if describer is None:
        return last_resort(text, image, evidence), _record("grammar", 1, [], False, False)
    is_model = isinstance(describer, LanguageModel)
    name = describer.name if isinstance(describer, LanguageModel) else "an own function"
    cut, faults = is_model and len(text) > LONGEST_TEXT, []
    for attempt in range(1, (ATTEMPTS if is_model else 1) + 1):
        try:
            description = _ask(describer, text, image, evidence, emotion, faults)
            # only a model is told the emotion; with the others `precedence.overrule` settles it
            check_description(description, [one.id for one in evidence], emotion if is_model else None)
        except AnswerError as fault:
            faults.append(str(fault))
        else:
            return description, _record(name, attempt, faults, False, cut)
    return last_resort(text, image, evidence), _record(name, len(faults), faults, True, cut)


def _ask(
    describer: Describer, text: str, image: Any, evidence: Sequence["Evidence"], emotion: str | None, faults: list[str]
) -> Description:
    if isinstance(describer, LanguageModel):
        return describer(text, image, evidence, emotion, faults[-1] if faults else None)
    description = describer(text, image, evidence)
    if not isinstance(description, Description):
        raise AnswerError(f"the function returned a value of type {type(description).__name__}, not a Description")
    return description


def _grammar() -> Describer:
    # the grammar's lexicon is not needed while a model answers
    from argen.pipelines.affect import grammar

    return grammar.describe


def _record(describer: str, attempts: int, faults: list[str], fell_back: bool, cut: bool) -> dict[str, Any]:
    return {
        "describer": describer, "attempts": attempts, "faults": faults, "fell_back": fell_back, "text_cut": cut,
    }  # fmt: skip
