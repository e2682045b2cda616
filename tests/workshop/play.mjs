// Plays a whole workshop in a real browser: one facilitator, three teams, each step, in one language and then in the other.
//
//   node play.mjs YAGURA [--shots FOLDER] [--pages FOLDER]
//
// Checks on every page: no console error, no request beyond the server, axe finds no violation, nothing is wider than the screen.
// --pages: modules and styles from this folder instead of those inside the program, while working on them.
// Exits 1 and says what is wrong.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch, violations } from "./open.mjs";
import { ask, start } from "./program.mjs";

const yagura = process.argv[2];
const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : null);
const shots = option("--shots");
const pages = option("--pages");
const faults = [];
const PROJECTOR = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

const browser = await launch();

/** What the three teams do. */
const TEAMS = [
  { name: { en: "River", ja: "川の係" }, find: ["CPS.DS-3", "CPS.CM-3"], size: PHONE },
  { name: { en: "Budget office", ja: "財政課" }, find: [], size: PROJECTOR },
  { name: { en: "Gatekeepers", ja: "水門を守る会" }, find: ["CPS.DS-15"], size: PHONE },
];

for (const lang of ["en", "ja"]) await workshop(lang);
await browser.close();
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "the workshop was played in both languages: fine" : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);

async function workshop(lang) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "yagura-workshop-"));
  const state = path.join(folder, "workshop.json");
  const size = ["--state", state, "--parameter-draws", "40", "--replications", "5"];
  let server = await start(yagura, size);
  const facilitator = await open(lang, server, PROJECTOR, server.link, "facilitator");

  // Joining, on phones and on a laptop.
  const teams = [];
  for (const [i, team] of TEAMS.entries()) {
    const page = await open(lang, server, team.size, `${server.address}/`, `team-${i + 1}`);
    if (i === 0) await look(page, lang, "join", "phone");
    await page.locator("#name").fill(team.name[lang]);
    await page.keyboard.press("Enter");
    await page.locator(".badge.team").waitFor();
    teams.push(page);
  }

  await facilitator.locator(".yr-map canvas").first().waitFor();
  await look(facilitator, lang, "1-city", "projector");
  await facilitator.locator(".list .row").first().click();
  await expectText(facilitator, ".detail h3", "a service tells what it is");
  await steer(facilitator, "scenario");
  await look(facilitator, lang, "2-scenario", "projector");
  await followed(teams, "scenario");
  await look(teams[0], lang, "2-scenario", "phone");

  await steer(facilitator, "choose");
  await followed(teams, "choose");
  for (const [i, page] of teams.entries()) {
    if (TEAMS[i].find.length === 0) {
      await page.locator(".basket > button").click();
    }
    for (const control of TEAMS[i].find) {
      await page.locator("#find").fill(control);
      await page.locator(`[data-control="${control}"]`).check();
    }
    await page.waitForFunction(() => /Saved|保存済み/.test(document.querySelector(".saved").textContent));
    await page.locator("#find").fill("");
  }
  await look(teams[0], lang, "3-choose", "phone");
  await look(teams[1], lang, "3-choose", "projector");
  await facilitator.waitForFunction(() => document.querySelectorAll(".ready .yes").length === 3);
  await look(facilitator, lang, "3-choose-facilitator", "projector");

  await steer(facilitator, "predict");
  await followed(teams, "predict");
  for (const [i, page] of teams.entries()) {
    if (i === 1) await page.locator("#never").check();
    else await page.locator("#noticed").fill("6");
    await page.locator("#assets").fill("0");
    await page.locator("#caller").selectOption({ index: 3 });
    await page.locator("#called").selectOption({ index: 2 });
    await page.locator("#lost").fill("20");
    await page.locator("#why").fill(lang === "ja" ? "大雨の日は誰も画面を疑わないから" : "Nobody doubts the screen on a rainy day");
    await page.locator("button[type=submit]").click();
    await page.waitForFunction(() => document.querySelector(".predict .saved").textContent.length > 0);
  }
  await look(teams[0], lang, "4-predict", "phone");
  await look(facilitator, lang, "4-predict-facilitator", "projector");

  await steer(facilitator, "run");
  await followed(teams, "run");
  await facilitator.locator("main .primary").first().click();
  await facilitator.waitForFunction(() => document.querySelector("main .primary").disabled);
  // The server is killed in the middle of it, and goes on from its file under the same address.
  const port = new URL(server.address).port;
  await server.end("SIGKILL");
  server = await start(yagura, size, port);
  const played = () => document.querySelectorAll("progress").length === 3 && [...document.querySelectorAll("progress")].every((bar) => bar.value === 1);
  await facilitator.waitForFunction(played, null, { timeout: 90000 });
  await teams[0].locator(".own-result .answer").waitFor({ timeout: 30000 });
  // One incident, picked by how bad it was.
  await facilitator.locator("#pick").selectOption("bad");
  await facilitator.locator(".staged .primary").click();
  await facilitator.locator(".stage .yr-replay").waitFor({ timeout: 30000 });
  await look(facilitator, lang, "5-run", "projector", true);
  await look(teams[0], lang, "5-run", "phone");

  await steer(facilitator, "compare");
  await facilitator.locator(".staged .primary").click();
  await facilitator.locator(".stage .yr-two").waitFor({ timeout: 30000 });
  await look(facilitator, lang, "6-compare", "projector", true);
  await steer(facilitator, "debrief");
  await followed(teams, "debrief");
  await facilitator.locator("#results").waitFor();
  await look(facilitator, lang, "7-debrief", "projector");
  await summary(facilitator, lang);
  // What each control of the first team's basket is worth, by a press.
  await facilitator.locator("#section-baskets").click();
  await facilitator.locator("#take-apart-t1").click();
  await facilitator.locator("#section-basket-t1 ~ .plotted .cursor").waitFor({ timeout: 60000 });
  if (await facilitator.locator("#take-apart-t1").count()) faults.push(`${lang}: what is there can be asked for again`);
  await facilitator.locator("#section-course").click();
  await cursors(facilitator, lang);
  await facilitator.evaluate(() => document.querySelectorAll("details.section").forEach((one) => one.setAttribute("open", "")));
  await look(facilitator, lang, "7-debrief-all", "projector", true);
  await look(teams[0], lang, "7-debrief", "phone", true);
  const rows = await facilitator.locator("#results tbody tr").count();
  if (rows !== 4) faults.push(`${lang}: the debrief has ${rows} rows instead of the baseline and three teams`);
  if (shots) await facilitator.pdf({ path: path.join(shots, `${lang}-after-action.pdf`), preferCSSPageSize: true });

  // The pack opens in a window of its own, and prints.
  const [pack] = await Promise.all([facilitator.context().waitForEvent("page"), facilitator.locator(".tools button").nth(2).click()]);
  await pack.waitForURL(/\/pack\//);
  await pack.locator("h1").waitFor();
  if (shots) {
    await pack.screenshot({ path: path.join(shots, `${lang}-pack.png`) });
    await pack.pdf({ path: path.join(shots, `${lang}-pack.pdf`), preferCSSPageSize: true });
  }
  if ((await pack.locator(".inject").count()) === 0) faults.push(`${lang}: the pack has no injects`);
  await audit(pack, `${lang} pack`);
  await pack.close();

  // The keyboard alone: from the steps to the language and back.
  await facilitator.locator("[data-step=city]").focus();
  await facilitator.keyboard.press("Enter");
  await facilitator.locator(".city-grid").waitFor();
  // The other language, on the spot.
  const before = await facilitator.locator("h2").first().textContent();
  await facilitator.locator(".who button").click();
  const after = await facilitator.locator("h2").first().textContent();
  if (before === after) faults.push(`${lang}: the language does not change`);

  const end = await server.end("SIGINT");
  if (end.code !== 0) faults.push(`${lang}: Ctrl-C ended the program with ${end.code}`);
  for (const page of [facilitator, ...teams]) await page.context().close();
  fs.rmSync(folder, { recursive: true });
}

/** The summary of the debrief is one screen: what follows it is folded. */
async function summary(page, lang) {
  const below = await page.evaluate(() => document.querySelector(".summary").getBoundingClientRect().bottom - innerHeight);
  if (below > 0) faults.push(`${lang}: the debrief's summary ends ${Math.round(below)} px below the screen`);
}

/** Every plot has a cursor that the keys move, and what it says stands in the plot's table. */
async function cursors(page, lang) {
  for (const plot of await page.locator(".plotted:visible").all()) {
    const title = await plot.locator("svg").getAttribute("aria-label");
    await plot.locator("details > summary").click();
    // The table is made when somebody opens it.
    await plot.locator("details table").first().waitFor();
    const cells = (await plot.locator("details td").allTextContents()).map((text) => text.trim());
    await plot.locator("details > summary").click();
    for (const cursor of await plot.locator(".cursor").all()) {
      await cursor.focus();
      const before = await cursor.getAttribute("aria-valuetext");
      for (const key of ["PageDown", "ArrowDown", "End", "ArrowUp", "PageUp"]) await page.keyboard.press(key);
      const after = await cursor.getAttribute("aria-valuetext");
      if (!after) faults.push(`${lang} ${title}: the cursor says nothing`);
      if (before === after && Number(await cursor.getAttribute("aria-valuemax")) > 2) faults.push(`${lang} ${title}: the keys do not move the cursor`);
      const read = (await plot.locator(".readout strong").allTextContents()).map((text) => text.trim());
      if (read.length === 0) faults.push(`${lang} ${title}: nothing is read out`);
      for (const value of read) if (!cells.includes(value) && !["none", "なし"].includes(value)) faults.push(`${lang} ${title}: ${value} is not in the table`);
    }
    // The pointer, too.
    const box = await plot.locator(".cursor").first().boundingBox();
    await plot.locator(".cursor").first().scrollIntoViewIfNeeded();
    await plot.locator(".cursor").first().hover({ position: { x: box.width / 2, y: box.height / 2 } });
    if (!(await plot.locator(".cursor.on").count())) faults.push(`${lang} ${title}: the pointer shows nothing`);
  }
}

/** A page of its own: another browser for the server. */
async function open(lang, server, size, url, name) {
  const context = await browser.newContext({ viewport: size, locale: lang === "ja" ? "ja-JP" : "en-GB", reducedMotion: "reduce", isMobile: size === PHONE, hasTouch: size === PHONE });
  if (pages) {
    await context.route("**/page/*", (route) => route.fulfill({ path: path.join(pages, path.basename(new URL(route.request().url()).pathname)) }));
  }
  const page = await context.newPage();
  page.on("console", (message) => {
    // While the server is gone, the browser says so by itself.
    const gone = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !gone) faults.push(`${lang} ${name}: console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => faults.push(`${lang} ${name}: script: ${error}`));
  page.on("request", (request) => {
    const own = request.url().startsWith(`${server.address}/`) || /^(data|blob):/.test(request.url());
    if (!own) faults.push(`${lang} ${name}: a request leaves the server: ${request.url()}`);
  });
  await page.goto(url);
  await page.locator("h2").first().waitFor();
  return page;
}

/** The facilitator opens a step and brings everybody there. */
async function steer(page, phase) {
  await page.locator(`[data-step=${phase}]`).click();
  await page.locator(".bring").click();
  await page.locator(`[data-step=${phase}].here`).waitFor();
}

async function followed(pages, phase) {
  for (const page of pages) await page.locator(`[data-step=${phase}][aria-current]`).waitFor();
}

async function expectText(page, selector, what) {
  const text = await page.locator(selector).first().textContent();
  if (!text?.trim()) faults.push(`${what}: nothing`);
}

/** Takes a picture and looks for what a reader would stumble over. */
async function look(page, lang, name, size, whole = false) {
  const where = `${lang} ${name} ${size}`;
  if (shots) await page.screenshot({ path: path.join(shots, `${lang}-${name}-${size}.png`), fullPage: whole });
  const set = await page.evaluate(() => document.documentElement.lang);
  if (set !== lang) faults.push(`${where}: lang is ${set}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 1) faults.push(`${where}: ${wide} px wider than the screen`);
  const missing = await page.evaluate(() => /\[workshop-[a-z-]+\]|\{[a-z]+\}/.exec(document.body.innerText)?.[0]);
  if (missing) faults.push(`${where}: a message is missing or not filled: ${missing}`);
  await audit(page, where);
}

/** What axe finds. */
async function audit(page, where) {
  faults.push(...(await violations(page)).map((found) => `${where}: ${found}`));
}
