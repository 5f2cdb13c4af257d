// The strip of the search page: handles between the colours, and results that follow at once.
// Without this script the fields below the strip and the form's button do the same.

const SVG = "http://www.w3.org/2000/svg";
const FREE = 5; // percent that a colour without a weight is drawn with, at least
const LEAST = 1; // percent that a handle leaves a colour
const WAIT = 250; // milliseconds without a change before the results are asked for
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

htmx.config.historyCacheSize = 0; // going back loads the page of that address
htmx.config.refreshOnHistoryMiss = true;

const said = document.getElementById("said");
const form = () => document.getElementById("query");
const items = () => [...form().querySelectorAll(".wanted > li")];
const fields = () => items().map((item) => item.querySelector("input[name=w]"));
const names = () => items().map((item) => item.dataset.name);
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const make = (tag, attributes) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

let part = "#found"; // of the page that the next answer takes the place of
let sent = null; // the query that is on its way
let waiting = null; // the part that a later one is to take the place of
let timer;

// As palettes/searching/band.py: weights as widths, colours without one share what is left.
function widths() {
  const weights = fields().map((field) => (field.value.trim() === "" ? null : Number(field.value)));
  const whole = weights.reduce((sum, weight) => sum + (weight ?? 0), 0);
  const free = weights.filter((weight) => weight === null).length;
  const each = free ? Math.max(FREE, (100 - whole) / free) : 0;
  const scale = 100 / Math.max(100, whole + free * each);
  return weights.map((weight) => scale * (weight ?? each));
}

function draw() {
  const drawn = widths();
  if (drawn.some(Number.isNaN)) return;
  const lines = form().querySelectorAll(".leaders line");
  let x = 0;
  form().querySelectorAll(".bands .strip rect").forEach((rect, place) => {
    rect.setAttribute("x", `${x}%`);
    rect.setAttribute("width", `${drawn[place]}%`);
    const middle = `${x + drawn[place] / 2}%`;
    const [down, across] = [lines[3 * place], lines[3 * place + 1]];
    down?.setAttribute("x1", middle);
    down?.setAttribute("x2", middle);
    across?.setAttribute("x1", middle);
    x += drawn[place];
    move(place, x, drawn);
  });
}

function move(place, x, drawn) {
  const handle = form().querySelectorAll(".handle")[place];
  if (!handle) return;
  const next = names()[place + 1] ?? "the rest";
  const after = drawn[place + 1] ?? 100 - x;
  for (const mark of handle.children) for (const name of ["x", "x1", "x2"]) if (mark.hasAttribute(name)) mark.setAttribute(name, `${x}%`);
  handle.setAttribute("aria-valuenow", Math.round(drawn[place]));
  handle.setAttribute("aria-valuemax", Math.round(drawn[place] + after));
  handle.setAttribute("aria-valuetext", `${Math.round(drawn[place])} %, ${next} ${Math.round(after)} %`);
}

function build() {
  const bands = form()?.querySelector(".bands");
  if (!bands || !form().querySelector(".leaders") || bands.querySelector(".handles")) return;
  const layer = make("svg", { class: "handles" });
  names().forEach((name, place) => {
    const handle = make("g", { class: "handle", id: `handle-${place}`, role: "slider", tabindex: "0", "data-place": place, "aria-label": `Weight of ${name}`, "aria-orientation": "horizontal", "aria-valuemin": LEAST });
    handle.append(
      make("line", { class: "halo", x1: 0, x2: 0, y1: "-8", y2: "120" }),
      make("line", { class: "edge", x1: 0, x2: 0, y1: "-8", y2: "120" }),
      make("rect", { class: "grip", x: 0, y: "44", width: "10", height: "24", transform: "translate(-5 0)" }),
      make("rect", { class: "ring", x: 0, y: "38", width: "22", height: "36", transform: "translate(-11 0)" }),
      make("rect", { class: "hit", x: 0, y: "-8", width: "28", height: "128", transform: "translate(-14 0)" }),
    );
    layer.append(handle);
  });
  bands.append(layer);
  draw();
}

// Every colour gets a weight in whole percent, so that moving one edge moves nothing else.
function settle() {
  const drawn = widths();
  fields().forEach((field, place) => {
    if (field.value.trim() === "") field.value = Math.max(LEAST, Math.floor(drawn[place]));
  });
}

// Moves the edge behind a colour to a place on the strip, in percent.
function shift(place, edge) {
  settle();
  const weights = fields().map((field) => Number(field.value));
  const start = weights.slice(0, place).reduce((sum, weight) => sum + weight, 0);
  const behind = place + 1 < weights.length;
  const room = behind ? weights[place] + weights[place + 1] : 100 - start;
  const weight = Math.round(clamp(edge - start, LEAST, behind ? room - LEAST : room));
  if (room < 2 * LEAST && behind) return;
  fields()[place].value = weight;
  if (behind) fields()[place + 1].value = Number((room - weight).toFixed(1));
  draw();
  later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => ask(form().querySelector(".problem") ? "#search" : "#found"), WAIT);
}

// One request at a time; what has changed meanwhile is asked for after it.
function ask(which) {
  clearTimeout(timer);
  const query = new URLSearchParams(new FormData(form())).toString();
  if (sent === null) {
    sent = query;
    part = which;
    htmx.trigger(form(), "asked");
  } else if (query !== sent) {
    waiting = waiting === "#search" ? waiting : which;
  }
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.(".handle");
  if (!handle || event.button) return;
  event.preventDefault();
  handle.focus();
  handle.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  const handle = event.target.closest?.(".handle");
  if (!handle?.hasPointerCapture(event.pointerId)) return;
  const box = form().querySelector(".bands").getBoundingClientRect();
  shift(Number(handle.dataset.place), (100 * (event.clientX - box.left)) / box.width);
});

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.(".handle");
  if (!handle || event.altKey || event.ctrlKey || event.metaKey) return;
  const place = Number(handle.dataset.place);
  const end = widths().slice(0, place + 1).reduce((sum, width) => sum + width, 0);
  const edge = { Home: 0, End: 100 }[event.key] ?? (event.key in STEPS ? end + STEPS[event.key] : null);
  if (edge === null) return;
  event.preventDefault();
  shift(place, edge);
});

document.addEventListener("input", (event) => {
  if (event.target.matches?.("#query input[name=w]")) {
    draw();
    later();
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches?.("#query input[name=c], [form=query][name=q]")) ask("#search");
});

// A plain search is asked for here; what else the form's buttons do is a page of its own.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "query") return;
  clearTimeout(timer);
  if (event.submitter?.name) return;
  event.preventDefault();
  ask("#search");
});

// A page that says what is wrong is shown as well as one with results.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  if (detail.requestConfig.elt.id !== "query") return;
  if (detail.xhr.status === 400) Object.assign(detail, { shouldSwap: !waiting, isError: false });
  // Never over what is being written.
  if (waiting) part = "#found";
  else if (detail.xhr.status === 400) part = "#search";
  detail.target = document.querySelector(part);
  detail.selectOverride = part;
});

document.addEventListener("htmx:afterRequest", () => {
  const which = waiting;
  sent = waiting = null;
  if (which) ask(which);
});

document.addEventListener("htmx:afterSettle", () => {
  build();
  said.textContent = document.getElementById("result")?.innerText ?? form()?.querySelector(".problem")?.innerText ?? "";
});

build();
