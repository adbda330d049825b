"""What a person does, in Debian's Chromium: each tab, by mouse, by keyboard, on a phone, in the dark (`make browser`)."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


pytestmark = pytest.mark.slow
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SHOTS = Path(os.environ.get("DEMO_SHOTS", "runs/demo/shots"))
LONG = 300_000  # milliseconds; a shared core may be slow
# Gradio's own, told by the library itself
HARMLESS = ("Method not implemented.", "manifest.json")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium."""
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).is_file():
        pytest.fail(f"there is no {CHROMIUM}: apt-get install chromium, or set CHROMIUM")
    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, server: Any) -> Iterator[Any]:
    """A function that opens the page; at the end no error may be on its console, and no other host asked."""
    opened: list[Any] = []
    faults: list[str] = []

    def opener(width: int = 1280, height: int = 900, **options: Any) -> Any:
        page = browser.new_context(viewport={"width": width, "height": height}, **options).new_page()
        page.set_default_timeout(LONG)
        page.on("console", lambda one: one.type == "error" and faults.append(one.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda one: one.status >= 400 and faults.append(f"{one.status} {one.url}"))
        page.on("request", lambda one: _is_foreign(one.url, server.url) and faults.append(f"foreign {one.url}"))
        page.goto(server.url)
        page.locator(".tl .lane").first.wait_for()
        opened.append(page)
        return page

    yield opener
    for page in opened:
        page.context.close()
    assert [one for one in faults if not any(words in one for words in HARMLESS)] == []


def _is_foreign(address: str, home: str) -> bool:
    return not address.startswith((home, "data:", "blob:"))


def generate(page: Any) -> None:
    """Press Generate and wait for the new clip."""
    page.locator("#generate").click()
    page.locator("#stage .pair video").wait_for()


def test_generate_and_take_home(open_page: Any, tmp_path: Path) -> None:
    page = open_page()
    generate(page)
    page.wait_for_function("document.querySelector('#stage video').currentTime > 0.2")  # it plays by itself
    assert "Synthetic" in page.locator("#stage").inner_text()
    page.screenshot(path=SHOTS / "generate.png", full_page=True)
    for words, suffix in (("Download clip", ".mp4"), ("Download report", ".json")):
        with page.expect_download() as caught:
            page.get_by_role("link", name=words).click()
        path = tmp_path / f"taken{suffix}"
        caught.value.save_as(path)
        assert caught.value.suggested_filename.endswith(suffix)
    from argen.pipelines.media.video import read_video
    from argen.report import load_reports

    assert read_video(tmp_path / "taken.mp4")[0].shape == (17, 128, 128, 3)
    assert load_reports(tmp_path / "taken.json")[0].seed == 1
    for name, found in (("Emotion over time", "in the end"), ("Whole or not", "whole")):
        page.locator("#measures").get_by_role("tab", name=name).click()
        page.locator("#measures").get_by_text(found).first.wait_for()
    page.screenshot(path=SHOTS / "measures.png", full_page=True)


def test_progress_is_told_by_step(open_page: Any) -> None:
    page = open_page()
    page.locator("#generate").click()
    page.get_by_text("step").first.wait_for()
    page.screenshot(path=SHOTS / "progress.png")
    page.locator("#stage .pair video").wait_for()


def test_upload_and_portraits(open_page: Any, portrait: Path) -> None:
    page = open_page()
    before = page.locator("#stage img").first.get_attribute("src")
    page.get_by_role("button", name="Portrait 6").click()
    page.wait_for_function("before => document.querySelector('#stage img').src !== before", arg=before)
    assert page.get_by_role("button", name="Portrait 6").get_attribute("aria-pressed") == "true"
    middle = page.locator("#stage img").first.get_attribute("src")
    page.locator("#face").get_by_label("Remove Image").click()
    page.locator("#face input[type=file]").set_input_files(portrait.with_name("portrait_08.png"))
    page.wait_for_function(
        "before => { const one = document.querySelector('#stage img'); return one && one.src !== before }", arg=middle
    )
    generate(page)


def test_a_picture_without_a_face_ends_in_a_sentence(open_page: Any, tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "grey.png"
    Image.new("RGB", (200, 200), (128, 128, 128)).save(path)
    page = open_page()
    page.locator("#face").get_by_label("Remove Image").click()
    page.locator("#face input[type=file]").set_input_files(path)
    page.get_by_text("No face was found").first.wait_for()
    page.screenshot(path=SHOTS / "refused.png")


def test_the_timeline_by_keyboard(open_page: Any) -> None:
    page = open_page()
    key = page.locator(".tl .lane.open .key").nth(2)
    before = int(key.get_attribute("aria-valuenow"))
    said = page.locator("#said").inner_text()
    key.focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    assert int(key.get_attribute("aria-valuenow")) == min(100, before + 16)
    page.wait_for_function("said => document.querySelector('#said').innerText !== said", arg=said)
    page.get_by_text("edited by hand", exact=True).wait_for()
    last = page.locator(".tl .lane.open .key").last
    last.focus()
    page.keyboard.press("ArrowLeft")
    assert last.get_attribute("aria-valuetext").startswith("1.88 s")
    count = page.locator(".tl .lane.open .key").count()
    page.locator(".tl .lane.open .key").last.focus()
    page.keyboard.press("Delete")
    assert page.locator(".tl .lane.open .key").count() == count - 1
    focused = page.evaluate("document.activeElement.getAttribute('role')")
    assert focused == "slider"  # the focus is not lost
    page.locator(".tl .lane.open .key").last.focus()
    page.keyboard.press("Enter")
    assert page.locator(".tl .lane.open .key").count() == count
    page.get_by_role("button", name="Undo edits").press("Enter")
    page.get_by_text("edited by hand", exact=True).wait_for(state="detached")


def test_the_timeline_by_mouse_is_what_is_generated(open_page: Any) -> None:
    page = open_page()
    page.get_by_label("Add an Action Unit to the timeline").select_option("AU12")
    lane = page.locator('.tl .lane[data-name="AU12"]')
    lane.scroll_into_view_if_needed()
    plot = lane.locator(".plot").bounding_box()
    key = lane.locator(".key").nth(1).bounding_box()
    page.mouse.move(key["x"] + key["width"] / 2, key["y"] + key["height"] / 2)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] / 2, plot["y"] + 2, steps=5)
    page.mouse.up()
    assert float(lane.locator(".peak").inner_text()) > 0.9
    page.get_by_text("edited by hand", exact=True).wait_for()
    page.mouse.click(plot["x"] + plot["width"] * 0.9, plot["y"] + plot["height"] * 0.3)
    assert lane.locator(".key").count() == 5
    page.locator("#timeline").screenshot(path=SHOTS / "timeline.png")
    page.wait_for_timeout(500)
    generate(page)
    page.locator("#measures").get_by_text("AU12").first.wait_for()
    words = page.locator("#measures svg[aria-label^=AU12]").get_attribute("aria-label")
    assert float(words.split("asked up to ")[1].split(",")[0]) > 0.9


def test_sentence_and_units(open_page: Any) -> None:
    page = open_page()
    page.locator("#ways").get_by_role("tab", name="Sentence").click()
    page.locator("#sentence textarea").fill("a broad smile <script>alert(1)</script>")
    page.locator("#said .say b").get_by_text("happiness 0.90").wait_for()  # the label it opens with says happiness too
    page.locator("#said summary").click()
    page.locator("#said cite").first.wait_for()
    page.screenshot(path=SHOTS / "sentence.png", full_page=True)
    page.locator("#ways").get_by_role("tab", name="Action Units").click()
    page.get_by_text("Move a slider first").wait_for()
    slider = page.locator("#unit-AU04 input[type=range]")
    slider.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.locator('.tl .lane[data-name="AU04"]').wait_for()
    page.screenshot(path=SHOTS / "units.png", full_page=True)


def test_seven_emotions_compare_and_reroll(open_page: Any) -> None:
    page = open_page()
    page.locator("#seven").click()
    page.locator("#stage .films video").nth(6).wait_for()
    page.wait_for_timeout(1200)
    page.screenshot(path=SHOTS / "seven.png", full_page=True)
    page.get_by_role("button", name="Pause all").click()
    assert page.evaluate("[...document.querySelectorAll('#stage video')].every((one) => one.paused)")
    page.locator("#compare").click()
    page.locator("#stage figcaption").get_by_text("As chosen").wait_for()
    assert page.locator("#stage .films video").count() == 4
    page.screenshot(path=SHOTS / "compare.png", full_page=True)
    page.locator("#reroll").click()
    page.locator("#stage .pair video").wait_for()
    assert "seed 1," not in page.locator("#stage").inner_text()


def test_recognise(open_page: Any, tmp_path: Path) -> None:
    page = open_page()
    generate(page)
    with page.expect_download() as caught:
        page.get_by_role("link", name="Download clip").click()
    caught.value.save_as(tmp_path / "clip.mp4")
    page.get_by_role("tab", name="Recognise").click()
    page.locator("#clip input[type=file]").set_input_files(tmp_path / "clip.mp4")
    page.locator("#clip video").wait_for()
    page.locator("#recognise").click()
    page.locator("#verdict .say").wait_for()
    page.get_by_role("tab", name="What decided").click()
    page.get_by_text("Frames that decided").wait_for()
    page.screenshot(path=SHOTS / "recognise.png", full_page=True)


def test_dataset(open_page: Any) -> None:
    page = open_page()
    page.get_by_role("tab", name="Dataset").click()
    page.locator("#clips video").nth(11).wait_for()
    page.get_by_role("button", name="More").click()
    page.locator("#clips").get_by_text("13 to 14 of 14").wait_for()
    page.get_by_label("Emotion", exact=True).click()
    page.get_by_role("option", name="fear").click()
    page.locator("#clips").get_by_text("1 to 2 of 2").wait_for()
    page.locator("#clips button").first.press("Enter")
    page.locator("#row .tiles").wait_for()
    page.screenshot(path=SHOTS / "dataset.png", full_page=True)


def test_about(open_page: Any) -> None:
    page = open_page()
    page.get_by_role("tab", name="About").click()
    page.get_by_text("What it is not.").wait_for()
    page.screenshot(path=SHOTS / "about.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone(open_page: Any, scheme: str) -> None:
    page = open_page(390, 844, color_scheme=scheme, has_touch=True, is_mobile=True)
    generate(page)
    for name in ("Generate", "Recognise", "Dataset", "About"):
        page.get_by_role("tab", name=name).click()
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    page.get_by_role("tab", name="Generate").click()
    page.wait_for_timeout(500)
    page.screenshot(path=SHOTS / f"phone-{scheme}.png", full_page=True)


def test_the_dark(open_page: Any) -> None:
    page = open_page(color_scheme="dark")
    generate(page)
    page.wait_for_timeout(1200)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert all(int(one) < 60 for one in background.strip("rgba()").split(",")[:3])
    page.screenshot(path=SHOTS / "dark.png", full_page=True)


def test_less_motion_is_respected(open_page: Any) -> None:
    page = open_page(reduced_motion="reduce")
    generate(page)
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('#stage video').paused")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: Any, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(color_scheme=scheme)
    generate(page)
    faults = []
    for name in ("Generate", "Recognise", "Dataset", "About"):
        page.get_by_role("tab", name=name).click()
        page.wait_for_timeout(600)
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                faults += [f"{name}: {fault['id']}: {one['html'][:160]}" for one in fault["nodes"][:4]]
    assert faults == []
