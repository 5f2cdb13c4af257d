// Hex values become buttons that copy, and large strips copy the swatch that is clicked.
// Without this script the values are plain text to select.

const said = document.getElementById("said");

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said.textContent = `Could not copy ${text}: the browser does not allow it here.`;
    return;
  }
  said.textContent = `Copied ${text}`;
  document.querySelectorAll(".copied").forEach((other) => other.classList.remove("copied"));
  button?.classList.add("copied");
}

function upgrade(root) {
  for (const span of root.querySelectorAll("span[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = span.className;
    button.dataset.copy = span.dataset.copy;
    button.textContent = span.textContent;
    button.title = `Copy ${span.dataset.copy}`;
    span.replaceWith(button);
  }
  for (const button of root.querySelectorAll("[data-copy-list][hidden]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const hex = event.target.closest("[data-copy]");
  if (hex) return void copy(hex.dataset.copy, hex);
  const list = event.target.closest("[data-copy-list]");
  if (list) return void copy(list.dataset.copyList, list);
  const swatch = event.target.closest(".strip [data-hex]");
  if (swatch && !event.target.closest("a")) {
    const row = document.querySelector(`button[data-copy="${swatch.dataset.hex}"]`);
    copy(swatch.dataset.hex, row);
  }
});

upgrade(document);
document.addEventListener("htmx:afterSwap", () => upgrade(document));
