// The program under test: started on a free port, asked, ended by its own process id.
import { spawn } from "node:child_process";

/** Starts `yagura workshop` and waits until it says where its page is. */
export async function start(yagura, more = [], port = "0") {
  const child = spawn(yagura, ["workshop", "--port", port, "--lang", "en", ...more], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stderr.on("data", (bytes) => (err += bytes));
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  const link = await new Promise((resolve, reject) => {
    child.stdout.on("data", (bytes) => {
      out += bytes;
      const found = /http:\/\/\S+#facilitator=[0-9a-f]+/.exec(out);
      if (found) resolve(found[0]);
    });
    ended.then(({ code }) => reject(new Error(`the program ended with ${code}: ${err}`)));
  });
  const address = link.split("/#")[0];
  return {
    link,
    address,
    token: link.split("facilitator=")[1],
    pid: child.pid,
    said: () => out + err,
    /** Ends it with a signal, by its id. */
    async end(signal = "SIGINT") {
      child.kill(signal);
      return ended;
    },
  };
}

/** Asks the server; the status stands in the answer. */
export async function ask(address, method, path, token, body) {
  const headers = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (body) headers["content-type"] = "application/json";
  const response = await fetch(`${address}/api/${path}`, { method, headers, body: body && JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}
