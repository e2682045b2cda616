// How the state of an asset looks: for each look a colour (Okabe and Ito, 2008), a shape and a word, so that nothing rests on colour.

import { MARK, STATUS } from "./cells.js";

/** @typedef {"clean" | "touched" | "foothold" | "controlled" | "isolated" | "restored" | "down" | "false" | "commanded" | "out"} Look */

/** From the one that matters least to the one that matters most. @type {Look[]} */
export const LOOKS = ["clean", "touched", "restored", "out", "false", "foothold", "controlled", "isolated", "down", "commanded"];

/** @type {Record<Look, { fill: string, line: string }>} */
export const COLOURS = {
  clean: { fill: "#9aa3ad", line: "#9aa3ad" },
  touched: { fill: "#ffffff", line: "#545454" },
  restored: { fill: "#008a64", line: "#00563f" },
  out: { fill: "#b45a91", line: "#6f2f57" },
  false: { fill: "#f0e442", line: "#5c5600" },
  foothold: { fill: "#f0a35e", line: "#7a3600" },
  controlled: { fill: "#d55e00", line: "#7a3600" },
  isolated: { fill: "#ffffff", line: "#0072b2" },
  down: { fill: "#1a1a1a", line: "#1a1a1a" },
  commanded: { fill: "#d55e00", line: "#1a1a1a" },
};

/**
 * The look of an asset's cell: the strongest thing that can be said of it.
 * @param {number} value
 * @returns {Look}
 */
export function lookOf(value) {
  const status = value & 7;
  if (value & MARK.commanded) return "commanded";
  if (status === STATUS.isolated) return "isolated";
  if (value & MARK.down) return "down";
  if (status === STATUS.controlled) return "controlled";
  if (status === STATUS.foothold) return "foothold";
  if (value & (MARK.tainted | MARK.source)) return "false";
  if (value & (MARK.published | MARK.leaked)) return "out";
  if (status === STATUS.restored) return "restored";
  return status === STATUS.touched ? "touched" : "clean";
}

/**
 * Adds the outline of a look to the present path.
 * @param {CanvasRenderingContext2D | Path2D} path
 * @param {Look} look
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
export function outline(path, look, x, y, r) {
  const polygon = (/** @type {number[]} */ ...points) => {
    for (let i = 0; i < points.length; i += 2) {
      const [px, py] = [x + (points[i] ?? 0) * r, y + (points[i + 1] ?? 0) * r];
      if (i === 0) path.moveTo(px, py);
      else path.lineTo(px, py);
    }
    path.closePath();
  };
  switch (look) {
    case "clean":
    case "touched":
    case "restored":
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
      break;
    case "foothold":
      polygon(-1, 0.9, 0, -1.1, 1, 0.9);
      break;
    case "controlled":
      polygon(0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0);
      break;
    case "isolated":
    case "down":
      path.rect(x - r, y - r, 2 * r, 2 * r);
      break;
    case "false":
      polygon(-1, -0.9, 1, -0.9, 0, 1.1);
      break;
    case "out":
      polygon(-1.1, -0.6, 0.2, -0.6, 0.2, -1.2, 1.4, 0, 0.2, 1.2, 0.2, 0.6, -1.1, 0.6);
      break;
    case "commanded":
      polygon(0, -1.5, 0.45, -0.45, 1.5, 0, 0.45, 0.45, 0, 1.5, -0.45, 0.45, -1.5, 0, -0.45, -0.45);
      break;
  }
}

/** Beyond this number a look is drawn once and stamped: a stamp costs a twentieth of an outline. */
const FEW = 60;
/** @type {Map<string, { canvas: HTMLCanvasElement, width: number, ratio: number }>} */
const stamps = new Map();

/**
 * A picture of a look, drawn once per size.
 * @param {Look} look
 * @param {number} r
 * @param {number} ratio pixels of the canvas to a unit
 */
function stamp(look, r, ratio) {
  const size = Math.round(r * 4) / 4;
  const key = `${look} ${size} ${ratio}`;
  const known = stamps.get(key);
  if (known) return known;
  const canvas = document.createElement("canvas");
  const width = Math.ceil((size * 1.5 + 2) * 2 * ratio);
  canvas.width = canvas.height = width;
  const context = canvas.getContext("2d");
  if (context) {
    context.scale(ratio, ratio);
    drawLook(context, look, [width / ratio / 2], [width / ratio / 2], 1, size);
  }
  const made = { canvas, width, ratio };
  if (stamps.size > 200) stamps.clear();
  stamps.set(key, made);
  return made;
}

/**
 * Draws many assets of one look.
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @param {number} count
 * @param {number} r
 */
export function drawLook(context, look, xs, ys, count, r) {
  if (count === 0) return;
  if (count > FEW && (look !== "clean" || r > 3.5)) {
    const picture = stamp(look, r, context.getTransform().a);
    const half = picture.width / picture.ratio / 2;
    for (let i = 0; i < count; i += 1) {
      context.drawImage(picture.canvas, (xs[i] ?? 0) - half, (ys[i] ?? 0) - half, 2 * half, 2 * half);
    }
    return;
  }
  const { fill, line } = COLOURS[look];
  const size = look === "clean" ? r * 0.7 : r;
  context.fillStyle = fill;
  if (look === "clean" && size < 2.5) {
    // Squares of a few pixels: a circle would look the same and cost ten times as much.
    for (let i = 0; i < count; i += 1) context.fillRect((xs[i] ?? 0) - size, (ys[i] ?? 0) - size, 2 * size, 2 * size);
    return;
  }
  context.beginPath();
  for (let i = 0; i < count; i += 1) outline(context, look, xs[i] ?? 0, ys[i] ?? 0, size);
  context.fill();
  if (look === "clean") return;
  context.strokeStyle = line;
  context.lineWidth = look === "isolated" || look === "touched" ? Math.max(1.2, r / 4) : Math.max(0.8, r / 8);
  context.stroke();
  // A bar across what is cut off, a cross in what stands still, a tick in what is back.
  context.beginPath();
  for (let i = 0; i < count; i += 1) {
    const [x, y] = [xs[i] ?? 0, ys[i] ?? 0];
    if (look === "isolated") {
      context.moveTo(x - r, y + r);
      context.lineTo(x + r, y - r);
    } else if (look === "down") {
      context.moveTo(x - r * 0.55, y - r * 0.55);
      context.lineTo(x + r * 0.55, y + r * 0.55);
      context.moveTo(x + r * 0.55, y - r * 0.55);
      context.lineTo(x - r * 0.55, y + r * 0.55);
    } else if (look === "restored") {
      context.moveTo(x - r * 0.5, y);
      context.lineTo(x - r * 0.1, y + r * 0.45);
      context.lineTo(x + r * 0.55, y - r * 0.45);
    }
  }
  context.strokeStyle = look === "isolated" ? line : "#ffffff";
  context.lineWidth = Math.max(1, r / 4);
  context.stroke();
}

/**
 * A small picture of a look, for legends and lists.
 * @param {Look} look
 */
export function lookIcon(look) {
  const canvas = document.createElement("canvas");
  const ratio = 2;
  canvas.width = canvas.height = 18 * ratio;
  canvas.className = "yr-look";
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  if (context) {
    context.scale(ratio, ratio);
    drawLook(context, look, [9], [9], 1, look === "clean" ? 6 : 5.2);
  }
  return canvas;
}
