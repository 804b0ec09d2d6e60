// What Word writes in its own way: lists as paragraphs with a bullet typed in front, titles and footnotes.

const LEVEL = /mso-list\s*:[^;]*\blevel(\d+)/i;
const NUMBERED = /^\(?(?:\d+|[a-z]|[ivxlc]+)[.)°]/i;

export function foldWord(body) {
  body.querySelectorAll("p.MsoTitle").forEach((title) => become(title, "h1"));
  body.querySelectorAll("p.MsoSubtitle").forEach((title) => become(title, "p"));
  foldLists(body);
  foldNotes(body);
}

function become(element, name) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

function foldLists(body) {
  let open = [];
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const level = Number(LEVEL.exec(paragraph.getAttribute("style") || "")?.[1] || 0);
    if (!level || paragraph.closest("td, th")?.querySelectorAll("p").length === 1) continue;
    if (previous(paragraph) !== open[0]?.list) open = [];
    open = open.slice(0, level);
    place(paragraph, level, open);
  }
}

// The element before a paragraph; by then, the list that the paragraphs before it have become.
function previous(paragraph) {
  return paragraph.previousElementSibling;
}

function place(paragraph, level, open) {
  const name = NUMBERED.test(takeMarker(paragraph)) ? "ol" : "ul";
  const page = paragraph.ownerDocument;
  while (open.length < level || open.at(-1).list.localName !== name) {
    if (open.length === level) open.pop();
    const list = page.createElement(open.length === level - 1 ? name : "ul");
    const parent = open.at(-1)?.item;
    if (parent) parent.append(list);
    else paragraph.before(list);
    open.push({ list, item: null });
    if (open.length < level) open.at(-1).item = list.appendChild(page.createElement("li"));
  }
  const here = open.at(-1);
  here.item = here.list.appendChild(page.createElement("li"));
  here.item.append(...paragraph.childNodes);
  paragraph.remove();
}

// The bullet or number that Word typed, with the blanks after it.
function takeMarker(paragraph) {
  const marker = [...paragraph.querySelectorAll("span[style]")].find((span) =>
    /mso-list\s*:\s*ignore/i.test(span.getAttribute("style")),
  );
  const text = marker?.textContent.trim() || "";
  marker?.remove();
  return text;
}

function foldNotes(body) {
  for (const mark of body.querySelectorAll('a[href^="#_ftn"], a[href^="#_edn"]')) {
    const number = /\d+$/.exec(mark.getAttribute("href"))?.[0];
    const isBack = /^#_(?:ftn|edn)ref/.test(mark.getAttribute("href"));
    if (isBack || !number) mark.remove();
    else {
      mark.dataset.noteMark = number;
      mark.textContent = number;
    }
  }
  for (const note of body.querySelectorAll('div[id^="ftn"], div[id^="edn"]')) {
    note.dataset.note = /\d+$/.exec(note.id)?.[0] || "";
  }
  body.querySelectorAll('[style*="mso-element:footnote-list"] > hr, [style*="mso-element:endnote-list"] > hr')
    .forEach((rule) => rule.remove());
}
