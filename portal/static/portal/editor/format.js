// What each button does to a text, as pure functions: a selection in, the range to replace and its new text out.
// `from` and `to` are what is selected afterwards, counted from `start`.

const ITEM = /^(\s*)(?:[-*+]|\d+[.)])\s+/;
const HEADING = /^#{1,6}\s+/;
const QUOTE = /^>\s?/;

export const COMMANDS = {
  bold: (selection) => marked(selection, "**"),
  italic: (selection) => marked(selection, "*"),
  heading2: (selection) => lines(selection, /^##\s+/, HEADING, () => "## "),
  heading3: (selection) => lines(selection, /^###\s+/, HEADING, () => "### "),
  bullets: (selection) => lines(selection, /^\s*[-*+]\s+/, ITEM, () => "- "),
  numbers: (selection) => lines(selection, /^\s*\d+[.)]\s+/, ITEM, (index) => `${index + 1}. `),
  quote: (selection) => lines(selection, QUOTE, QUOTE, () => "> "),
  table: (selection, words) => block(selection, table(words.column, words.cell)),
};

function marked({ value, start, end }, mark) {
  while (start < end && /\s/.test(value[start])) start += 1;
  while (end > start && /\s/.test(value[end - 1])) end -= 1;
  const text = value.slice(start, end);
  const size = mark.length;
  if (hasMark(value, start, end, size)) {
    return { start: start - size, end: end + size, text, from: 0, to: text.length };
  }
  return { start, end, text: mark + text + mark, from: size, to: size + text.length };
}

// One star around the selection is italic, two are bold, three are both.
function hasMark(value, start, end, size) {
  const before = /\**$/.exec(value.slice(0, start))[0].length;
  const after = /^\**/.exec(value.slice(end))[0].length;
  const run = Math.min(before, after);
  return size === 2 ? run >= 2 : run === 1 || run === 3;
}

function lines({ value, start, end }, wanted, like, prefix) {
  start = value.lastIndexOf("\n", start - 1) + 1;
  const last = value.indexOf("\n", end);
  end = last === -1 ? value.length : last;
  const rows = value.slice(start, end).split("\n");
  const filled = rows.filter((row) => row.trim());
  const remove = filled.length > 0 && filled.every((row) => wanted.test(row));
  let index = 0;
  const text = rows
    .map((row) => {
      if (!row.trim() && rows.length > 1) return row;
      const indent = like === ITEM ? /^\s*/.exec(row)[0] : "";
      const bare = row.replace(like, "").slice(like.test(row) ? 0 : indent.length);
      return remove ? indent + bare : indent + prefix(index++) + bare;
    })
    .join("\n");
  return { start, end, text, from: rows.length > 1 ? 0 : text.length, to: text.length };
}

export function block({ value, start, end }, text) {
  const before = value.slice(0, start);
  const after = value.slice(end);
  const lead = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = !after || after.startsWith("\n\n") ? "\n" : after.startsWith("\n") ? "\n" : "\n\n";
  return { start, end, text: lead + text + tail, from: lead.length, to: lead.length + text.length };
}

function table(column, cell) {
  const row = (word) => `| ${word} 1 | ${word} 2 |`;
  return [row(column), "| --- | --- |", row(cell), row(cell)].join("\n");
}

// [words](target): words that were typed with the target, else those that are selected, else those it came with.
export function link({ value, start, end }, { target, words, typed = "", sign = "" }) {
  const shown = (typed || value.slice(start, end).trim() || words || target).replace(/\s+/g, " ").replace(/[[\]]/g, "\\$&");
  const safe = /[\s()<>]/.test(target) ? `<${target.replace(/[<>\s]/g, encodeURIComponent)}>` : target;
  return { start, end, text: `${sign}[${shown}](${safe})` };
}

// Enter in a list begins the next item, and ends the list in an item without words.
export function nextLine({ value, start, end }) {
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const item = /^(\s*)([-*+]|\d+[.)])(\s+)(.*)$/.exec(value.slice(first, start));
  if (!item || start !== end) return null;
  const [, indent, marker, space, words] = item;
  if (!words) return { start: first, end, text: "" };
  const number = Number.parseInt(marker, 10);
  const next = Number.isNaN(number) ? marker : `${number + 1}${marker.slice(-1)}`;
  return { start, end, text: `\n${indent}${next}${space}` };
}
