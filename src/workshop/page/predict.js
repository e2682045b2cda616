// Predicting: each team writes down what it expects before anything is run.

import { attempt, measureOf, organisation, ownTeam, scenarioOf, screen } from "./parts.js";
import { readiness } from "./choose.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Screen} Screen */

/** Units in which hours are written, and how many hours each has. @type {[string, number][]} */
const TIMES = [
  ["workshop-unit-minutes", 1 / 60],
  ["workshop-unit-hours", 1],
  ["workshop-unit-days", 24],
];

/** @param {App} app @returns {Screen} */
export function createPredictScreen(app) {
  const { speech } = app;
  const node = screen(speech.say("workshop-phase-predict"), speech.say("workshop-predict-lead"));
  const team = ownTeam(app);
  if (!team) {
    const ready = readiness(app, (one) => one.predicted, "workshop-ready-predicted", "workshop-not-predicted");
    const measure = measureOf(app, scenarioOf(app).primary);
    const asked = [speech.say("workshop-ask-noticed"), speech.say("workshop-ask-assets"), speech.say("workshop-ask-call"), speech.say("workshop-ask-lost", { measure: speech.pick(measure.name) }), speech.say("workshop-ask-why")];
    node.append(element("ol", { class: "questions" }, ...asked.map((text, i) => element("li", {}, text, ...(i === 3 ? [element("p", { class: "hint" }, speech.pick(measure.plain))] : [])))), element("p", { class: "hint" }, speech.say("workshop-predict-facilitator")), ready.element);
    return { element: node, update: ready.update };
  }
  const measure = measureOf(app, scenarioOf(app).primary);
  const before = team.prediction ?? null;
  const noticed = time(app, "noticed", before?.noticed_h ?? null);
  const never = element("input", { type: "checkbox", id: "never" });
  never.checked = before !== null && before.noticed_h === null;
  const assets = number("assets", before?.assets ?? null);
  const caller = people(app, "caller", before?.caller ?? "");
  const called = people(app, "called", before?.called ?? "");
  const hours = measure.unit === "h";
  const lost = hours ? time(app, "lost", before?.lost ?? null, speech.say("workshop-ask-lost", { measure: speech.pick(measure.name) })) : plain("lost", before?.lost ?? null);
  const why = element("textarea", { id: "why", rows: "3", maxlength: "500" });
  why.value = before?.why ?? "";
  const save = element("button", { type: "submit", class: "primary" }, speech.say("workshop-save-prediction"));
  const state = element("p", { class: "saved", role: "status" });

  const form = element(
    "form",
    { class: "predict" },
    question("1", speech.say("workshop-ask-noticed"), speech.say("workshop-ask-noticed-hint"), element("p", { class: "control-row" }, ...noticed.nodes, element("span", {}, never, element("label", { for: "never" }, ` ${speech.say("workshop-never")}`)))),
    question("2", speech.say("workshop-ask-assets"), speech.say("workshop-ask-assets-hint", { count: app.cards.city.assets.length.toLocaleString("en") }), element("p", { class: "control-row" }, element("label", { for: "assets", class: "hidden" }, speech.say("workshop-ask-assets")), assets)),
    question("3", speech.say("workshop-ask-call"), speech.say("workshop-ask-call-hint"), element("p", { class: "control-row" }, element("label", { for: "caller" }, speech.say("workshop-caller")), caller, element("label", { for: "called" }, speech.say("workshop-called")), called)),
    question("4", speech.say("workshop-ask-lost", { measure: speech.pick(measure.name) }), speech.pick(measure.plain), element("p", { class: "control-row" }, ...lost.nodes, ...(hours ? [] : [element("span", {}, speech.pick(measure.unit_name))]))),
    question("5", speech.say("workshop-ask-why"), speech.say("workshop-ask-why-hint"), element("label", { for: "why", class: "hidden" }, speech.say("workshop-ask-why")), why),
    element("p", { class: "control-row" }, save, state),
  );
  never.addEventListener("change", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(app, save, async () => {
      await app.server.send("PUT", `teams/${app.state.team}/prediction`, {
        noticed_h: never.checked ? null : noticed.value(),
        assets: Number(assets.value),
        caller: caller.value,
        called: called.value,
        lost: lost.value(),
        why: why.value,
      });
      state.textContent = speech.say("workshop-prediction-saved");
    });
  });
  node.append(form);

  function update() {
    const open = app.state.open;
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input, select, textarea, button"))) field.disabled = !open;
    for (const field of noticed.fields) {
      field.disabled = !open || never.checked;
      field.required = !never.checked;
    }
    if (!open) state.textContent = speech.say("workshop-basket-closed");
    else if (ownTeam(app)?.predicted && !state.textContent) state.textContent = speech.say("workshop-prediction-saved");
  }
  update();
  return { element: node, update };

  /** @param {string} id @param {number | null} value */
  function number(id, value) {
    const input = element("input", { type: "number", id, min: "0", step: "1", max: "1000000000000", required: "", inputmode: "numeric" });
    if (value !== null) input.value = String(value);
    return input;
  }

  /** @param {string} id @param {number | null} value */
  function plain(id, value) {
    const input = number(id, value);
    input.step = "any";
    return { nodes: [element("label", { for: id, class: "hidden" }, speech.say("workshop-ask-lost", { measure: speech.pick(measure.name) })), input], fields: [input], value: () => Number(input.value) };
  }
}

/** @param {string} place @param {string} title @param {string} hint @param {...Node} content */
function question(place, title, hint, ...content) {
  return element("fieldset", {}, element("legend", {}, element("span", { class: "number", "aria-hidden": "true" }, place), ` ${title}`), element("p", { class: "hint" }, hint), ...content);
}

/** A duration: a number and its unit. @param {App} app @param {string} id @param {number | null} hours @param {string} [label] heard, not seen; without it "after" stands before the number */
function time(app, id, hours, label) {
  const { speech } = app;
  const amount = element("input", { type: "number", id, min: "0", step: "any", max: "1000000", required: "", inputmode: "decimal" });
  const unit = element("select", { id: `${id}-unit` }, ...TIMES.map(([key, size]) => element("option", { value: String(size) }, speech.say(key))));
  const size = hours === null || hours < 2 ? 0 : hours < 72 ? 1 : 2;
  unit.selectedIndex = hours === null ? 1 : size;
  if (hours !== null) amount.value = String(Math.round((hours / (TIMES[unit.selectedIndex]?.[1] ?? 1)) * 100) / 100);
  return {
    nodes: [label ? element("label", { for: id, class: "hidden" }, label) : element("label", { for: id }, speech.say("workshop-after")), amount, element("label", { for: `${id}-unit`, class: "hidden" }, speech.say("workshop-unit")), unit],
    fields: [amount],
    value: () => Number(amount.value) * Number(unit.value),
  };
}

/** @param {App} app @param {string} id @param {string} value */
function people(app, id, value) {
  const list = element("select", { id, required: "" }, element("option", { value: "" }, app.speech.say("workshop-choose-one")), ...app.cards.city.organisations.map((one) => element("option", { value: one.id }, organisation(app, one.id))));
  list.value = value;
  return list;
}

