// What stands beside the map: services, who knows and who may act, where this incident stands among others, where two part.

import { DATA, PARTY, capacityOf } from "./cells.js";
import { element, nameOf } from "./words.js";

/** @typedef {import("./types.js").City} City */
/** @typedef {import("./types.js").Incident} Incident */
/** @typedef {import("./types.js").Parting} Parting */
/** @typedef {import("./words.js").Speech} Speech */

/**
 * Rows of a group of cells that the incident ever writes, in order.
 * @param {Incident} incident
 * @param {number} from
 * @param {number} to
 */
function written(incident, from, to) {
  return [...new Set(incident.diffs.cell.filter((cell) => cell >= from && cell < to))].sort((a, b) => a - b).map((cell) => cell - from);
}

/**
 * A line of a list for each of `rows`: a name and what is said of it.
 * @param {HTMLElement} list
 * @param {number[]} rows
 */
function lines(list, rows) {
  return rows.map(() => {
    const [name, text] = [element("span", { class: "yr-name" }), element("span", { class: "yr-value" })];
    const item = element("li", {}, name, text);
    list.append(item);
    return { name, text, item };
  });
}

/**
 * Services that the incident touches: what each gives at the moment.
 * @param {Incident} incident
 * @param {City} city
 */
export function createServices(incident, city) {
  const rows = written(incident, incident.cells.services, incident.cells.datasets);
  const list = element("ul", { class: "yr-services" });
  const parts = lines(list, rows).map((line) => {
    const [attack, response] = [element("i", { class: "yr-by-attack" }), element("i", { class: "yr-by-response" })];
    line.item.append(element("span", { class: "yr-bar", "aria-hidden": "true" }, attack, response));
    return { ...line, attack, response };
  });
  return {
    element: list,
    empty: rows.length === 0,
    /** @param {Int32Array} value @param {Speech} speech */
    show(value, speech) {
      rows.forEach((row, i) => {
        const part = parts[i];
        if (!part) return;
        const { attack, response, wrong } = capacityOf(value[incident.cells.services + row] ?? 0);
        const left = Math.max(0, Math.round((1000 - attack - response) / 10));
        set(part.name, nameOf(speech, city.services[row]));
        const key = wrong ? "replay-service-wrong" : attack + response > 0 ? "replay-service-part" : "replay-service-full";
        set(part.text, speech.say(key, { percent: left }));
        part.attack.style.width = `${attack / 10}%`;
        part.response.style.width = `${response / 10}%`;
        part.item.classList.toggle("yr-wrong", wrong);
        part.item.classList.toggle("yr-hurt", attack + response > 0);
      });
    },
  };
}

/**
 * Organisations that the incident reaches: who has alerts waiting, who knows, who may act.
 * @param {Incident} incident
 * @param {City} city
 */
export function createParties(incident, city) {
  const rows = written(incident, incident.cells.organisations, incident.cells.incident);
  const list = element("ul", { class: "yr-parties" });
  const parts = lines(list, rows);
  return {
    element: list,
    empty: rows.length === 0,
    /** @param {Int32Array} value @param {Speech} speech @param {number} seconds */
    show(value, speech, seconds) {
      rows.forEach((row, i) => {
        const part = parts[i];
        if (!part) return;
        const state = value[incident.cells.organisations + row] ?? 0;
        const waiting = Math.floor(state / PARTY.waiting);
        const words = [];
        if (state & PARTY.cut_off) words.push(speech.say("replay-party-cut-off"));
        if (state & PARTY.may_act) words.push(speech.say("replay-party-may-act"));
        else if (state & (PARTY.told | PARTY.knows)) words.push(speech.say("replay-party-knows"));
        if (waiting > 0) words.push(speech.say("replay-party-waiting", { n: waiting }));
        if (state & PARTY.dismissed && !(state & (PARTY.told | PARTY.knows))) words.push(speech.say("replay-party-dismissed"));
        const asleep = isAsleep(incident, row, seconds);
        if (asleep) words.push(speech.say("replay-party-asleep"));
        set(part.name, nameOf(speech, city.organisations[row]));
        set(part.text, words.join(speech.say("replay-comma")) || speech.say("replay-party-unaware"));
        part.item.classList.toggle("yr-aware", (state & (PARTY.told | PARTY.knows | PARTY.may_act)) !== 0);
      });
    },
  };
}

/**
 * Datasets of which records get out.
 * @param {Incident} incident
 * @param {City} city
 */
export function createData(incident, city) {
  const rows = written(incident, incident.cells.datasets, incident.cells.organisations);
  const list = element("ul", { class: "yr-services" });
  const parts = lines(list, rows);
  return {
    element: list,
    empty: rows.length === 0,
    /** @param {Int32Array} value @param {Speech} speech */
    show(value, speech) {
      rows.forEach((row, i) => {
        const part = parts[i];
        if (!part) return;
        const state = value[incident.cells.datasets + row] ?? 0;
        const key = state & DATA.public ? "replay-data-public" : state & DATA.out ? "replay-data-out" : "replay-data-safe";
        set(part.name, nameOf(speech, city.datasets[row]));
        set(part.text, speech.say(key));
        part.item.classList.toggle("yr-hurt", state !== 0);
      });
    },
  };
}

/**
 * Whether nobody is at work at an organisation.
 * @param {Incident} incident
 * @param {number} organisation
 * @param {number} seconds
 */
export function isAsleep(incident, organisation, seconds) {
  const desk = incident.desks.find((each) => each.organisation === organisation);
  if (!desk) return false;
  const flips = desk.flips_s.filter((flip) => flip <= seconds).length;
  return (flips % 2 === 0) !== desk.open;
}

/**
 * Where this incident stands among the runs of the same question.
 * @param {Incident} incident
 * @param {Speech} speech
 */
export function positionTable(incident, speech) {
  const position = incident.position;
  if (!position) return null;
  const heads = ["measure", "this", "worse", "place"].map((key) => element("th", { scope: "col" }, speech.say(`replay-position-${key}`)));
  const rows = position.measures.map((measure) => {
    const mark = element("i", { style: `left:${measure.percentile}%` });
    return element(
      "tr",
      measure.key === position.primary ? { class: "yr-primary" } : {},
      element("th", { scope: "row" }, speech.pick(measure.name)),
      element("td", {}, speech.pick(measure.shown)),
      element("td", {}, speech.say("replay-position-of", { worse: measure.worse, runs: position.runs })),
      element("td", {}, element("span", { class: "yr-rank", "aria-hidden": "true" }, mark), ` ${Math.round(measure.percentile)}`),
    );
  });
  return element(
    "table",
    { class: "yr-position" },
    element("caption", {}, speech.say("replay-position-caption", { runs: position.runs })),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
}

/**
 * Two incidents of the same chance side by side.
 * @param {Parting} parting
 * @param {[string, string]} sets
 * @param {Speech} speech
 */
export function partingTable(parting, sets, speech) {
  const heads = [speech.say("replay-parting-what"), ...sets].map((text) => element("th", { scope: "col" }, text));
  const rows = parting.rows.map((row) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, speech.pick(row.name)),
      element("td", {}, speech.pick(row.first)),
      element("td", {}, speech.pick(row.second)),
    ),
  );
  return element(
    "table",
    { class: "yr-pair" },
    element("caption", {}, speech.say("replay-parting-caption")),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
}

/** @param {HTMLElement} node @param {string} text */
function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
