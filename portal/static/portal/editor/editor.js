// <markdown-editor> turns the text area inside it into an editor. A custom element, because rows of a form that are
// added later come to life by themselves.

import { replace, selectionOf } from "./area.js";
import { choose, isChooser } from "./choosers.js";
import { COMMANDS, link, nextLine } from "./format.js";
import { fromClipboard } from "./clipboard.js";
import { Preview } from "./preview.js";

const LETTERS = { b: "bold", i: "italic", k: "web" };
// By position on the keyboard: the digits of a Belgian keyboard need Shift, and Control with Alt types @ and # there.
const DIGITS = { Digit2: "heading2", Digit3: "heading3", Digit7: "numbers", Digit8: "bullets", Digit9: "quote" };

class MarkdownEditor extends HTMLElement {
  connectedCallback() {
    if (this.area) return;
    this.area = this.querySelector("textarea");
    this.toolbar = this.querySelector("[role=toolbar]");
    this.status = this.querySelector("[role=status]");
    this.buttons = [...this.toolbar.querySelectorAll("button")];
    const place = this.querySelector(".markdown-editor__preview");
    this.preview = new Preview(this, this.area, place, (messages) => this.report(messages));
    this.toolbar.hidden = false;
    this.#focusable(this.buttons[0]);
    this.toolbar.addEventListener("click", (event) => this.#press(event.target.closest("button")));
    this.toolbar.addEventListener("keydown", (event) => this.#walk(event));
    this.area.addEventListener("keydown", (event) => this.#key(event));
    this.area.addEventListener("paste", (event) => this.#paste(event));
    this.area.addEventListener("input", () => this.preview.changed());
  }

  report(messages) {
    const list = document.createElement("ul");
    for (const message of messages) {
      const row = document.createElement("li");
      row.textContent = message;
      list.append(row);
    }
    this.status.replaceChildren(...(messages.length ? [list] : []));
  }

  run(command) {
    if (command === "preview") this.#togglePreview();
    else if (isChooser(command)) this.#choose(command);
    else replace(this.area, COMMANDS[command](selectionOf(this.area), this.dataset));
  }

  #togglePreview() {
    this.preview.toggle();
    this.querySelector("[data-command=preview]").setAttribute("aria-pressed", String(this.preview.open));
  }

  async #choose(command) {
    const before = selectionOf(this.area);
    // Wagtail disables what had the focus while a chooser is open; that must not be the text.
    this.buttons.find((button) => button.dataset.command === command).focus();
    try {
      const found = await choose(command, this, before.value.slice(before.start, before.end));
      replace(this.area, link(before, found));
    } catch (problem) {
      this.report([problem.message]);
    }
  }

  #press(button) {
    if (!button) return;
    this.#focusable(button);
    this.run(button.dataset.command);
  }

  // One stop for the Tab key; the arrows move within the toolbar.
  #walk(event) {
    const here = this.buttons.indexOf(document.activeElement);
    const last = this.buttons.length - 1;
    const steps = {
      ArrowRight: here === last ? 0 : here + 1,
      ArrowLeft: here === 0 ? last : here - 1,
      Home: 0,
      End: last,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    this.#focusable(this.buttons[steps[event.key]]);
    this.buttons[steps[event.key]].focus();
  }

  #focusable(button) {
    for (const other of this.buttons) other.tabIndex = other === button ? 0 : -1;
  }

  #key(event) {
    if (event.isComposing || event.altKey) return;
    const command = event.ctrlKey || event.metaKey ? shortcut(event) : null;
    const next = event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const change = next ? nextLine(selectionOf(this.area)) : null;
    if (!command && !change) return;
    event.preventDefault();
    event.stopPropagation();
    if (command) this.run(command);
    else replace(this.area, change);
  }

  #paste(event) {
    const pasted = fromClipboard(event.clipboardData, selectionOf(this.area));
    if (!pasted) return;
    event.preventDefault();
    replace(this.area, pasted.change);
    this.report(pasted.images ? [`${this.dataset.imagesDropped} ${pasted.images}`] : []);
  }
}

function shortcut(event) {
  const command = event.shiftKey ? DIGITS[event.code] : LETTERS[event.key.toLowerCase()];
  return command || null;
}

customElements.define("markdown-editor", MarkdownEditor);
