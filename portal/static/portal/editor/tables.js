// Tables with one row of heads, the same number of cells in every row, and only words in their cells.

import { rename, unwrap } from "./clean.js";

export function foldTables(body) {
  // Inner tables first: a table in a cell can only be its words.
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    if (table.parentElement.closest("table") || columns(table) < 2) flatten(table);
    else fold(table);
  }
}

const columns = (table) => Math.max(0, ...[...table.rows].map((row) => row.cells.length));

// A frame around a text, or a table inside a cell: its cells become paragraphs.
function flatten(table) {
  const parts = [...table.rows].flatMap((row) => [...row.cells]);
  table.replaceWith(...parts.map((cell) => rename(cell, "div")));
}

function fold(table) {
  table.querySelectorAll("caption, colgroup").forEach((element) => element.remove());
  [...table.rows].filter((row) => !row.textContent.trim()).forEach((row) => row.remove());
  spread(table);
  const width = columns(table);
  // Heads are bold by themselves.
  table.rows[0]?.querySelectorAll("b, strong").forEach(unwrap);
  for (const row of table.rows) {
    while (row.cells.length < width) row.insertCell();
    for (const cell of row.cells) foldCell(cell);
  }
}

// A cell that spans columns or rows keeps its words in the first; the others are empty.
function spread(table) {
  [...table.rows].forEach((row, index) => {
    for (const cell of [...row.cells]) {
      const { colSpan, rowSpan, cellIndex } = cell;
      const below = [row, ...[...table.rows].slice(index + 1, index + Math.min(rowSpan, 100))];
      below.forEach((each, down) => {
        for (let count = down ? 0 : 1; count < Math.min(colSpan, 50); count += 1) {
          each.insertCell(Math.min(cellIndex + (down ? 0 : 1), each.cells.length));
        }
      });
      cell.removeAttribute("colspan");
      cell.removeAttribute("rowspan");
    }
  });
}

function foldCell(cell) {
  for (const item of [...cell.querySelectorAll("li, br")]) item.after(" ");
  for (const part of [...cell.querySelectorAll("p, div, ul, ol, li, br, h1, h2, h3, h4, h5, h6, blockquote, hr, pre")]) {
    part.after(" ");
    unwrap(part);
  }
}
