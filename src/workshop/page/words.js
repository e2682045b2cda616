// Words: messages of the page, names in the reader's language, sentences of events, times.

/** @typedef {import("./types.js").City} City */
/** @typedef {import("./types.js").Incident} Incident */
/** @typedef {import("./types.js").Lang} Lang */
/** @typedef {import("./types.js").Text} Text */
/** @typedef {import("./types.js").Words} Words */

/**
 * Speaks one language.
 * @param {Words} words
 * @param {Lang} lang
 */
export function createSpeech(words, lang) {
  /** @param {Text} text */
  const pick = (text) => text[lang] || text.en || text.ja;
  /**
   * The message `key`, with `{name}` filled from `values`.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  const say = (key, values = {}) => {
    const message = words[lang][key] ?? `[${key}]`;
    return message.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  };
  return { lang, pick, say };
}

/** @typedef {ReturnType<typeof createSpeech>} Speech */

/**
 * The name of a row; its id where it has none.
 * @param {Speech} speech
 * @param {{ id: string, name: Text } | undefined} row
 */
export function nameOf(speech, row) {
  return row ? speech.pick(row.name) || row.id : "";
}

/**
 * What happened, as a sentence.
 * @param {Speech} speech
 * @param {City} city
 * @param {Incident} incident
 * @param {number} event
 */
export function sentence(speech, city, incident, event) {
  const template = incident.templates[incident.events.template[event] ?? 0];
  const names = incident.events.names[event] ?? [];
  if (!template) return "";
  const lists = { a: city.assets, s: city.services, d: city.datasets, o: city.organisations };
  return speech.pick(template).replace(/\{(\d+)\}/g, (_, place) => {
    const list = lists[/** @type {"a" | "s" | "d" | "o"} */ (template.names[Number(place)] ?? "a")];
    return nameOf(speech, list[names[Number(place)] ?? 0]);
  });
}

/**
 * Seconds since the start as days, hours and minutes.
 * @param {number} seconds
 */
export function clock(seconds) {
  const minutes = Math.round(seconds / 60);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${Math.floor(minutes / 1440)}d ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/**
 * The hour of the week that it is in the city.
 * @param {Speech} speech
 * @param {Incident} incident
 * @param {number} seconds
 */
export function hourOfWeek(speech, incident, seconds) {
  const all = incident.start.second + Math.floor(seconds);
  const day = (incident.start.weekday + Math.floor(all / 86400)) % 7;
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const hour = Math.floor(all / 3600) % 24;
  return {
    text: speech.say("replay-hour", { weekday: speech.say(`weekday-${day}`), time: `${two(hour)}:${two(Math.floor(all / 60) % 60)}` }),
    night: hour < 7 || hour >= 19,
  };
}

/**
 * An element with its content.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...content) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    // A page may forbid styles in attributes; set by their own interface they are not meant.
    if (name === "style") node.style.cssText = value;
    else node.setAttribute(name, value);
  }
  node.append(...content);
  return node;
}
