// Reads every palette file of a folder and tells its colours: {"name": [[red, green, blue], ...]}.
const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

const [folder, packages] = process.argv.slice(2);
const installed = createRequire(path.join(packages, "package.json"));
const anypalette = installed("anypalette");
const { readSwatchesFile } = installed("procreate-swatches");

// anypalette tells 0 to 255 or 0 to 1, by format; as CSS it always means the same.
function channels(colour) {
  return colour.toString().match(/[\d.]+/g).slice(0, 3).map(Number);
}

function ofHsv([hue, saturation, value]) {
  const channel = (n) => {
    const k = (n + hue / 60) % 6;
    return 255 * (value / 100) * (1 - (saturation / 100) * Math.max(0, Math.min(k, 4 - k, 1)));
  };
  return [channel(5), channel(3), channel(1)];
}

function other(file) {
  const data = fs.readFileSync(file, "binary");
  const fileExtension = path.extname(file).slice(1);
  return new Promise((done, failed) => {
    anypalette.loadPalette({ data, fileExtension }, (error, palette) =>
      error ? failed(error) : done([...palette].map(channels)));
  });
}

async function main() {
  const found = {};
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    try {
      found[name] = name.endsWith(".swatches")
        ? (await readSwatchesFile(fs.readFileSync(file))).colors.map(([hsv]) => ofHsv(hsv))
        : await other(file);
    } catch (error) {
      console.error(`${name}: ${String(error.message ?? error).slice(0, 300)}`);
      found[name] = [];
    }
  }
  console.log(JSON.stringify(found));
}

main();
