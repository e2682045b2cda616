// A plot of the reports: the picture, a cursor over it, and the table of everything that it draws.

import { createCursor } from "./cursor.js";
import { table } from "./parts.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").PlotCard} PlotCard */
/** @typedef {import("./types.js").Text} Text */

/** What the columns of a plot's table are called: of what, where, how much. @type {Record<string, string[]>} */
const HEADS = {
  means: ["workshop-team", "workshop-mean"],
  "knock-out": ["workshop-control", "workshop-worth-head"],
  delays: ["workshop-team", "workshop-within", "workshop-share-interval"],
  exceedance: ["workshop-team", "workshop-or-more", "workshop-share"],
};

/**
 * @param {App} app
 * @param {PlotCard} card
 * @param {(of: string) => string} name of a team or a control
 * @returns {HTMLElement}
 */
export function createPlot(app, card, name) {
  const { speech } = app;
  const drawn = card[speech.lang];
  const read = new DOMParser().parseFromString(drawn.svg, "image/svg+xml").documentElement;
  const picture = /** @type {SVGElement} */ (/** @type {unknown} */ (document.importNode(read, true)));
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", drawn.alt);
  picture.removeAttribute("aria-labelledby");
  // What they say stands in the label; a browser would show them under the pointer.
  for (const said of picture.querySelectorAll("title, desc")) said.remove();
  const { over, readout } = createCursor(speech, card, name);
  const heads = (HEADS[card.kind] ?? []).map((key) => speech.say(key));
  const data = element("details", {}, element("summary", {}, speech.say("workshop-as-table", { title: drawn.title })));
  // Hundreds of rows, made when somebody wants them.
  data.addEventListener("toggle", () => {
    if (data.open && data.children.length === 1) data.append(...card.panels.map((panel) => rows(app, panel, heads, name)));
  });
  return element(
    "div",
    { class: "plotted" },
    element("figure", { class: "plot" }, element("div", { class: "picture" }, picture, ...over), readout),
    data,
  );
}

/** @param {App} app @param {import("./shapes.js").PlotPanel} panel @param {string[]} heads @param {(of: string) => string} name */
function rows(app, panel, heads, name) {
  const { speech } = app;
  const cells = panel.of.map((of, i) => {
    const place = panel.place[i];
    return [name(of), ...(place ? [speech.pick(place)] : []), speech.pick(/** @type {Text} */ (panel.says[i]))];
  });
  return table(speech.pick(panel.measure), heads, cells, { numbers: heads.map((_, i) => i).slice(1) });
}
