// The colour index is one stop of the Tab key; arrows go through its colours.
// Without this script its first colour is the stop, and any colour can be written in the field.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.(".colour-index a");
  if (!link) return;
  const cells = [...link.parentElement.querySelectorAll("a")];
  const [column, row] = link.dataset.at.split(" ").map(Number);
  const step = STEPS[event.key];
  let next = { Home: cells[0], End: cells.at(-1) }[event.key];
  if (step) next = cells.find((cell) => cell.dataset.at === `${column + step[0]} ${row + step[1]}`) ?? link;
  if (!next) return;
  event.preventDefault();
  for (const cell of cells) cell.setAttribute("tabindex", cell === next ? "0" : "-1");
  next.focus();
});
