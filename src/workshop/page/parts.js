// Small parts that several screens are made of.

import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Phase} Phase */
/** @typedef {import("./types.js").Text} Text */

/** The screens, in the order of a workshop. @type {Phase[]} */
export const PHASES = ["city", "scenario", "choose", "predict", "run", "compare", "debrief"];

/**
 * A button that does one thing at a time and tells what went wrong.
 * @param {App} app
 * @param {string} label
 * @param {() => unknown} act
 * @param {Record<string, string>} [attributes]
 */
export function button(app, label, act, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", () => void attempt(app, node, act));
  return node;
}

/**
 * Does `act`; what the server refuses is said.
 * @param {App} app
 * @param {HTMLButtonElement | null} node
 * @param {() => unknown} act
 */
export async function attempt(app, node, act) {
  if (node) node.setAttribute("aria-busy", "true");
  try {
    await act();
  } catch (error) {
    const text = /** @type {{ text?: Text }} */ (error).text;
    app.announce(text?.en ? app.speech.pick(text) : app.speech.say("workshop-no-answer"), true);
  } finally {
    node?.removeAttribute("aria-busy");
  }
}

/**
 * A table with its caption. Cells are texts or nodes; a cell of a row at column 0 heads the row.
 * @param {string} caption
 * @param {(string | { text: string, number?: boolean })[]} head
 * @param {(string | Node)[][]} rows
 * @param {{ numbers?: number[], id?: string }} [options] columns that hold numbers
 */
export function table(caption, head, rows, options = {}) {
  const numbers = options.numbers ?? [];
  /** @param {number} column @returns {Record<string, string>} */
  const kind = (column) => (numbers.includes(column) ? { class: "n" } : {});
  const node = element(
    "table",
    options.id ? { id: options.id } : {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...head.map((cell, i) => element("th", { scope: "col", ...kind(i) }, typeof cell === "string" ? cell : cell.text)))),
    element(
      "tbody",
      {},
      ...rows.map((row) =>
        element("tr", {}, ...row.map((cell, i) => (i === 0 ? element("th", { scope: "row" }, cell) : element("td", kind(i), cell)))),
      ),
    ),
  );
  return element("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": caption }, node);
}

/** Heading, lead and content of a screen. @param {string} title @param {string} lead @param {...(Node | string)} content */
export function screen(title, lead, ...content) {
  return element(
    "section",
    { class: "screen" },
    element("h2", { tabindex: "-1" }, title),
    element("p", { class: "lead" }, lead),
    ...content,
  );
}

/**
 * Yen as each language counts them; the server spells the numbers of results, this one those that change while somebody clicks.
 * @param {App} app
 * @param {number} value
 */
export function yen(app, value) {
  const ja = app.speech.lang === "ja";
  const [middle, large] = ja ? [1e4, 1e8] : [1e6, 1e9];
  const size = Math.abs(value);
  const [unit, by] = size >= large ? ["large", large] : size >= middle ? ["middle", middle] : ["plain", 1];
  const number = value / by;
  const shown = number.toLocaleString("en", { maximumSignificantDigits: Math.max(3, String(Math.trunc(Math.abs(number))).length) });
  return app.speech.say(`workshop-yen-${unit}`, { value: shown });
}

/** A whole number with its thousands grouped. @param {number} value */
export function count(value) {
  return value.toLocaleString("en", { maximumFractionDigits: 1 });
}

/** @param {App} app @param {number} hours */
export function duration(app, hours) {
  const { say } = app.speech;
  if (hours === 0) return say("workshop-hours", { value: "0" });
  if (hours < 2) return say("workshop-minutes", { value: count(Math.round(hours * 60)) });
  if (hours < 72) return say("workshop-hours", { value: count(hours) });
  return say("workshop-days", { value: count(Math.round((hours / 24) * 10) / 10) });
}

/** The organisation's name. @param {App} app @param {string} id */
export function organisation(app, id) {
  const found = app.cards.city.organisations.find((one) => one.id === id);
  return found ? app.speech.pick(found.name) : "";
}

/** @param {App} app */
export function scenarioOf(app) {
  return /** @type {import("./shapes.js").ScenarioCard} */ (
    app.cards.scenarios.find((one) => one.id === app.state.scenario) ?? app.cards.scenarios[0]
  );
}

/** This browser's team. @param {App} app */
export function ownTeam(app) {
  return app.state.teams.find((team) => team.id === app.state.team);
}

/** @param {App} app @param {string} key */
export function measureOf(app, key) {
  return /** @type {import("./shapes.js").MeasureCard} */ (app.cards.measures.find((one) => one.key === key));
}

/** The unit behind a number; durations are asked for in hours. @param {App} app @param {string} key */
export function unitOf(app, key) {
  return app.speech.pick(measureOf(app, key).unit_name);
}

/** Opens the facilitator's pack in a window of its own. @param {App} app */
export async function openPack(app) {
  // Opened before anything is awaited: a window that comes later is held back by the browser.
  const opened = window.open("about:blank", "_blank");
  const { ticket } = await app.server.send("POST", "pack", {});
  const address = `/pack/${app.speech.lang}?ticket=${ticket}`;
  if (opened) opened.location.replace(address);
  else location.assign(address);
}
