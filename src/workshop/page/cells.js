// The state of everything at an event: one list of whole numbers, moved by diffs from the nearest keyframe.
//
// The bits are those of `yagura_reports::replay::cells`.

/** @typedef {import("./types.js").Incident} Incident */

/** Where an asset stands with the attacker and the response: the low three bits of its cell. */
export const STATUS = { clean: 0, touched: 1, foothold: 2, controlled: 3, isolated: 4, restored: 5 };
/** What runs on an asset besides. */
export const MARK = { down: 8, tainted: 16, source: 32, commanded: 64, leaked: 128, published: 256, destroyed: 512, alert: 1024 };
/** An organisation's cell; alerts that wait at its desk are counted above `waiting`. */
export const PARTY = { dismissed: 1, told: 2, knows: 4, may_act: 8, cut_off: 16, waiting: 256 };
/** The incident's own cell. */
export const STAGE = { entered: 1, recognised: 2, entry_closed: 4, contained: 8, root_cause: 16, recovered: 32, gave_up: 64 };
/** A dataset's cell. */
export const DATA = { out: 1, public: 2 };

/**
 * Capacity of a service from its cell, in per mille of the whole.
 * @param {number} value
 */
export function capacityOf(value) {
  return { attack: value & 1023, response: (value >> 10) & 1023, wrong: (value & (1 << 20)) !== 0 };
}

/**
 * The state of one incident, movable.
 * @param {Incident} incident
 */
export function createState(incident) {
  const { cells, diffs, keyframes } = incident;
  const value = new Int32Array(cells.size);
  let at = -1;

  /** @param {number} from @param {number} to events, both included */
  function apply(from, to) {
    for (let i = diffs.start[from] ?? 0, end = diffs.start[to + 1] ?? 0; i < end; i += 1) {
      value[diffs.cell[i] ?? 0] = diffs.value[i] ?? 0;
    }
  }

  return {
    value,
    assets: value.subarray(cells.assets, cells.services),
    /** The event after which the state is shown; -1 before the first. */
    at: () => at,
    /**
     * Goes to just after `event`; true if anything may differ from before.
     * @param {number} event
     */
    seek(event) {
      const target = Math.max(-1, Math.min(event, incident.events.at_s.length - 1));
      if (target === at) return false;
      // The last keyframe that is not past the target.
      let low = 0;
      let high = keyframes.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((keyframes[middle]?.event ?? 0) <= target) low = middle + 1;
        else high = middle;
      }
      const frame = low > 0 ? keyframes[low - 1] : undefined;
      const base = frame ? frame.event : -1;
      if (target < at || base > at) {
        value.fill(0);
        if (frame) frame.cell.forEach((cell, i) => (value[cell] = frame.value[i] ?? 0));
        at = base;
      }
      if (target > at) apply(at + 1, target);
      at = target;
      return true;
    },
  };
}
