// A press on a portrait hands its number to Python.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-index]");
  if (!button) return;
  element.querySelectorAll("button[aria-pressed]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
  trigger("select", { index: Number(button.dataset.index), value: button.dataset.index });
});
