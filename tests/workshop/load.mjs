// Forty clients join, choose and ask for their runs at once, on loopback.
//
//   node load.mjs YAGURA
//
// None is lost, none waits without being told where it stands, the numbers are those of `yagura compare` for the same inputs, and all
// goes on where it was after the server is killed in the middle. Prints what was measured. Exits 1 and says what is wrong.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ask, start } from "./program.mjs";

const CLIENTS = 40;
/** Everything has to be there after so long. */
const MOST_MS = 60_000;
/** A client that hears nothing for so long does not know whether it still waits. */
const SILENCE_MS = 5_000;
const yagura = process.argv[2];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "yagura-load-"));
const size = ["--parameter-draws", "20", "--replications", "5"];
const options = ["--state", path.join(folder, "room.json"), "--budget", "1e12", ...size];
const faults = [];
const pool = ["CPS.DS-3", "CPS.AC-3", "CPS.CM-3", "CPS.DS-15", "CPS.AE-3", "CPS.RP-1"];

let server = await start(yagura, options);
const port = new URL(server.address).port;
const began = performance.now();

// Everybody joins at once.
const clients = await Promise.all(
  Array.from({ length: CLIENTS }, async (_, i) => {
    const { status, body } = await ask(server.address, "POST", "teams", "", { name: `team ${i}` });
    if (status !== 200) faults.push(`team ${i} could not join: ${status}`);
    // As many different baskets as there are bits: some teams share one.
    const basket = pool.filter((_, bit) => ((i % 30) >> bit) & 1);
    return { i, basket, ...body, heard: performance.now(), silence: 0, told: 0, place: null, done: false };
  }),
);
const joined = performance.now();
await steer("choose");
const filled = await Promise.all(clients.map((one) => ask(server.address, "PUT", `teams/${one.team}/basket`, one.token, { controls: one.basket })));
if (filled.some(({ status }) => status !== 200)) faults.push(`a basket was refused: ${JSON.stringify(filled.find(({ status }) => status !== 200))}`);
await steer("run");

// Everybody listens and asks at once.
const stop = new AbortController();
const listening = clients.map((one) => listen(one));
const asked = performance.now();
const answers = await Promise.all(clients.map((one) => ask(server.address, "POST", "runs", one.token, {})));
if (answers.some(({ status }) => status !== 200)) faults.push(`a run was refused: ${JSON.stringify(answers.find(({ status }) => status !== 200))}`);
const slowest = performance.now() - asked;
// While they run, the server answers others at once.
let longest = 0;
let killed = null;
while (clients.some((one) => !one.done)) {
  const before = performance.now();
  const { body } = await ask(server.address, "GET", "state", clients[0].token);
  longest = Math.max(longest, performance.now() - before);
  const done = clients.filter((one) => one.done).length;
  if (killed === null && done >= 5 && body.waiting > 3) {
    // Killed in the middle, by its id; started again on the same file and port.
    const at = performance.now();
    await server.end("SIGKILL");
    server = await start(yagura, options, port);
    killed = performance.now() - at;
    for (const one of clients) one.heard = performance.now();
  }
  if (performance.now() - began > MOST_MS) {
    faults.push(`after ${MOST_MS / 1000} s ${clients.filter((one) => !one.done).length} clients have no result`);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const finished = performance.now();
stop.abort();
await Promise.all(listening);
for (const one of clients) {
  if (one.told === 0) faults.push(`team ${one.i} was never told anything`);
  if (one.silence > SILENCE_MS) faults.push(`team ${one.i} heard nothing for ${Math.round(one.silence)} ms`);
}

// The numbers: those of the command line for the same baskets.
const { body: all } = await ask(server.address, "GET", "results", server.token);
if (all.table.sets.length !== CLIENTS + 1) faults.push(`${all.table.sets.length} results instead of ${CLIENTS + 1}`);
const { body: state } = await ask(server.address, "GET", "state", server.token);
const expressions = [...new Set(state.teams.map((team) => team.expression))].filter((one) => one.includes("+"));
const controls = expressions.flatMap((one) => ["--controls", one]);
const out = path.join(folder, "out");
execFileSync(yagura, ["compare", "--scenario", state.scenario, ...controls, ...size, "--rows", "none", "--out", out], { stdio: "ignore" });
const rows = read(path.join(out, "summary.csv"));
const differences = read(path.join(out, "differences.csv"));
let compared = 0;
for (const team of [{ id: "", expression: "today-jp" }, ...state.teams]) {
  const set = all.table.sets.find((set) => set.team === team.id);
  for (const [measure, value] of Object.entries(set.values)) {
    const row = rows.find((row) => row.control_set === team.expression && row.measure === measure);
    for (const [ours, theirs] of [["mean", "mean"], ["low", "interval_low"], ["high", "interval_high"], ["median", "median"]]) same(team, measure, theirs, value[ours], row[theirs]);
    const difference = differences.find((row) => row.control_set === team.expression && row.measure === measure);
    if (difference) for (const [ours, theirs] of [["difference", "difference"], ["difference_low", "interval_low"]]) same(team, measure, theirs, value[ours], difference[theirs]);
  }
}
const ended = await server.end("SIGINT");
if (ended.code !== 0) faults.push(`Ctrl-C ended the program with ${ended.code}`);
fs.rmSync(folder, { recursive: true });

const ms = (value) => `${Math.round(value)} ms`;
console.log(`${CLIENTS} clients joined in ${ms(joined - began)}; all asked for runs, the slowest answer took ${ms(slowest)}`);
console.log(`${expressions.length + 1} baskets of 100 incidents were done after ${ms(finished - asked)}, with the server killed in the middle and back after ${killed === null ? "never" : ms(killed)}`);
console.log(`longest answer meanwhile ${ms(longest)}; longest silence of a client ${ms(Math.max(...clients.map((one) => one.silence)))}; ${compared} numbers equal those of yagura compare`);
if (killed === null) faults.push("everything was done before the server could be killed");
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

async function steer(phase) {
  const { status } = await ask(server.address, "PUT", "state", server.token, { phase });
  if (status !== 200) faults.push(`the facilitator could not open ${phase}: ${status}`);
}

/** Listens as the page does, and comes back when the server does. */
async function listen(one) {
  while (!stop.signal.aborted && !one.done) {
    try {
      const response = await fetch(`${server.address}/api/events`, { headers: { authorization: `Bearer ${one.token}` }, signal: stop.signal });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        text += value;
        const events = text.split("\n\n");
        text = events.pop();
        for (const event of events) {
          const line = event.split("\n").find((line) => line.startsWith("data:"));
          if (!line) continue;
          const now = performance.now();
          one.silence = Math.max(one.silence, now - one.heard);
          one.heard = now;
          one.told += 1;
          const state = JSON.parse(line.slice(5));
          if (state.team !== one.team) faults.push(`team ${one.i} is told as ${state.role}`);
          const own = state.teams.find((team) => team.id === one.team);
          const job = state.queue.find((job) => job.teams.includes(one.team));
          if (own.asked && !own.played && !job) faults.push(`team ${one.i} waits without a place`);
          if (own.played) one.done = true;
        }
        if (one.done) return void reader.cancel();
      }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function same(team, measure, column, ours, theirs) {
  compared += 1;
  const expected = theirs === "" ? null : Number(theirs);
  // Tables are printed to nine significant digits.
  const equal = expected === null ? ours === null : ours !== null && Math.abs(ours - expected) <= 1e-8 * Math.max(1e-300, Math.abs(expected));
  if (!equal) faults.push(`${team.id || "baseline"}: ${measure} ${column} is ${ours}, yagura compare says ${theirs}`);
}

/** A table without quoted cells but in its last columns. */
function read(file) {
  const [head, ...lines] = fs.readFileSync(file, "utf8").trimEnd().split("\n").map(cells);
  return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i]])));
}

function cells(line) {
  const found = [];
  let [cell, quoted] = ["", false];
  for (const c of line) {
    if (c === '"') quoted = !quoted;
    else if (c === "," && !quoted) {
      found.push(cell);
      cell = "";
    } else cell += c;
  }
  return [...found, cell];
}
