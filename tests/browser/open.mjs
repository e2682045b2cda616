// What every check in a browser does: takes files and options, starts chromium, watches a page, asks axe, and says what is wrong.
import { chromium } from "playwright-core";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The arguments of the command: files, and options that each have a value. */
export function given() {
  const files = [];
  const options = {};
  for (let i = 2; i < process.argv.length; i += 1) {
    const argument = process.argv[i];
    if (argument.startsWith("--")) options[argument.slice(2)] = process.argv[(i += 1)];
    else files.push(argument);
  }
  return { files, options };
}

/** Debian's chromium. */
export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // In a container root has no user namespace to give away; the pages are our own.
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ...more],
  });
}

/** Opens each of `files` with `check(browser, file)`, which answers with what is wrong, says it, and ends the program. */
export async function checkEach(files, check, more = []) {
  if (files.length === 0) {
    console.error("no page given");
    process.exit(2);
  }
  const browser = await launch(more);
  let wrong = 0;
  for (const file of files.map((each) => path.resolve(each))) {
    const faults = await check(browser, file).catch((error) => [String(error)]);
    for (const fault of faults) console.error(`${path.basename(file)}: ${fault}`);
    wrong += faults.length;
    console.log(`${path.basename(file)}: ${faults.length === 0 ? "fine" : `${faults.length} faults`}`);
  }
  await browser.close();
  process.exit(wrong === 0 ? 0 : 1);
}

/** Notes what goes wrong on `page`: messages on the console, errors of scripts, requests that `own(url)` does not know. */
export function watch(page, own, faults) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error}`));
  page.on("request", (request) => {
    if (!own(request.url())) faults.push(`a request leaves the page: ${request.url()}`);
  });
}

/** Violations that axe finds on `page`, one line each. */
export async function violations(page, options = { resultTypes: ["violations"] }) {
  await page.evaluate(axeSource);
  const found = await page.evaluate((how) => axe.run(document, how), options);
  return found.violations.map(({ id, nodes }) => `axe ${id}, ${nodes.length} times: ${nodes[0].html.slice(0, 160)}`);
}
