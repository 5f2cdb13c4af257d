// Colours in a colour space that turn: by dragging, by buttons, by keys. The page has the same drawing as
// SVG, which stays until somebody turns it, and where there is no script. Nothing ever turns by itself.
//
// A figure[data-colour-space] holds .space-stage with the SVG, and .space-turn with the buttons. The attribute
// is the address of the data (palettes/charts/colour_space.py, as_data); a script[type="application/json"]
// inside the figure is taken instead, for a picture that has no address.

const STEP = 15; // degrees for a key or a button
const ZOOM = 1.25;
const NEAREST = 5;
const said = document.getElementById("said");
const radians = (degrees) => (degrees * Math.PI) / 180;
const between = (least, value, most) => Math.min(Math.max(value, least), most);

// Keys and buttons: what each does to the way the stage is seen.
const TURNS = {
  left: (seen) => (seen.yaw -= STEP),
  right: (seen) => (seen.yaw += STEP),
  up: (seen) => (seen.pitch += STEP),
  down: (seen) => (seen.pitch -= STEP),
  closer: (seen) => (seen.zoom *= ZOOM),
  farther: (seen) => (seen.zoom /= ZOOM),
  reset: (seen) => Object.assign(seen, seen.first),
};
const KEYS = {
  ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
  "+": "closer", "=": "closer", "-": "farther", 0: "reset", Home: "reset",
};

class Space {
  constructor(figure) {
    this.figure = figure;
    this.stage = figure.querySelector(".space-stage");
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    const tools = figure.querySelector(".space-turn");
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const turn = event.target.closest("[data-turn]")?.dataset.turn;
      if (turn) this.turn(TURNS[turn]);
    });
    Object.assign(this.stage, { tabIndex: 0, role: "application" });
    this.stage.setAttribute("aria-label", "Colour space: arrow keys turn it, plus and minus move closer and farther, 0 sets it back");
    this.stage.classList.add("turns");
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("pointerdown", (event) => this.grab(event));
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.load().catch(() => {}); // tried again when somebody turns it
    }, { rootMargin: "400px" }).observe(this.stage);
    new ResizeObserver(() => this.draw()).observe(this.stage);
  }

  load() {
    this.loading ??= this.fetch().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  async fetch() {
    const inside = this.figure.querySelector('script[type="application/json"]');
    let data;
    if (inside) data = JSON.parse(inside.textContent);
    else {
      const answer = await fetch(this.figure.dataset.colourSpace);
      if (!answer.ok) throw new Error(`colours: ${answer.status}`);
      data = await answer.json();
    }
    this.view = data.view;
    this.points = data.sizes.map((size, n) => ({
      hex: `#${data.colours.slice(6 * n, 6 * n + 6)}`,
      radius: size / 10,
      at: this.place(data.places, n),
    }));
    this.rings = data.swatches.map((swatch) => ({ hex: swatch.hex, radius: swatch.size, at: this.place(swatch.at, 0) }));
    this.guides = data.guides.map(({ strong, line }) => ({ strong, line: Array.from({ length: line.length / 3 }, (_, n) => this.place(line, n)) }));
    this.labels = data.labels.map(({ text, at }) => ({ text, at: this.place(at, 0) }));
    const first = { yaw: data.view.yaw, pitch: data.view.pitch, zoom: 1 };
    this.seen = { ...first, first };
  }

  place(flat, n) {
    return [flat[3 * n], flat[3 * n + 1], flat[3 * n + 2]].map((part) => part / this.view.unit);
  }

  key(event) {
    const turn = KEYS[event.key];
    if (!turn || event.ctrlKey || event.metaKey || event.altKey || event.target !== this.stage) return;
    event.preventDefault();
    this.turn(TURNS[turn]);
  }

  grab(event) {
    if (event.button) return;
    let { clientX: x, clientY: y } = event;
    this.stage.setPointerCapture(event.pointerId);
    const drag = ({ clientX, clientY }) => {
      const [across, down] = [clientX - x, clientY - y];
      [x, y] = [clientX, clientY];
      this.turn((seen) => {
        seen.yaw += across / 2;
        seen.pitch += down / 2;
      }, false);
    };
    const letGo = () => {
      this.stage.removeEventListener("pointermove", drag);
      for (const end of ["pointerup", "pointercancel"]) this.stage.removeEventListener(end, letGo);
    };
    this.stage.addEventListener("pointermove", drag);
    for (const end of ["pointerup", "pointercancel"]) this.stage.addEventListener(end, letGo);
  }

  async turn(change, aloud = true) {
    try {
      await this.load();
    } catch {
      said.textContent = "The colours could not be loaded, so the drawing stays as it is.";
      return;
    }
    change(this.seen);
    this.seen.yaw = ((this.seen.yaw % 360) + 360) % 360;
    this.seen.pitch = between(-90, this.seen.pitch, 90);
    this.seen.zoom = between(0.5, this.seen.zoom, NEAREST);
    if (!this.canvas.isConnected) {
      this.stage.append(this.canvas);
      this.stage.classList.add("turned");
    }
    const { yaw, pitch, zoom } = this.seen;
    Object.assign(this.stage.dataset, { yaw: Math.round(yaw), pitch: Math.round(pitch), zoom: zoom.toFixed(2) });
    this.draw();
    if (aloud) said.textContent = `Turned to ${Math.round(yaw)}°, tilted ${Math.round(pitch)}°, ${Math.round(100 * zoom)} %`;
  }

  draw() {
    if (!this.canvas.isConnected) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  paint() {
    const { width, height } = this.view;
    const ratio = devicePixelRatio || 1;
    const shown = this.stage.clientWidth;
    this.canvas.width = Math.round(shown * ratio);
    this.canvas.height = Math.round(((shown * height) / width) * ratio);
    const context = this.canvas.getContext("2d");
    const style = getComputedStyle(this.stage);
    const grey = (name) => style.getPropertyValue(name);
    const text = getComputedStyle(this.stage.querySelector("text"));
    context.scale(this.canvas.width / width, this.canvas.height / height);
    this.lines(context, grey);
    for (const point of this.sorted(this.points)) this.dot(context, point);
    context.lineWidth = 1.5;
    context.strokeStyle = grey("--t1");
    for (const ring of this.sorted(this.rings)) {
      this.dot(context, ring);
      context.stroke();
    }
    this.words(context, text, grey);
  }

  lines(context, grey) {
    for (const { strong, line } of this.guides) {
      context.beginPath();
      for (const at of line) context.lineTo(...this.project(at));
      context.lineWidth = 1;
      context.strokeStyle = grey(strong ? "--rule" : "--line");
      context.stroke();
    }
  }

  dot(context, { x, y, radius, hex }) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = hex;
    context.fill();
  }

  words(context, text, grey) {
    context.font = `${text.fontSize} ${text.fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = grey("--page");
    context.fillStyle = grey("--t3");
    for (const label of this.labels) {
      const [x, y] = this.project(label.at);
      context.strokeText(label.text, x, y);
      context.fillText(label.text, x, y);
    }
  }

  // The farthest first, so that the nearer lie on them.
  sorted(dots) {
    return dots
      .map(({ at, radius, hex }) => {
        const [x, y, depth] = this.project(at);
        return { x, y, depth, hex, radius: radius * Math.sqrt(this.seen.zoom) };
      })
      .sort((a, b) => b.depth - a.depth);
  }

  project([x, y, z]) {
    const { width, height, scale } = this.view;
    const [yaw, pitch, zoom] = [radians(this.seen.yaw), radians(this.seen.pitch), this.seen.zoom];
    const across = x * Math.cos(yaw) - y * Math.sin(yaw);
    const away = x * Math.sin(yaw) + y * Math.cos(yaw);
    const up = z * Math.cos(pitch) + away * Math.sin(pitch);
    return [width / 2 + scale * zoom * across, height / 2 - scale * zoom * up, away * Math.cos(pitch) - z * Math.sin(pitch)];
  }
}

const spaces = new WeakMap();

function find() {
  for (const figure of document.querySelectorAll("[data-colour-space]")) {
    if (!spaces.has(figure)) spaces.set(figure, new Space(figure));
  }
}

const repaint = () => document.querySelectorAll("[data-colour-space]").forEach((figure) => spaces.get(figure)?.draw());
matchMedia("(prefers-color-scheme: light)").addEventListener("change", repaint);
document.addEventListener("htmx:afterSwap", find);
find();
