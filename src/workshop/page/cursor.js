// A cursor over a plot of the reports: a line at a place, and what every curve says there.
// The values are the rows of the table that stands with the plot; the picture is never measured.

import { element } from "./words.js";

/** @typedef {import("./shapes.js").PlotPanel} PlotPanel */
/** @typedef {import("./types.js").Text} Text */
/** @typedef {import("./words.js").Speech} Speech */

/** How the rows of a plot are read: below each other, as a curve that holds its value from a place on, or up to it. @type {Record<string, "rows" | "from" | "up-to">} */
const READINGS = { means: "rows", "knock-out": "rows", delays: "from", exceedance: "up-to" };

/** The least share of a panel that an arrow key moves by, and a page key. */
const STEP = 0.012;
const LEAP = 0.1;

/**
 * One thing that the cursor can stop at: where it lies, what is said of the place, and of each curve there.
 * @typedef {object} Stop
 * @property {number} at
 * @property {string} place
 * @property {{ of: string, says: string, x: number, y: number }[]} values
 */

/**
 * Where the cursor can stop.
 * @param {string} kind
 * @param {PlotPanel} panel
 * @param {Speech} speech
 * @returns {Stop[]}
 */
export function stopsOf(kind, panel, speech) {
  const rows = panel.of.map((of, i) => ({ of, x: panel.x[i] ?? 0, y: panel.y[i] ?? 0, place: panel.place[i] ?? null, says: speech.pick(/** @type {Text} */ (panel.says[i])) }));
  const reading = READINGS[kind] ?? "rows";
  if (reading === "rows") return rows.map((row) => ({ at: 1 - row.y, place: "", values: [row] }));
  const curves = new Map();
  for (const row of rows) curves.set(row.of, [...(curves.get(row.of) ?? []), row]);
  /** @type {Stop[]} */
  const stops = [];
  for (const row of [...rows].sort((a, b) => a.x - b.x)) {
    if (stops.length > 0 && stops[stops.length - 1]?.at === row.x) continue;
    const values = [...curves].map(([of, curve]) => {
      const met = reading === "from" ? curve.findLast((/** @type {{ x: number }} */ one) => one.x <= row.x) : curve.find((/** @type {{ x: number }} */ one) => one.x >= row.x);
      return { of, says: met?.says ?? speech.say("workshop-cursor-none"), x: row.x, y: met?.y ?? 0 };
    });
    stops.push({ at: row.x, place: row.place ? speech.say(reading === "from" ? "workshop-cursor-within" : "workshop-cursor-or-more", { place: speech.pick(row.place) }) : "", values });
  }
  return stops;
}

/**
 * Lays a cursor over each panel of a plot. The pointer and the keys move it; it is a slider, so that a screen reader tells its place and
 * the values there after the reader's own sentence.
 * @param {Speech} speech
 * @param {import("./shapes.js").PlotCard} card
 * @param {(of: string) => string} name
 * @returns {{ over: HTMLElement[], readout: HTMLElement }}
 */
export function createCursor(speech, card, name) {
  const drawn = card[speech.lang];
  const hint = element("p", { class: "hint" }, speech.say("workshop-cursor-hint"));
  const readout = element("div", { class: "readout", "aria-hidden": "true" }, hint);
  const over = card.panels.map((panel, i) => cursor(panel, drawn.frames[i] ?? [0, 0, 0, 0]));
  return { over, readout };

  /** @param {PlotPanel} panel @param {number[]} frame @returns {HTMLElement} */
  function cursor(panel, [left = 0, top = 0, right = 0, bottom = 0]) {
    const stops = stopsOf(card.kind, panel, speech);
    const upright = READINGS[card.kind] === "rows";
    const line = element("i", { class: upright ? "line across" : "line" });
    const dots = element("span", { class: "dots" });
    const measure = speech.pick(panel.measure);
    const node = element("div", { class: "cursor", role: "slider", tabindex: "0", "aria-label": `${drawn.title}: ${measure}`, "aria-orientation": upright ? "vertical" : "horizontal", "aria-valuemin": "1", "aria-valuemax": String(stops.length), style: `left:${left * 100}%;top:${top * 100}%;width:${(right - left) * 100}%;height:${(bottom - top) * 100}%` }, line, dots);
    let now = 0;

    /** @param {number} index */
    function show(index) {
      now = Math.max(0, Math.min(stops.length - 1, index));
      const stop = stops[now];
      if (!stop) return;
      const said = stop.values.map(({ of, says }) => `${name(of)} ${says}`);
      node.setAttribute("aria-valuenow", String(now + 1));
      node.setAttribute("aria-valuetext", [stop.place, ...said].filter(Boolean).join(speech.say("workshop-cursor-comma")));
      node.classList.add("on");
      if (upright) line.style.top = `${stop.at * 100}%`;
      else line.style.left = `${stop.at * 100}%`;
      dots.replaceChildren(...stop.values.map(({ x, y }) => element("i", { style: `left:${x * 100}%;top:${(1 - y) * 100}%` })));
      readout.replaceChildren(
        element("p", { class: "measure" }, measure),
        ...(stop.place ? [element("p", { class: "place" }, stop.place)] : []),
        element("ul", { class: "plain" }, ...stop.values.map(({ of, says }) => element("li", {}, element("span", {}, name(of)), element("strong", {}, says)))),
      );
    }

    function hide() {
      if (document.activeElement !== node) node.classList.remove("on");
      if (!over.some((one) => one === document.activeElement)) readout.replaceChildren(hint);
    }

    /** The stop nearest to a place. @param {PointerEvent} event */
    function point(event) {
      const box = node.getBoundingClientRect();
      const at = upright ? (event.clientY - box.top) / box.height : (event.clientX - box.left) / box.width;
      let best = 0;
      stops.forEach((stop, i) => {
        if (Math.abs(stop.at - at) < Math.abs((stops[best]?.at ?? 0) - at)) best = i;
      });
      show(best);
    }

    /** The next stop at least so far away. @param {1 | -1} way @param {number} far */
    function move(way, far) {
      const from = stops[now]?.at ?? 0;
      let next = now + way;
      if (!upright || far === LEAP) while (stops[next + way] && Math.abs((stops[next]?.at ?? 0) - from) < far) next += way;
      show(next);
    }

    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowRight: () => move(1, STEP),
      ArrowLeft: () => move(-1, STEP),
      ArrowDown: () => move(upright ? 1 : -1, STEP),
      ArrowUp: () => move(upright ? -1 : 1, STEP),
      PageUp: () => move(upright ? -1 : 1, LEAP),
      PageDown: () => move(upright ? 1 : -1, LEAP),
      Home: () => show(0),
      End: () => show(stops.length - 1),
    };
    node.addEventListener("keydown", (event) => {
      const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
    node.addEventListener("focus", () => show(now));
    node.addEventListener("blur", hide);
    node.addEventListener("pointermove", point);
    node.addEventListener("pointerdown", point);
    node.addEventListener("pointerleave", hide);
    const first = stops[0];
    node.setAttribute("aria-valuenow", "1");
    node.setAttribute("aria-valuetext", first ? [first.place, ...first.values.map(({ of, says }) => `${name(of)} ${says}`)].filter(Boolean).join(speech.say("workshop-cursor-comma")) : "");
    return node;
  }
}
