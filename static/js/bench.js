// The bench's form shows the chosen method's own options only. Without this script all are shown.

const form = document.querySelector(".bench-form");

function choose() {
  for (const set of form.querySelectorAll("fieldset[data-method]")) {
    set.hidden = set.disabled = set.dataset.method !== form.elements.method.value;
  }
}

if (form) {
  form.addEventListener("change", choose);
  choose();
}
