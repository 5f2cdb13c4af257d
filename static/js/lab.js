// The lab takes a picture that is dropped on the page or pasted, and says how far it has come.

const form = () => document.getElementById("lab-form");
const file = () => document.getElementById("lab-picture");
const address = () => document.getElementById("lab-url");
const picture = (items) => [...(items?.files ?? [])].find((one) => one.type.startsWith("image/"));

function take(one) {
  const carried = new DataTransfer();
  carried.items.add(one);
  file().files = carried.files;
  address().value = "";
  submit();
}

function submit() {
  form().requestSubmit(form().querySelector('button[value="show"]'));
}

document.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].some((type) => type === "Files" || type === "text/uri-list")) return;
  event.preventDefault();
  form().classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form().classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  form().classList.remove("dropping");
  const dropped = picture(event.dataTransfer);
  const link = event.dataTransfer.getData("text/uri-list").split("\n")[0].trim();
  if (!dropped && !link) return;
  event.preventDefault();
  if (dropped) take(dropped);
  else visit(link);
});
document.addEventListener("paste", (event) => {
  const pasted = picture(event.clipboardData);
  if (pasted) {
    event.preventDefault();
    take(pasted);
    return;
  }
  const text = event.clipboardData.getData("text/plain").trim();
  if (event.target.closest("input, textarea, select") || !/^https?:\/\/\S+$/.test(text)) return;
  event.preventDefault();
  visit(text);
});

function visit(link) {
  file().value = "";
  address().value = link;
  submit();
}

// One way at a time: what was given last counts.
document.addEventListener("change", (event) => {
  if (event.target === file() && file().files.length) {
    address().value = "";
    submit();
  }
  if (event.target.id === "lab-cloud") form().requestSubmit(form().querySelector('button[value="space"]'));
});
document.addEventListener("input", (event) => {
  if (event.target === address() && address().value) file().value = "";
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const busy = document.querySelector(".lab-busy");
  const { lengthComputable, loaded, total } = event.detail;
  if (!busy || !lengthComputable || loaded >= total) return;
  busy.textContent = `Sending the picture, ${Math.round((100 * loaded) / total)} %…`;
});
document.addEventListener("htmx:xhr:loadend", () => {
  const busy = document.querySelector(".lab-busy");
  if (busy) busy.textContent = "Looking at the picture…";
});
