// How fast map and replay are, in a headless browser without a GPU, with a made-up city and incident.
//
//   node replay-speed.mjs PAGE_FOLDER [--check]
//
// PAGE_FOLDER: src/workshop/page. Prints milliseconds; with --check ends with 1 where a bound of the design is missed (scrubbing an
// incident of 100,000 events: 100 ms; a frame at 10,000 assets: 33 ms): for a machine that does nothing else.
import fs from "node:fs";
import path from "node:path";
import { launch } from "./open.mjs";

const folder = process.argv[2];
const check = process.argv.includes("--check");
if (!folder) {
  console.error("the folder of the page's modules is missing");
  process.exit(2);
}
const names = ["cells", "words", "looks", "plan", "map", "timeline", "chain", "events", "panels", "replay"];
// As the program does it: a page that opens from disk may import nothing.
const modules = names
  .map((name) => fs.readFileSync(path.join(folder, `${name}.js`), "utf8"))
  .map((text) => text.replace(/^import [^;]*;$/gm, "").replace(/^export \{\};$/gm, "").replace(/^export /gm, ""))
  .join("\n");
const style = fs.readFileSync(path.join(folder, "replay.css"), "utf8");

const browser = await launch(["--disable-gpu"]);
const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
const faults = [];
page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
page.on("pageerror", (error) => faults.push(String(error)));
await page.setContent(`<!doctype html><html lang="en"><title>speed</title><style>${style}</style><body></body></html>`);
await page.addScriptTag({ content: `${modules}\nObject.assign(window, { createMap, createReplay });`, type: "module" });
await page.waitForFunction(() => "createReplay" in window);
const results = await page.evaluate(measure);
await browser.close();

let wrong = faults.length;
for (const fault of faults) console.error(`console: ${fault}`);
for (const { what, best, median, worst, bound } of results) {
  const missed = bound !== null && median > bound;
  const spread = best === undefined ? `${median.toFixed(1)} ms` : `best ${best.toFixed(1)}, median ${median.toFixed(1)}, worst ${worst.toFixed(1)} ms`;
  console.log(`${what}: ${spread}${bound === null ? "" : `, bound ${bound} ms${missed ? ", missed" : ""}`}`);
  if (missed) wrong += 1;
}
process.exit(check && wrong > 0 ? 1 : 0);

// Runs inside the page.
async function measure() {
  const random = (() => {
    let state = 1;
    return () => (state = (state * 48271) % 2147483647) / 2147483647;
  })();
  const text = (value) => ({ en: value, ja: value });

  function cityOf(count) {
    const zones = 40;
    return {
      name: text("Made up"), placed: true, width: 1000, height: 640,
      organisations: Array.from({ length: 10 }, (_, i) => ({ id: `o${i}`, name: text(`Organisation ${i}`), role: "vendor", desk: "none" })),
      zones: Array.from({ length: zones }, (_, i) => ({ id: `z${i}`, name: text(`Zone ${i}`), category: ["governance", "service", "city_os", "asset"][i % 4], organisation: i % 10, medium: "wired", internet_facing: false })),
      assets: Array.from({ length: count }, (_, i) => ({ id: `a${i}`, name: text(`Asset ${i}`), kind: "sensor", category: "asset", zone: i % zones, organisation: i % 10, owner: 0, x: random() * 1000, y: random() * 640, services: [i % 5], datasets: [], stands_for: 1 })),
      services: Array.from({ length: 5 }, (_, i) => ({ id: `s${i}`, name: text(`Service ${i}`), organisation: 0, users: 1000, criticality: 3, safety_relevant: false })),
      datasets: [], flows: Array.from({ length: Math.min(count, 3000) }, (_, i) => ({ from: i, to: (i * 7) % count, protected: false })), links: [],
    };
  }

  // Tries, takings, cuts and restorings, one change each; keyframes by the rule of the program.
  function incidentOf(city, count) {
    const assets = city.assets.length;
    const cells = { assets: 0, services: assets, datasets: assets + 5, organisations: assets + 5, incident: assets + 15, size: assets + 16 };
    const events = { at_s: [], template: [], names: [], because: [], asset: [] };
    const diffs = { start: [0], cell: [], value: [] };
    const keyframes = [];
    const state = new Map();
    let since = 0;
    for (let event = 0; event < count; event += 1) {
      const asset = Math.floor(random() * assets);
      const kind = Math.floor(random() * 4);
      events.at_s.push(Math.floor((event / count) * 60 * 86400));
      events.template.push(kind);
      events.names.push([asset]);
      events.because.push(event > 0 ? Math.floor(event * random()) : -1);
      events.asset.push(asset);
      const value = [1, 3, 4, 5][kind];
      diffs.cell.push(asset);
      diffs.value.push(value);
      diffs.start.push(diffs.cell.length);
      state.set(asset, value);
      since += 1;
      if (since >= Math.max(512, state.size)) {
        keyframes.push({ event, cell: [...state.keys()], value: [...state.values()] });
        since = 0;
      }
    }
    const template = (fact, lane) => ({ fact, lane, en: `${fact}: {0}`, ja: `${fact}: {0}`, names: "a" });
    return {
      scenario: { id: "made-up", title: text("Made up"), briefing: text("") }, set: "made-up", draw: 0, replication: 0,
      start: { weekday: 0, second: 0, text: text("") }, horizon_s: 60 * 86400,
      templates: [template("tried", "attack"), template("seized", "attack"), template("isolated", "response"), template("restored", "response")],
      events, cells, diffs, keyframes, pauses: [], milestones: [], desks: [], measures: [], position: null,
    };
  }

  const words = { en: {}, ja: {} };
  const results = [];
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  async function timed(what, bound, times, act) {
    const taken = [];
    for (let i = 0; i < times; i += 1) {
      await frame();
      const before = performance.now();
      act(i);
      // What was drawn has to be there: reading a pixel back waits for it.
      for (const canvas of document.querySelectorAll("canvas")) canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
      taken.push(performance.now() - before);
    }
    taken.sort((a, b) => a - b);
    results.push({ what, bound, best: taken[0], median: taken[taken.length >> 1], worst: taken.at(-1) });
  }

  for (const assets of [60, 1000, 10000, 20000, 100000]) {
    const holder = document.body.appendChild(document.createElement("div"));
    const city = cityOf(assets);
    const before = performance.now();
    const map = createMap(holder, city, { words, lang: "en" });
    await frame();
    await frame();
    results.push({ what: `map of ${assets} assets, opened`, bound: null, median: performance.now() - before });
    const states = new Int32Array(assets);
    await timed(`map of ${assets} assets, a frame in which 1 in 50 changes`, assets === 10000 ? 33 : null, 15, () => {
      for (let i = 0; i < assets; i += 1) if (random() < 0.02) states[i] = Math.floor(random() * 6);
      map.show(states);
      map.draw();
    });
    await timed(`map of ${assets} assets, a frame in which everything moves`, null, 10, (i) => {
      map.setPlan(i % 2 ? "place" : "zone");
      map.draw();
    });
    map.destroy();
    holder.remove();
  }
  for (const assets of [744, 10000]) {
    const holder = document.body.appendChild(document.createElement("div"));
    const city = cityOf(assets);
    const incident = incidentOf(city, 100000);
    const before = performance.now();
    const replay = createReplay(holder, { city, incidents: [incident], words, lang: "en" });
    await frame();
    await frame();
    results.push({ what: `replay of 100000 events on ${assets} assets, opened`, bound: null, median: performance.now() - before });
    await timed(`replay of 100000 events on ${assets} assets, scrubbed anywhere`, 100, 30, () => {
      replay.seek(random() * 60 * 86400);
    });
    await timed(`replay of 100000 events on ${assets} assets, one event back`, null, 20, () => replay.goTo(replay.moment() - 1));
    replay.explain(0, 5);
    await timed(`replay of 100000 events on ${assets} assets, scrubbed with an asset explained`, 100, 20, () => {
      replay.seek(random() * 60 * 86400);
    });
    replay.destroy();
    holder.remove();
  }
  return results;
}
