// Where assets stand on the plan: by their places, moved apart so that each can be seen and hit; or in boxes by zone.

/** @typedef {import("./types.js").City} City */

/**
 * @typedef {object} Plan
 * @property {Float32Array} x
 * @property {Float32Array} y
 * @property {number} width
 * @property {number} height
 * @property {number} pitch distance between neighbours where it is crowded
 * @property {{ zone: number, x: number, y: number, width: number, height: number }[]} boxes of the zones; none on the plan by place
 */

/** Beyond this number assets are not moved apart: they are drawn as a grid of counts anyway. */
export const CROWD = 20000;

/**
 * By place. Every asset takes the free cell of a fine grid that is nearest to where it stands.
 * @param {City} city
 * @returns {Plan}
 */
export function byPlace(city) {
  const count = city.assets.length;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const [width, height] = [Math.max(city.width, 1), Math.max(city.height, 1)];
  const pitch = Math.sqrt((width * height) / (Math.max(count, 40) * 4.5));
  if (count > CROWD) {
    city.assets.forEach((asset, i) => {
      x[i] = asset.x;
      y[i] = asset.y;
    });
    return { x, y, width, height, pitch, boxes: [] };
  }
  const columns = Math.ceil(width / pitch) + 1;
  const rows = Math.ceil(height / pitch) + 1;
  const taken = new Uint8Array(columns * rows);
  // Rings around a cell that are known to be full: at a crowded site the search goes on where the last one ended.
  const full = new Uint16Array(columns * rows);
  city.assets.forEach((asset, i) => {
    const column = Math.min(columns - 1, Math.max(0, Math.round(asset.x / pitch)));
    const row = Math.min(rows - 1, Math.max(0, Math.round(asset.y / pitch)));
    const start = row * columns + column;
    const cell = nearestFree(taken, columns, rows, column, row, full[start] ?? 0);
    full[start] = Math.max(0, Math.max(Math.abs((cell % columns) - column), Math.abs(Math.floor(cell / columns) - row)) - 1);
    taken[cell] = 1;
    x[i] = (cell % columns) * pitch;
    y[i] = Math.floor(cell / columns) * pitch;
  });
  return { x, y, width: (columns - 1) * pitch, height: (rows - 1) * pitch, pitch, boxes: [] };
}

/**
 * @param {Uint8Array} taken
 * @param {number} columns
 * @param {number} rows
 * @param {number} column
 * @param {number} row
 * @param {number} first ring to look at
 */
function nearestFree(taken, columns, rows, column, row, first) {
  let best = -1;
  let distance = Infinity;
  for (let ring = first; ring < columns + rows && ring * ring <= distance; ring += 1) {
    for (let dy = -ring; dy <= ring; dy += 1) {
      const step = Math.abs(dy) === ring ? 1 : 2 * ring;
      for (let dx = -ring; dx <= ring; dx += Math.max(1, step)) {
        const [c, r] = [column + dx, row + dy];
        if (c < 0 || r < 0 || c >= columns || r >= rows || taken[r * columns + c]) continue;
        const d = dx * dx + dy * dy;
        if (d < distance) [best, distance] = [r * columns + c, d];
      }
    }
  }
  return best < 0 ? row * columns + column : best;
}

/** In this order from the top: who decides, what is served, what connects, what stands in the field. */
const BANDS = ["governance", "service", "city_os", "asset"];

/**
 * By zone: a box for each, in four bands by category.
 * @param {City} city
 * @param {number} aspect width over height of the place for it
 * @returns {Plan}
 */
export function byZone(city, aspect) {
  const members = city.zones.map(() => /** @type {number[]} */ ([]));
  city.assets.forEach((asset, i) => members[asset.zone]?.push(i));
  /** Room for the zone's name above its assets, and between boxes, in pitches. */
  const [head, gap] = [2.3, 0.9];
  /** @param {number} across widest row, in pitches */
  const shelves = (across) => {
    /** @type {Plan["boxes"]} */
    const boxes = [];
    let top = 0;
    let widest = 0;
    for (const band of BANDS) {
      let [left, tallest] = [0, 0];
      city.zones.forEach((zone, row) => {
        const count = members[row]?.length ?? 0;
        if (zone.category !== band || count === 0) return;
        const columns = Math.max(8, Math.ceil(Math.sqrt(count * 2.6)));
        const [w, h] = [columns + 0.6, Math.ceil(count / columns) + head - 0.2];
        if (left > 0 && left + w > across) {
          top += tallest + gap;
          [left, tallest] = [0, 0];
        }
        boxes.push({ zone: row, x: left, y: top, width: w, height: h });
        left += w + gap;
        tallest = Math.max(tallest, h);
        widest = Math.max(widest, left - gap);
      });
      if (left > 0) top += tallest + gap;
    }
    return { boxes, width: Math.max(widest, 1), height: Math.max(top - gap, 1) };
  };
  let best = shelves(20);
  for (let across = 24; across < 4000; across *= 1.12) {
    const tried = shelves(across);
    const fit = (/** @type {{ width: number, height: number }} */ s) => Math.max(s.width / aspect, s.height);
    if (fit(tried) < fit(best)) best = tried;
  }
  const unit = 1000 / Math.max(best.width, best.height * aspect);
  const x = new Float32Array(city.assets.length);
  const y = new Float32Array(city.assets.length);
  for (const box of best.boxes) {
    const columns = Math.round(box.width - 0.6);
    (members[box.zone] ?? []).forEach((asset, i) => {
      x[asset] = (box.x + 0.8 + (i % columns)) * unit;
      y[asset] = (box.y + head + Math.floor(i / columns)) * unit;
    });
    box.x *= unit;
    box.y *= unit;
    box.width *= unit;
    box.height *= unit;
  }
  return { x, y, width: best.width * unit, height: best.height * unit, pitch: unit, boxes: best.boxes };
}
