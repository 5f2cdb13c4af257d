// The tray: films and stills gathered on the way, to be compared. It stays in this browser.
// Without this script, or where the browser keeps nothing, the links lead to the picker instead.

const KEY = "compare";
const MOST = 4;
const NAME = /^[fs]:[\w-]{1,120}$/;
const said = document.getElementById("said");

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

// What another page, or somebody's hand, has stored is not believed.
function read() {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(kept)) return [];
  const seen = new Set();
  return kept
    .filter((one) => NAME.test(one?.name) && typeof one.title === "string" && !seen.has(one.name) && seen.add(one.name))
    .slice(0, MOST);
}

function works() {
  try {
    localStorage.setItem(`${KEY}-try`, "1");
    localStorage.removeItem(`${KEY}-try`);
    return true;
  } catch {
    return false;
  }
}

function keep(chosen, words) {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    words = "This browser keeps nothing: the tray cannot be filled.";
  }
  show();
  said.textContent = words;
}

function add(one) {
  const chosen = read();
  if (chosen.length >= MOST) {
    tray.querySelector(".tray-full").hidden = false;
    said.textContent = "Four are the most to compare; take one out first.";
    return;
  }
  chosen.push(one);
  keep(chosen, `${one.title} is in the tray, ${chosen.length} of ${MOST}.`);
}

function takeOut(name) {
  const chosen = read();
  const gone = chosen.find((one) => one.name === name);
  const left = chosen.filter((one) => one.name !== name);
  keep(left, `${gone?.title ?? "It"} is out of the tray, ${left.length} of ${MOST} left.`);
}

const list = element("ul");
const go = element("a", { className: "tray-go" });
const clear = element("button", { type: "button", className: "link", textContent: "Clear" });
const count = element("h2", { className: "tray-count", tabIndex: -1 });
const full = element("p", { className: "tray-full", hidden: true, textContent: "Four are the most; take one out first." });
const tray = element("aside", { className: "tray", id: "tray", hidden: true }, count, list, full, go, clear);
const skip = element("a", { className: "skip", href: "#tray", textContent: "Skip to the compare tray" });
tray.setAttribute("aria-label", "Compare tray");
tray.tabIndex = -1;

function address(chosen) {
  const query = new URLSearchParams(chosen.map((one) => one.name.split(":")));
  return `${tray.dataset.compare}?${query}`;
}

function show() {
  const chosen = read();
  tray.hidden = !chosen.length;

  if (!chosen.length) skip.remove();
  else if (!skip.isConnected) document.querySelector(".skip").after(skip);
  full.hidden = true;
  count.textContent = `To compare, ${chosen.length} of ${MOST}`;
  list.replaceChildren(...chosen.map(item));
  go.href = address(chosen);
  go.textContent = chosen.length > 1 ? "Compare them" : "Choose another";
  const names = new Set(chosen.map((one) => one.name));
  for (const button of document.querySelectorAll("button.to-tray")) label(button, names.has(button.dataset.compare));
}

function item(one) {
  const out = element("button", { type: "button", className: "tray-out", textContent: "×" });
  out.setAttribute("aria-label", `Take ${one.title} out of the tray`);
  out.addEventListener("click", () => {
    takeOut(one.name);
    count.focus(); // the button is gone
  });
  return element("li", {}, element("i", { textContent: one.title }), out);
}

function label(button, there) {
  const word = there ? "Take out" : button.dataset.word;
  button.classList.toggle("in-tray", there);
  button.querySelector(".to-tray-word").textContent = word;
}

function upgrade() {
  for (const link of document.querySelectorAll("a.to-tray")) {
    const button = element("button", { type: "button", className: link.className });
    Object.assign(button.dataset, link.dataset, { word: link.querySelector(".to-tray-word").textContent });
    button.append(...link.childNodes);
    tray.dataset.compare ??= new URL(link.href).pathname;
    link.replaceWith(button);
  }
  show();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.to-tray");
  if (!button) return;
  const { compare: name, title } = button.dataset;
  if (read().some((one) => one.name === name)) takeOut(name);
  else add({ name, title });
});
clear.addEventListener("click", () => {
  keep([], "The tray is empty.");
  document.getElementById("main").focus();
});

// On the comparison itself the address is what counts: the tray stays out of its way.
const source = document.querySelector('a[href$="/compare/"]');
if (works() && source && !document.querySelector("[data-no-tray]")) {
  tray.dataset.compare = source.pathname;
  document.querySelector(".foot").before(tray);
  upgrade();
  document.addEventListener("htmx:afterSwap", upgrade);
  addEventListener("storage", (event) => event.key === KEY && show());
  addEventListener("pageshow", (event) => event.persisted && show());
}
