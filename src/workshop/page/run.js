// Running: thousands of incidents per basket, in one line; then one incident as a replay.

import { button, count, ownTeam, screen } from "./parts.js";
import { createStage } from "./stage.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Results} Results */
/** @typedef {import("./shapes.js").Screen} Screen */
/** @typedef {import("./shapes.js").Team} Team */

/** @param {App} app @returns {Screen} */
export function createRunScreen(app) {
  const { speech } = app;
  const leads = app.state.role === "facilitator";
  const incidents = app.state.size.draws * app.state.size.replications;
  const go = button(app, speech.say(leads ? "workshop-run-all" : "workshop-run-own"), async () => {
    await app.server.send("POST", "runs", {});
  }, { class: "primary" });
  const list = element("ul", { class: "plain progress-list" });
  const own = element("div", { class: "own-result", "aria-live": "polite" });
  const node = screen(
    speech.say("workshop-phase-run"),
    speech.say("workshop-run-lead", { incidents: count(incidents), draws: count(app.state.size.draws), replications: count(app.state.size.replications) }),
    element("p", { class: "control-row" }, go),
    list,
    own,
  );
  const stage = createStage(app, "one");
  node.append(element("h3", {}, speech.say("workshop-one-incident")), element("p", { class: "lead" }, speech.say("workshop-one-incident-lead")), stage.element);
  let shown = "";

  /** What is said of a team's run. @param {Team | null} team */
  function progress(team) {
    const job = app.state.queue.find((job) => job.work === "play" && (team ? job.teams.includes(team.id) : job.baseline));
    const bar = element("progress", { max: "1", "aria-label": team?.name ?? speech.say("workshop-baseline") });
    let text = "";
    if (job && job.place === 0) {
      bar.value = job.total > 0 ? job.done / job.total : 0;
      text = speech.say("workshop-running", { done: count(job.done), total: count(job.total || incidents) });
    } else if (job) {
      bar.value = 0;
      text = speech.say("workshop-waiting", { place: String(job.place) });
    } else if (team?.fault) text = speech.say("workshop-run-failed", { why: team.fault });
    else if (team?.played) {
      bar.value = 1;
      text = speech.say("workshop-played", { incidents: count(incidents) });
    } else {
      bar.value = 0;
      text = speech.say(team?.asked ? "workshop-waiting-baseline" : "workshop-not-run");
    }
    return element("li", {}, element("span", { class: "name" }, team?.name ?? speech.say("workshop-baseline")), bar, element("span", { class: "state" }, text));
  }

  async function result() {
    const team = ownTeam(app);
    if (!team?.played || shown === team.id || app.state.queue.some((job) => job.baseline)) return;
    shown = team.id;
    own.replaceChildren(element("p", { class: "hint" }, speech.say("workshop-counting")));
    try {
      /** @type {Results} */
      const results = await app.server.get("results");
      const set = results.table.sets.find((set) => set.team === team.id);
      if (!set) return;
      const sentence = set.sentence ? speech.pick(set.sentence) : "";
      own.replaceChildren(element("h3", {}, speech.say("workshop-own-result")), element("p", { class: "answer" }, sentence), element("p", { class: "hint" }, speech.say("workshop-more-at-debrief")));
    } catch {
      shown = "";
    }
  }

  function update() {
    const team = ownTeam(app);
    const teams = leads ? app.state.teams : team ? [team] : [];
    go.disabled = teams.length === 0 || app.state.phase === "city" || app.state.open || teams.every((one) => one.played || one.asked);
    const rows = teams.map((one) => progress(one));
    if (app.state.queue.some((job) => job.baseline)) rows.unshift(progress(null));
    list.replaceChildren(...rows);
    if (app.state.open) list.replaceChildren(element("li", { class: "hint" }, speech.say(leads ? "workshop-run-opens-facilitator" : "workshop-run-opens")));
    void result();
    stage.update();
  }
  update();
  return { element: node, update, leave: stage.leave };
}
