// The timeline: lanes of what the attacker did, who noticed, who responded, what services felt; the places at which to stop and talk.
//
// Minutes matter at the beginning and weeks at the end, so the axis is logarithmic: the first hour gets as much room as days later on.
// The whole is one slider: arrows go from event to event, Page Up and Page Down from one place to stop to the next.

import { clock, element } from "./words.js";

/** @typedef {import("./types.js").Incident} Incident */
/** @typedef {import("./words.js").Speech} Speech */

/** Seconds that make the first unit of the axis. */
const UNIT = 3600;
const LANES = /** @type {const} */ (["attack", "notice", "response", "service"]);
/** @type {Record<typeof LANES[number], string>} */
const INK = { attack: "#d55e00", notice: "#0072b2", response: "#008a64", service: "#b45a91" };
const TICKS = [600, 3600, 3 * 3600, 6 * 3600, 12 * 3600, ...[1, 2, 4, 7, 14, 30, 60, 120, 365].map((days) => days * 86400)];
const LANE = 17;
const HEAD = 34;
const FOOT = 18;

/**
 * @typedef {object} Timeline
 * @property {(seconds: number, moment: number, text: string) => void} show
 * @property {(speech: Speech) => void} setSpeech
 * @property {(seconds: number) => number} position 0 to 1
 * @property {(position: number) => number} seconds the inverse
 * @property {() => void} destroy
 */

/**
 * @param {HTMLElement} container
 * @param {object} options
 * @param {Incident[]} options.incidents
 * @param {number} options.moments
 * @param {number | null} options.parting seconds at which the incidents part
 * @param {Speech} options.speech
 * @param {(seconds: number) => void} options.onSeek
 * @param {(event: KeyboardEvent) => boolean} options.onKey whether the key meant something
 * @returns {Timeline}
 */
export function createTimeline(container, { incidents, moments, parting, speech, onSeek, onKey }) {
  const last = Math.max(60, ...incidents.map((incident) => incident.events.at_s.at(-1) ?? 0)) * 1.03;
  const whole = Math.log1p(last / UNIT);
  const position = (/** @type {number} */ seconds) => Math.max(0, Math.min(1, Math.log1p(seconds / UNIT) / whole));
  const seconds = (/** @type {number} */ at) => Math.expm1(at * whole) * UNIT;

  const height = HEAD + incidents.length * (LANES.length * LANE + 6) + FOOT;
  const root = element("div", { class: "yr-timeline", style: `height:${height}px` });
  const names = element("div", { class: "yr-lanes", "aria-hidden": "true" });
  const track = element("div", { class: "yr-track" });
  const canvas = element("canvas", { "aria-hidden": "true" });
  const slider = element("div", { class: "yr-slider", role: "slider", tabindex: "0", "aria-valuemin": "0" });
  const head = element("div", { class: "yr-playhead" });
  slider.setAttribute("aria-valuemax", String(Math.max(0, moments - 1)));
  slider.append(head);
  track.append(canvas, slider);
  root.append(names, track);
  container.append(root);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  let width = 0;

  function draw() {
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    width = track.clientWidth;
    if (!width) return;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawAxis();
    incidents.forEach((incident, i) => drawLanes(incident, HEAD + i * (LANES.length * LANE + 6)));
    if (parting !== null) drawParting(position(parting) * width);
  }

  function drawAxis() {
    context.font = "11px sans-serif";
    context.textBaseline = "alphabetic";
    let free = 0;
    for (const tick of TICKS) {
      if (tick > last) break;
      const x = position(tick) * width;
      context.fillStyle = "#e3e7eb";
      context.fillRect(x, HEAD - 6, 1, height - HEAD - FOOT + 6);
      const text = span(tick);
      const wide = context.measureText(text).width;
      if (x - wide / 2 < free || x + wide / 2 > width) continue;
      context.fillStyle = "#545454";
      context.fillText(text, x - wide / 2, height - 4);
      free = x + wide / 2 + 8;
    }
  }

  /** @param {number} tick */
  function span(tick) {
    if (tick < 3600) return speech.say("replay-minutes", { n: tick / 60 });
    return tick < 86400 ? speech.say("replay-hours", { n: tick / 3600 }) : speech.say("replay-days", { n: tick / 86400 });
  }

  /** @param {Incident} incident @param {number} top */
  function drawLanes(incident, top) {
    // When the desk that is asked first has nobody: a shade behind its lane.
    const desk = incident.desks[0];
    if (desk) {
      context.fillStyle = "#e4e9f2";
      let open = desk.open;
      let since = 0;
      let widest = { x: 0, wide: 0 };
      for (const flip of [...desk.flips_s, last]) {
        const x = position(since) * width;
        const wide = position(flip) * width - x;
        if (!open) context.fillRect(x, top + LANE, wide, LANE - 1);
        if (!open && wide > widest.wide) widest = { x, wide };
        open = !open;
        since = flip;
      }
      const text = speech.say("replay-party-asleep");
      context.font = "11px sans-serif";
      if (context.measureText(text).width + 12 < widest.wide) {
        context.fillStyle = "#545454";
        context.fillText(text, widest.x + 6, top + LANE + 12);
      }
    }
    const columns = Math.ceil(width / 2);
    const counts = LANES.map(() => new Uint32Array(columns));
    const laneOf = incident.templates.map((template) => LANES.indexOf(template.lane));
    incident.events.at_s.forEach((at, event) => {
      const lane = counts[laneOf[incident.events.template[event] ?? 0] ?? 0];
      const column = Math.min(columns - 1, Math.floor((position(at) * width) / 2));
      if (lane) lane[column] = (lane[column] ?? 0) + 1;
    });
    LANES.forEach((lane, row) => {
      const y = top + row * LANE;
      context.fillStyle = "#eef1f4";
      context.fillRect(0, y + LANE - 2, width, 1);
      context.fillStyle = INK[lane];
      counts[row]?.forEach((n, column) => {
        if (n === 0) return;
        const high = Math.min(LANE - 4, 4 + 2.2 * Math.log2(n + 1));
        context.fillRect(column * 2, y + LANE - 2 - high, 2.5, high);
      });
    });
    let free = -Infinity;
    for (const milestone of incident.milestones) {
      const x = position(milestone.at_s) * width;
      const text = speech.say(`replay-milestone-${milestone.key}`);
      context.font = "11px sans-serif";
      const wide = context.measureText(text).width;
      context.fillStyle = "#1a1a1a";
      if (incidents.length === 1 && x > free && x + wide < width) {
        context.fillText(text, x + 3, 11);
        context.fillRect(x, 3, 1, HEAD - 4);
        free = x + wide + 8;
      }
    }
    const y = incidents.length === 1 ? HEAD - 10 : top - 3;
    for (const pause of incident.pauses) {
      const x = position(incident.events.at_s[pause.event] ?? 0) * width;
      context.beginPath();
      context.moveTo(x, y - 6);
      context.lineTo(x + 6, y);
      context.lineTo(x, y + 6);
      context.lineTo(x - 6, y);
      context.closePath();
      context.fillStyle = "#f0e442";
      context.fill();
      context.strokeStyle = "#1a1a1a";
      context.lineWidth = 1;
      context.stroke();
    }
  }

  /** @param {number} x */
  function drawParting(x) {
    context.strokeStyle = "#1a1a1a";
    context.lineWidth = 1.5;
    context.setLineDash([4, 3]);
    context.beginPath();
    context.moveTo(x, 16);
    context.lineTo(x, height - FOOT);
    context.stroke();
    context.setLineDash([]);
    const text = speech.say("replay-parting-mark");
    const wide = context.measureText(text).width;
    context.fillStyle = "#1a1a1a";
    context.fillText(text, Math.min(x + 4, width - wide - 2), 12);
  }

  /** @param {PointerEvent} event */
  function seekTo(event) {
    const box = slider.getBoundingClientRect();
    onSeek(seconds(Math.max(0, Math.min(1, (event.clientX - box.left) / box.width))));
  }
  slider.addEventListener("pointerdown", (event) => {
    slider.setPointerCapture(event.pointerId);
    seekTo(event);
  });
  slider.addEventListener("pointermove", (event) => {
    if (slider.hasPointerCapture(event.pointerId)) seekTo(event);
  });
  slider.addEventListener("keydown", (event) => {
    if (onKey(event)) event.preventDefault();
  });

  function relabel() {
    slider.setAttribute("aria-label", speech.say("replay-slider"));
    names.replaceChildren(
      ...incidents.flatMap((_, i) =>
        LANES.map((lane, row) => {
          const name = element("span", {}, speech.say(`replay-lane-${lane}`));
          name.style.top = `${HEAD + i * (LANES.length * LANE + 6) + row * LANE}px`;
          name.style.borderColor = INK[lane];
          return name;
        }),
      ),
    );
  }

  const watch = new ResizeObserver(draw);
  watch.observe(track);
  relabel();

  return {
    show(at, moment, text) {
      head.style.left = `${position(at) * 100}%`;
      slider.setAttribute("aria-valuenow", String(Math.max(0, moment)));
      slider.setAttribute("aria-valuetext", `${clock(at)} ${text}`);
    },
    setSpeech(next) {
      speech = next;
      relabel();
      draw();
    },
    position,
    seconds,
    destroy() {
      watch.disconnect();
      root.remove();
    },
  };
}

