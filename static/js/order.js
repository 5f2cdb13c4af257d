// Puts a film's stills in order: by dragging, by the keyboard, by typing a number.
// The numbers in the form are what is saved; without this script they are typed.

const list = document.getElementById("order");
const form = document.getElementById("order-form");
const said = document.getElementById("said");
const EDGE = 70; // px from the window's edge where dragging scrolls
const SLACK = 6; // px before a press is a drag

const tiles = () => [...list.children];
const placeOf = (tile) => tiles().indexOf(tile);
let saved = list ? tiles() : [];
let leaving = false;

function number() {
  tiles().forEach((tile, index) => {
    tile.querySelector(".place input").value = index + 1;
    const words = `Move ${tile.dataset.name}, place ${index + 1} of ${list.children.length}`;
    tile.querySelector(".grip").setAttribute("aria-label", words);
  });
}

function put(tile, place) {
  const others = tiles().filter((other) => other !== tile);
  list.insertBefore(tile, others[place] ?? null);
}

function settle(tile, before) {
  number();
  const place = placeOf(tile);
  const name = tile.dataset.name.replace(/^./, (letter) => letter.toUpperCase());
  if (place !== before) said.textContent = `${name} is at place ${place + 1} of ${list.children.length}. Not saved yet.`;
}

function moveTo(tile, place) {
  const before = placeOf(tile);
  put(tile, Math.min(Math.max(place, 0), list.children.length - 1));
  settle(tile, before);
}

// --- Keyboard

const columns = () => {
  const top = list.firstElementChild.offsetTop;
  return tiles().filter((tile) => tile.offsetTop === top).length;
};

const STEPS = {
  ArrowLeft: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  ArrowUp: (place) => (place < columns() ? place : place - columns()),
  ArrowDown: (place) => (place + columns() < list.children.length ? place + columns() : place),
  Home: () => 0,
  End: () => list.children.length - 1,
};

list?.addEventListener("keydown", (event) => {
  const grip = event.target.closest(".grip");
  if (event.key === "Enter" && event.target.matches(".place input")) {
    event.preventDefault(); // a number typed moves its still; only the button saves
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (!grip || !STEPS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const tile = grip.closest(".tile");
  moveTo(tile, STEPS[event.key](placeOf(tile)));
  grip.focus(); // moving a node drops its focus
  tile.scrollIntoView({ block: "nearest" });
});

list?.addEventListener("change", (event) => {
  if (!event.target.matches(".place input")) return;
  const place = Number.parseInt(event.target.value, 10);
  if (Number.isNaN(place)) return number();
  moveTo(event.target.closest(".tile"), place - 1);
  event.target.focus();
});

// --- Pointer: a mouse drags the picture, a finger its handle, so that the page still scrolls

let drag = null;

list?.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest(".grip");
  const frame = event.target.closest(".frame");
  if (drag || event.button !== 0 || !(grip || (frame && event.pointerType === "mouse"))) return;
  const tile = event.target.closest(".tile");
  drag = { tile, before: placeOf(tile), x: event.clientX, y: event.clientY, moving: false };
  drag.start = [event.clientX, event.clientY];
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", escape);
});

function move(event) {
  [drag.x, drag.y] = [event.clientX, event.clientY];
  if (!drag.moving) {
    if (Math.hypot(drag.x - drag.start[0], drag.y - drag.start[1]) < SLACK) return;
    drag.moving = true;
    drag.tile.classList.add("lifted");
    document.body.classList.add("dragging");
    requestAnimationFrame(scroll);
  }
  event.preventDefault();
  follow();
}

function follow() {
  const over = document.elementFromPoint(drag.x, drag.y)?.closest(".tile");
  if (!over || over === drag.tile || over.parentNode !== list) return;
  put(drag.tile, placeOf(over));
}

function scroll() {
  if (!drag?.moving) return;
  const up = drag.y < EDGE ? drag.y - EDGE : 0;
  const down = drag.y > innerHeight - EDGE ? drag.y - innerHeight + EDGE : 0;
  if (up || down) {
    scrollBy(0, (up + down) / 4);
    follow();
  }
  requestAnimationFrame(scroll);
}

const drop = () => end(false);
const cancel = () => end(true);
const escape = (event) => event.key === "Escape" && end(true);

function end(back) {
  const { tile, before, moving } = drag;
  drag = null;
  document.removeEventListener("pointermove", move);
  document.removeEventListener("pointerup", drop);
  document.removeEventListener("pointercancel", cancel);
  document.removeEventListener("keydown", escape);
  tile.classList.remove("lifted");
  document.body.classList.remove("dragging");
  if (!moving) return;
  if (back) put(tile, before);
  settle(tile, before);
}

// --- Set up

if (list) {
  for (const tile of tiles()) {
    const grip = document.createElement("button");
    grip.type = "button";
    grip.className = "grip";
    tile.querySelector(".frame").prepend(grip);
  }
  number();
  if ("unsaved" in form.dataset) saved = []; // an order that was refused is not kept anywhere
  list.classList.add("live");
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => {
    if (!leaving && tiles().some((tile, index) => tile !== saved[index])) event.preventDefault();
  });
}
