// Comfort on top of pages that work without it: links to sections, the section being read, focus on errors.

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

offerLinks();
followReading();
closeContents();
offerPrinting();
document.getElementById("errors")?.focus();
