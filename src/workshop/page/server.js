// Talking to the server: requests with the token of this browser, and the state as it changes.

/** @typedef {import("./shapes.js").RoomState} RoomState */
/** @typedef {import("./types.js").Text} Text */

/** A refusal, in both languages. */
export class Refused extends Error {
  /** @param {number} status @param {string} code @param {Text} text */
  constructor(status, code, text) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.text = text;
  }
}

/** Where the tokens of this browser are kept: per tab for the facilitator, so that a shared machine forgets them. */
const KEEPER = "yagura-workshop-token";

/** The token: of the link that the facilitator opened, or of the team that this browser joined as. */
export function keptToken() {
  const given = /[#&]facilitator=([0-9a-f]+)/.exec(location.hash);
  if (given?.[1]) {
    sessionStorage.setItem(KEEPER, given[1]);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEEPER) ?? localStorage.getItem(KEEPER) ?? "";
}

/** @param {string} token */
export function keepToken(token) {
  if (token) localStorage.setItem(KEEPER, token);
  else {
    localStorage.removeItem(KEEPER);
    sessionStorage.removeItem(KEEPER);
  }
}

/**
 * @typedef {object} Server
 * @property {(path: string) => Promise<any>} get
 * @property {(method: "POST" | "PUT" | "DELETE", path: string, body?: object) => Promise<any>} send
 */

/**
 * @param {() => string} token
 * @returns {Server}
 */
export function createServer(token) {
  /** @param {string} method @param {string} path @param {object} [body] */
  async function ask(method, path, body) {
    /** @type {Record<string, string>} */
    const headers = {};
    if (token()) headers["authorization"] = `Bearer ${token()}`;
    if (body) headers["content-type"] = "application/json";
    const init = body ? { method, headers, body: JSON.stringify(body) } : { method, headers };
    const response = await fetch(`/api/${path}`, init);
    const answer = await response.json().catch(() => null);
    if (!response.ok) throw new Refused(response.status, answer?.code ?? "fault", answer ?? { en: "", ja: "" });
    return answer;
  }
  return {
    get: (path) => ask("GET", path),
    send: (method, path, body) => ask(method, path, body),
  };
}

/**
 * Listens to the state until `stop` is called; comes back by itself when the server does.
 * @param {() => string} token
 * @param {(state: RoomState) => void} onState
 * @param {(connected: boolean) => void} onConnection
 */
export function listen(token, onState, onConnection) {
  const stopping = new AbortController();
  const run = async () => {
    let pause = 500;
    while (!stopping.signal.aborted) {
      try {
        /** @type {Record<string, string>} */
        const headers = token() ? { authorization: `Bearer ${token()}` } : {};
        const response = await fetch("/api/events", { headers, signal: stopping.signal });
        if (!response.ok || !response.body) throw new Error(String(response.status));
        onConnection(true);
        pause = 500;
        await read(response.body, onState);
      } catch {
        if (stopping.signal.aborted) return;
      }
      onConnection(false);
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, 4000);
    }
  };
  void run();
  return () => stopping.abort();
}

/** @param {ReadableStream<Uint8Array>} body @param {(state: RoomState) => void} onState */
async function read(body, onState) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    // Only the newest matters: each holds the whole state.
    const newest = events.reverse().find((event) => event.includes("data:"));
    if (!newest) continue;
    const data = newest.split("\n").filter((line) => line.startsWith("data:"));
    onState(JSON.parse(data.map((line) => line.slice(5).trimStart()).join("\n")));
  }
}
