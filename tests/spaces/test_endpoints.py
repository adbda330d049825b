"""The running page: its endpoints, one answer per seed under many clients, and what is refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.argen.plan_argen import AffectPlan
from argen.pipelines.media.video import read_video


STEPS = 2


def test_plan_is_the_planner_s(client: Any) -> None:
    import json

    from argen.pipelines.affect.injection import make_plan

    answer = client.predict(text="a shy smile that fades", seed=3, api_name="/plan")
    expected = make_plan(text="a shy smile that fades", seed=3)
    assert answer == json.loads(expected.to_json())
    AffectPlan.from_json(json.dumps(answer))


def test_generate_gives_a_clip_and_its_report(client: Any, portrait: Path) -> None:
    clip, report = client.predict(
        handle_file(portrait), action_units={"AU12": 0.8}, seed=7, steps=STEPS, api_name="/generate"
    )
    frames, fps = read_video(clip)
    assert frames.shape == (17, 128, 128, 3)
    assert fps == report["fps"] == 8.0
    assert report["seed"] == 7
    assert report["settings"]["steps"] == STEPS
    assert np.asarray(report["requested"]).max(0).nonzero()[0].tolist() == [AUS.index("AU12")]
    assert np.asarray(report["measured"]).shape == (17, 20)
    assert set(report["emotion_probabilities"]) == set(EMOTIONS)
    assert 0 <= report["integrity"] <= 1
    assert {"generator", "au", "emotion", "integrity", "identity"} <= set(report["models"])


def test_the_file_says_that_it_is_synthetic(client: Any, portrait: Path) -> None:
    pytest.importorskip("c2pa")
    from argen.dataset_builders.provenance import TRAINED, read_provenance

    clip, _ = client.predict(handle_file(portrait), emotion="fear", seed=8, steps=STEPS, api_name="/generate")
    said = read_provenance(Path(clip).read_bytes())
    assert said is not None
    assert said.source_type == TRAINED
    assert said.clip["seed"] == 8


def test_recognise_ends_with_the_verdict_on_the_whole(client: Any, portrait: Path) -> None:
    clip, made = client.predict(handle_file(portrait), emotion="surprise", seed=2, steps=STEPS, api_name="/generate")
    answer = client.predict(handle_file(clip), is_cropped=True, api_name="/recognise")
    assert list(answer["probabilities"]) == list(EMOTIONS)
    last = dict(zip(EMOTIONS, answer["probabilities_over_time"][-1], strict=True))
    assert last == pytest.approx(answer["probabilities"], abs=1e-4)
    assert max(last, key=last.__getitem__) == answer["emotion"]
    assert sum(answer["frame_weights"]) == pytest.approx(1, abs=1e-3)
    assert len(answer["seconds"]) == len(answer["probabilities_over_time"])
    assert answer["integrity"] == pytest.approx(made["integrity"], abs=0.3)  # coding costs a little


def test_eight_clients_get_each_their_own_clip(server: Any, portrait: Path) -> None:
    """The clip of a seed is that of a lone request, whoever asks beside it; different seeds differ."""
    lone = {seed: _measured(Client(server.url, verbose=False), portrait, seed) for seed in (11, 12)}
    assert lone[11] != lone[12]
    clients = [Client(server.url, verbose=False) for _ in range(8)]
    gate = threading.Barrier(8)

    def ask(k: int) -> tuple[int, Any]:
        gate.wait()
        return 11 + k % 2, _measured(clients[k], portrait, 11 + k % 2)

    with ThreadPoolExecutor(8) as pool:
        for seed, measured in pool.map(ask, range(8)):
            assert measured == lone[seed]


def _measured(client: Any, portrait: Path, seed: int) -> Any:
    _, report = client.predict(
        handle_file(portrait),
        emotion=EMOTIONS[seed % 7],
        seed=seed,
        steps=STEPS,
        is_cropped=True,
        api_name="/generate",
    )
    assert report["seed"] == seed
    return report["measured"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"emotion": "joy"}, "emotion"),
        ({}, "give at least one"),
        ({"emotion": "fear", "intensity": 7}, "intensity"),
        ({"emotion": "fear", "seed": 1.5}, "seed"),
        ({"emotion": "fear", "seed": -3}, "seed"),
        ({"action_units": {"AU99": 1}}, "AU99"),
        ({"action_units": {"AU12": "much"}}, "AU12"),
        ({"action_units": [0.1] * 19}, "shape"),
        ({"action_units": [[0.1] * 20] * 3 + [[2.0] * 20]}, "0 to 1"),
        ({"action_units": 5}, "action_units"),
        ({"text": "x" * 601}, "600 characters"),
        ({"emotion": ["fear"]}, "`emotion`"),
        ({"emotion": "fear", "intensity": "strong"}, "`intensity`"),
    ],
)  # fmt: skip
def test_a_wrong_plan_is_refused_in_a_sentence(client: Any, given: dict[str, Any], words: str) -> None:
    with pytest.raises(AppError, match=words) as caught:
        client.predict(**given, api_name="/plan")
    assert "verbose error reporting" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "words"),
    [({"steps": 31}, "steps"), ({"steps": 0}, "steps"), ({"guidance_scale": 99}, "guidance_scale"), ({"plan": {"curve": []}}, "missing"),
     ({"plan": "{"}, "."), ({"plan": [1]}, "object"), ({"au_guidance_scale": "x"}, "`au_guidance_scale`")],
)  # fmt: skip
def test_a_wrong_setting_is_refused_in_a_sentence(
    client: Any, portrait: Path, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(AppError, match=words) as caught:
        client.predict(handle_file(portrait), emotion="fear", **given, api_name="/generate")
    assert "verbose error reporting" not in str(caught.value)


@pytest.mark.parametrize(
    "image",
    ["http://127.0.0.1:1/x.png", "file:///etc/passwd", "/etc/passwd", "../../etc/passwd", 5, ["a"], {"path": "/etc/passwd"}, None,
     {"path": "http://127.0.0.1:1/x.png", "meta": {"_type": "gradio.FileData"}},
     {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}},
     {"path": "/etc/passwd", "is_stream": True, "meta": {"_type": "gradio.FileData"}},
     {"path": "x", "url": "http://127.0.0.1:1/x.png", "meta": {"_type": "gradio.FileData"}}],
)  # fmt: skip
@pytest.mark.parametrize("endpoint", ["generate", "recognise"])
def test_nothing_but_an_upload_is_opened(server: Any, image: Any, endpoint: str) -> None:
    rest = ["fear", -1, "", {}, {}, 0, STEPS, -1, -1, -1, True] if endpoint == "generate" else [True]
    events = _call(server.url, endpoint, [image, *rest])
    assert "event: error" in events
    assert "event: complete" not in events
    assert "root:" not in events


def _call(url: str, endpoint: str, data: list[Any]) -> str:
    """The events of a call over plain HTTP, as a program without our client makes it."""
    answer = httpx.post(f"{url}/gradio_api/call/{endpoint}", json={"data": data}, timeout=60)
    assert answer.status_code == 200, answer.text
    return httpx.get(f"{url}/gradio_api/call/{endpoint}/{answer.json()['event_id']}", timeout=120).text


def test_large_uploads_are_refused(server: Any) -> None:
    for size in (9 * 2**20, 50 * 2**20):
        try:
            status = httpx.post(
                f"{server.url}/gradio_api/upload", files={"files": ("big.png", b"\0" * size)}, timeout=60
            ).status_code
        except httpx.TransportError:  # the answer came before the body was sent, and the connection was closed
            status = 413
        assert status == 413


def test_malformed_requests_are_the_client_s_fault(server: Any) -> None:
    requests: tuple[tuple[str, dict[str, Any]], ...] = (
        ("upload", {"data": {"files": "not a file"}, "files": {"other": ("", b"")}}),
        ("upload", {"content": b"x"}),
        ("call/v2/recognise", {"json": {}}),
        ("call/v2/generate", {"json": {"image": 3}}),
        ("call/generate", {"json": {"data": "x"}}),
        ("call/generate", {"json": {"data": []}}),
        ("call/generate", {"content": b"{"}),
        ("queue/join", {"json": {"data": [], "fn_index": 999, "session_hash": "x"}}),
        ("queue/join", {"json": {"data": [], "fn_index": "x"}}),
    )
    for path, given in requests:
        answer = httpx.post(f"{server.url}/gradio_api/{path}", timeout=60, **given)
        assert answer.status_code < 500, (path, given, answer.text)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%00",
        "//etc/passwd",
        "/proc/self/environ",
    ],
)
def test_no_file_outside_is_served(server: Any, path: str) -> None:
    answer = httpx.get(f"{server.url}/gradio_api/file={path}", timeout=30)
    assert answer.status_code in (403, 404)
    assert "root:" not in answer.text


def test_an_upload_s_name_does_not_leave_the_folder(server: Any, workspace: Any, tmp_path: Path) -> None:
    answer = httpx.post(f"{server.url}/gradio_api/upload", files={"files": ("../../../evil<b>.png", b"x")}, timeout=30)
    assert answer.status_code in (200, 400)
    for one in answer.json() if answer.status_code == 200 else ():
        assert Path(one).resolve().is_relative_to(workspace.folder.resolve())


def test_the_page_asks_nothing_of_other_hosts(server: Any) -> None:
    import re

    page = httpx.get(server.url, timeout=30).text
    loaded = re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](https?://[^\"']+)", page)
    assert not loaded


def test_only_three_endpoints_have_names(server: Any) -> None:
    info = httpx.get(f"{server.url}/gradio_api/info", timeout=30).json()
    assert sorted(info["named_endpoints"]) == ["/generate", "/plan", "/recognise"]
    for endpoint in info["named_endpoints"].values():
        assert endpoint["description"]
