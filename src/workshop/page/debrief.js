// The debrief: all baskets, predictions and results side by side, with honest ties, and a sheet to print.

import { attempt, button, count, duration, measureOf, openPack, organisation, scenarioOf, screen, table, yen } from "./parts.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Results} Results */
/** @typedef {import("./shapes.js").Screen} Screen */
/** @typedef {import("./shapes.js").SetResult} SetResult */
/** @typedef {import("./shapes.js").Value} Value */

/** @param {App} app @returns {Screen} */
export function createDebriefScreen(app) {
  const { speech } = app;
  const body = element("div", { class: "debrief" });
  const tools = element("p", { class: "control-row tools" }, button(app, speech.say("workshop-print"), () => window.print(), { class: "primary" }));
  const node = screen(speech.say("workshop-phase-debrief"), speech.say("workshop-debrief-lead"), tools, body);
  if (app.state.role === "facilitator") {
    tools.append(
      button(app, speech.say("workshop-save-file"), () => save(app)),
      button(app, speech.say("workshop-pack"), () => openPack(app)),
    );
  }
  let shown = "";

  async function update() {
    const { state } = app;
    const key = JSON.stringify([state.scenario, state.phase, state.role, state.teams.map((team) => [team.id, team.played, team.knocked_out, team.prediction, team.basket])]);
    if (key === shown) return;
    shown = key;
    if (state.role !== "facilitator" && state.phase !== "debrief") {
      body.replaceChildren(element("p", { class: "hint" }, speech.say("workshop-debrief-later")));
      return;
    }
    /** @type {Results | null} */
    let results = null;
    if (body.children.length === 0) body.append(element("p", { class: "hint", role: "status" }, speech.say("workshop-counting")));
    try {
      results = await app.server.get("results");
    } catch (error) {
      const text = /** @type {{ text?: import("./types.js").Text }} */ (error).text;
      body.replaceChildren(element("p", { class: "hint" }, text?.en ? speech.pick(text) : speech.say("workshop-no-answer")));
      shown = "";
      return;
    }
    if (results) body.replaceChildren(...content(app, results));
  }
  void update();
  return { element: node, update: () => void update() };
}

/** @param {App} app @param {Results} results @returns {Node[]} */
function content(app, results) {
  const { speech } = app;
  const scenario = scenarioOf(app);
  const { primary } = results.table;
  const measure = measureOf(app, primary);
  const sets = results.table.sets.map((set) => ({ set, team: app.state.teams.find((team) => team.id === set.team) }));
  const name = (/** @type {string} */ id) => app.state.teams.find((team) => team.id === id)?.name ?? speech.say("workshop-baseline");

  const head = [
    speech.say("workshop-team"),
    speech.say("workshop-cost"),
    speech.pick(measure.name),
    speech.say("workshop-difference"),
    speech.say("workshop-verdict"),
  ];
  const rows = sets.map(({ set, team }) => {
    const value = set.values[primary];
    return [name(set.team), team?.cost ? yen(app, team.cost[1]) : "-", amount(app, value), difference(app, value), verdict(app, set)];
  });
  const main = table(speech.say("workshop-results-caption", { measure: speech.pick(measure.name), incidents: count(results.table.draws * results.table.replications) }), head, rows, { numbers: [1, 2, 3], id: "results" });

  const predictions = table(
    speech.say("workshop-predictions-caption"),
    [speech.say("workshop-team"), speech.say("workshop-ask-noticed-short"), speech.say("workshop-ask-assets-short"), speech.say("workshop-ask-call-short"), speech.pick(measure.name), speech.say("workshop-ask-why-short")],
    sets.filter(({ team }) => team).map(({ set, team }) => {
      const guess = team?.prediction;
      const delay = set.values["detection_delay_h"];
      const lost = set.values[primary];
      const assets = set.values["assets_controlled"];
      return [
        name(set.team),
        pair(app, guess ? (guess.noticed_h === null ? speech.say("workshop-never") : duration(app, guess.noticed_h)) : "-", delay?.median_text ? speech.say("workshop-half-within", { median: speech.pick(delay.median_text), share: delay.missing_text ? speech.pick(delay.missing_text) : "100 %" }) : speech.say("workshop-nobody-noticed")),
        pair(app, guess ? count(guess.assets) : "-", assets?.mean_text ? speech.pick(assets.mean_text) : "-"),
        element("span", {}, guess?.caller ? `${organisation(app, guess.caller)} → ${organisation(app, guess.called)}` : "-"),
        pair(app, guess ? (measure.unit === "h" ? duration(app, guess.lost) : `${count(guess.lost)} ${speech.pick(measure.unit_name)}`) : "-", lost?.mean_text ? speech.pick(lost.mean_text) : "-"),
        guess?.why ?? "",
      ];
    }),
  );

  const others = table(
    speech.say("workshop-all-measures"),
    [speech.say("workshop-team"), ...results.table.measures.map((one) => speech.pick(one.name))],
    sets.map(({ set }) => [name(set.team), ...results.table.measures.map((one) => amount(app, set.values[one.key], one.delay))]),
    { numbers: results.table.measures.map((_, i) => i + 1) },
  );

  const baskets = sets.flatMap(({ set, team }, place) => (team ? [basket(app, results, place, set, team)] : []));
  const guideline = table(
    speech.say("workshop-guideline-caption"),
    [speech.say("workshop-risk-row"), speech.say("workshop-calls-for"), ...sets.filter(({ team }) => team).map(({ set }) => name(set.team))],
    scenario.risks.map((id) => {
      const risk = app.cards.risks.find((one) => one.id === id);
      const wanted = risk?.controls ?? [];
      return [
        element("span", {}, element("span", { class: "id" }, id), ` ${risk ? speech.pick(risk.incident) : ""}`),
        wanted.join(" "),
        ...sets.filter(({ team }) => team).map(({ team }) => {
          const held = wanted.filter((control) => team?.basket?.includes(control));
          return held.length > 0 ? speech.say("workshop-in-basket", { controls: held.join(" ") }) : speech.say("workshop-none-in-basket");
        }),
      ];
    }),
  );
  return [
    element("h3", { class: "title" }, speech.pick(scenario.title)),
    ...verdicts(app, sets.map((one) => one.set), name),
    main,
    intervals(app, sets.map((one) => one.set), primary, name),
    ...results.table.plots.flatMap((one) => plot(app, one, name)),
    element("h3", {}, speech.say("workshop-predictions")),
    predictions,
    element("h3", {}, speech.say("workshop-baskets")),
    ...baskets,
    element("h3", {}, speech.say("workshop-guideline")),
    guideline,
    element("details", { class: "printed" }, element("summary", {}, speech.say("workshop-all-measures")), others),
    element("section", { class: "after-action" }, element("h3", {}, speech.say("workshop-after-action")), element("ol", {}, ...["learnt", "next", "who", "check"].map((key) => element("li", {}, speech.say(`workshop-after-${key}`), element("span", { class: "lines", "aria-hidden": "true" }))))),
    element("p", { class: "fine" }, speech.say("workshop-no-forecast")),
  ];
}

/** What they expected, and what came. @param {App} app @param {string} guess @param {string} real */
function pair(app, guess, real) {
  const { speech } = app;
  return element("span", { class: "pair" }, element("span", {}, speech.say("workshop-expected", { value: guess })), element("span", {}, speech.say("workshop-came", { value: real })));
}

/** @param {App} app @param {Value | undefined} value @param {boolean} [delay] */
function amount(app, value, delay = false) {
  const { speech } = app;
  if (!value) return "-";
  if (delay) {
    if (!value.median_text) return element("span", {}, speech.say("workshop-never-happened"));
    return element("span", { class: "pair" }, element("span", {}, speech.pick(value.median_text)), element("span", { class: "fine" }, speech.say("workshop-in-share", { share: value.missing_text ? speech.pick(value.missing_text) : "100 %" })));
  }
  if (!value.mean_text) return "-";
  if (value.mean === 0 && value.zero_text) return element("span", { class: "pair" }, element("span", {}, speech.say("workshop-none-seen")), element("span", { class: "fine" }, speech.say("workshop-still-possible", { bound: speech.pick(value.zero_text) })));
  return element("span", { class: "pair" }, element("span", {}, speech.pick(value.mean_text)), ...(value.interval_text ? [element("span", { class: "fine" }, speech.pick(value.interval_text))] : []));
}

/** @param {App} app @param {Value | undefined} value */
function difference(app, value) {
  const { speech } = app;
  if (!value?.difference_text) return "-";
  return element("span", { class: "pair" }, element("span", {}, speech.pick(value.difference_text)), ...(value.difference_interval_text ? [element("span", { class: "fine" }, speech.pick(value.difference_interval_text))] : []));
}

/** A verdict as a mark and a word: never by colour alone. @param {App} app @param {SetResult} set */
function verdict(app, set) {
  if (!set.verdict || !set.verdict_text) return app.speech.say("workshop-compared-with");
  const mark = set.verdict === "better" ? "▼" : set.verdict === "worse" ? "▲" : "＝";
  return element("span", { class: `verdict ${set.verdict}` }, element("span", { "aria-hidden": "true" }, `${mark} `), app.speech.pick(set.verdict_text));
}

/** One sentence a team. @param {App} app @param {SetResult[]} sets @param {(id: string) => string} name */
function verdicts(app, sets, name) {
  const lines = sets.filter((set) => set.sentence).map((set) => element("li", {}, element("strong", {}, name(set.team)), " ", set.sentence ? app.speech.pick(set.sentence) : ""));
  return lines.length > 0 ? [element("ul", { class: "answers plain" }, ...lines)] : [];
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] */
function svg(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Means with their intervals, one line a team; its numbers are those of the table above it. @param {App} app @param {SetResult[]} sets @param {string} primary @param {(id: string) => string} name */
function intervals(app, sets, primary, name) {
  const { speech } = app;
  const width = 760;
  const line = 34;
  const left = 200;
  const height = sets.length * line + 40;
  const most = Math.max(...sets.map((set) => set.values[primary]?.high ?? set.values[primary]?.mean ?? 0), 1e-9);
  const x = (/** @type {number} */ value) => left + (value / most) * (width - left - 30);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": speech.say("workshop-intervals-alt") });
  const base = sets[0]?.values[primary]?.mean ?? 0;
  picture.append(svg("line", { x1: x(base), x2: x(base), y1: 8, y2: height - 30, class: "base" }), svg("line", { x1: left, x2: width - 30, y1: height - 30, y2: height - 30, class: "axis" }), svg("text", { x: left, y: height - 10, class: "tick" }, "0"));
  // The baseline's mean, as the table says it: what the others are read against.
  const says = sets[0]?.values[primary]?.mean_text;
  if (says) picture.append(svg("text", { x: x(base), y: height - 10, class: "tick", "text-anchor": "middle" }, speech.pick(says)));
  sets.forEach((set, i) => {
    const value = set.values[primary];
    if (!value || value.mean === null) return;
    const y = i * line + 22;
    const label = name(set.team);
    picture.append(svg("text", { x: left - 12, y: y + 5, class: "label" }, label.length > 18 ? `${label.slice(0, 17)}…` : label));
    if (value.low !== null && value.high !== null) picture.append(svg("line", { x1: x(value.low), x2: x(value.high), y1: y, y2: y, class: `whisker ${set.verdict ?? "baseline"}` }));
    const shape = set.verdict === "better" ? svg("path", { d: `M${x(value.mean) - 7} ${y - 6}h14l-7 13z`, class: "mark better" }) : set.verdict === "worse" ? svg("path", { d: `M${x(value.mean) - 7} ${y + 6}h14l-7 -13z`, class: "mark worse" }) : svg("circle", { cx: x(value.mean), cy: y, r: 6, class: `mark ${set.verdict ?? "baseline"}` });
    picture.append(shape);
  });
  return element("figure", { class: "intervals" }, /** @type {any} */ (picture), element("figcaption", {}, speech.say("workshop-intervals-note")));
}

/** A plot of the reports and what it shows as a table. @param {App} app @param {import("./shapes.js").PlotCard} one @param {(id: string) => string} name @returns {Node[]} */
function plot(app, one, name) {
  const { speech } = app;
  const drawn = one.plot[speech.lang];
  const picture = new DOMParser().parseFromString(drawn.svg, "image/svg+xml").documentElement;
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", drawn.alt);
  const head = [speech.say("workshop-team"), speech.say("workshop-measure"), speech.say("workshop-at"), speech.say("workshop-share")];
  const rows = one.rows.map((row) => [name(row.team), speech.pick(row.measure), speech.pick(row.at), speech.pick(row.share)]);
  return [
    element("figure", { class: "plot" }, document.importNode(picture, true)),
    element("details", {}, element("summary", {}, speech.say("workshop-as-table", { title: drawn.title })), table(drawn.title, head, rows, { numbers: [2, 3] })),
  ];
}

/** What a team had, and what it was worth. @param {App} app @param {Results} results @param {number} place @param {SetResult} set @param {import("./shapes.js").Team} team */
function basket(app, results, place, set, team) {
  const { speech } = app;
  const detail = results.details[place];
  const worth = detail?.worth ?? null;
  const controls = team.basket ?? [];
  const of = (/** @type {string} */ id) => worth?.find((one) => one.control === id);
  const rows = [...controls]
    .sort((a, b) => (of(b)?.difference ?? 0) - (of(a)?.difference ?? 0))
    .map((id) => {
      const card = app.cards.controls.find((one) => one.id === id);
      const link = detail?.links.find((one) => one.control === id);
      const techniques = link?.techniques.map((one) => speech.pick(one)) ?? [];
      const bears = techniques.length > 0 ? techniques.join(speech.lang === "ja" ? "、" : ", ") : speech.say(`workshop-part-${link?.part ?? "nothing"}`);
      const found = of(id);
      const said = !worth ? speech.say("workshop-not-asked") : !found ? speech.say("workshop-not-simulated-short") : found.untouched ? speech.say("workshop-untouched") : speech.say(found.verdict === "worse" ? "workshop-worth" : "workshop-worth-unsure", { difference: found.text ? speech.pick(found.text) : "-", interval: found.interval_text ? speech.pick(found.interval_text) : "-" });
      return [element("span", {}, element("span", { class: "id" }, id), ` ${card ? speech.pick(card.family) : ""}`), card ? speech.pick(card.text) : "", bears, said];
    });
  const ask = worth || controls.length === 0 || app.state.role !== "facilitator" ? [] : [
    button(app, speech.say("workshop-ask-worth"), async () => {
      await attempt(app, null, () => app.server.send("POST", `teams/${team.id}/knock-out`, {}));
    }, { class: "quiet" }),
  ];
  return element(
    "details",
    { class: "printed", open: "" },
    element("summary", {}, speech.say("workshop-basket-of", { team: team.name, count: String(controls.length) })),
    ...(controls.length > 0 ? [table(speech.say("workshop-basket-caption", { team: team.name }), [speech.say("workshop-control"), speech.say("workshop-asks"), speech.say("workshop-bears-on"), speech.say("workshop-worth-head")], rows)] : [element("p", { class: "hint" }, speech.say("workshop-empty-basket"))]),
    ...ask,
    element("p", { class: "fine" }, speech.say("workshop-expression", { expression: team.expression ?? "" })),
  );
}

/** @param {App} app */
async function save(app) {
  const workshop = await app.server.get("file");
  const link = element("a", { href: URL.createObjectURL(new Blob([JSON.stringify(workshop, null, 2)], { type: "application/json" })), download: "yagura-workshop.json" });
  document.body.append(link);
  link.click();
  link.remove();
}
