// Which control broke which link: each team's basket, and what each of its controls was worth, found by taking it out.

import { button, count, table } from "./parts.js";
import { createPlot } from "./plot.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Results} Results */
/** @typedef {import("./shapes.js").Team} Team */
/** @typedef {import("./shapes.js").Worth} Worth */
/** @typedef {import("./shapes.js").WorthRow} WorthRow */

/** @param {App} app @param {Set<string>} opened sections that somebody opened */
export function createKnockOuts(app, opened) {
  const { speech } = app;
  /** Where each team's progress is told. @type {Map<string, HTMLElement>} */
  const places = new Map();
  /** Teams whose basket is being taken apart. @type {Set<string>} */
  const awaited = new Set();
  /** What was last said of a team, so that nothing is said twice. @type {Map<string, string>} */
  const said = new Map();

  /** @param {Team} team */
  const ask = (team) => app.server.send("POST", `teams/${team.id}/knock-out`, {});
  /** @param {Team} team */
  const mayAsk = (team) => app.state.role === "facilitator" || app.state.team === team.id;

  /** The section's content. @param {Results} results @returns {Node[]} */
  function content(results) {
    places.clear();
    said.clear();
    const teams = results.table.sets.flatMap((set, place) => {
      const team = app.state.teams.find((one) => one.id === set.team);
      return team ? [{ team, detail: results.details[place] }] : [];
    });
    const waiting = teams.filter(({ team, detail }) => !detail?.worth && (team.basket ?? []).length > 0);
    const all = app.state.role === "facilitator" && waiting.length > 1
      ? [element("p", { class: "control-row" }, button(app, speech.say("workshop-ask-worth-all"), async () => {
          for (const { team } of waiting) await ask(team);
        }, { id: "take-apart-all" }))]
      : [];
    return [element("p", { class: "hint" }, speech.say("workshop-baskets-lead")), ...all, ...teams.map(({ team, detail }) => basket(team, detail))];
  }

  /** @param {Team} team @param {Results["details"][number] | undefined} detail */
  function basket(team, detail) {
    const controls = team.basket ?? [];
    const worth = detail?.worth ?? null;
    if (worth && awaited.delete(team.id)) app.announce(speech.say("workshop-worth-there", { team: team.name }));
    const place = element("p", { class: "control-row taking-apart" });
    places.set(team.id, place);
    const press = worth || controls.length === 0 || !mayAsk(team) ? [] : [
      element("p", { class: "control-row" }, button(app, speech.say("workshop-ask-worth"), () => ask(team), { id: `take-apart-${team.id}` })),
    ];
    const key = `basket-${team.id}`;
    const node = element(
      "details",
      { class: "section basket-of" },
      element("summary", { id: `section-${key}` }, element("h4", {}, speech.say("workshop-basket-of", { team: team.name, count: String(controls.length) }))),
      ...(controls.length > 0 ? [bought(team, detail)] : [element("p", { class: "hint" }, speech.say("workshop-empty-basket"))]),
      ...press,
      place,
      ...(worth?.plot?.panels.some((panel) => panel.of.length > 0) ? [createPlot(app, worth.plot, title)] : []),
      element("p", { class: "fine" }, speech.say("workshop-expression", { expression: team.expression ?? "" })),
    );
    node.open = opened.has(key) || !opened.has(`${key}-shut`);
    node.addEventListener("toggle", () => {
      opened.delete(node.open ? `${key}-shut` : key);
      opened.add(node.open ? key : `${key}-shut`);
    });
    return node;
  }

  /** Id and title of a control. @param {string} id */
  function title(id) {
    const card = app.cards.controls.find((one) => one.id === id);
    return card ? `${id} ${speech.pick(card.title)}` : id;
  }

  /** What a team bought, the most worth first. @param {Team} team @param {Results["details"][number] | undefined} detail */
  function bought(team, detail) {
    const worth = detail?.worth ?? null;
    const of = (/** @type {string} */ id) => worth?.rows.find((one) => one.control === id);
    const rows = [...(team.basket ?? [])]
      .sort((a, b) => (of(b)?.difference ?? 0) - (of(a)?.difference ?? 0))
      .map((id) => {
        const link = detail?.links.find((one) => one.control === id);
        const techniques = link?.techniques.map((one) => speech.pick(one)) ?? [];
        const bears = techniques.length > 0 ? techniques.join(speech.lang === "ja" ? "、" : ", ") : speech.say(`workshop-part-${link?.part ?? "nothing"}`);
        return [title(id), bears, worth ? found(of(id)) : speech.say("workshop-not-asked")];
      });
    const caption = worth
      ? speech.say("workshop-basket-caption-worth", { team: team.name, incidents: count(worth.draws * worth.replications) })
      : speech.say("workshop-basket-caption", { team: team.name });
    return table(caption, [speech.say("workshop-control"), speech.say("workshop-bears-on"), speech.say("workshop-worth-head")], rows);
  }

  /** What was found, as a mark, a word and a number. @param {WorthRow | undefined} row */
  function found(row) {
    if (!row) return speech.say("workshop-not-simulated-short");
    if (row.untouched) return speech.say("workshop-untouched");
    const [mark, key] = row.verdict === "worse" ? ["▲", "worse"] : row.verdict === "better" ? ["▼", "better"] : ["＝", "unsure"];
    return element(
      "span",
      { class: "pair" },
      element("span", { class: "verdict" }, element("span", { "aria-hidden": "true" }, `${mark} `), speech.say(`workshop-worth-${key}`)),
      element("span", { class: "fine" }, row.text ? speech.pick(row.text) : "-"),
    );
  }

  /** How far taking apart is, as it is streamed. */
  function progress() {
    for (const [id, place] of places) {
      const job = app.state.queue.find((one) => one.work === "knock_out" && one.teams.includes(id));
      const text = !job ? "" : job.place > 0 ? speech.say("workshop-waiting", { place: String(job.place) }) : speech.say("workshop-running", { done: count(job.done), total: count(job.total) });
      if (job && (app.state.role === "facilitator" || app.state.team === id)) awaited.add(id);
      const press = /** @type {HTMLButtonElement | null} */ (document.getElementById(`take-apart-${id}`));
      if (press) press.disabled = job !== undefined;
      if (said.get(id) === text) continue;
      said.set(id, text);
      if (!job) {
        place.replaceChildren();
        continue;
      }
      const bar = element("progress", { max: "1", "aria-label": speech.say("workshop-ask-worth") });
      bar.value = job.total > 0 ? job.done / job.total : 0;
      place.replaceChildren(bar, text);
    }
  }

  return { content, progress };
}
