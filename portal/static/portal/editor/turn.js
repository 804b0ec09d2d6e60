// HTML that has been cleaned, into the Markdown that the portal understands.

const service = new window.TurndownService({
  headingStyle: "atx",
  bulletListMarker: "-",
  emDelimiter: "*",
  codeBlockStyle: "fenced",
  hr: "---",
  br: "  ",
});

const plainEscape = service.escape.bind(service);
// A backslash before these would be shown: they mean nothing to the portal.
service.escape = (text) => plainEscape(text).replace(/\\([=~])/g, "$1");

service.addRule("item", {
  filter: "li",
  replacement(content, item) {
    const marker = markerOf(item);
    const indented = content.trim().replace(/\n(?=[^\n])/g, `\n${" ".repeat(marker.length)}`);
    return `${marker}${indented}${item.nextElementSibling ? "\n" : ""}`;
  },
});

function markerOf(item) {
  const list = item.parentElement;
  if (list?.nodeName !== "OL") return "- ";
  return `${(list.start || 1) + [...list.children].indexOf(item)}. `;
}

service.addRule("table", {
  filter: "table",
  replacement(_content, table) {
    const rows = [...table.rows].map((row) => [...row.cells].map(cellText));
    const line = (cells) => `| ${cells.join(" | ")} |`;
    return `\n\n${[line(rows[0]), line(rows[0].map(() => "---")), ...rows.slice(1).map(line)].join("\n")}\n\n`;
  },
});

function cellText(cell) {
  return service.turndown(cell).replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|").trim();
}

// Footnotes of Word; see word.js.
service.addRule("note mark", {
  filter: (node) => node.hasAttribute?.("data-note-mark"),
  replacement: (_content, node) => `[^${node.dataset.noteMark}]`,
});
service.addRule("note", {
  filter: (node) => node.hasAttribute?.("data-note"),
  replacement: (content, node) => `\n\n[^${node.dataset.note}]: ${content.trim().replace(/\n+/g, " ")}\n\n`,
});

export function toMarkdown(root) {
  return service
    .turndown(root)
    .replace(/^[^\S\n]+$/gm, "")
    // The number of a heading begins no list.
    .replace(/^(#{1,6} \d+)\\\./gm, "$1.")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
