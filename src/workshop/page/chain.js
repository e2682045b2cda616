// Why something happened: from an event back to its first cause, and the events that concern one asset.

/** @typedef {import("./types.js").Incident} Incident */

/**
 * The events from the first cause to `event`.
 * @param {Incident} incident
 * @param {number} event
 */
export function chainTo(incident, event) {
  const chain = [event];
  let at = event;
  // A cause stands before what it led to; anything else would be a circle.
  for (let cause = incident.events.because[at] ?? -1; cause >= 0 && cause < at; cause = incident.events.because[at] ?? -1) {
    chain.push(cause);
    at = cause;
  }
  return chain.reverse();
}

/**
 * The events about `asset`, up to and including `last`.
 * @param {Incident} incident
 * @param {number} asset
 * @param {number} last
 */
export function eventsOf(incident, asset, last) {
  const found = [];
  for (let event = 0; event <= last; event += 1) {
    if (incident.events.asset[event] === asset) found.push(event);
  }
  return found;
}

/** Facts that hurt or gain something, the strongest first: what one asks the reason of. */
const WEIGHT = ["commanded", "exfiltrated", "published", "down", "seized", "tainted", "destroyed", "isolated", "restored"];

/**
 * The event about `asset` whose reason one wants to know: the strongest so far, the latest of its kind. -1: there is none.
 * @param {Incident} incident
 * @param {number} asset
 * @param {number} last
 */
export function mainEventOf(incident, asset, last) {
  let best = -1;
  let weight = Infinity;
  for (const event of eventsOf(incident, asset, last)) {
    const fact = incident.templates[incident.events.template[event] ?? 0]?.fact ?? "";
    const own = WEIGHT.includes(fact) ? WEIGHT.indexOf(fact) : WEIGHT.length;
    if (own <= weight) [best, weight] = [event, own];
  }
  return best;
}

/**
 * The assets of a chain in order, each once in a row.
 * @param {Incident} incident
 * @param {number[]} chain
 */
export function assetsOf(incident, chain) {
  return chain
    .map((event) => incident.events.asset[event] ?? -1)
    .filter((asset, i, all) => asset >= 0 && asset !== all[i - 1]);
}
