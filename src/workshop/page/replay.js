// An incident, or two of the same chance side by side, on the map and on a timeline: scrub, step, play at a speed, stop where there is
// something to decide, click an asset and see why it happened.

import { assetsOf, chainTo, eventsOf, mainEventOf } from "./chain.js";
import { createState } from "./cells.js";
import { createEvents } from "./events.js";
import { MOST_BUTTONS, createMap } from "./map.js";
import { createData, createParties, createServices, partingTable, positionTable } from "./panels.js";
import { createTimeline } from "./timeline.js";
import { clock, createSpeech, element, hourOfWeek, nameOf, sentence } from "./words.js";

/** @typedef {import("./types.js").City} City */
/** @typedef {import("./types.js").Incident} Incident */
/** @typedef {import("./types.js").Lang} Lang */
/** @typedef {import("./types.js").Parting} Parting */
/** @typedef {import("./types.js").Words} Words */

/**
 * @typedef {object} ReplayOptions
 * @property {City} city
 * @property {Incident[]} incidents one, or two with the same draw and replication under different control sets
 * @property {Parting | null} [parting] where the two part
 * @property {Words} words
 * @property {Lang} lang
 * @property {number} [level] of its headings; 2 by default
 */

/**
 * @typedef {object} Replay
 * @property {HTMLElement} element
 * @property {(seconds: number) => void} seek
 * @property {(moment: number) => void} goTo to an event; those of two incidents are counted together, in order of time
 * @property {() => number} moment
 * @property {() => number} moments
 * @property {() => void} play
 * @property {() => void} pause
 * @property {(incident: number, asset: number) => void} explain shows why it happened to an asset
 * @property {(lang: Lang) => void} setLang
 * @property {() => void} destroy
 */

/** Seconds that the whole takes at the speed 1. */
const WHOLE = 90;
const SPEEDS = [0.5, 1, 2, 4, 8];
/** Most events of an asset or a chain that are listed. */
const LISTED = 40;

/**
 * @param {HTMLElement} container
 * @param {ReplayOptions} options
 * @returns {Replay}
 */
export function createReplay(container, { city, incidents, parting = null, words, lang, level = 2 }) {
  const [major, minor] = [/** @type {"h2"} */ (`h${level}`), /** @type {"h3"} */ (`h${level + 1}`)];
  let speech = createSpeech(words, lang);
  const moments = merge(incidents);
  let moment = -1;
  let seconds = 0;
  let playing = false;
  let speed = 1;
  let frame = 0;
  let before = 0;
  /** @type {{ incident: number, asset: number } | null} */
  let chosen = null;

  const root = element("section", { class: incidents.length > 1 ? "yr-replay yr-two" : "yr-replay" });
  const maps = element("div", { class: "yr-maps" });
  // It scrolls by itself, so a keyboard has to reach it.
  const side = element("div", { class: "yr-side", tabindex: "0", role: "region" });
  const body = element("div", { class: "yr-body" }, maps, side);
  const stand = element("p", { class: "yr-stand" });
  const foot = element("div", { class: "yr-foot" });
  const below = element("div", { class: "yr-below" });
  root.append(stand, body, foot, below);
  container.append(root);

  const views = incidents.map((incident, i) => {
    const figure = element("figure");
    const caption = element("figcaption");
    figure.append(caption);
    maps.append(figure);
    const map = createMap(figure, city, { words, lang, focusable: concerned(incident, city), legend: i === 0 });
    map.onPick((asset) => explain(i, asset));
    const state = createState(incident);
    return { incident, caption, map, state, services: createServices(incident, city), parties: createParties(incident, city), data: createData(incident, city), event: -1 };
  });

  // -- the side

  const now = element("div", { class: "yr-now" });
  const nowHead = element("p", { class: "yr-clock" });
  const nowText = element("div", { class: "yr-sentences" });
  now.append(nowHead, nowText);
  const spoken = element("p", { class: "yr-spoken", "aria-live": "polite" });
  const stop = element("div", { class: "yr-stop", hidden: "" });
  const why = element("div", { class: "yr-why", hidden: "" });
  const panels = element("div", { class: "yr-panels" });
  side.append(now, stop, why, panels, spoken);
  const groups = views.map((view) => {
    const head = element(major);
    const group = element("div", { class: "yr-group" }, head);
    const own = incidents.length > 1 ? minor : major;
    const [services, parties, data] = [0, 1, 2].map(() => element(own, { class: "yr-label" }));
    if (services && !view.services.empty) group.append(services, view.services.element);
    if (data && !view.data.empty) group.append(data, view.data.element);
    if (parties && !view.parties.empty) group.append(parties, view.parties.element);
    head.hidden = incidents.length < 2;
    panels.append(group);
    return { head, services, parties, data };
  });

  // -- timeline and controls

  const timeline = createTimeline(foot, {
    incidents,
    moments: moments.length,
    parting: parting ? parting.at_s : null,
    speech,
    onSeek: (to) => {
      pause();
      seek(to);
    },
    onKey,
  });
  const bar = element("div", { class: "yr-controls", role: "group" });
  foot.append(bar);
  /** @type {{ node: HTMLButtonElement, key: () => string, sign: () => string }[]} */
  const buttons = [];
  /** @param {() => string} key @param {() => string} sign @param {() => void} act */
  function button(key, sign, act) {
    const node = element("button", { type: "button" });
    node.addEventListener("click", act);
    buttons.push({ node, key, sign });
    bar.append(node);
    return node;
  }
  button(() => "replay-first", () => "|◂", () => goTo(-1));
  button(() => "replay-stop-before", () => "◆◂", () => toStop(-1));
  button(() => "replay-step-back", () => "◂", () => step(-1));
  const toggle = button(() => (playing ? "replay-pause" : "replay-play"), () => (playing ? "❚❚" : "▶"), () => (playing ? pause() : play()));
  toggle.classList.add("yr-play");
  button(() => "replay-step", () => "▸", () => step(1));
  button(() => "replay-stop-after", () => "▸◆", () => toStop(1));
  const pace = element("select");
  for (const each of SPEEDS) pace.append(element("option", { value: String(each) }, `×${each}`));
  pace.value = "1";
  pace.addEventListener("change", () => (speed = Number(pace.value)));
  const paceLabel = element("label", {}, element("span"), pace);
  const stops = element("input", { type: "checkbox" });
  stops.checked = true;
  const stopsLabel = element("label", {}, stops, element("span"));
  bar.append(paceLabel, stopsLabel);

  /** The places at which to stop, as moments. */
  const stopsAt = moments
    .map((each, i) => ({ i, pauses: incidents[each.incident]?.pauses.filter((p) => p.event === each.event) ?? [] }))
    .filter((each) => each.pauses.length > 0);

  // -- below: numbers and the table

  const numbers = element("div", { class: "yr-numbers" });
  below.append(numbers);
  const tables = incidents.map((incident, i) => {
    const holder = element("div");
    const head = element(major);
    head.hidden = incidents.length < 2;
    holder.append(head);
    below.append(holder);
    const table = createEvents(holder, city, incident, speech, (event) => {
      pause();
      goTo(moments.findIndex((each) => each.incident === i && each.event === event));
    });
    return { head, table };
  });

  // -- moving

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const keys = /** @type {Record<string, () => void>} */ ({
      ArrowLeft: () => step(-1),
      ArrowDown: () => step(-1),
      ArrowRight: () => step(1),
      ArrowUp: () => step(1),
      PageDown: () => toStop(1),
      PageUp: () => toStop(-1),
      Home: () => goTo(-1),
      End: () => goTo(moments.length - 1),
      " ": () => (playing ? pause() : play()),
    });
    const act = keys[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key !== " ") pause();
    act();
    return true;
  }

  /** @param {number} by */
  function step(by) {
    pause();
    goTo(moment + by);
  }

  /** @param {number} by */
  function toStop(by) {
    pause();
    const next = by > 0 ? stopsAt.find((each) => each.i > moment) : stopsAt.findLast((each) => each.i < moment);
    if (next) goTo(next.i);
  }

  /** @param {number} to */
  function goTo(to) {
    const target = Math.max(-1, Math.min(moments.length - 1, to));
    moment = target;
    seconds = moments[target]?.at_s ?? 0;
    show(true);
  }

  /** @param {number} to */
  function seek(to) {
    seconds = Math.max(0, to);
    moment = lastBefore(moments, seconds);
    show(true);
  }

  function play() {
    if (playing) return;
    if (moment >= moments.length - 1) goTo(-1);
    stop.hidden = true;
    playing = true;
    before = performance.now();
    frame = requestAnimationFrame(advance);
    relabelButtons();
  }

  function pause() {
    if (!playing) return;
    playing = false;
    cancelAnimationFrame(frame);
    relabelButtons();
    spoken.textContent = nowText.textContent;
  }

  /** @param {number} time */
  function advance(time) {
    if (!playing) return;
    const to = timeline.position(seconds) + ((time - before) / 1000 / WHOLE) * speed;
    before = time;
    const next = timeline.seconds(Math.min(1, to));
    const wanted = lastBefore(moments, next);
    const due = stops.checked ? stopsAt.find((each) => each.i > moment && each.i <= wanted) : undefined;
    if (due) {
      pause();
      goTo(due.i);
      /** @type {HTMLElement | null} */ (stop.querySelector("button"))?.focus({ preventScroll: true });
      return;
    }
    seconds = next;
    moment = wanted;
    show(false);
    if (to >= 1 || moment >= moments.length - 1) pause();
    else frame = requestAnimationFrame(advance);
  }

  // -- showing

  /** @param {boolean} still nobody plays: what stands there is also spoken */
  function show(still) {
    const current = moments[moment];
    let changed = false;
    for (const [i, view] of views.entries()) {
      const event = lastOf(moments, moment, i);
      if (view.state.seek(event)) changed = true;
      view.event = event;
      view.map.show(view.state.assets);
      view.services.show(view.state.value, speech);
      view.parties.show(view.state.value, speech, seconds);
      view.data.show(view.state.value, speech);
    }
    const first = incidents[0];
    if (!first) return;
    const hour = hourOfWeek(speech, first, seconds);
    nowHead.replaceChildren(element("strong", {}, clock(seconds)), ` ${hour.text}`);
    nowHead.classList.toggle("yr-night", hour.night);
    const texts = views.map((view) => (view.event < 0 ? speech.say("replay-before") : sentence(speech, city, view.incident, view.event)));
    nowText.replaceChildren(
      ...views.map((view, i) => {
        const latest = incidents.length > 1 && current?.incident !== i && moment >= 0;
        const label = incidents.length > 1 ? element("b", {}, `${view.incident.set} `) : "";
        return element("p", latest ? { class: "yr-earlier" } : {}, label, texts[i] ?? "");
      }),
    );
    const text = texts[current?.incident ?? 0] ?? "";
    timeline.show(seconds, moment, text);
    if (still) {
      if (!playing) spoken.textContent = `${clock(seconds)} ${text}`;
      showStop();
    } else {
      stop.hidden = true;
    }
    if (chosen && changed) showWhy();
    if (!playing) views.forEach((view, i) => tables[i]?.table.show(view.event));
  }

  function showStop() {
    const due = stopsAt.find((each) => each.i === moment);
    stop.hidden = !due;
    if (!due) return;
    const go = element("button", { type: "button", class: "yr-go" }, speech.say("replay-go-on"));
    go.addEventListener("click", () => {
      play();
      toggle.focus({ preventScroll: true });
    });
    const parts = due.pauses.flatMap((each) => [
      element(major, {}, element("span", { "aria-hidden": "true" }, "◆ "), speech.pick(each.title)),
      element("p", {}, speech.pick(each.text)),
      element("p", { class: "yr-question" }, speech.pick(each.question)),
    ]);
    stop.replaceChildren(...parts, go);
  }

  /** @param {number} incident @param {number} asset */
  function explain(incident, asset) {
    chosen = asset < 0 ? null : { incident, asset };
    views.forEach((view, i) => view.map.pick(i === incident ? asset : -1));
    showWhy();
    if (chosen && !why.hidden) why.scrollIntoView({ block: "nearest" });
  }

  function showWhy() {
    views.forEach((view) => view.map.trace([]));
    why.hidden = !chosen;
    if (!chosen) return;
    const view = views[chosen.incident];
    const asset = city.assets[chosen.asset];
    if (!view || !asset) return;
    const { incident, event: last } = view;
    const main = mainEventOf(incident, chosen.asset, last);
    const chain = main < 0 ? [] : chainTo(incident, main);
    view.map.trace(assetsOf(incident, chain));
    const close = element("button", { type: "button", class: "yr-close", "aria-label": speech.say("replay-close") }, "×");
    close.addEventListener("click", () => explain(view === views[0] ? 0 : 1, -1));
    const facts = [
      speech.say(`asset-kind-${asset.kind.replaceAll("_", "-")}`),
      nameOf(speech, city.zones[asset.zone]),
      speech.say("replay-run-by", { organisation: nameOf(speech, city.organisations[asset.organisation]) }),
    ];
    const served = asset.services.map((row) => nameOf(speech, city.services[row])).join(speech.say("replay-comma"));
    const own = eventsOf(incident, chosen.asset, last);
    why.replaceChildren(
      close,
      element(major, {}, nameOf(speech, asset)),
      element("p", { class: "yr-facts" }, facts.join(speech.say("replay-comma"))),
      ...(served ? [element("p", { class: "yr-facts" }, speech.say("replay-serves", { services: served }))] : []),
      element(minor, { class: "yr-label" }, speech.say("replay-why")),
      chain.length ? list(incident, chosen.incident, chain) : element("p", {}, speech.say("replay-nothing-yet")),
      ...(own.length > 1 ? [element(minor, { class: "yr-label" }, speech.say("replay-all-of-it")), list(incident, chosen.incident, own)] : []),
    );
  }

  /** @param {Incident} incident @param {number} which @param {number[]} events */
  function list(incident, which, events) {
    const shown = events.slice(-LISTED);
    const items = shown.map((event) => {
      const go = element("button", { type: "button" }, clock(incident.events.at_s[event] ?? 0));
      go.addEventListener("click", () => {
        pause();
        goTo(moments.findIndex((each) => each.incident === which && each.event === event));
      });
      return element("li", {}, go, ` ${sentence(speech, city, incident, event)}`);
    });
    return element("ol", {}, ...items);
  }

  // -- words

  function relabelButtons() {
    for (const { node, key, sign } of buttons) {
      node.textContent = sign();
      node.setAttribute("aria-label", speech.say(key()));
      node.title = speech.say(key());
    }
  }

  function relabel() {
    root.setAttribute("lang", speech.lang);
    side.setAttribute("aria-label", speech.say("replay-side"));
    bar.setAttribute("aria-label", speech.say("replay-controls"));
    relabelButtons();
    const paceText = paceLabel.querySelector("span");
    const stopsText = stopsLabel.querySelector("span");
    if (paceText) paceText.textContent = speech.say("replay-speed");
    if (stopsText) stopsText.textContent = speech.say("replay-stops");
    views.forEach((view, i) => {
      view.caption.textContent = speech.say("replay-under", { set: view.incident.set });
      const group = groups[i];
      if (!group) return;
      group.head.textContent = view.incident.set;
      if (group.services) group.services.textContent = speech.say("replay-services");
      if (group.parties) group.parties.textContent = speech.say("replay-parties");
      if (group.data) group.data.textContent = speech.say("replay-data");
      const head = tables[i]?.head;
      if (head) head.textContent = view.incident.set;
      tables[i]?.table.setSpeech(speech);
    });
    const first = incidents[0];
    const primary = first?.position?.measures[0];
    stand.hidden = !primary;
    if (primary && first?.position) stand.textContent = `${speech.pick(first.position.chosen)} ${speech.pick(primary.sentence)}`;
    if (parting) stand.textContent = [speech.pick(parting.title), ...parting.text.map(speech.pick)].join(" ");
    if (parting) stand.hidden = false;
    numbers.replaceChildren();
    if (parting) numbers.append(partingTable(parting, /** @type {[string, string]} */ (incidents.map((each) => each.set)), speech));
    for (const incident of parting ? incidents.slice(0, 1) : incidents) {
      const table = positionTable(incident, speech);
      if (table) numbers.append(table);
    }
    timeline.setSpeech(speech);
    show(!playing);
    showWhy();
  }
  relabel();

  return {
    element: root,
    seek,
    goTo,
    moment: () => moment,
    moments: () => moments.length,
    play,
    pause,
    explain,
    setLang(next) {
      speech = createSpeech(words, next);
      views.forEach((view) => view.map.setLang(next));
      relabel();
    },
    destroy() {
      pause();
      timeline.destroy();
      views.forEach((view) => view.map.destroy());
      root.remove();
    },
  };
}

/**
 * All events of all incidents in order of time.
 * @param {Incident[]} incidents
 */
function merge(incidents) {
  const all = incidents.flatMap((incident, i) => incident.events.at_s.map((at_s, event) => ({ at_s, incident: i, event })));
  return incidents.length > 1 ? all.sort((a, b) => a.at_s - b.at_s || a.event - b.event || a.incident - b.incident) : all;
}

/**
 * The last moment that is not after `seconds`; -1 if all are.
 * @param {{ at_s: number }[]} moments
 * @param {number} seconds
 */
function lastBefore(moments, seconds) {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle]?.at_s ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The last event of an incident that has happened at a moment.
 * @param {{ incident: number, event: number }[]} moments
 * @param {number} moment
 * @param {number} incident
 */
function lastOf(moments, moment, incident) {
  for (let i = moment; i >= 0; i -= 1) {
    if (moments[i]?.incident === incident) return moments[i]?.event ?? -1;
  }
  return -1;
}

/**
 * The assets to which something happens, those first to which it happens first; then, in a small city, all others.
 * @param {Incident} incident
 * @param {City} city
 */
function concerned(incident, city) {
  const found = new Set(incident.events.asset.filter((asset) => asset >= 0));
  if (city.assets.length <= MOST_BUTTONS) city.assets.forEach((_, asset) => found.add(asset));
  return [...found].slice(0, MOST_BUTTONS);
}
