// Hovering or focusing a swatch lights the pixels it stands for: they keep their colour and the
// rest goes to neutral. The server sends, for a recipe, a grey picture of swatch numbers.

// Looked up when needed: the page renews itself while palettes are being made.
const frame = () => document.querySelector(".still-left .still");
const picture = () => frame()?.querySelector("img");
const say = (text) => {
  const caption = document.querySelector(".lit-caption");
  if (caption) caption.textContent = text;
};
const canvas = document.createElement("canvas");
canvas.className = "lit";
canvas.setAttribute("aria-hidden", "true");
const known = new Map();
let wanted = null;

// OKLab lightness .17 + .42 L for a pixel of linear luminance L³, as an sRGB byte.
const neutral = Uint8Array.from({ length: 256 }, (_, i) => {
  const linear = i / 255 <= 0.04045 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4;
  const dim = (0.17 + 0.42 * Math.cbrt(linear)) ** 3;
  return 255 * (dim <= 0.0031308 ? 12.92 * dim : 1.055 * dim ** (1 / 2.4) - 0.055);
});

async function load(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return pixels(image, image.naturalWidth, image.naturalHeight);
}

function pixels(source, width, height) {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

async function light(row) {
  const address = row.closest("[data-lights]").dataset.lights;
  wanted = row;
  if (!known.has(address)) known.set(address, load(address));
  let labels;
  try {
    labels = await known.get(address);
  } catch {
    known.delete(address);
    return;
  }
  if (wanted !== row || !picture()?.complete) return;
  draw(labels, Number(row.dataset.swatch));
  say(`Lit: ${row.cells[3].textContent} of the picture, nearest to ${row.cells[1].textContent.trim()}`);
  document.querySelectorAll("tr.lit").forEach((other) => other.classList.remove("lit"));
  row.classList.add("lit");
}

function draw(labels, swatch) {
  const shown = pixels(picture(), labels.width, labels.height);
  for (let i = 0; i < shown.data.length; i += 4) {
    if (labels.data[i] === swatch) continue;
    const grey = neutral[(0.2126 * shown.data[i] + 0.7152 * shown.data[i + 1] + 0.0722 * shown.data[i + 2]) | 0];
    shown.data[i] = shown.data[i + 1] = shown.data[i + 2] = grey;
  }
  canvas.width = labels.width;
  canvas.height = labels.height;
  canvas.getContext("2d").putImageData(shown, 0, 0);
  frame().append(canvas);
}

function letGo() {
  wanted = null;
  canvas.remove();
  say("");
  document.querySelectorAll("tr.lit").forEach((row) => row.classList.remove("lit"));
}

const rowOf = (event) => event.target.closest?.("[data-lights] tr[data-swatch]");

document.addEventListener("pointerover", (event) => {
  const row = rowOf(event);
  if (row && row !== wanted) light(row);
  else if (!row && wanted && !wanted.contains(document.activeElement)) letGo();
});
document.addEventListener("focusin", (event) => {
  const row = rowOf(event);
  if (row) light(row);
  else if (wanted) letGo();
});
document.addEventListener("keydown", (event) => event.key === "Escape" && wanted && letGo());
