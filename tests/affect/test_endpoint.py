"""The describer behind an OpenAI-compatible address: a real client, a local server that misbehaves on purpose."""

import asyncio
import base64
import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import PIL.Image
import pytest

from argen.pipelines.affect.answer import LONGEST_ANSWER
from argen.pipelines.affect.describer import LanguageModel, described, endpoint_describer
from argen.pipelines.affect.description import Description, Stage
from argen.pipelines.affect.endpoint import data_url, public_address
from argen.pipelines.affect.retrieval import Evidence


EVIDENCE = [Evidence(id="a", score=1.0, source="ours", text="Fear widens the eyes.")]
ANSWER = {
    "stages": [{"emotion": "fear", "intensity": 0.5, "action_units": {"AU05": 0.9}}],
    "ending": "held",
    "evidence": ["a"],
}
MEANT = Description((Stage("fear", 0.5, {"AU05": 0.9}),), evidence=("a",))
FACE = PIL.Image.new("RGB", (1600, 800), (200, 150, 120))
Behaviour = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Behaves in each request as the next of `plan` says, and keeps what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plan: list[Behaviour] = []
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers, body))
        self.server.plan.pop(0)(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the standard one writes to stderr."""


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, length: int | None = None) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


def says(content: Any, **more: Any) -> Behaviour:
    """A well-formed chat completion with this content."""
    message = {"role": "assistant", "content": content, **more}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": choices}
    return lambda handler: send(handler, json.dumps(body).encode())


def body(raw: bytes, status: int = 200, length: int | None = None) -> Behaviour:
    return lambda handler: send(handler, raw, status, length)


def says_with(**changes: Any) -> Behaviour:
    return says(json.dumps({**ANSWER, **changes}))


def waits(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(4)


def drips(handler: BaseHTTPRequestHandler) -> None:
    """Sends a byte now and then, so that no single read is ever late."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def breaks_off(handler: BaseHTTPRequestHandler) -> None:
    """A chunk that is announced longer than it is."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'ff\r\n{"choices": [')
    handler.wfile.flush()
    handler.close_connection = True


def redirects(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(307)
    handler.send_header("Location", handler.path)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def grammar(text: str, image: Any, evidence: Any) -> Description:
    return Description((Stage("neutral", 0.0),))


def ask(
    server: Server, *plan: Behaviour, image: Any = None, timeout: float = 5.0
) -> tuple[Description, dict[str, Any]]:
    server.plan = list(plan)
    describer = endpoint_describer(server.address, "m", timeout=timeout)
    return described("she is scared", image, EVIDENCE, describer, grammar=grammar)


def test_a_good_answer_is_taken(server: Server) -> None:
    description, record = ask(server, says_with())
    assert description == MEANT
    assert record == {
        "describer": f"m at {server.address}", "attempts": 1, "faults": [], "fell_back": False, "text_cut": False,
    }  # fmt: skip
    path, _, sent = server.asked[0]
    assert path == "/v1/chat/completions"
    assert sent["model"] == "m" and sent["temperature"] == 0 and sent["seed"] == 0 and sent["max_tokens"] == 1024
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    assert '"she is scared"' in sent["messages"][1]["content"]
    # the client writes the schema for addresses in the form of text-generation-inference
    schema = sent["response_format"]["value"]
    assert schema["properties"]["evidence"]["items"]["enum"] == ["a"]


def test_the_picture_travels_as_a_small_jpeg_in_a_data_url(server: Server) -> None:
    ask(server, says_with(), image=FACE)
    picture, text = server.asked[0][2]["messages"][1]["content"]
    assert text["type"] == "text" and picture["type"] == "image_url"
    head, _, data = picture["image_url"]["url"].partition(",")
    assert head == "data:image/jpeg;base64"
    seen = PIL.Image.open(io.BytesIO(base64.b64decode(data)))
    assert seen.format == "JPEG" and seen.size == (768, 384)
    assert all(abs(a - b) < 6 for a, b in zip(seen.getpixel((9, 9)), (200, 150, 120), strict=True))  # pyright: ignore


def test_a_picture_sheds_its_metadata() -> None:
    exif = PIL.Image.Exif()
    exif[0x010E] = "the home of the person shown"
    file = io.BytesIO()
    PIL.Image.new("RGB", (64, 64)).save(file, "JPEG", exif=exif, comment=b"secret")
    sent = base64.b64decode(data_url(PIL.Image.open(file)).partition(",")[2])
    assert b"home" in file.getvalue() and b"home" not in sent and b"secret" not in sent


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (says("I'm sorry, but I can't describe people."), "no JSON object"),
        (says(None, refusal="I can't."), "holds no text"),
        (says([{"type": "text", "text": "{}"}]), "holds no text"),
        (says('{"stages": ['), "JSON breaks"),
        (says_with(ending=3), "`answer.ending`"),
        (says_with(stages=[{"emotion": "fear", "intensity": "high", "action_units": {}}]), "` has to be number"),
        (says_with(stages=[{"emotion": "anger", "intensity": 1, "action_units": {"AU12": 1}}]), "anger with AU12"),
        (says_with(stages=[{"emotion": "fear", "intensity": 0, "action_units": {"AU24": 1, "AU25": 1}}]), "at once"),
        (says_with(evidence=["../../etc/passwd"]), "passages that were not given"),
        (says("{" + " " * LONGEST_ANSWER), "longer than"),
        (says("x" * 20_000_000), "longer than"),
        (body(b"oops", 500), "HTTP status 500"),
        (body(b'{"error": {"message": "<b>no</b>"}}', 400), "HTTP status 400"),
        (body(b"{}", 401), "HTTP status 401"),
        (body(b"<html>busy</html>", 503), "HTTP status 503"),
        (body(b"<html>hello</html>"), "not a chat completion"),
        (body(b"\xff\xfe\x00"), "not a chat completion"),
        (body(b"[]"), "not a chat completion"),
        (body(b'"text"'), "not a chat completion"),
        (body(b"[" * 100_000), "not a chat completion"),
        (body(b'{"choices": [7]}'), "not a chat completion"),
        (body(b"{}"), "holds no text"),
        (body(b'{"choices": []}'), "holds no text"),
        (body(b'{"choices": "x"}'), "holds no text"),
        (body(b'{"choices": [{"message": "x"}]}'), "holds no text"),
        (body(b'{"choices": [{"message": {"content": {"a": 1}}}]}'), "holds no text"),
        (body(b"", length=0), "not a chat completion"),
        (body(b'{"choices"', length=500), "broke off"),
        (breaks_off, "broke off"),
        (lambda handler: handler.connection.close(), "broke off"),
        (lambda handler: handler.wfile.write(b"hello\r\n\r\n"), "broke off"),
    ],
)  # fmt: skip
def test_each_misbehaviour_is_named_and_asked_for_again(server: Server, bad: Behaviour, fault: str) -> None:
    description, record = ask(server, bad, says_with())
    assert description == MEANT and not record["fell_back"]
    assert fault in record["faults"][0] and len(record["faults"]) == 1
    assert record["faults"][0] in server.asked[1][2]["messages"][1]["content"]


@pytest.mark.parametrize("slow", [waits, drips])
def test_the_timeout_is_that_of_the_whole_answer(server: Server, slow: Behaviour) -> None:
    begin = time.monotonic()
    description, record = ask(server, slow, slow, timeout=0.3)
    assert time.monotonic() - begin < 3
    assert record["faults"] == ["the endpoint did not answer within 0.3 s"] * 2 and description.emotion == "neutral"


def test_endless_redirects_and_a_closed_port(server: Server) -> None:
    _, record = ask(server, *[redirects] * 60)
    assert record["fell_back"] and all("broke off" in fault for fault in record["faults"])
    server.shutdown()
    server.server_close()
    _, record = ask(server)
    assert record["fell_back"] and "cannot be reached" in record["faults"][0]


def test_scripts_in_an_answer_end_nowhere(server: Server) -> None:
    script = "<script>alert(1)</script>"
    description, record = ask(server, says_with(label=script))
    assert description == MEANT and "alert" not in str(record)
    for bad in (
        says_with(ending=script),
        says_with(**{script: 1}),
        says_with(evidence=[script]),
        says(script),
        body(script.encode(), 500),
        body(json.dumps({"error": script}).encode(), 422),
    ):
        description, record = ask(server, bad, bad)
        assert record["fell_back"] and record["attempts"] == 2 and description.emotion == "neutral"
        assert "alert" not in f"{description}{record}"


def test_the_saved_token_goes_to_the_hub_alone(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_saved_secret")
    ask(server, says_with())
    server.plan = [says_with()]
    endpoint_describer(server.address, token="own")("x", None, EVIDENCE)
    sent = [headers["authorization"] for _, headers, _ in server.asked]
    assert sent == ["Bearer none", "Bearer own"]
    assert isinstance(endpoint_describer("Qwen/Qwen3-VL-8B-Instruct"), LanguageModel)
    monkeypatch.delenv("HF_TOKEN")
    monkeypatch.setenv("HF_TOKEN_PATH", "/nonexistent")
    monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", "/nonexistent")
    with pytest.raises(ValueError, match="`token` is no Hugging Face token"):
        endpoint_describer("Qwen/Qwen3-VL-8B-Instruct")
    with pytest.raises(ValueError, match="`token` is no Hugging Face token"):
        endpoint_describer("Qwen/Qwen3-VL-8B-Instruct", token="sk-other")


def test_secrets_of_an_address_stay_out_of_the_record() -> None:
    assert public_address("https://me:pass@host:8000/v1?key=1#x") == "https://host:8000/v1"
    assert endpoint_describer("https://me:pass@host:8000/v1?key=1", "m").name == "m at https://host:8000/v1"
    assert public_address("Qwen/Qwen3-VL-8B-Instruct") == ""
    for address in ("http://host:port/v1", "http://[::1/v1", "https:///v1"):
        with pytest.raises(ValueError, match="`address` .*such as http"):
            endpoint_describer(address)
    for timeout in (0, -1.0, float("nan")):
        with pytest.raises(ValueError, match="`timeout` is"):
            endpoint_describer("http://localhost:8000/v1", timeout=timeout)


def test_it_answers_inside_a_running_event_loop(server: Server) -> None:
    async def cell() -> Description:
        return ask(server, says_with())[0]

    assert asyncio.run(cell()) == MEANT
