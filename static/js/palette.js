// Swatches of a palette can be dragged to another place; the address that results is the state.
// Without this script the arrows below each swatch do the same.

const list = document.querySelector(".tiles");
const tiles = [...list.children];
let dragged = null;
let place = null;

function unmark() {
  for (const tile of tiles) tile.classList.remove("over", "over-after");
}

// Before or after the tile under the pointer, by the half that it is in.
function mark(event) {
  const tile = event.target.closest?.(".tiles > li");
  if (!dragged || !tile) return;
  event.preventDefault();
  unmark();
  const box = tile.getBoundingClientRect();
  const after = event.clientX > box.left + box.width / 2;
  place = tiles.indexOf(tile) + (after ? 1 : 0);
  tile.classList.add("over");
  tile.classList.toggle("over-after", after);
}

function drop(event) {
  if (!dragged || place === null) return;
  event.preventDefault();
  const from = tiles.indexOf(dragged);
  const order = tiles.filter((tile) => tile !== dragged);
  const to = place > from ? place - 1 : place;
  if (to === from) return;
  order.splice(to, 0, dragged);
  const colours = order.map((tile) => tile.dataset.part).join("-");
  location.assign(`${list.dataset.palette.replace("COLOURS", colours)}#colour-${to + 1}`);
}

for (const tile of tiles) tile.draggable = true;
list.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("li");
  dragged.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.hex);
});
list.addEventListener("dragover", mark);
list.addEventListener("drop", drop);
list.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = place = null;
  unmark();
});
