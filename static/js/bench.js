// The bench's form shows the chosen method's own options only. Without this script all are shown.

function choose() {
  const form = document.querySelector(".bench-form");
  for (const set of form?.querySelectorAll("fieldset[data-method]") ?? []) {
    set.disabled = set.dataset.method !== form.elements.method.value;
    set.toggleAttribute("data-other", set.disabled);
  }
}

document.addEventListener("change", choose);
document.addEventListener("htmx:afterSwap", choose);
choose();
