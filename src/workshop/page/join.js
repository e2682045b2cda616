// Joining: a team gives itself a name.

import { attempt } from "./parts.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Screen} Screen */

/** @param {App} app @returns {Screen} */
export function createJoinScreen(app) {
  const { speech, server } = app;
  const input = element("input", { id: "name", name: "name", maxlength: "30", required: "", autocomplete: "off", "aria-describedby": "name-hint" });
  const send = element("button", { type: "submit", class: "primary" }, speech.say("workshop-join"));
  const form = element(
    "form",
    { class: "join" },
    element("label", { for: "name" }, speech.say("workshop-team-name")),
    input,
    element("p", { class: "hint", id: "name-hint" }, speech.say("workshop-team-name-hint")),
    send,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(app, send, async () => {
      const joined = await server.send("POST", "teams", { name: input.value });
      await app.renew(joined.token);
    });
  });
  const count = element("p", { class: "hint" });
  const update = () => {
    count.textContent = app.state.teams.length > 0 ? app.speech.say("workshop-teams-here", { teams: app.state.teams.map((team) => team.name).join(app.speech.lang === "ja" ? "、" : ", ") }) : "";
  };
  update();
  const node = element(
    "section",
    { class: "screen welcome" },
    element("h2", { tabindex: "-1" }, speech.say("workshop-welcome")),
    element("p", { class: "lead" }, speech.say("workshop-welcome-lead", { city: speech.pick(app.cards.city.name) })),
    form,
    count,
    element("p", { class: "fine" }, speech.say("workshop-no-forecast")),
  );
  return { element: node, update };
}
