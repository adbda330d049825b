"""Endpoint: a describer's model behind an OpenAI-compatible address, by the inference client of huggingface_hub."""

import asyncio
import base64
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from huggingface_hub import AsyncInferenceClient, get_token
from huggingface_hub.errors import HfHubHTTPError, HTTPError
from PIL import Image

from argen.pipelines.affect.answer import AnswerError
from argen.pipelines.affect.schema import Schema, schema_faults


LONGEST_SIDE = 768  # pixels of the picture that is sent; no vision-language model needs more for one face
NO_TOKEN = "none"  # the client would send the saved Hugging Face token to any address that no token is given for
_REPLY = {
    "type": "object",
    "properties": {
        "choices": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "message": {
                        "type": "object",
                        "properties": {"content": {"type": "string"}},
                        "required": ["content"],
                    }
                },
                "required": ["message"],
            },
        }
    },
    "required": ["choices"],
}


def endpoint_answer(
    address: str, model: str | None = None, token: str | None = None, timeout: float = 60.0, max_tokens: int = 1024
) -> Callable[[list[dict[str, Any]], Schema], str]:
    """A function from chat messages and a schema to the endpoint's text (the arguments: see `describer`)."""
    if not timeout > 0:
        raise ValueError(f"`timeout` is {timeout!r}; it has to be a number of seconds above 0, such as 60.")
    is_url = public_address(address) != ""
    token = token or (NO_TOKEN if is_url else get_token())
    if not is_url and (token is None or not token.startswith("hf_")):
        raise ValueError(
            f"`address` is {address!r}, a model of the Hub's inference providers, and `token` is no Hugging Face "
            "token. Log in with `hf auth login`, give `token`, or give the address of a server, such as "
            "http://localhost:8000/v1."
        )

    async def ask(messages: list[dict[str, Any]], schema: Schema) -> Any:
        form: Any = {"type": "json_schema", "json_schema": {"name": "description", "schema": schema}}
        chat: list[Any] = [_sendable(message) for message in messages]
        async with AsyncInferenceClient(model=address, token=token, timeout=timeout) as client:
            reply = client.chat_completion(
                chat,
                model=model,
                response_format=form,
                max_tokens=max_tokens,
                temperature=0.0,
                seed=0,
            )
            # the client's own timeout starts again with every byte
            return await asyncio.wait_for(reply, timeout)

    def answer(messages: list[dict[str, Any]], schema: Schema) -> str:
        # its own thread, since the caller's may run an event loop already, as in a notebook
        with ThreadPoolExecutor(1) as pool:
            return _content(lambda: pool.submit(asyncio.run, ask(messages, schema)).result(), timeout)

    return answer


def public_address(address: str) -> str:
    """An address without user, password, query and fragment, which may be secret; "" for what is no http address."""
    if not address.startswith(("http://", "https://")):
        return ""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"`address` is not legal: {error}. Give one such as http://localhost:8000/v1.") from error
    if not host:
        raise ValueError("`address` names no host. Give one such as http://localhost:8000/v1.")
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{parts.path}"


def _content(ask: Callable[[], Any], timeout: float) -> str:
    """The text of a reply; AnswerError for every way in which an endpoint fails, without a word of what it said."""
    try:
        reply = ask()
    except TimeoutError as error:  # the client's too
        raise AnswerError(f"the endpoint did not answer within {timeout:g} s") from error
    except HfHubHTTPError as error:
        raise AnswerError(f"the endpoint answered with HTTP status {error.response.status_code}") from error
    except HTTPError as error:
        raise AnswerError(f"the endpoint cannot be reached or broke off ({type(error).__name__})") from error
    except (ValueError, RecursionError) as error:  # what the client says of a body that is not its JSON
        raise AnswerError("the endpoint's reply is not a chat completion") from error
    if schema_faults(reply, _REPLY):
        raise AnswerError("the endpoint's reply holds no text")
    return reply["choices"][0]["message"]["content"]


def _sendable(message: dict[str, Any]) -> dict[str, Any]:
    """A message of transformers' form in OpenAI's: plain text without a picture, else the picture as a data URL."""
    parts = message["content"]
    if all(part["type"] == "text" for part in parts):
        return {"role": message["role"], "content": "\n".join(part["text"] for part in parts)}
    return {"role": message["role"], "content": [_sendable_part(part) for part in parts]}


def _sendable_part(part: dict[str, Any]) -> dict[str, Any]:
    if part["type"] == "text":
        return part
    return {"type": "image_url", "image_url": {"url": data_url(part["image"])}}


def data_url(image: Image.Image) -> str:
    """An RGB picture as a data URL: JPEG without metadata, at most 768 pixels on its longer side."""
    small = image.copy()
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", small.size)
    bare.paste(small)  # a copy would keep comments and profiles
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=92)
    return f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}"
