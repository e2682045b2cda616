// The same attack under other controls: two replays of the same chance side by side.

import { screen } from "./parts.js";
import { createStage } from "./stage.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Screen} Screen */

/** @param {App} app @returns {Screen} */
export function createCompareScreen(app) {
  const stage = createStage(app, "two");
  return {
    element: screen(app.speech.say("workshop-phase-compare"), app.speech.say("workshop-compare-lead"), stage.element),
    update: stage.update,
    leave: stage.leave,
  };
}
