// HTML from Word or a web page, reduced to what a text of the portal can hold. Changes the document in place.

import { foldRaised } from "./raised.js";
import { foldTables } from "./tables.js";
import { foldWord } from "./word.js";

const DROPPED =
  "script, style, link, meta, title, template, noscript, iframe, object, embed, svg, math, canvas, video, audio, nav, " +
  "form, button, input, select, textarea, dialog, del, br[clear], [hidden], [aria-hidden=true], xml";
const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden/i;
// Not Word's mso-bidi-font-weight, which is about other scripts.
const BOLD = /(?<![-\w])font-weight\s*:\s*(?:bold|[6-9]00)/i;
const NOT_BOLD = /(?<![-\w])font-weight\s*:\s*(?:normal|[1-4]00)/i;
const ITALIC = /(?<![-\w])font-style\s*:\s*italic/i;
const NOT_ITALIC = /(?<![-\w])font-style\s*:\s*normal/i;

// The number of images left out.
export function cleaned(page) {
  const { body } = page;
  dropComments(page);
  foldWord(body);
  body.querySelectorAll(DROPPED).forEach((element) => element.remove());
  // Smart tags and Office's own elements: st1:place, o:p, w:sdt, v:shape.
  [...body.querySelectorAll("*")].filter((element) => element.localName.includes(":")).forEach(unwrap);
  const images = dropImages(body);
  [...body.querySelectorAll("[style]")].forEach(readStyle);
  [...body.querySelectorAll("a")].filter((link) => !leadsSomewhere(link)).forEach(unwrap);
  foldRaised(body);
  foldTables(body);
  foldHeadings(body);
  tidyWords(page);
  return images;
}

export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

export function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

function dropComments(page) {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
}

// Word repeats a drawing as an image; both were one to the author, and only the image is counted.
function dropImages(body) {
  const images = [...body.querySelectorAll("img")];
  images.forEach((image) => image.remove());
  body.querySelectorAll("picture, figure:empty").forEach((element) => element.remove());
  return images.filter((image) => image.width !== 1 && image.height !== 1).length;
}

function readStyle(element) {
  const style = element.getAttribute("style");
  const isBold = ["B", "STRONG"].includes(element.nodeName);
  const isItalic = ["I", "EM"].includes(element.nodeName);
  if (HIDDEN.test(style)) element.remove();
  else if ((isBold && NOT_BOLD.test(style)) || (isItalic && NOT_ITALIC.test(style))) unwrap(element);
  else if (element.nodeName === "SPAN") emphasise(element, style);
}

function emphasise(span, style) {
  for (const [pattern, name] of [[BOLD, "strong"], [ITALIC, "em"]]) {
    if (!pattern.test(style) || !span.textContent.trim() || span.closest("h1, h2, h3, h4, h5, h6, b, strong")) continue;
    const wrapper = span.ownerDocument.createElement(name);
    wrapper.append(...span.childNodes);
    span.append(wrapper);
  }
}

function leadsSomewhere(link) {
  if (link.hasAttribute("data-note-mark")) return true;
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(link.getAttribute("href") || "") && link.textContent.trim() !== "";
}

// The title of a page is its own field: the highest heading in a text is of level two.
function foldHeadings(body) {
  const shift = body.querySelector("h1") ? 1 : 0;
  for (const heading of [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")]) {
    heading.querySelectorAll("b, strong, br").forEach(unwrap);
    const level = Math.min(Number(heading.nodeName[1]) + shift, 6);
    if (heading.textContent.trim()) rename(heading, `h${level}`);
    else heading.remove();
  }
}

function tidyWords(page) {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.data = node.data.replace(/[\u00ad\u200b\ufeff]/g, "").replace(/\u00a0/g, " ");
  }
  page.body.querySelectorAll("p, b, strong, i, em, li, span").forEach((element) => {
    if (element.textContent.trim() || element.querySelector("br")) return;
    if (["P", "LI"].includes(element.nodeName)) element.remove();
    else unwrap(element);
  });
}
