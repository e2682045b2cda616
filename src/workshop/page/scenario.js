// The scenario: what is going on, in plain words, and what people would notice first.

import { attempt, button, openPack, scenarioOf, screen } from "./parts.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Screen} Screen */

/** @param {App} app @returns {Screen} */
export function createScenarioScreen(app) {
  const { speech, cards } = app;
  const body = element("div", { class: "briefing" });
  const node = screen(speech.say("workshop-phase-scenario"), speech.say(app.state.role === "facilitator" ? "workshop-scenario-lead" : "workshop-scenario-lead-team"));
  let told = "";
  if (app.state.role === "facilitator") {
    const pick = element("select", { id: "scenario" });
    for (const core of [true, false]) {
      const group = element("optgroup", { label: speech.say(core ? "workshop-scenarios-core" : "workshop-scenarios-more") });
      for (const one of cards.scenarios.filter((one) => one.core === core)) group.append(element("option", { value: one.id }, speech.pick(one.title)));
      if (group.children.length > 0) pick.append(group);
    }
    pick.value = app.state.scenario;
    pick.addEventListener("change", () => {
      const begun = !app.state.open || app.state.teams.some((team) => team.predicted);
      if (begun && !confirm(speech.say("workshop-new-round"))) {
        pick.value = app.state.scenario;
        return;
      }
      void attempt(app, null, async () => {
        await app.server.send("PUT", "state", { scenario: pick.value });
      });
    });
    node.append(element("p", { class: "control-row" }, element("label", { for: "scenario" }, speech.say("workshop-pick-scenario")), pick, button(app, speech.say("workshop-pack"), () => openPack(app))));
  }
  node.append(body);

  function update() {
    const one = scenarioOf(app);
    if (told === one.id) return;
    told = one.id;
    const risks = one.risks.map((id) => {
      const risk = cards.risks.find((risk) => risk.id === id);
      return element("li", {}, element("span", { class: "id" }, id), ` ${risk ? speech.pick(risk.incident) : ""}`);
    });
    body.replaceChildren(
      element("h3", { class: "title" }, speech.pick(one.title)),
      element("p", { class: "story" }, speech.pick(one.briefing)),
      element("div", { class: "notice-first" }, element("h3", {}, speech.say("workshop-first-notice")), element("p", { class: "story" }, speech.pick(one.first_notice))),
      element(
        "dl",
        { class: "facts" },
        ...(one.attacker ? [element("dt", {}, speech.say("workshop-attacker")), element("dd", {}, speech.say("workshop-attacker-is", { kind: speech.pick(one.attacker.kind), skill: speech.pick(one.attacker.skill) }))] : [element("dt", {}, speech.say("workshop-attacker")), element("dd", {}, speech.say("workshop-attacker-none"))]),
        element("dt", {}, speech.say("workshop-horizon")),
        element("dd", {}, speech.say("workshop-days", { value: String(one.horizon_d) })),
        element("dt", {}, speech.say("workshop-resembles")),
        element("dd", {}, speech.pick(one.resemblance)),
      ),
      element("details", {}, element("summary", {}, speech.say("workshop-risk-rows", { count: String(risks.length) })), element("ul", { class: "plain" }, ...risks)),
    );
  }
  update();
  return { element: node, update };
}
