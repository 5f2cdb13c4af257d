// A preview's ticks, and what a curator has typed while the page still looks for more.
// Without this script every box is ticked by hand, and the page is loaded again by hand.

const boxes = () => [...document.querySelectorAll(".tiles input[name=keep]:enabled")];

// What is drawn anew comes ticked; what the curator has unticked stays so.
const unticked = new Set();

function count() {
  for (const box of boxes()) if (unticked.has(box.value)) box.checked = false;
  const said = document.getElementById("chosen");
  const all = boxes();
  if (!said || !all.length) return;
  const words = `${all.filter((box) => box.checked).length} of ${all.length} selected`;
  if (said.textContent !== words) said.textContent = words;
}

function tick(box, ticked) {
  box.checked = ticked;
  if (ticked) unticked.delete(box.value);
  else unticked.add(box.value);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#choose-all, #choose-none");
  if (!button) return;
  for (const box of boxes()) tick(box, button.id === "choose-all");
  count();
});

document.addEventListener("input", (event) => {
  // From now on the fields are the curator's: what is found later does not overwrite them.
  const credits = event.target.closest("#credits");
  if (credits) credits.dataset.edited = "yes";
});
document.addEventListener("change", (event) => {
  if (event.target.matches(".tiles input[name=keep]")) tick(event.target, event.target.checked);
  count();
});
document.addEventListener("htmx:afterSettle", count);
document.addEventListener("htmx:configRequest", (event) => {
  if (document.querySelector("#credits[data-edited]")) event.detail.parameters.edited = "1";
});
for (const box of boxes()) if (!box.checked) unticked.add(box.value); // as a refused form had it
count();
