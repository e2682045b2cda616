// Opens self-contained replays from disk and uses them as a reader would: with the keyboard, in both languages.
//
//   node replay.mjs PAGE.html... [--shots FOLDER]
//
// No console error, no request besides the file itself, no violation that axe finds; arrows scrub, Page Down goes to a place to stop,
// an asset tells why; the language turns; nothing is wider than a phone. Exits 1 and says what is wrong.
import path from "node:path";
import { checkEach, given, violations, watch } from "./open.mjs";

const { files, options } = given();
await checkEach(files, check, ["--disable-gpu"]);

async function check(browser, file) {
  const faults = [];
  const expect = (holds, what) => holds || faults.push(what);
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const own = `file://${file}`;
  watch(page, (url) => url.split("#")[0] === own, faults);
  const shot = async (name) => {
    if (options.shots) await page.screenshot({ path: path.join(options.shots, `${path.basename(file, ".html")}-${name}.png`) });
  };
  const axe = async (when) => faults.push(...(await violations(page)).map((found) => `${when}: ${found}`));
  await page.goto(own);
  await page.waitForSelector(".yr-slider");
  expect(["en", "ja"].includes(await page.getAttribute("html", "lang")), "no language is set");
  await axe("as it opens");
  await shot("open");

  // The timeline by keyboard.
  const slider = page.locator(".yr-slider");
  await slider.focus();
  const value = () => slider.getAttribute("aria-valuenow").then(Number);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect((await value()) === 1, `two steps from the start lead to the second event, not to ${await value()}`);
  await page.keyboard.press("ArrowLeft");
  expect((await value()) === 0, "a step back leads to the first event");
  const first = await page.textContent(".yr-sentences");
  await page.keyboard.press("End");
  const last = Number(await slider.getAttribute("aria-valuemax"));
  expect((await value()) === last, "End leads to the last event");
  expect((await page.textContent(".yr-sentences")) !== first, "the sentence follows the event");
  expect((await slider.getAttribute("aria-valuetext"))?.length > 8, "the slider says where it stands");

  // A place to stop.
  await page.keyboard.press("Home");
  await page.keyboard.press("PageDown");
  const stop = page.locator(".yr-stop");
  expect(await stop.isVisible(), "Page Down leads to a place to stop");
  expect((await stop.locator(".yr-question").count()) > 0, "a place to stop asks something");
  await stop.scrollIntoViewIfNeeded();
  await shot("stop");
  await axe("at a stop");

  // Why, of an asset that a keyboard reaches.
  await slider.focus();
  await page.keyboard.press("End");
  const asset = page.locator(".yr-assets").first().locator("button[tabindex='0']");
  await asset.focus();
  const at = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const entry = await at();
  expect(entry?.length > 5, "an asset says what it is and how it stands");
  await page.keyboard.press("ArrowRight");
  expect((await at()) !== entry, "an arrow leads to another asset");
  // Back to one that matters.
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Enter");
  const why = page.locator(".yr-why");
  expect(await why.isVisible(), "choosing an asset shows why");
  expect((await why.locator("ol").first().locator("li").count()) > 0, "the chain of causes has events");
  await axe("with an asset explained");
  await shot("why");

  // The table of events.
  await page.locator(".yr-events summary").first().click();
  await page.waitForSelector(".yr-events table tbody tr", { timeout: 5000 }).catch(() => faults.push("the table has no rows"));
  await axe("with the table open");

  // Playing goes on and stops by itself where there is something to decide.
  await slider.focus();
  await page.keyboard.press("Home");
  await page.locator(".yr-controls select").selectOption("8");
  await page.locator(".yr-play").click();
  await page.waitForFunction(() => !document.querySelector(".yr-stop").hidden, null, { timeout: 30000 });
  expect((await value()) >= 0, "playing moves on");

  // The other language, all of it.
  const before = await page.getAttribute("html", "lang");
  const text = await page.textContent(".yr-sentences");
  await page.locator(".page-head select").selectOption(before === "en" ? "ja" : "en");
  expect((await page.getAttribute("html", "lang")) !== before, "the language is turned");
  expect((await page.textContent(".yr-sentences")) !== text, "the sentences turn with it");
  const lacking = await page.evaluate(() => document.body.innerText.match(/\[[a-z]+-[a-z-]+\]/g));
  expect(!lacking, `words are missing: ${lacking}`);
  await shot("other-language");

  // A phone.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(200);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide <= 1, `on a phone the page is ${wide} px too wide`);
  await shot("phone");
  await axe("on a phone");
  await page.close();
  return faults;
}
