// The stage: which incident to play, under whose basket, and the replay itself.

import { attempt, button } from "./parts.js";
import { createReplay } from "./replay.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./types.js").City} City */

/** How incidents are picked: by the quantile of their harm, never by a seed. */
const PICKS = ["typical", "bad", "near-miss"];

/** What was last shown, so that another language or a look back shows it again. @type {Record<"one" | "two", { first: string, second: string, pick: string } | null>} */
const last = { one: null, two: null };

/** @type {Promise<City> | null} */
let plan = null;

/** The city as the map draws it, fetched once. @param {App} app @returns {Promise<City>} */
export function cityPlan(app) {
  plan ??= app.server.get("plan").catch((error) => {
    plan = null;
    throw error;
  });
  return /** @type {Promise<City>} */ (plan);
}

/**
 * @param {App} app
 * @param {"one" | "two"} kind one incident, or the same under two baskets
 */
export function createStage(app, kind) {
  const { speech } = app;
  const first = element("select", { id: "first" });
  const second = element("select", { id: "second" });
  const pick = element("select", { id: "pick" }, ...PICKS.map((key) => element("option", { value: key }, speech.say(`workshop-pick-${key}`))));
  const place = element("div", { class: "stage" });
  const note = element("p", { class: "hint" });
  /** @type {{ destroy: () => void } | null} */
  let replay = null;
  const show = button(app, speech.say("workshop-show-replay"), () => play({ first: first.value, second: second.value, pick: pick.value }, true), { class: "primary" });
  const row = element(
    "p",
    { class: "control-row" },
    element("label", { for: "first" }, speech.say(kind === "two" ? "workshop-left" : "workshop-whose")),
    first,
    ...(kind === "two" ? [element("label", { for: "second" }, speech.say("workshop-right")), second] : []),
    element("label", { for: "pick" }, speech.say("workshop-pick")),
    pick,
    show,
  );
  const node = element("section", { class: "staged" }, row, note, place);

  /** @param {{ first: string, second: string, pick: string }} wanted @param {boolean} [asked] somebody pressed for it, who wants to see it */
  async function play(wanted, asked = false) {
    const query = new URLSearchParams({ first: wanted.first, pick: wanted.pick });
    if (kind === "two") query.set("second", wanted.second);
    show.setAttribute("aria-busy", "true");
    try {
      const [city, shown] = await Promise.all([cityPlan(app), app.server.get(`replay?${query}`)]);
      last[kind] = wanted;
      name(shown);
      replay?.destroy();
      place.replaceChildren();
      replay = createReplay(place, { city, incidents: shown.incidents, parting: shown.parting, words: app.words, lang: speech.lang });
      if (asked) row.scrollIntoView();
    } finally {
      show.removeAttribute("aria-busy");
    }
  }

  /** Today's city is called by its id there, which says nothing to a room. @param {any} shown */
  function name(shown) {
    const { id } = app.cards.baseline;
    const name = { en: app.words.en["workshop-baseline"] ?? id, ja: app.words.ja["workshop-baseline"] ?? id };
    const named = (/** @type {import("./types.js").Text} */ text) => ({ en: text.en.replaceAll(id, name.en), ja: text.ja.replaceAll(id, name.ja) });
    for (const incident of shown.incidents) if (incident.set === id) incident.set = speech.pick(name);
    if (!shown.parting) return;
    shown.parting.title = named(shown.parting.title);
    shown.parting.text = shown.parting.text.map(named);
  }

  /** Whose basket can be shown: today's, and those that this browser may see. */
  function choices() {
    const open = app.state.teams.filter((team) => team.basket !== undefined && team.played);
    return [{ id: "", name: speech.say("workshop-baseline") }, ...open.map(({ id, name }) => ({ id, name }))];
  }

  let offered = "";
  function update() {
    const all = choices();
    const key = JSON.stringify(all);
    const ready = all.length > 1 && !app.state.queue.some((job) => job.baseline);
    row.hidden = !ready;
    note.textContent = ready ? "" : speech.say("workshop-replay-later");
    note.hidden = ready;
    if (key === offered) return;
    offered = key;
    const [one, two] = [first.value, second.value];
    for (const list of [first, second]) list.replaceChildren(...all.map(({ id, name }) => element("option", { value: id }, name)));
    const known = (/** @type {string} */ id) => all.some((one) => one.id === id);
    first.value = known(one) ? one : "";
    second.value = two && known(two) ? two : (all[1]?.id ?? "");
    const before = last[kind];
    if (ready && before && known(before.first) && known(before.second)) {
      [first.value, second.value, pick.value] = [before.first, before.second, before.pick];
      void attempt(app, show, () => play(before));
    }
  }
  update();
  return { element: node, update, leave: () => replay?.destroy() };
}
