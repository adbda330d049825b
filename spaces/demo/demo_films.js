// Clips play by themselves, silently and together, unless the reader asked for less motion; one button stops them all.
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const films = () => [...element.querySelectorAll("video")];

function play() {
  for (const film of films()) {
    film.muted = true;
    if (still) film.pause();
    else film.play().catch(() => {});
  }
}

element.addEventListener("click", (event) => {
  const pause = event.target.closest("button.pause");
  if (pause) {
    const stopping = films().some((film) => !film.paused);
    films().forEach((film) => (stopping ? film.pause() : film.play()));
    pause.textContent = stopping ? "Play all" : "Pause all";
  }
  const row = event.target.closest("button[data-clip]");
  if (row) {
    element.querySelectorAll("button[data-clip]").forEach((one) => one.setAttribute("aria-pressed", String(one === row)));
    trigger("select", { value: row.dataset.clip });
  }
});

watch("value", () => {
  play();
  const box = element.getBoundingClientRect();
  if (films().length && (box.top > innerHeight * 0.8 || box.bottom < innerHeight * 0.2)) element.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "center" });
});
play();
