// Moves about a map: drag, pinch, Ctrl and wheel, buttons, arrow keys, + and -, 0 for the whole.
// Without this script the whole map is there, and every thumbnail is a link.

const frame = document.querySelector(".map-frame");
if (frame) live(frame, frame.querySelector(".map"));

function live(frame, map) {
  const whole = map.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const most = Math.max(1, Number(frame.dataset.most));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const buttons = document.querySelector(".map-buttons");
  const said = document.querySelector(".map-said");
  let view = { x: full.x, y: full.y, zoom: 1 };
  let goal = view; // where a flight ends: keys pressed meanwhile go on from there
  let flight = 0;

  // On a phone the frame is taller than the map, so that a closer view has room.
  const tall = () => (full.width * map.clientHeight) / map.clientWidth;

  // Nothing beyond the map's edge is shown; what is lower than the frame stands in its middle.
  function held({ x, y, zoom }) {
    zoom = Math.min(most, Math.max(1, zoom));
    const spare = full.height - tall() / zoom;
    return {
      x: Math.min(full.x + full.width * (1 - 1 / zoom), Math.max(full.x, x)),
      y: full.y + (spare > 0 ? Math.min(spare, Math.max(0, y - full.y)) : spare / 2),
      zoom,
    };
  }

  function show(wanted) {
    view = held(wanted);
    const numbers = [view.x, view.y, full.width / view.zoom, tall() / view.zoom];
    map.setAttribute("viewBox", numbers.map((number) => number.toFixed(2)).join(" "));
    frame.classList.toggle("closer", view.zoom > 1);
    buttons.querySelector('[data-map="in"]').disabled = view.zoom >= most;
    for (const name of ["out", "reset"]) buttons.querySelector(`[data-map="${name}"]`).disabled = view.zoom <= 1;
  }

  function jump(wanted) {
    cancelAnimationFrame(flight);
    show(wanted);
    goal = view;
  }

  function fly(wanted) {
    cancelAnimationFrame(flight);
    const from = view;
    const to = (goal = held(wanted));
    if (calm.matches) return show(to);
    const began = performance.now();
    const step = (now) => {
      const part = Math.min(1, (now - began) / 160);
      const eased = 1 - (1 - part) ** 3;
      const between = (key) => from[key] + (to[key] - from[key]) * eased;
      show(part < 1 ? { x: between("x"), y: between("y"), zoom: between("zoom") } : to);
      if (part < 1) flight = requestAnimationFrame(step);
    };
    flight = requestAnimationFrame(step);
  }

  // The view at another zoom in which the point stays where it is; points are 0..1 of the frame.
  function around(zoom, across, down, start) {
    zoom = Math.min(most, Math.max(1, zoom));
    return {
      x: start.x + full.width * across * (1 / start.zoom - 1 / zoom),
      y: start.y + tall() * down * (1 / start.zoom - 1 / zoom),
      zoom,
    };
  }

  function moved(across, down, start) {
    return {
      x: start.x + (across * full.width) / start.zoom,
      y: start.y + (down * tall()) / start.zoom,
      zoom: start.zoom,
    };
  }

  const part = ({ clientX, clientY }) => {
    const box = map.getBoundingClientRect();
    return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
  };

  const doings = {
    in: () => fly(around(goal.zoom * 1.5, 0.5, 0.5, goal)),
    out: () => fly(around(goal.zoom / 1.5, 0.5, 0.5, goal)),
    reset: () => fly({ ...full, zoom: 1 }),
  };
  buttons.addEventListener("click", (event) => doings[event.target.dataset.map]?.());

  const keys = {
    "+": doings.in,
    "=": doings.in,
    "-": doings.out,
    0: doings.reset,
    ArrowLeft: () => fly(moved(-0.2, 0, goal)),
    ArrowRight: () => fly(moved(0.2, 0, goal)),
    ArrowUp: () => fly(moved(0, -0.2, goal)),
    ArrowDown: () => fly(moved(0, 0.2, goal)),
  };
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // The whole map has nowhere to go: the arrows scroll the page, as everywhere.
    if (!keys[event.key] || (event.key.startsWith("Arrow") && goal.zoom <= 1)) return;
    event.preventDefault();
    keys[event.key]();
  });

  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    jump(around(view.zoom * Math.exp(-event.deltaY / 300), ...part(event), view));
  }, { passive: false });

  // One finger or the mouse moves, two pinch. A drag that ends on a thumbnail is no click.
  const down = new Map();
  let start = null;
  let dragged = false;

  const middle = () => {
    const points = [...down.values()];
    return [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
  };
  const width = () => {
    const [one, two] = [...down.values()];
    return Math.hypot(one[0] - two[0], (one[1] - two[1]) * (tall() / full.width));
  };
  const begin = () => (start = { view, at: middle(), width: down.size > 1 ? width() : 0 });

  map.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!down.size) dragged = false;
    down.set(event.pointerId, part(event));
    begin();
  });
  addEventListener("pointermove", (event) => {
    if (!down.has(event.pointerId)) return;
    down.set(event.pointerId, part(event));
    const at = middle();
    const way = [at[0] - start.at[0], at[1] - start.at[1]];
    if (!dragged && down.size < 2 && Math.hypot(...way) * frame.clientWidth < 5) return;
    if (!dragged && event.pointerType === "mouse") map.setPointerCapture(event.pointerId);
    dragged = true;
    frame.classList.add("moving");
    const zoomed = down.size > 1 ? around(start.view.zoom * (width() / start.width), ...start.at, start.view) : start.view;
    jump(moved(-way[0], -way[1], zoomed));
  });
  const end = (event) => {
    if (!down.delete(event.pointerId)) return;
    if (down.size) begin();
    else frame.classList.remove("moving");
  };
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
  map.addEventListener("click", (event) => {
    if (dragged && event.detail) event.preventDefault();
  }, true);
  map.addEventListener("dragstart", (event) => event.preventDefault());

  // Who tabs to a thumbnail sees it: the map moves, not the page around it. The frame listens, for
  // an svg that listens to the focus is given a place of its own in the order of tabs.
  frame.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    said.textContent = nameOf(link);
    if (!link.matches(":focus-visible")) return;
    frame.scrollTo(0, 0);
    const box = link.getBBox();
    const { e: x, f: y } = link.transform.baseVal.consolidate().matrix;
    const [wide, high] = [full.width / goal.zoom, tall() / goal.zoom];
    const inside = x >= goal.x && y >= goal.y && x + box.width <= goal.x + wide && y + box.height <= goal.y + high;
    if (!inside) fly({ x: x + (box.width - wide) / 2, y: y + (box.height - high) / 2, zoom: goal.zoom });
  });
  const nameOf = (link) => link.querySelector("title").textContent;
  map.addEventListener("pointerover", (event) => {
    const link = event.target.closest("a");
    if (link) said.textContent = nameOf(link);
  });

  frame.classList.add("live");
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", "Map: plus and minus go closer and farther, the arrows move, 0 shows all of it");
  buttons.hidden = said.hidden = false;
  new ResizeObserver(() => show(view)).observe(map);
}
