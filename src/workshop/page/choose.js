// Choosing: cards of controls, and a basket under a budget.

import { attempt, button, ownTeam, screen, yen } from "./parts.js";
import { element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").ControlCard} ControlCard */
/** @typedef {import("./shapes.js").Screen} Screen */

/** How sure an effect is, from the least to the most. */
const CONFIDENCES = ["assumption", "weak", "moderate", "strong"];

/** @param {App} app @returns {Screen} */
export function createChooseScreen(app) {
  const { speech, cards } = app;
  const team = ownTeam(app);
  const node = screen(speech.say("workshop-phase-choose"), speech.say("workshop-choose-lead", { baseline: speech.pick(cards.baseline.name) }));
  if (!team) {
    const ready = readiness(app, (one) => one.chosen, "workshop-ready-chosen", "workshop-not-chosen");
    node.append(budgetForm(app), ready.element, element("details", {}, element("summary", {}, speech.say("workshop-all-cards")), cardList(app, new Set(), null)));
    return { element: node, update: ready.update };
  }

  const basket = new Set(team.basket ?? []);
  let saved = team.basket ?? null;
  const total = element("p", { class: "total", "aria-live": "polite" });
  const meter = element("div", { class: "meter", "aria-hidden": "true" }, element("span"));
  const state = element("p", { class: "saved" });
  const inside = element("ul", { class: "plain inside" });
  const side = element("aside", { class: "basket", "aria-label": speech.say("workshop-basket") }, element("h3", {}, speech.say("workshop-basket")), meter, total, state, inside);
  const list = cardList(app, basket, toggle);
  const presets = cards.presets
    .filter((preset) => preset.controls.length > 0)
    .map((preset) => button(app, speech.pick(preset.name), () => fill(preset.controls), { class: "quiet", title: speech.pick(preset.about) }));
  presets.push(button(app, speech.say("workshop-empty"), () => fill([]), { class: "quiet" }));
  node.append(
    element("p", { class: "control-row" }, element("span", {}, speech.say("workshop-presets")), ...presets),
    element("div", { class: "choose-grid" }, list, side),
  );

  /** What the basket costs now. */
  function cost() {
    let sum = 0;
    for (const id of basket) sum += cards.controls.find((card) => card.id === id)?.price?.[1] ?? 0;
    return sum;
  }

  /** @param {string} id */
  function toggle(id) {
    if (basket.has(id)) basket.delete(id);
    else basket.add(id);
    changed();
  }

  /** @param {string[]} controls */
  function fill(controls) {
    basket.clear();
    controls.forEach((id) => basket.add(id));
    changed();
  }

  let waiting = setTimeout(() => {}, 0);
  function changed() {
    show();
    clearTimeout(waiting);
    if (cost() > app.state.budget_jpy) return;
    waiting = setTimeout(() => {
      void attempt(app, null, async () => {
        const controls = [...basket].sort();
        await app.server.send("PUT", `teams/${app.state.team}/basket`, { controls });
        saved = controls;
        show();
      });
    }, 400);
  }

  function show() {
    const sum = cost();
    const budget = app.state.budget_jpy;
    const over = sum > budget;
    const same = saved !== null && saved.length === basket.size && saved.every((id) => basket.has(id));
    total.textContent = speech.say(over ? "workshop-total-over" : "workshop-total", { sum: yen(app, sum), budget: yen(app, budget), left: yen(app, Math.abs(budget - sum)) });
    side.classList.toggle("over", over);
    /** @type {HTMLElement} */ (meter.firstElementChild).style.setProperty("--share", String(Math.min(1, budget > 0 ? sum / budget : 1)));
    state.textContent = speech.say(!app.state.open ? "workshop-basket-closed" : over ? "workshop-unsaved-over" : same ? "workshop-saved" : saved === null && basket.size === 0 ? "workshop-nothing-chosen" : "workshop-saving");
    inside.replaceChildren(
      ...[...basket].sort().map((id) => {
        const card = cards.controls.find((one) => one.id === id);
        const out = element("button", { type: "button", class: "quiet small", "aria-label": speech.say("workshop-take-out", { control: id }) }, "×");
        out.disabled = !app.state.open;
        out.addEventListener("click", () => toggle(id));
        return element("li", {}, element("span", { class: "id" }, id), element("span", { class: "name" }, card ? speech.pick(card.title) : ""), element("span", { class: "amount" }, card?.price ? yen(app, card.price[1]) : speech.say("workshop-no-price")), out);
      }),
    );
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll("input[data-control]"))) {
      box.checked = basket.has(box.dataset["control"] ?? "");
      box.disabled = !app.state.open;
      box.closest(".card")?.classList.toggle("in", box.checked);
    }
    for (const one of presets) /** @type {HTMLButtonElement} */ (one).disabled = !app.state.open;
    if (saved === null && app.state.open && basket.size === 0 && !nothing.isConnected) side.append(nothing);
    if (saved !== null) nothing.remove();
  }
  const nothing = button(app, speech.say("workshop-choose-nothing"), async () => {
    await app.server.send("PUT", `teams/${app.state.team}/basket`, { controls: [] });
    saved = [];
    show();
  }, { class: "quiet" });
  show();
  return { element: node, update: show };
}

/**
 * The cards, with what narrows them down.
 * @param {App} app
 * @param {Set<string>} basket
 * @param {((id: string) => void) | null} toggle
 */
function cardList(app, basket, toggle) {
  const { speech, cards } = app;
  const find = element("input", { type: "search", id: "find", autocomplete: "off" });
  const sort = element("select", { id: "sort" }, element("option", { value: "id" }, speech.say("workshop-sort-id")), element("option", { value: "price" }, speech.say("workshop-sort-price")), element("option", { value: "sure" }, speech.say("workshop-sort-sure")));
  const hide = element("input", { type: "checkbox", id: "hide" });
  hide.checked = true;
  const found = element("p", { class: "hint", "aria-live": "polite" });
  const list = element("div", { class: "cards" });
  const nodes = cards.controls.map((card) => ({ card, node: cardOf(app, card, basket.has(card.id), toggle) }));
  const surest = (/** @type {ControlCard} */ card) => Math.max(-1, ...card.effects.map((effect) => CONFIDENCES.indexOf(effect.confidence)));

  function show() {
    const text = find.value.trim().toLowerCase();
    const shown = nodes.filter(({ card }) => {
      if (hide.checked && card.effects.length === 0) return false;
      const all = [card.id, speech.pick(card.title), speech.pick(card.family), speech.pick(card.text), ...card.effects.map((effect) => speech.pick(effect.acts_on))];
      return !text || all.some((one) => one.toLowerCase().includes(text));
    });
    if (sort.value === "price") shown.sort((a, b) => (a.card.price?.[1] ?? Infinity) - (b.card.price?.[1] ?? Infinity));
    if (sort.value === "sure") shown.sort((a, b) => surest(b.card) - surest(a.card));
    list.replaceChildren(...shown.map(({ node }) => node));
    found.textContent = speech.say("workshop-cards-shown", { shown: String(shown.length), all: String(nodes.length) });
  }
  find.addEventListener("input", show);
  sort.addEventListener("change", show);
  hide.addEventListener("change", show);
  show();
  return element(
    "div",
    { class: "card-list" },
    element(
      "p",
      { class: "control-row" },
      element("label", { for: "find" }, speech.say("workshop-find")),
      find,
      element("label", { for: "sort" }, speech.say("workshop-sort")),
      sort,
      element("span", {}, hide, element("label", { for: "hide" }, ` ${speech.say("workshop-hide-idle")}`)),
    ),
    found,
    list,
  );
}

/** @param {App} app @param {ControlCard} card @param {boolean} inside @param {((id: string) => void) | null} toggle */
function cardOf(app, card, inside, toggle) {
  const { speech } = app;
  const best = card.effects.reduce((best, effect) => Math.max(best, CONFIDENCES.indexOf(effect.confidence)), -1);
  const sure = card.effects.find((effect) => CONFIDENCES.indexOf(effect.confidence) === best);
  const has = card.has === null ? speech.say("workshop-has-none") : card.has === "today" ? speech.say("workshop-has-today") : speech.say("workshop-has-share", { share: String(Math.round(card.has * 100)) });
  const id = `card-${card.id}`;
  const head = element("span", {}, speech.pick(card.title), " ", element("span", { class: "id" }, card.id));
  const box = element("input", { type: "checkbox", id, "data-control": card.id });
  box.checked = inside;
  if (toggle) box.addEventListener("change", () => toggle(card.id));
  const effects = card.effects.map((effect) =>
    element("li", {}, element("span", { class: "tag" }, speech.pick(effect.mechanism)), ` ${speech.pick(effect.acts_on)} `, element("span", { class: "fine" }, speech.say("workshop-sure-because", { sure: speech.pick(effect.confidence_name), source: effect.source }))),
  );
  return element(
    "article",
    { class: inside ? "card in" : "card" },
    toggle ? element("label", { class: "card-head", for: id }, box, head) : element("p", { class: "card-head" }, head),
    element("p", { class: "asks" }, speech.pick(card.text)),
    element(
      "p",
      { class: "numbers" },
      element("span", { class: "price" }, card.price_text ? speech.pick(card.price_text) : speech.say("workshop-no-price")),
      ...(card.price_range ? [element("span", { class: "fine" }, `(${speech.pick(card.price_range)})`)] : []),
      sureness(app, best, sure ? speech.pick(sure.confidence_name) : ""),
    ),
    effects.length > 0
      ? element("details", {}, element("summary", {}, speech.say("workshop-acts-on")), element("ul", {}, ...effects), element("p", { class: "fine" }, speech.say("workshop-where", { categories: card.categories.map((one) => speech.pick(one)).join(speech.lang === "ja" ? "、" : ", "), has })))
      : element("p", { class: "fine" }, speech.say("workshop-not-simulated", { why: speech.pick(card.not_simulated) })),
  );
}

/** How sure it is: as a word and as filled places. @param {App} app @param {number} best @param {string} name */
function sureness(app, best, name) {
  const dots = CONFIDENCES.map((_, i) => (i <= best ? "●" : "○")).join("");
  return element("span", { class: "sure" }, element("span", { "aria-hidden": "true" }, `${dots} `), name ? app.speech.say("workshop-sure", { sure: name }) : "");
}

/** The facilitator sets what a team may spend. @param {App} app */
function budgetForm(app) {
  const { speech } = app;
  const input = element("input", { type: "number", id: "budget", min: "0", step: "1", value: String(Math.round(app.state.budget_jpy / 1e4)) });
  const form = element("form", { class: "control-row" }, element("label", { for: "budget" }, speech.say("workshop-budget")), input, element("button", { type: "submit" }, speech.say("workshop-set")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(app, null, async () => {
      await app.server.send("PUT", "state", { budget_jpy: Number(input.value) * 1e4 });
      app.announce(speech.say("workshop-budget-set"));
    });
  });
  return form;
}

/**
 * Which teams are ready: what they chose stays theirs until the debrief.
 * @param {App} app
 * @param {(team: import("./shapes.js").Team) => boolean} is
 * @param {string} yes
 * @param {string} no
 */
export function readiness(app, is, yes, no) {
  const list = element("ul", { class: "plain ready" });
  const update = () => {
    const { speech } = app;
    if (app.state.teams.length === 0) {
      list.replaceChildren(element("li", { class: "hint" }, speech.say("workshop-nobody-yet", { address: app.addressed() })));
      return;
    }
    list.replaceChildren(
      ...app.state.teams.map((team) =>
        element("li", { class: is(team) ? "yes" : "no" }, element("span", { class: "mark", "aria-hidden": "true" }, is(team) ? "✓" : "…"), element("span", { class: "name" }, team.name), element("span", {}, speech.say(is(team) ? yes : no))),
      ),
    );
  };
  update();
  return { element: list, update };
}
