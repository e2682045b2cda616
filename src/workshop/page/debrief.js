// The debrief: all baskets, predictions and results side by side, with honest ties, and a sheet to print.

import { createKnockOuts } from "./knock-outs.js";
import { button, count, duration, measureOf, openPack, organisation, scenarioOf, screen, table, yen } from "./parts.js";
import { createPlot } from "./plot.js";
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
  node.classList.add("debrief-screen");
  const leads = app.state.role === "facilitator";
  if (leads) {
    tools.append(
      button(app, speech.say("workshop-save-file"), () => save(app)),
      button(app, speech.say("workshop-pack"), () => openPack(app)),
    );
  }
  /** Sections that somebody opened: they stay open when something new has come. @type {Set<string>} */
  const opened = new Set();
  const apart = createKnockOuts(app, opened);
  let shown = "";

  async function update() {
    apart.progress();
    const { state } = app;
    const key = JSON.stringify([state.scenario, state.phase, state.role, state.teams.map((team) => [team.id, team.played, team.knocked_out, team.prediction, team.basket])]);
    if (key === shown) return;
    shown = key;
    if (!leads && state.phase !== "debrief") {
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
    if (!results) return;
    const at = document.activeElement?.id;
    body.replaceChildren(...content(app, results, opened, apart));
    apart.progress();
    if (at) document.getElementById(at)?.focus();
  }
  void update();
  // On paper everything is there, whatever is folded on the screen.
  const unfold = () => {
    const folded = [...body.querySelectorAll("details.section:not([open])")];
    for (const one of folded) one.setAttribute("open", "");
    addEventListener("afterprint", () => folded.forEach((one) => one.removeAttribute("open")), { once: true });
  };
  addEventListener("beforeprint", unfold);
  return { element: node, update: () => void update(), leave: () => removeEventListener("beforeprint", unfold) };
}

/** @param {App} app @param {Results} results @param {Set<string>} opened @param {ReturnType<typeof createKnockOuts>} apart @returns {Node[]} */
function content(app, results, opened, apart) {
  const { speech } = app;
  const scenario = scenarioOf(app);
  const { primary } = results.table;
  const measure = measureOf(app, primary);
  const sets = results.table.sets.map((set) => ({ set, team: app.state.teams.find((team) => team.id === set.team) }));
  const name = (/** @type {string} */ id) => app.state.teams.find((team) => team.id === id)?.name ?? speech.say("workshop-baseline");
  const fold = (/** @type {string} */ key, /** @type {string} */ title, /** @type {Node[]} */ ...within) => section(opened, key, title, within);
  const plots = (/** @type {string[]} */ ...kinds) => results.table.plots.filter((one) => kinds.includes(one.kind)).map((one) => createPlot(app, one, name));
  const incidents = count(results.table.draws * results.table.replications);

  const summary = table(
    speech.say("workshop-results-caption", { measure: speech.pick(measure.name), incidents }),
    // What a phone shows without scrolling comes first.
    [speech.say("workshop-team"), speech.say("workshop-mean"), speech.say("workshop-verdict"), speech.say("workshop-expected-short"), speech.say("workshop-cost")],
    sets.map(({ set, team }) => {
      const value = set.values[primary];
      return [name(set.team), value?.mean_text ? speech.pick(value.mean_text) : "-", verdict(app, set), team?.prediction ? guessed(app, measure, team.prediction.lost) : "-", team?.cost ? yen(app, team.cost[1]) : "-"];
    }),
    { numbers: [1, 3, 4], id: "results" },
  );

  const differences = table(
    speech.say("workshop-differences-caption", { measure: speech.pick(measure.name), incidents }),
    [speech.say("workshop-team"), speech.say("workshop-mean"), speech.say("workshop-difference"), speech.say("workshop-verdict")],
    sets.map(({ set }) => [name(set.team), amount(app, set.values[primary]), difference(app, set.values[primary]), verdict(app, set)]),
    { numbers: [1, 2] },
  );

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
        pair(app, guess ? guessed(app, measure, guess.lost) : "-", lost?.mean_text ? speech.pick(lost.mean_text) : "-"),
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

  /** Which teams have any of what a row calls for. @param {string[]} wanted */
  const holders = (wanted) => {
    const lines = app.state.teams.flatMap((team) => {
      const held = wanted.filter((control) => team.basket?.includes(control));
      return held.length > 0 ? [element("li", {}, element("strong", {}, team.name), " ", speech.say("workshop-in-basket", { controls: held.join(" ") }))] : [];
    });
    return lines.length > 0 ? element("ul", { class: "plain" }, ...lines) : speech.say("workshop-none-in-basket");
  };
  const guideline = table(
    speech.say("workshop-guideline-caption"),
    [speech.say("workshop-risk-row"), speech.say("workshop-calls-for"), speech.say("workshop-team")],
    scenario.risks.map((id) => {
      const risk = app.cards.risks.find((one) => one.id === id);
      const wanted = risk?.controls ?? [];
      return [
        element("span", {}, element("span", { class: "id" }, id), ` ${risk ? speech.pick(risk.incident) : ""}`),
        wanted.join(" "),
        holders(wanted),
      ];
    }),
  );
  return [
    element("section", { class: sets.length > 8 ? "summary many" : "summary" }, element("div", {}, element("h3", { class: "title" }, speech.pick(scenario.title)), ...ties(app, sets.map((one) => one.set), name), summary), ...plots("means")),
    fold("differences", speech.say("workshop-differences"), ...verdicts(app, sets.map((one) => one.set), name), differences),
    fold("predictions", speech.say("workshop-predictions"), predictions),
    fold("baskets", speech.say("workshop-baskets"), ...apart.content(results)),
    fold("course", speech.say("workshop-course"), ...courses(app, plots("delays", "exceedance"), sets.length - 1)),
    fold("guideline", speech.say("workshop-guideline"), guideline),
    fold("measures", speech.say("workshop-all-measures"), others),
    element("section", { class: "after-action" }, element("h3", {}, speech.say("workshop-after-action")), element("ol", {}, ...["learnt", "next", "who", "check"].map((key) => element("li", {}, speech.say(`workshop-after-${key}`), element("span", { class: "lines", "aria-hidden": "true" }))))),
    element("p", { class: "fine" }, speech.say("workshop-no-forecast")),
  ];
}

/** A part of the debrief under its heading, folded until somebody wants it. @param {Set<string>} opened @param {string} key @param {string} title @param {Node[]} within */
export function section(opened, key, title, within) {
  const node = element("details", { class: "section" }, element("summary", { id: `section-${key}` }, element("h3", {}, title)), ...within);
  node.open = opened.has(key);
  node.addEventListener("toggle", () => (node.open ? opened.add(key) : opened.delete(key)));
  return node;
}

/** Where teams need several pictures, a word on how they belong together. @param {App} app @param {HTMLElement[]} pictures @param {number} teams */
function courses(app, pictures, teams) {
  if (pictures.length <= 2) return pictures;
  return [element("p", { class: "hint" }, app.speech.say("workshop-several-pictures", { teams: String(teams) })), ...pictures];
}

/** Who is better, who is worse, who cannot be told apart from today: the answer in three lines. @param {App} app @param {SetResult[]} sets @param {(id: string) => string} name */
function ties(app, sets, name) {
  const { speech } = app;
  /** @type {[string, (verdict: string) => boolean][]} */
  const groups = [
    ["better", (verdict) => verdict === "better"],
    ["worse", (verdict) => verdict === "worse"],
    ["same", (verdict) => verdict === "not-distinguished"],
    ["none", (verdict) => verdict === "no-verdict"],
  ];
  const lines = groups.flatMap(([key, is]) => {
    const teams = sets.filter((set) => set.verdict && is(set.verdict)).map((set) => name(set.team));
    return teams.length > 0 ? [element("li", { class: key }, speech.say(`workshop-group-${key}`, { teams: teams.join(speech.lang === "ja" ? "、" : ", ") }))] : [];
  });
  return lines.length > 0 ? [element("ul", { class: "plain ties" }, ...lines)] : [];
}

/** What a team expected of the primary measure. @param {App} app @param {import("./shapes.js").MeasureCard} measure @param {number} lost */
function guessed(app, measure, lost) {
  return measure.unit === "h" ? duration(app, lost) : `${count(lost)} ${app.speech.pick(measure.unit_name)}`;
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
  const mark = { better: "▼", worse: "▲", "no-verdict": "?" }[set.verdict] ?? "＝";
  return element("span", { class: `verdict ${set.verdict}` }, element("span", { "aria-hidden": "true" }, `${mark} `), app.speech.pick(set.verdict_text));
}

/** One sentence a team. @param {App} app @param {SetResult[]} sets @param {(id: string) => string} name */
function verdicts(app, sets, name) {
  const lines = sets.filter((set) => set.sentence).map((set) => element("li", {}, element("strong", {}, name(set.team)), " ", set.sentence ? app.speech.pick(set.sentence) : ""));
  return lines.length > 0 ? [element("ul", { class: "answers plain" }, ...lines)] : [];
}

/** @param {App} app */
async function save(app) {
  const workshop = await app.server.get("file");
  const link = element("a", { href: URL.createObjectURL(new Blob([JSON.stringify(workshop, null, 2)], { type: "application/json" })), download: "yagura-workshop.json" });
  document.body.append(link);
  link.click();
  link.remove();
}
