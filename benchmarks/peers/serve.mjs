// The same contract as serve.py, for node: node serve.mjs FOLDER, where FOLDER holds node_modules.
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const folder = resolve(process.argv[2]);
const require = createRequire(join(folder, 'package.json'));
const say = (what) => writeSync(1, `${JSON.stringify(what)}\n`);
console.log = console.info = console.error;

const versionOf = (name) => {
  const file = join(folder, 'node_modules', name, 'package.json');
  return `${name} ${JSON.parse(readFileSync(file, 'utf8')).version}`;
};

// One thread, as all are measured, and no memory of files seen before.
const oneThread = (sharp) => {
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
};

const FAMILIES = {
  // Finds its own number of colours; the pixels come from sharp, the fastest decoder of node.
  'extract-colors': () => {
    const { extractColors } = require('extract-colors');
    const sharp = oneThread(require('sharp'));
    return {
      'extract-colors (npm)': async (path) => {
        const { data, info } = await sharp(path).ensureAlpha().raw()
          .toBuffer({ resolveWithObject: true });
        const colours = await extractColors({
          data: new Uint8ClampedArray(data), width: info.width, height: info.height,
        });
        return colours.map(({ red, green, blue }) => [red, green, blue]);
      },
    };
  },
  // Six named swatches at most, whatever is asked; by population, as the others are.
  'node-vibrant': () => {
    const { Vibrant } = require('node-vibrant/node');
    return {
      'node-vibrant (npm)': async (path) => {
        const swatches = Object.values(await Vibrant.from(path).getPalette()).filter(Boolean);
        swatches.sort((a, b) => b.population - a.population);
        return swatches.map((swatch) => swatch.rgb.map(Math.round));
      },
    };
  },
  colorthief: () => {
    const { getPalette } = require('colorthief');
    oneThread(require('sharp'));
    return {
      'colorthief (npm)': async (path, k) => {
        const colours = (await getPalette(path, { colorCount: k })) ?? [];
        return colours.map((colour) => colour.array());
      },
    };
  },
};

const methods = {};
const libraries = {};
const missing = {};
for (const [name, load] of Object.entries(FAMILIES)) {
  try {
    const found = load();
    for (const key of Object.keys(found)) libraries[key] = versionOf(name);
    Object.assign(methods, found);
  } catch (error) {
    missing[`${name} (npm)`] = String(error).split('\n')[0];
  }
}
say({ methods: libraries, missing });

for await (const line of createInterface({ input: process.stdin })) {
  const { method, path, k } = JSON.parse(line);
  const clock = performance.now();
  const before = process.cpuUsage();
  try {
    const palette = (await methods[method](path, k)).slice(0, k);
    const { user, system } = process.cpuUsage(before);
    say({ processor: (user + system) / 1e6, clock: (performance.now() - clock) / 1000, palette });
  } catch (error) {
    say({ error: String(error) });
  }
}
