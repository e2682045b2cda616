// Opens pages in a browser and looks for what a reader would stumble over.
//
//   node check.mjs PAGE.html... [--tables FOLDER] [--shots FOLDER] [--axe no]
//
// For each page: no console error, no request leaves it, axe finds no violation, nothing is wider than a sheet of A4, no row is cut
// by a page break, the answer stands on one sheet; with --axe no, axe is left out. With --tables every number that names its cell, count
// or sum is looked up in the CSV files and the manifest.
// Exits 1 and says what is wrong.
import path from "node:path";
import { checkEach, given, violations, watch } from "./open.mjs";
import { numbers } from "./numbers.mjs";

const millimetre = 96 / 25.4;

const { files, options } = given();
await checkEach(files, check);

async function check(browser, file) {
  const faults = [];
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const own = `file://${file}`;
  watch(page, (url) => url.split("#")[0] === own, faults);
  await page.goto(own);
  if (options.shots) await page.screenshot({ path: path.join(options.shots, `${path.basename(file)}.png`) });

  faults.push(...(await page.evaluate(headings)));
  if (options.tables) faults.push(...numbers(await page.evaluate(numbered), options.tables));

  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  // Paper: the width that is left between the margins, upright and turned, with every fold open.
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: Math.floor((210 - 26) * millimetre), height: 1000 });
  faults.push(...(await page.evaluate(tooWide, ".sheet:not(.wide) table, figure, pre")));
  faults.push(...(await page.evaluate(firstSheet, Math.floor((297 - 31) * millimetre))));
  await page.setViewportSize({ width: Math.floor((297 - 26) * millimetre), height: 1000 });
  faults.push(...(await page.evaluate(tooWide, ".sheet.wide table")));
  faults.push(...(await page.evaluate(breaks, Math.floor((210 - 26) * millimetre))));
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = false)));
  if (options.shots) {
    await page.pdf({
      path: path.join(options.shots, `${path.basename(file)}.pdf`),
      preferCSSPageSize: true,
      printBackground: true,
    });
  }
  if (options.axe === "no") {
    await page.close();
    return faults;
  }
  // As it opens and with every fold open: what is folded away is not looked at. Of many rows that one template made the first few are
  // enough, and the inside of a picture with a name is nothing to axe, which needs minutes for all of them.
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.evaluate(() => {
    for (const body of document.querySelectorAll("tbody")) [...body.rows].slice(4).forEach((row) => row.remove());
    for (const part of document.querySelectorAll("svg[role=img] > :not(title, desc)")) part.remove();
  });
  for (const open of [false, true]) {
    await page.evaluate((open) => document.querySelectorAll("details").forEach((fold) => (fold.open = open)), open);
    faults.push(...(await violations(page)));
  }
  await page.close();
  return faults;
}

// The functions below run inside the page.

function headings() {
  const faults = [];
  if (!document.documentElement.lang) faults.push("no language is set");
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) faults.push(`a heading skips a level: ${heading.textContent}`);
    level = own;
  }
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption?.textContent.trim()) faults.push(`a table without a caption: ${table.outerHTML.slice(0, 120)}`);
    for (const head of table.querySelectorAll("th")) {
      if (!head.scope) faults.push(`a heading without a scope: ${head.textContent}`);
    }
  }
  for (const figure of document.querySelectorAll("figure")) {
    if (!figure.parentElement.querySelector("figure ~ details table")) {
      faults.push(`a figure without its data: ${figure.textContent.slice(0, 80)}`);
    }
  }
  return faults;
}

function numbered() {
  const all = [];
  for (const node of document.querySelectorAll("[data-count], [data-sum], [data-manifest]")) {
    all.push({ ...node.dataset, text: node.textContent });
  }
  // A number is a bare element; what stands around it names, in the same order, rows and their columns.
  for (const holder of document.querySelectorAll("[data-rows]")) {
    const columns = (holder.dataset.cells ?? holder.closest("table[data-cells]")?.dataset.cells ?? "").split(" ");
    const rows = holder.dataset.rows.split(" ");
    const cells = rows.flatMap((row, place) => (columns[place] ?? "").split(",").map((column) => `${row}:${column}`));
    const inside = [...holder.querySelectorAll("data")];
    if (rows.length !== columns.length || inside.length !== cells.length) {
      all.push({ cell: holder.dataset.rows, text: `${inside.length} numbers for ${cells.length} cells` });
    }
    inside.forEach((node, place) => {
      all.push({ cell: cells[place], value: node.value, text: node.textContent, sentence: node.classList.contains("s") });
    });
  }
  for (const node of document.querySelectorAll("data")) {
    if (!node.closest("[data-rows]")) all.push({ cell: "nowhere", text: node.textContent });
  }
  for (const table of document.querySelectorAll("table[data-table]")) {
    const { table: name, keys, columns } = table.dataset;
    for (const body of table.tBodies) {
      const rows = [...body.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
      const title = keys ? rows.shift().join("") : "";
      all.push({ raw: name, span: body.dataset.span, keys: keys.split(" ").filter(Boolean), columns: columns.split(" "), title, rows, text: title });
    }
  }
  return all;
}

function tooWide(selector) {
  const faults = [];
  const width = document.documentElement.clientWidth;
  for (const node of document.querySelectorAll(selector)) {
    const box = node.getBoundingClientRect();
    if (box.width === 0) faults.push(`not printed: ${node.textContent.trim().slice(0, 60)}`);
    if (box.right > width + 1 || node.scrollWidth > node.clientWidth + 1) {
      faults.push(`cut on paper (${Math.round(Math.max(box.right, node.scrollWidth))} of ${width} px): ${node.textContent.trim().slice(0, 60)}`);
    }
  }
  return faults;
}

// Whoever reads the first sheet alone has the whole answer.
function firstSheet(height) {
  const answer = document.querySelector("#answer");
  if (!answer) return [];
  const ends = Math.round(answer.getBoundingClientRect().bottom + window.scrollY);
  return ends > height ? [`the answer does not fit on the first sheet (${ends} of ${height} px)`] : [];
}

function breaks() {
  const faults = [];
  for (const row of document.querySelectorAll("tr")) {
    const style = getComputedStyle(row);
    if (style.breakInside !== "avoid") faults.push("a row may be cut by a page break");
    // A row that is higher than a page has to be cut wherever it stands: 180 mm fit a turned sheet.
    if (row.getBoundingClientRect().height > 180 * (96 / 25.4)) {
      faults.push(`a row is higher than a page: ${row.textContent.trim().slice(0, 60)}`);
    }
  }
  for (const head of document.querySelectorAll("thead")) {
    if (getComputedStyle(head).display !== "table-header-group") faults.push("headings are not repeated on the next page");
  }
  return [...new Set(faults)];
}
