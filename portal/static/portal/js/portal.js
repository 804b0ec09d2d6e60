// Comfort on top of pages that work without it: links to sections, the section being read, suggestions, focus on errors.

const { copy, copied } = document.body.dataset;

/** Put a button beside each heading of a section that copies the address of the section. */
function offerLinks() {
  if (!navigator.clipboard) return;
  for (const heading of document.querySelectorAll("article :is(h2, h3)")) {
    const id = heading.id || (heading.parentElement.matches("section[id]") && heading.parentElement.id) || heading.closest(".step")?.id;
    if (id) heading.append(copyButton(id, heading.textContent.trim()));
  }
}

function copyButton(id, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-link";
  button.title = copy;
  button.setAttribute("aria-label", `${copy}: ${text}`);
  button.innerHTML = '<span class="icon icon--link"></span>';
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}#${id}`);
    button.firstChild.className = "icon icon--check";
    say(copied);
    setTimeout(() => (button.firstChild.className = "icon icon--link"), 2000);
  });
  return button;
}

/** Tell a screen reader. */
function say(text) {
  let place = document.querySelector("[role=status].visually-hidden");
  if (!place) {
    place = document.createElement("p");
    place.className = "visually-hidden";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  place.textContent = "";
  setTimeout(() => (place.textContent = text), 50);
}

/** Mark in the contents the section that is at the top of the window. */
function followReading() {
  const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (!sections.length) return;
  const mark = () => {
    // What stands in the margin comes last in the page and yet high on the screen: the order is that of the screen.
    const tops = sections.map((section) => [section.getBoundingClientRect().top, section.id]);
    const above = tops.filter(([top]) => top < innerHeight / 3).sort(([one], [other]) => one - other);
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(above.at(-1)?.[1])?.setAttribute("aria-current", "true");
  };
  addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
  mark();
}

/** A folded table of contents closes behind the reader who has chosen. */
function closeContents() {
  document.querySelector(".toc")?.addEventListener("click", ({ target, currentTarget }) => {
    if (target.closest("a")) currentTarget.open = false;
  });
}

function offerPrinting() {
  for (const button of document.querySelectorAll(".print-button")) {
    button.addEventListener("click", () => print());
  }
}

/** Show below a search box what may be meant, after the combobox pattern of the ARIA guide. */
function suggestBelow(input) {
  const list = document.createElement("ul");
  const { suggest, count } = input.dataset;
  let timer, asked, chosen = -1;
  list.id = `${input.id}-list`;
  list.className = "suggestions";
  list.role = "listbox";
  list.ariaLabel = input.labels[0]?.textContent;
  list.hidden = true;
  input.form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) input.setAttribute(name, value);
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.role = "status";
  input.form.append(status);

  const mark = (place) => {
    chosen = place;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === place));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }
  };
  const show = (found) => {
    list.replaceChildren(...found.map(({ text, note, lang, url }, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.role = "option";
      option.dataset.url = url;
      option.append(Object.assign(document.createElement("span"), { textContent: text, ...(lang && { lang }) }));
      if (note) option.append(Object.assign(document.createElement("small"), { textContent: note }));
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", !!found.length);
    status.textContent = found.length ? count.replace("0", found.length) : "";
    mark(-1);
  };
  const ask = async () => {
    asked?.abort();
    const text = input.value.trim();
    if (text.length < 2) return show([]);
    asked = new AbortController();
    try {
      const answer = await fetch(`${suggest}?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch { /* A slow or broken connection: the form still works. */ }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) show([]);
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") mark(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => location.assign(target.closest("li").dataset.url));
  input.addEventListener("blur", () => show([]));
}

offerLinks();
followReading();
closeContents();
offerPrinting();
document.getElementById("errors")?.focus();
document.querySelectorAll("input[data-suggest]").forEach(suggestBelow);
