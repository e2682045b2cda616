// The events of an incident as a table, a page at a time: the same that the map and the timeline show, for reading.

import { clock, element, sentence } from "./words.js";

/** @typedef {import("./types.js").City} City */
/** @typedef {import("./types.js").Incident} Incident */
/** @typedef {import("./words.js").Speech} Speech */

/** Rows of one page. */
const ROWS = 50;

/**
 * @param {HTMLElement} container
 * @param {City} city
 * @param {Incident} incident
 * @param {Speech} speech
 * @param {(event: number) => void} onGo somebody wants to see this event
 */
export function createEvents(container, city, incident, speech, onGo) {
  const fold = element("details", { class: "yr-events" });
  const summary = element("summary");
  const pages = element("div", { class: "yr-pages" });
  const before = element("button", { type: "button" });
  const after = element("button", { type: "button" });
  const where = element("span");
  const tables = element("div", { class: "yr-scroll", tabindex: "0", role: "region" });
  pages.append(before, where, after);
  fold.append(summary, pages, tables);
  container.append(fold);
  const total = incident.events.at_s.length;
  let first = 0;
  let now = -1;

  function render() {
    summary.textContent = speech.say("replay-events", { n: total });
    if (!fold.open) return;
    const last = Math.min(total, first + ROWS);
    where.textContent = speech.say("replay-events-page", { from: total ? first + 1 : 0, to: last, n: total });
    before.textContent = speech.say("replay-events-before");
    after.textContent = speech.say("replay-events-after");
    before.disabled = first === 0;
    after.disabled = last >= total;
    tables.setAttribute("aria-label", speech.say("replay-events-caption"));
    const rows = [];
    for (let event = first; event < last; event += 1) {
      const go = element("button", { type: "button" }, clock(incident.events.at_s[event] ?? 0));
      go.addEventListener("click", () => onGo(event));
      const cause = incident.events.because[event] ?? -1;
      const row = element(
        "tr",
        event === now ? { "aria-current": "true" } : {},
        element("td", {}, go),
        element("td", {}, sentence(speech, city, incident, event)),
        element("td", {}, cause < 0 ? "" : `${clock(incident.events.at_s[cause] ?? 0)} ${sentence(speech, city, incident, cause)}`),
      );
      rows.push(row);
    }
    const heads = ["time", "what", "because"].map((key) => element("th", { scope: "col" }, speech.say(`replay-events-${key}`)));
    tables.replaceChildren(
      element(
        "table",
        {},
        element("caption", {}, speech.say("replay-events-caption")),
        element("thead", {}, element("tr", {}, ...heads)),
        element("tbody", {}, ...rows),
      ),
    );
  }

  before.addEventListener("click", () => {
    first = Math.max(0, first - ROWS);
    render();
  });
  after.addEventListener("click", () => {
    first = Math.min(Math.max(0, total - 1), first + ROWS);
    render();
  });
  fold.addEventListener("toggle", () => {
    if (now >= 0) first = Math.floor(now / ROWS) * ROWS;
    render();
  });
  render();

  return {
    /** @param {number} event the event that is shown */
    show(event) {
      now = event;
      if (!fold.open) return;
      if (event >= 0 && (event < first || event >= first + ROWS)) first = Math.floor(event / ROWS) * ROWS;
      render();
    },
    /** @param {Speech} next */
    setSpeech(next) {
      speech = next;
      render();
    },
  };
}
