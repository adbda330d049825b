// The editable timeline. Value: JSON text {frames, fps, edited, tracks: {AU12: [[frame, intensity], ...]}}.
// Mouse and touch: drag a key frame, press an empty place to add one. Keyboard: arrows move it, Shift makes fine steps,
// Page keys large ones, Enter adds one after it, Delete removes it.
const NAMES = JSON.parse(props.names);
const root = element.querySelector(".tl");
let state = null, original = null, sent = null, open = null, timer = null;

const make = (tag, attributes, ...children) => {
  const node = tag.startsWith("svg:")
    ? document.createElementNS("http://www.w3.org/2000/svg", tag.slice(4))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const clamp = (x, low, high) => Math.min(high, Math.max(low, x));
const ease = (u) => u * u * u * (10 + u * (-15 + 6 * u));
const seconds = (frame) => (frame / state.fps).toFixed(2) + " s";

function valueAt(keys, frame) {
  if (frame <= keys[0][0]) return keys[0][1];
  for (let i = 1; i < keys.length; i++) {
    const [a, b] = [keys[i - 1], keys[i]];
    if (frame <= b[0]) return a[1] + ease((frame - a[0]) / (b[0] - a[0])) * (b[1] - a[1]);
  }
  return keys[keys.length - 1][1];
}

function curve(keys, closed) {
  const last = state.frames - 1, points = [];
  for (let k = 0; k <= last * 4; k++) points.push(`${(100 * k / 4 / last).toFixed(2)} ${(100 - 100 * valueAt(keys, k / 4)).toFixed(2)}`);
  return "M" + points.join("L") + (closed ? "L100 100L0 100Z" : "");
}

function emit() {
  state.edited = true;
  root.classList.add("edited");
  clearTimeout(timer);
  timer = setTimeout(() => { sent = JSON.stringify(state); props.value = sent; trigger("input"); }, 160);
}

function speak(key, name, i) {
  const keys = state.tracks[name], words = `${seconds(keys[i][0])}, intensity ${keys[i][1].toFixed(2)}`;
  key.setAttribute("aria-label", `${name} key frame ${i + 1} of ${keys.length}`);
  key.setAttribute("aria-valuenow", Math.round(100 * keys[i][1]));
  key.setAttribute("aria-valuetext", words);
  key.title = words;
  key.style.left = 100 * keys[i][0] / (state.frames - 1) + "%";
  key.style.top = 100 - 100 * keys[i][1] + "%";
}

function redraw(lane, name) {
  const keys = state.tracks[name];
  lane.querySelector(".area").setAttribute("d", curve(keys, true));
  lane.querySelector(".line").setAttribute("d", curve(keys, false));
  lane.querySelector(".peak").textContent = Math.max(...keys.map((key) => key[1])).toFixed(2);
  lane.querySelectorAll(".key").forEach((key, i) => speak(key, name, i));
}

function place(name, i, frame, value) {
  const keys = state.tracks[name];
  const low = i > 0 ? keys[i - 1][0] + 1 : 0, high = i < keys.length - 1 ? keys[i + 1][0] - 1 : state.frames - 1;
  keys[i] = [clamp(Math.round(frame), low, high), Math.round(100 * clamp(value, 0, 1)) / 100];
}

function addAt(name, frame, value) {
  const keys = state.tracks[name], at = clamp(Math.round(frame), 0, state.frames - 1);
  let i = keys.findIndex((key) => key[0] >= at);
  if (i < 0) i = keys.length;
  if (keys[i] && keys[i][0] === at) keys[i][1] = value;
  else keys.splice(i, 0, [at, Math.round(100 * clamp(value, 0, 1)) / 100]);
  render(name, i);
  emit();
}

function remove(name, i) {
  const keys = state.tracks[name];
  if (keys.length > 1) {
    keys.splice(i, 1);
    render(name, Math.max(0, i - 1));
  } else {
    delete state.tracks[name];
    open = null;
    render();
    root.querySelector(".lane-head, select")?.focus();
  }
  emit();
}

function pressed(event, lane, name, i) {
  const keys = state.tracks[name], [frame, value] = keys[i];
  const fine = event.shiftKey ? 0.01 : 0.05;
  const moves = {
    ArrowUp: [0, fine], ArrowDown: [0, -fine], PageUp: [0, 0.2], PageDown: [0, -0.2], ArrowLeft: [-1, 0], ArrowRight: [1, 0],
    Home: [0, -1], End: [0, 1],
  };
  if (event.key in moves) {
    place(name, i, frame + moves[event.key][0], value + moves[event.key][1]);
    redraw(lane, name);
    emit();
  } else if (event.key === "Delete" || event.key === "Backspace") remove(name, i);
  else if (event.key === "Enter") {
    const next = keys[i + 1] ? keys[i + 1][0] : state.frames;
    if (next - frame > 1) addAt(name, Math.floor((frame + next) / 2), valueAt(keys, (frame + next) / 2));
  } else return;
  event.preventDefault();
}

function drag(event, plot, lane, name, i) {
  event.preventDefault();
  event.stopPropagation();
  const key = event.currentTarget;
  key.focus();
  key.setPointerCapture(event.pointerId);
  const move = (moved) => {
    const box = plot.getBoundingClientRect();
    place(name, i, (moved.clientX - box.left) / box.width * (state.frames - 1), 1 - (moved.clientY - box.top) / box.height);
    redraw(lane, name);
    emit();
  };
  key.addEventListener("pointermove", move);
  const done = () => key.removeEventListener("pointermove", move);
  key.addEventListener("pointerup", done, { once: true });
  key.addEventListener("pointercancel", done, { once: true });
}

function makeKey(plot, lane, name, i) {
  const key = make("span", {
    class: "key", role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 100, "aria-orientation": "vertical",
  });
  speak(key, name, i);
  key.addEventListener("pointerdown", (event) => drag(event, plot, lane, name, i));
  key.addEventListener("keydown", (event) => pressed(event, lane, name, i));
  key.addEventListener("dblclick", () => remove(name, i));
  return key;
}

function makeLane(name) {
  const keys = state.tracks[name], isOpen = open === name;
  const head = make("button", { type: "button", class: "lane-head", "aria-expanded": String(isOpen) },
    make("b", {}, name), make("span", { class: "what" }, NAMES[name]), make("span", { class: "peak" }));
  head.addEventListener("click", () => { open = isOpen ? null : name; render(); find(name)?.querySelector(".lane-head").focus(); });
  const picture = make("svg:svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" },
    make("svg:path", { class: "grid", d: "M0 50H100M25 0V100M50 0V100M75 0V100" }),
    make("svg:path", { class: "area" }), make("svg:path", { class: "line" }));
  const plot = make("div", { class: "plot" }, picture);
  const lane = make("li", { class: isOpen ? "lane open" : "lane", "data-name": name }, head, plot);
  if (isOpen) {
    plot.append(...keys.map((_, i) => makeKey(plot, lane, name, i)));
    plot.addEventListener("pointerdown", (event) => {
      const box = plot.getBoundingClientRect();
      addAt(name, (event.clientX - box.left) / box.width * (state.frames - 1), 1 - (event.clientY - box.top) / box.height);
    });
  } else plot.addEventListener("click", () => { open = name; render(name, 0); });
  redraw(lane, name);
  return lane;
}

const find = (name) => root.querySelector(`.lane[data-name="${name}"]`);

function makeAdder() {
  const free = Object.keys(NAMES).filter((name) => !(name in state.tracks));
  const choose = make("select", { "aria-label": "Add an Action Unit to the timeline" },
    make("option", { value: "" }, "Add a unit …"),
    ...free.map((name) => make("option", { value: name }, `${name} ${NAMES[name]}`)));
  choose.addEventListener("change", () => {
    if (!choose.value) return;
    const last = state.frames - 1;
    state.tracks[choose.value] = [[0, 0], [Math.round(last * 0.4), 0.5], [Math.round(last * 0.6), 0.5], [last, 0.1]];
    open = choose.value;
    render(open, 1);
    emit();
  });
  return choose;
}

function render(name, i) {
  const names = Object.keys(NAMES).filter((one) => one in state.tracks);
  const undo = make("button", { type: "button", class: "undo" }, "Undo edits");
  undo.addEventListener("click", () => { load(original); sent = original; props.value = original; trigger("input"); root.querySelector(".lane-head")?.focus(); });
  const last = state.frames - 1;
  const marks = [0, 0.25, 0.5, 0.75, 1].map((share) => make("span", {}, (share * last / state.fps).toFixed(1)));
  root.replaceChildren(
    names.length ? make("ol", { class: "lanes" }, ...names.map(makeLane)) : make("p", { class: "quiet" }, "The face stays at rest."),
    make("div", { class: "axis" }, make("span", { class: "unit" }, "seconds"), make("div", { class: "marks", "aria-hidden": "true" }, ...marks)),
    make("div", { class: "tools" }, makeAdder(), undo,
      make("span", { class: "quiet hint" }, "Drag, or arrow keys; Enter adds, Delete removes.")));
  if (name !== undefined) find(name)?.querySelectorAll(".key")[i]?.focus({ preventScroll: true });
}

function load(text) {
  if (!text) return;
  state = JSON.parse(text);
  root.classList.toggle("edited", state.edited);
  const names = Object.keys(state.tracks);
  if (!(open in state.tracks)) open = null;
  const peak = (one) => Math.max(...state.tracks[one].map((key) => key[1]));
  if (open === null && names.length) open = names.reduce((best, one) => (peak(one) > peak(best) + 1e-6 ? one : best));
  render();
}

function refresh() {
  if (!props.value || props.value === sent) return;
  sent = null;
  clearTimeout(timer);
  original = props.value;
  load(original);
}

watch("value", refresh);
refresh();
