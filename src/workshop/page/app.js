// The page: finds out who this browser is, shows one screen at a time and keeps it up to date.

import { createCityScreen } from "./city.js";
import { createScenarioScreen } from "./scenario.js";
import { createChooseScreen } from "./choose.js";
import { createPredictScreen } from "./predict.js";
import { createRunScreen } from "./run.js";
import { createCompareScreen } from "./compare.js";
import { createDebriefScreen } from "./debrief.js";
import { createJoinScreen } from "./join.js";
import { PHASES, attempt, button } from "./parts.js";
import { createServer, keepToken, keptToken, listen } from "./server.js";
import { createSpeech, element } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Phase} Phase */
/** @typedef {import("./shapes.js").RoomState} RoomState */
/** @typedef {import("./shapes.js").Screen} Screen */
/** @typedef {import("./types.js").Lang} Lang */

/** @type {Record<Phase, (app: App) => Screen>} */
const SCREENS = {
  city: createCityScreen,
  scenario: createScenarioScreen,
  choose: createChooseScreen,
  predict: createPredictScreen,
  run: createRunScreen,
  compare: createCompareScreen,
  debrief: createDebriefScreen,
};

/** Where the language of this browser is kept. */
const LANGUAGE = "yagura-workshop-language";

let token = keptToken();
const server = createServer(() => token);

/** @returns {Promise<void>} */
async function start() {
  const [en, ja, cards, state] = await Promise.all([
    server.get("words/en"),
    server.get("words/ja"),
    server.get("cards"),
    server.get("state"),
  ]);
  if (token && state.role === "guest") {
    keepToken("");
    token = "";
  }
  const words = { en, ja };
  const wanted = localStorage.getItem(LANGUAGE) ?? navigator.language;
  /** @type {Lang} */
  let lang = wanted.startsWith("ja") ? "ja" : "en";

  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  /** @type {Phase} */
  let shown = state.phase;
  /** @type {Screen | null} */
  let screen = null;
  let stop = () => {};
  let connected = true;

  /** @type {App} */
  const app = {
    speech: createSpeech(words, lang),
    cards,
    state,
    server,
    words,
    announce(text, alarm = false) {
      notice.textContent = "";
      notice.classList.toggle("alarm", alarm);
      notice.hidden = !text;
      // A moment of nothing, so that the same sentence is read again.
      requestAnimationFrame(() => (notice.textContent = text));
      clearTimeout(fading);
      fading = setTimeout(() => (notice.hidden = true), alarm ? 12000 : 5000);
    },
    show(phase) {
      shown = phase;
      frame();
      scrollTo(0, 0);
      main.querySelector("h2")?.focus();
    },
    async renew(fresh) {
      if (fresh !== undefined) {
        token = fresh;
        keepToken(fresh);
      }
      take(await server.get("state"));
      follow();
    },
    addressed: () => location.origin,
  };
  let fading = setTimeout(() => {}, 0);

  const top = element("header", { class: "top" });
  const steps = element("nav", { class: "steps" });
  const main = element("main", { id: "main", tabindex: "-1" });
  const notice = element("p", { class: "notice", role: "status", "aria-live": "polite", hidden: "" });
  const lost = element("p", { class: "lost", role: "alert", hidden: "" });
  root.append(top, steps, lost, main, notice);

  /** @param {RoomState} next */
  function take(next) {
    const before = app.state;
    app.state = next;
    if (next.phase !== before.phase && next.role !== "facilitator") {
      shown = next.phase;
      frame();
      scrollTo(0, 0);
      app.announce(app.speech.say("workshop-moved", { phase: app.speech.say(`workshop-phase-${next.phase}`) }));
    } else if (next.role !== before.role || next.scenario !== before.scenario) frame();
    else {
      bar();
      screen?.update();
    }
  }

  function follow() {
    stop();
    stop = listen(
      () => token,
      take,
      (now) => {
        // What was said about a server that is gone is over with it.
        if (now && !connected) notice.hidden = true;
        connected = now;
        lost.hidden = connected;
      },
    );
  }

  /** The frame around the screens, and the screen itself anew. */
  function frame() {
    const { speech } = app;
    document.documentElement.lang = speech.lang;
    document.title = `${speech.say(`workshop-phase-${shown}`)} - ${speech.say("workshop-title")}`;
    lost.textContent = speech.say("workshop-lost");
    bar();
    screen?.leave?.();
    screen = app.state.role === "guest" && shown !== "debrief" ? createJoinScreen(app) : SCREENS[shown](app);
    main.replaceChildren(screen.element);
  }

  /** The line at the top and the steps. */
  function bar() {
    const { speech, state } = app;
    const own = state.teams.find((team) => team.id === state.team);
    const who = state.role === "facilitator" ? speech.say("workshop-role-facilitator") : own ? own.name : speech.say("workshop-role-guest");
    const other = speech.lang === "ja" ? "en" : "ja";
    const toggle = element("button", { type: "button", class: "quiet", lang: other }, other === "ja" ? "日本語" : "English");
    toggle.addEventListener("click", () => {
      lang = other;
      localStorage.setItem(LANGUAGE, lang);
      app.speech = createSpeech(words, lang);
      frame();
      top.querySelector("button")?.focus();
    });
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["step"] : undefined;
    top.replaceChildren(
      element("div", { class: "brand" }, element("h1", {}, speech.say("workshop-title")), element("p", { class: "city" }, speech.pick(cards.city.name))),
      element("div", { class: "who" }, element("span", { class: `badge ${state.role}` }, who), toggle),
    );
    const reached = PHASES.indexOf(state.phase);
    const items = PHASES.map((phase, i) => {
      const open = state.role === "facilitator" || i <= reached;
      const node = element("button", { type: "button", class: "step", "data-step": phase }, element("span", { class: "number" }, String(i + 1)), ` ${speech.say(`workshop-phase-${phase}`)}`);
      if (phase === shown) node.setAttribute("aria-current", "step");
      if (phase === state.phase) {
        node.classList.add("here");
        node.append(element("span", { class: "dot" }, ` ${speech.say("workshop-here")}`));
      }
      node.disabled = !open;
      node.addEventListener("click", () => app.show(phase));
      return element("li", {}, node);
    });
    steps.setAttribute("aria-label", speech.say("workshop-steps"));
    steps.hidden = state.role === "guest" && state.phase !== "debrief";
    steps.replaceChildren(element("ol", {}, ...items));
    if (state.role === "facilitator" && shown !== state.phase) {
      steps.append(
        button(app, speech.say("workshop-bring", { phase: speech.say(`workshop-phase-${shown}`) }), async () => {
          take(await server.send("PUT", "state", { phase: shown }));
        }, { class: "primary bring" }),
      );
    }
    if (focused) /** @type {HTMLElement | null} */ (steps.querySelector(`[data-step="${focused}"]`))?.focus();
  }

  frame();
  follow();
}

void attempt(/** @type {any} */ ({ announce: (/** @type {string} */ text) => document.body.append(text), speech: { pick: (/** @type {any} */ t) => t.en, say: () => "The server does not answer. サーバーが応答しません。" } }), null, start);
