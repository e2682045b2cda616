// Numbers on the page against the tables: every cell that the page names holds the text that the page carries, every row of a figure's
// table is that row of the file to the last character, every count is the
// number of such rows, every sum their sum; and what is shown is that value, to the three digits that the page promises.
import fs from "node:fs";
import path from "node:path";

// Factors between a value and how it is shown: minutes, days, thousands, 万, millions, 億, billions.
const FACTORS = [1, 60, 1 / 24, 1e-3, 1e-4, 1e-6, 1e-8, 1e-9];

export function numbers(all, folder) {
  const faults = [];
  const tables = new Map();
  const table = (name) => {
    if (!tables.has(name)) tables.set(name, read(path.join(folder, `${name}.csv`)));
    return tables.get(name);
  };
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));
  if (all.length < 100) faults.push(`only ${all.length} numbers say where they come from`);
  for (const one of all) {
    const fault = (why) => faults.push(`${one.raw ?? one.cell ?? one.count ?? one.sum ?? one.manifest}: ${why} (shown: ${one.text})`);
    try {
      if (one.raw) {
        const places = spans(one.span);
        if (places.length !== one.rows.length) fault(`${one.rows.length} rows for ${places.length}`);
        one.rows.forEach((cells, place) => {
          const row = table(one.raw)[places[place] - 1] ?? {};
          const at = `row ${places[place]}`;
          one.columns.forEach((column, number) => {
            if (row[column]?.trim() !== cells[number]) fault(`${at}, ${column}: the table has ${row[column]}, the page ${cells[number]}`);
          });
          const title = one.keys.map((key) => `${key}: ${row[key]}`).join("; ");
          if (title !== one.title) fault(`${at} is of ${title}`);
        });
      } else if (one.cell) {
        const [name, row, column] = one.cell.split(":");
        const found = table(name)[Number(row) - 1]?.[column];
        const said = one.value;
        if (found === undefined) fault("there is no such cell");
        else if (found !== said) fault(`the table has ${found}, the page ${said}`);
        else if (!one.sentence && !shows(one.text, found)) fault(`the table has ${found}`);
      } else if (one.count) {
        const at = one.count.indexOf(":");
        const rows = table(one.count.slice(0, at)).filter(having(one.count.slice(at + 1)));
        if (rows.length !== plain(one.text)) fault(`the table has ${rows.length} such rows`);
      } else if (one.sum) {
        const [name, column, ...rest] = one.sum.split(":");
        const rows = table(name).filter(having(rest.join(":")));
        const sum = rows.reduce((total, row) => total + Number(row[column]), 0);
        if (Math.abs(sum - Number(one.value)) > 1e-7 * Math.abs(sum)) fault(`the table adds up to ${sum}`);
        else if (!shows(one.text, one.value)) fault(`the table adds up to ${sum}`);
      } else {
        const found = one.manifest.split(".").reduce((object, key) => object?.[key], manifest);
        if (String(found).replaceAll(",", "") !== one.text.replaceAll(",", "")) fault(`the manifest has ${found}`);
      }
    } catch (error) {
      fault(String(error));
    }
  }
  return faults;
}

// `12-72 80 90-99/3`: the rows that stand in a part of a figure's table.
function spans(text) {
  return text.split(" ").flatMap((span) => {
    const [, first, last, step] = span.match(/^(\d+)(?:-(\d+))?(?:\/(\d+))?$/).map((part) => part && Number(part));
    const places = [];
    for (let at = first; at <= (last ?? first); at += step ?? 1) places.push(at);
    return places;
  });
}

// Whether `text` shows `value` in some unit, to three digits.
function shows(text, value) {
  const bounded = text.match(/[<>]\s*(\d+(?:\.\d+)?)/);
  if (bounded) {
    const share = Math.abs(Number(value)) * 100;
    return text.includes("<") ? share < Number(bounded[1]) : share > Number(bounded[1]);
  }
  const shown = plain(text);
  if (Number.isNaN(shown)) return false;
  const wanted = Number(value);
  // Shares are shown as whole per cent from 10 per cent on.
  if (text.includes("%")) return Math.abs(shown - wanted * 100) <= 0.5001;
  // The very small have two digits.
  const tolerance = /e-/.test(text) ? 0.0501 : 0.0051;
  return FACTORS.some((factor) => Math.abs(shown - wanted * factor) <= tolerance * Math.abs(wanted * factor));
}

function plain(text) {
  const match = text.replaceAll(",", "").replaceAll("\u2212", "-").match(/[+-]?\d+(\.\d+)?(e-?\d+)?/);
  return match ? Number(match[0]) : Number.NaN;
}

function having(conditions) {
  // A control set's expression may hold commas and signs, never a semicolon.
  const wanted = conditions.split(";").filter(Boolean).map((one) => {
    const at = one.indexOf("=");
    return [one.slice(0, at), one.slice(at + 1)];
  });
  return (row) => wanted.every(([column, cell]) => row[column] === cell);
}

// RFC 4180, as the program writes it.
function read(file) {
  const text = fs.readFileSync(file, "utf8");
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') (cell += '"'), (i += 1);
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push(cell), (cell = "");
    else if (c === "\n") row.push(cell), rows.push(row), (row = []), (cell = "");
    else cell += c;
  }
  const [header, ...body] = rows;
  return body.map((cells) => Object.fromEntries(header.map((name, place) => [name, cells[place]])));
}
