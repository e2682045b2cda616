// The city as a plan: assets, zones and flows on a canvas, drawn from the city's own coordinates. No tiles, no request.
//
// Two canvases lie over each other. The lower one holds what only a move of the view changes: boxes of zones, flows, names, assets that
// nothing happened to. The upper one holds what the incident changes. Neither is drawn again unless something changed. Over them lie
// at most 60 buttons for the assets that matter, so that a keyboard and a screen reader reach them; arrows move from one to the next,
// and one more button goes along wherever the arrows lead beside them. Page Up and Page Down go through those that matter.
// Cities of more than 20,000 assets in sight are drawn as a grid of counts.

import { CROWD, byPlace, byZone } from "./plan.js";
import { LOOKS, drawLook, lookIcon, lookOf } from "./looks.js";
import { createSpeech, element, nameOf } from "./words.js";

/** @typedef {import("./types.js").City} City */
/** @typedef {import("./types.js").Lang} Lang */
/** @typedef {import("./types.js").Words} Words */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./looks.js").Look} Look */

/** Most assets that are buttons of their own. */
export const MOST_BUTTONS = 60;

/**
 * @typedef {object} MapOptions
 * @property {Words} words
 * @property {Lang} lang
 * @property {string} [label] what the map shows, for a screen reader
 * @property {number[]} [focusable] assets that are buttons, the most important first; without it one of every zone, then the others
 * @property {"place" | "zone"} [plan] how it opens
 * @property {boolean} [legend] whether what the shapes mean stands below; true by default
 */

/**
 * @typedef {object} CityMap
 * @property {HTMLElement} element
 * @property {(states: Int32Array | null) => void} show the cells of all assets, see cells.js; null: nothing happens
 * @property {(listener: (asset: number) => void) => void} onPick called with the row of the asset that was chosen
 * @property {(asset: number) => void} pick marks an asset as chosen, with its flows; -1: none
 * @property {(assets: number[]) => void} trace draws a chain of assets, from the first to the last
 * @property {(plan: "place" | "zone") => void} setPlan
 * @property {(lang: Lang) => void} setLang
 * @property {() => void} draw draws at once instead of in the next frame; for measuring
 * @property {() => void} destroy
 */

/**
 * @param {HTMLElement} container
 * @param {City} city
 * @param {MapOptions} options
 * @returns {CityMap}
 */
export function createMap(container, city, options) {
  let speech = createSpeech(options.words, options.lang);
  const root = element("div", { class: "yr-map" });
  const stage = element("div", { class: "yr-stage" });
  const base = element("canvas", { "aria-hidden": "true" });
  const top = element("canvas", { "aria-hidden": "true" });
  const buttons = element("div", { class: "yr-assets", role: "group" });
  const tip = element("div", { class: "yr-tip", "aria-hidden": "true", hidden: "" });
  const tools = element("div", { class: "yr-tools", role: "group" });
  const legend = element("ul", { class: "yr-legend" });
  stage.append(base, top, buttons, tip, tools);
  root.append(stage);
  if (options.legend !== false) root.append(legend);
  container.append(root);
  const onBase = /** @type {CanvasRenderingContext2D} */ (base.getContext("2d"));
  const onTop = /** @type {CanvasRenderingContext2D} */ (top.getContext("2d"));

  const count = city.assets.length;
  const empty = new Int32Array(count);
  /** The cells that are shown, and the look of each as a row of LOOKS. */
  const states = new Int32Array(count);
  const looks = new Uint8Array(count);
  const counts = LOOKS.map((_, look) => (look === 0 ? count : 0));
  /** @param {number} asset @returns {Look} */
  const look = (asset) => LOOKS[looks[asset] ?? 0] ?? "clean";
  let planned = options.plan ?? (city.placed ? "place" : "zone");
  /** @type {Plan} */
  let plan = byPlace(city);
  let [width, height, ratio] = [0, 0, 1];
  // What the view shows: the middle of the plan at (0.5, 0.5) and nothing enlarged.
  let view = { x: 0.5, y: 0.5, zoom: 1 };
  let chosen = -1;
  /** @type {number[]} */
  let chain = [];
  /** @type {((asset: number) => void)[]} */
  const listeners = [];
  const dirty = { base: true, top: true };
  let frame = 0;

  const flowsOf = city.assets.map(() => /** @type {number[]} */ ([]));
  city.flows.forEach((flow, row) => {
    flowsOf[flow.from]?.push(row);
    flowsOf[flow.to]?.push(row);
  });

  // -- from the plan to the screen

  function scale() {
    const margin = 22;
    const fit = Math.min((width - 2 * margin) / plan.width, (height - 2 * margin) / plan.height);
    return Math.max(fit, 1e-6) * view.zoom;
  }
  const toX = (/** @type {number} */ x, s = scale()) => (x - plan.width * view.x) * s + width / 2;
  const toY = (/** @type {number} */ y, s = scale()) => (y - plan.height * view.y) * s + height / 2;
  const radius = () => Math.max(1.3, Math.min(11, plan.pitch * scale() * 0.4));

  function replan() {
    plan = planned === "place" ? byPlace(city) : byZone(city, width && height ? width / height : 1.6);
    view = { x: 0.5, y: 0.5, zoom: 1 };
    redraw(true);
  }

  function redraw(all = false) {
    dirty.top = true;
    if (all) dirty.base = true;
    if (!frame) frame = requestAnimationFrame(draw);
  }

  function draw() {
    if (frame) cancelAnimationFrame(frame);
    frame = 0;
    if (!width || !height) return;
    if (dirty.base) sight = inSight();
    const aggregated = sight.assets.length > CROWD;
    if (dirty.base) drawBase(aggregated);
    if (dirty.top) drawTop(aggregated);
    dirty.base = dirty.top = false;
    placeButtons();
  }

  /** The assets within the canvas, and where they are on it. */
  let sight = { assets: new Int32Array(0), xs: new Float32Array(0), ys: new Float32Array(0) };
  function inSight() {
    const s = scale();
    const [assets, xs, ys] = [new Int32Array(count), new Float32Array(count), new Float32Array(count)];
    let n = 0;
    for (let i = 0; i < count; i += 1) {
      const [x, y] = [toX(plan.x[i] ?? 0, s), toY(plan.y[i] ?? 0, s)];
      if (x < -12 || y < -12 || x > width + 12 || y > height + 12) continue;
      assets[n] = i;
      xs[n] = x;
      ys[n] = y;
      n += 1;
    }
    return { assets: assets.subarray(0, n), xs: xs.subarray(0, n), ys: ys.subarray(0, n) };
  }

  /** @param {CanvasRenderingContext2D} context */
  function clear(context) {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
  }

  /** @param {boolean} aggregated */
  function drawBase(aggregated) {
    clear(onBase);
    const s = scale();
    for (const box of plan.boxes) {
      onBase.fillStyle = "#f3f5f7";
      onBase.strokeStyle = "#d3d9df";
      onBase.lineWidth = 1;
      onBase.beginPath();
      onBase.roundRect(toX(box.x, s), toY(box.y, s), box.width * s, box.height * s, 5);
      onBase.fill();
      onBase.stroke();
    }
    if (!aggregated && planned === "place" && city.flows.length < 4000) {
      onBase.strokeStyle = "rgba(90, 110, 130, 0.13)";
      onBase.lineWidth = 1;
      onBase.beginPath();
      for (const flow of city.flows) {
        onBase.moveTo(toX(plan.x[flow.from] ?? 0, s), toY(plan.y[flow.from] ?? 0, s));
        onBase.lineTo(toX(plan.x[flow.to] ?? 0, s), toY(plan.y[flow.to] ?? 0, s));
      }
      onBase.stroke();
    }
    if (!aggregated) drawLook(onBase, "clean", sight.xs, sight.ys, sight.assets.length, radius());
    if (!aggregated) drawNames(onBase);
  }

  /** Names of zones, the largest first; one that would lie over another waits until there is room. */
  function drawNames(/** @type {CanvasRenderingContext2D} */ context) {
    const s = scale();
    const sums = city.zones.map(() => ({ x: 0, y: 0, n: 0 }));
    city.assets.forEach((asset, i) => {
      const sum = sums[asset.zone];
      if (!sum) return;
      sum.x += plan.x[i] ?? 0;
      sum.y += plan.y[i] ?? 0;
      sum.n += 1;
    });
    context.font = `600 11px ${FONT}`;
    context.textBaseline = "middle";
    /** @type {{ l: number, t: number, r: number, b: number }[]} */
    const placed = [];
    const order = sums.map((_, i) => i).sort((a, b) => (sums[b]?.n ?? 0) - (sums[a]?.n ?? 0));
    for (const row of order) {
      const sum = sums[row];
      if (!sum || sum.n === 0) continue;
      const box = plan.boxes.find((each) => each.zone === row);
      let text = nameOf(speech, city.zones[row]);
      if (box) {
        const room = box.width * s - 8;
        while (text.length > 2 && context.measureText(text).width > room) text = `${text.slice(0, -2)}…`;
      }
      const wide = context.measureText(text).width;
      const x = box ? toX(box.x, s) + 5 : toX(sum.x / sum.n, s) - wide / 2;
      const y = box ? toY(box.y, s) + Math.min(9, plan.pitch * s) : toY(sum.y / sum.n, s) - radius() - 9;
      const area = { l: x - 3, t: y - 8, r: x + wide + 3, b: y + 8 };
      if (area.r < 0 || area.b < 0 || area.l > width || area.t > height) continue;
      if (!box) {
        if (area.l < 2 || area.r > width - 2 || area.t < 2) continue;
        if (placed.some((p) => p.l < area.r && p.r > area.l && p.t < area.b && p.b > area.t)) continue;
        context.fillStyle = "rgba(255, 255, 255, 0.82)";
        context.fillRect(area.l, area.t, wide + 6, 16);
      }
      placed.push(area);
      context.fillStyle = "#3b4650";
      context.fillText(text, x, y);
    }
  }

  /** @param {boolean} aggregated */
  function drawTop(aggregated) {
    clear(onTop);
    const s = scale();
    if (aggregated) {
      drawCounts();
      drawNames(onTop);
    } else {
      const groups = LOOKS.map(() => ({ xs: /** @type {number[]} */ ([]), ys: /** @type {number[]} */ ([]) }));
      sight.assets.forEach((asset, i) => {
        const group = groups[looks[asset] ?? 0];
        if (!looks[asset] || !group) return;
        group.xs.push(sight.xs[i] ?? 0);
        group.ys.push(sight.ys[i] ?? 0);
      });
      const r = Math.max(radius() * 1.15, 3.6);
      groups.forEach((group, row) => drawLook(onTop, LOOKS[row] ?? "clean", group.xs, group.ys, group.xs.length, r));
    }
    if (chain.length > 1) drawChain(s);
    if (chosen >= 0) drawChosen(s);
  }

  /** Squares of a grid: the larger the more assets; what happened to most of those concerned stands inside. */
  function drawCounts() {
    const size = 16;
    const columns = Math.ceil(width / size);
    const rows = Math.ceil(height / size);
    const all = new Int32Array(columns * rows);
    const concerned = new Int32Array(columns * rows);
    const strongest = new Uint8Array(columns * rows);
    let most = 1;
    sight.assets.forEach((asset, i) => {
      const column = Math.floor((sight.xs[i] ?? 0) / size);
      const row = Math.floor((sight.ys[i] ?? 0) / size);
      if (column < 0 || row < 0 || column >= columns || row >= rows) return;
      const cell = row * columns + column;
      const n = (all[cell] = (all[cell] ?? 0) + 1);
      if (n > most) most = n;
      const strength = looks[asset] ?? 0;
      if (strength > 0) {
        concerned[cell] = (concerned[cell] ?? 0) + 1;
        if (strength > (strongest[cell] ?? 0)) strongest[cell] = strength;
      }
    });
    for (let cell = 0; cell < all.length; cell += 1) {
      const n = all[cell] ?? 0;
      if (n === 0) continue;
      const [x, y] = [((cell % columns) + 0.5) * size, (Math.floor(cell / columns) + 0.5) * size];
      const half = (size / 2 - 1) * Math.sqrt(0.25 + (0.75 * n) / most);
      onTop.fillStyle = "#d9dee3";
      onTop.fillRect(x - half, y - half, 2 * half, 2 * half);
      const share = (concerned[cell] ?? 0) / n;
      if (share > 0) {
        drawLook(onTop, LOOKS[strongest[cell] ?? 0] ?? "touched", [x], [y], 1, Math.max(2.5, half * Math.sqrt(share)));
      }
    }
  }

  /** @param {number} s */
  function drawChain(s) {
    const points = chain.map((asset) => ({ x: toX(plan.x[asset] ?? 0, s), y: toY(plan.y[asset] ?? 0, s) }));
    for (const [lineWidth, strokeStyle] of /** @type {[number, string][]} */ ([[6, "#ffffff"], [2.5, "#1a1a1a"]])) {
      Object.assign(onTop, { lineWidth, strokeStyle, lineJoin: "round" });
      onTop.beginPath();
      points.forEach(({ x, y }, i) => (i ? onTop.lineTo(x, y) : onTop.moveTo(x, y)));
      onTop.stroke();
    }
    // A head in the middle of each step: which way it went.
    onTop.fillStyle = "#1a1a1a";
    for (let i = 1; i < points.length; i += 1) {
      const [a, b] = [points[i - 1], points[i]];
      if (!a || !b || Math.hypot(b.x - a.x, b.y - a.y) < 24) continue;
      onTop.save();
      onTop.translate((a.x + b.x) / 2, (a.y + b.y) / 2);
      onTop.rotate(Math.atan2(b.y - a.y, b.x - a.x));
      onTop.beginPath();
      onTop.moveTo(8, 0);
      onTop.lineTo(-6, -6);
      onTop.lineTo(-6, 6);
      onTop.fill();
      onTop.restore();
    }
  }

  /** @param {number} s */
  function drawChosen(s) {
    const [x, y] = [toX(plan.x[chosen] ?? 0, s), toY(plan.y[chosen] ?? 0, s)];
    onTop.strokeStyle = "#0072b2";
    onTop.lineWidth = 1.4;
    for (const row of flowsOf[chosen] ?? []) {
      const flow = city.flows[row];
      if (!flow) continue;
      onTop.setLineDash(flow.protected ? [] : [5, 4]);
      onTop.beginPath();
      onTop.moveTo(toX(plan.x[flow.from] ?? 0, s), toY(plan.y[flow.from] ?? 0, s));
      onTop.lineTo(toX(plan.x[flow.to] ?? 0, s), toY(plan.y[flow.to] ?? 0, s));
      onTop.stroke();
    }
    onTop.setLineDash([]);
    for (const [lineWidth, strokeStyle] of /** @type {[number, string][]} */ ([[5, "#ffffff"], [2.5, "#1a1a1a"]])) {
      Object.assign(onTop, { lineWidth, strokeStyle });
      onTop.beginPath();
      onTop.arc(x, y, radius() + 7, 0, 2 * Math.PI);
      onTop.stroke();
    }
  }

  // -- what a keyboard reaches

  const reachable = [...new Set(options.focusable ?? oneOfEveryZone(city))].slice(0, MOST_BUTTONS);
  // The last one wanders.
  const buttonsOf = [...reachable, -1].map((asset, i) => {
    const node = element("button", { type: "button", tabindex: i === 0 ? "0" : "-1" });
    const each = { node, asset };
    node.hidden = asset < 0;
    node.addEventListener("click", () => choose(each.asset));
    node.addEventListener("focus", () => showTip(each.asset));
    node.addEventListener("blur", () => (tip.hidden = true));
    return each;
  });
  const wanderer = buttonsOf.at(-1);
  buttons.append(...buttonsOf.map((each) => each.node));
  buttons.addEventListener("keydown", (event) => {
    const steps = /** @type {Record<string, [number, number]>} */ ({
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    });
    const direction = steps[event.key];
    const pages = { PageDown: 1, PageUp: -1 }[event.key];
    const from = buttonsOf.find((each) => each.node === document.activeElement);
    if (!(direction || pages) || !from || !wanderer) return;
    event.preventDefault();
    const next = pages ? (buttonsOf.indexOf(from) + pages + reachable.length) % reachable.length : 0;
    const to = direction ? neighbour(from.asset, direction) : (reachable[next] ?? -1);
    if (to < 0) return;
    let target = buttonsOf.find((each) => each.asset === to);
    if (!target) {
      wanderer.asset = to;
      target = wanderer;
    }
    for (const each of buttonsOf) each.node.setAttribute("tabindex", each === target ? "0" : "-1");
    placeButtons();
    target.node.focus();
    showTip(to);
  });

  /** The asset that is nearest in a direction, what lies aside counting double. */
  function neighbour(/** @type {number} */ here, /** @type {[number, number]} */ [dx, dy]) {
    let [best, nearest] = [-1, Infinity];
    for (let asset = 0; asset < count; asset += 1) {
      const x = (plan.x[asset] ?? 0) - (plan.x[here] ?? 0);
      const y = (plan.y[asset] ?? 0) - (plan.y[here] ?? 0);
      const [ahead, aside] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)];
      if (ahead <= 0) continue;
      const distance = ahead + 2 * aside;
      if (distance < nearest) [best, nearest] = [asset, distance];
    }
    return best;
  }

  function placeButtons() {
    const s = scale();
    const size = Math.max(24, radius() * 2 + 8);
    for (const { node, asset } of buttonsOf) {
      const [x, y] = [toX(plan.x[asset] ?? 0, s), toY(plan.y[asset] ?? 0, s)];
      node.hidden = asset < 0 || x < 0 || y < 0 || x > width || y > height;
      node.style.transform = `translate(${x - size / 2}px, ${y - size / 2}px)`;
      node.style.width = node.style.height = `${size}px`;
      const label = describe(asset);
      if (node.getAttribute("aria-label") !== label) node.setAttribute("aria-label", label);
      node.setAttribute("aria-pressed", String(asset === chosen));
    }
  }

  /** @param {number} asset */
  function describe(asset) {
    const row = city.assets[asset];
    if (!row) return "";
    return speech.say("replay-asset-is", {
      asset: nameOf(speech, row),
      kind: speech.say(`asset-kind-${row.kind.replaceAll("_", "-")}`),
      zone: nameOf(speech, city.zones[row.zone]),
      state: speech.say(`replay-look-${look(asset)}`),
    });
  }

  // -- pointer

  /** The asset under a point of the stage, or -1. */
  function hit(/** @type {number} */ px, /** @type {number} */ py) {
    const s = scale();
    const reach = Math.max(9, radius() + 3);
    let [best, nearest] = [-1, reach * reach];
    for (let i = 0; i < count; i += 1) {
      const dx = toX(plan.x[i] ?? 0, s) - px;
      const dy = toY(plan.y[i] ?? 0, s) - py;
      const d = dx * dx + dy * dy;
      if (d < nearest) [best, nearest] = [i, d];
    }
    return best;
  }

  /** @param {number} asset */
  function choose(asset) {
    chosen = asset;
    redraw();
    if (asset >= 0) listeners.forEach((listener) => listener(asset));
  }

  /** @param {number} asset */
  function showTip(asset) {
    tip.hidden = asset < 0;
    if (asset < 0) return;
    tip.textContent = describe(asset);
    const [x, y] = [toX(plan.x[asset] ?? 0), toY(plan.y[asset] ?? 0)];
    tip.style.left = `${Math.max(4, Math.min(x + 12, width - tip.offsetWidth - 4))}px`;
    tip.style.top = `${y > height / 2 ? y - tip.offsetHeight - 12 : y + 14}px`;
  }

  /** @type {{ x: number, y: number, moved: boolean } | null} */
  let drag = null;
  const local = (/** @type {PointerEvent | WheelEvent} */ event) => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  top.addEventListener("pointerdown", (event) => {
    drag = { ...local(event), moved: false };
    top.setPointerCapture(event.pointerId);
  });
  top.addEventListener("pointermove", (event) => {
    const at = local(event);
    if (!drag) {
      const asset = hit(at.x, at.y);
      top.style.cursor = asset < 0 ? "grab" : "pointer";
      showTip(asset);
      return;
    }
    const [dx, dy] = [at.x - drag.x, at.y - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 5) return;
    const s = scale();
    move(-dx / s / plan.width, -dy / s / plan.height);
    drag = { ...at, moved: true };
    tip.hidden = true;
  });
  top.addEventListener("pointerup", (event) => {
    const at = local(event);
    if (drag && !drag.moved) choose(hit(at.x, at.y));
    drag = null;
  });
  top.addEventListener("pointerleave", () => (tip.hidden = true));
  stage.addEventListener(
    "wheel",
    (event) => {
      // Without Ctrl the page scrolls, as everywhere.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      enlarge(event.deltaY < 0 ? 1.25 : 0.8, local(event));
    },
    { passive: false },
  );

  /** @param {number} dx @param {number} dy in shares of the plan */
  function move(dx, dy) {
    view.x = Math.max(0, Math.min(1, view.x + dx));
    view.y = Math.max(0, Math.min(1, view.y + dy));
    redraw(true);
  }

  function enlarge(/** @type {number} */ factor, at = { x: width / 2, y: height / 2 }) {
    const before = scale();
    const zoom = Math.max(1, Math.min(60, view.zoom * factor));
    if (zoom === view.zoom) return;
    view.zoom = zoom;
    const after = scale();
    // The point under the pointer stays where it is.
    move(((at.x - width / 2) * (1 / before - 1 / after)) / plan.width, ((at.y - height / 2) * (1 / before - 1 / after)) / plan.height);
    if (zoom === 1) {
      view.x = view.y = 0.5;
      redraw(true);
    }
  }

  /** @type {{ node: HTMLButtonElement, key: string }[]} */
  const toolButtons = [];
  /** @param {string} key @param {string} sign @param {() => void} act */
  function tool(key, sign, act) {
    const node = element("button", { type: "button" }, sign);
    node.addEventListener("click", act);
    toolButtons.push({ node, key });
    tools.append(node);
    return node;
  }
  tool("replay-zoom-in", "+", () => enlarge(1.5));
  tool("replay-zoom-out", "−", () => enlarge(1 / 1.5));
  tool("replay-zoom-all", "⤢", () => {
    view = { x: 0.5, y: 0.5, zoom: 1 };
    redraw(true);
  });
  const turn = tool("replay-plan-turn", "", () => setPlan(planned === "place" ? "zone" : "place"));
  if (!city.placed) turn.hidden = true;

  // -- words

  function relabel() {
    root.setAttribute("lang", speech.lang);
    buttons.setAttribute("aria-label", options.label ?? speech.say("replay-map"));
    tools.setAttribute("aria-label", speech.say("replay-map-tools"));
    for (const { node, key } of toolButtons) {
      node.setAttribute("aria-label", speech.say(key));
      node.title = speech.say(key);
    }
    turn.textContent = speech.say(planned === "place" ? "replay-plan-zone" : "replay-plan-place");
    turn.setAttribute("aria-label", turn.textContent);
    legend.replaceChildren(
      ...LOOKS.map((look) => {
        const number = element("span", { class: "yr-count" });
        const item = element("li", {}, lookIcon(look), `${speech.say(`replay-look-${look}`)} `, number);
        item.dataset.look = look;
        return item;
      }),
    );
    recount();
  }

  function recount() {
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (legend.querySelectorAll("li"))) {
      const n = counts[LOOKS.indexOf(/** @type {Look} */ (item.dataset.look))] ?? 0;
      const number = item.querySelector(".yr-count");
      if (number && number.textContent !== String(n)) number.textContent = String(n);
      item.classList.toggle("yr-none", n === 0);
    }
  }

  /** @param {"place" | "zone"} wanted */
  function setPlan(wanted) {
    planned = wanted;
    replan();
    relabel();
  }

  const watch = new ResizeObserver(() => {
    const box = stage.getBoundingClientRect();
    if (Math.abs(box.width - width) < 0.5 && Math.abs(box.height - height) < 0.5) return;
    [width, height, ratio] = [box.width, box.height, Math.min(2, window.devicePixelRatio || 1)];
    for (const canvas of [base, top]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    if (planned === "zone") replan();
    dirty.base = dirty.top = true;
    draw();
  });
  watch.observe(stage);
  relabel();

  return {
    element: root,
    show(next) {
      const cells = next ?? empty;
      let changed = false;
      for (let i = 0; i < count; i += 1) {
        const cell = cells[i] ?? 0;
        if (cell === states[i]) continue;
        states[i] = cell;
        const [was, is] = [looks[i] ?? 0, LOOKS.indexOf(lookOf(cell))];
        if (was === is) continue;
        looks[i] = is;
        counts[was] = (counts[was] ?? 0) - 1;
        counts[is] = (counts[is] ?? 0) + 1;
        changed = true;
      }
      if (!changed) return;
      recount();
      redraw();
    },
    onPick: (listener) => void listeners.push(listener),
    pick(asset) {
      if (chosen === asset) return;
      chosen = asset;
      redraw();
    },
    trace(assets) {
      chain = assets;
      redraw();
    },
    setPlan,
    setLang(lang) {
      speech = createSpeech(options.words, lang);
      relabel();
      redraw(true);
    },
    draw,
    destroy() {
      watch.disconnect();
      if (frame) cancelAnimationFrame(frame);
      root.remove();
    },
  };
}

const FONT = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif";

/**
 * Assets to begin with: the first of every zone, then the others in order.
 * @param {City} city
 */
function oneOfEveryZone(city) {
  const seen = new Set();
  const first = [];
  const others = [];
  for (const [row, asset] of city.assets.entries()) {
    if (seen.has(asset.zone)) others.push(row);
    else first.push(row);
    seen.add(asset.zone);
    if (others.length > MOST_BUTTONS && first.length > MOST_BUTTONS) break;
  }
  return [...first, ...others];
}
