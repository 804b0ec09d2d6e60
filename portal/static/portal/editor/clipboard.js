// What is pasted, as clean Markdown. Plain text, and HTML that says nothing more than plain text, is left to the browser;
// but for a table whose cells stand between tabs.

import { cleaned } from "./clean.js";
import { block } from "./format.js";
import { toMarkdown } from "./turn.js";

const SAYS_MORE = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, a[href], b, strong, i, em, blockquote, img, sup";

export function fromClipboard(clipboard, selection) {
  return fromHtml(clipboard?.getData("text/html"), selection) || fromTabs(clipboard?.getData("text/plain"), selection);
}

function fromHtml(html, selection) {
  if (!html) return null;
  // Parsed, never shown: nothing in it is loaded or run.
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!page.body.querySelector(SAYS_MORE)) return null;
  const images = cleaned(page);
  const text = toMarkdown(page.body);
  if (!text && !images) return null;
  const change = text.includes("\n") ? asBlock(selection, text) : { ...selection, text };
  return { change, images };
}

// Some programs give a table without HTML: as many cells in every line.
function fromTabs(text, selection) {
  const rows = (text || "").replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  if (rows.length < 2 || rows[0].length < 2 || rows.some((row) => row.length !== rows[0].length)) return null;
  const line = (cells) => `| ${cells.map((cell) => cell.trim().replace(/\|/g, "\\|")).join(" | ")} |`;
  const table = [line(rows[0]), line(rows[0].map(() => "---")), ...rows.slice(1).map(line)];
  return { change: asBlock(selection, table.join("\n")), images: 0 };
}

function asBlock(selection, text) {
  const change = block(selection, text);
  return { ...change, from: change.text.length, to: change.text.length };
}
