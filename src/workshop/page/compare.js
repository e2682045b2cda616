// The same attack under other controls: two replays of the same chance side by side.

import { screen } from "./parts.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Screen} Screen */

/** @param {App} app @returns {Screen} */
export function createCompareScreen(app) {
  const { speech } = app;
  return { element: screen(speech.say("workshop-phase-compare"), speech.say("workshop-compare-lead")), update: () => {} };
}
