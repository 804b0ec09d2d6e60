// The checks of the form as it stands on the screen, in the panel “Checks”; each finding leads to its field.
const PAUSE = 1500;
const PREVIEW = "[data-w-preview-url-value]";
let waiting = 0;
let asked = 0;

const panel = () => document.querySelector('[data-side-panel="checks"]');
const form = () => document.querySelector("form[data-edit-form]");

// The preview knows whether the record has been saved meanwhile, and so where the form belongs.
function address() {
  const preview = document.querySelector(PREVIEW)?.getAttribute("data-w-preview-url-value") || "";
  return preview.endsWith("/preview/") ? preview.replace(/preview\/$/, "checks/") : "";
}

async function look() {
  const place = panel()?.querySelector("[data-findings]");
  if (!place || !form() || !address()) return;
  const turn = ++asked;
  const answer = await fetch(address(), { method: "POST", body: new FormData(form()), redirect: "error" }).catch(() => null);
  const html = answer?.ok ? await answer.text() : "";
  // An older answer that comes late says nothing of what is on the screen now.
  if (turn !== asked) return;
  const shown = place.querySelector("[data-findings-answer]");
  if (html) shown.innerHTML = html;
  else shown.textContent = place.dataset.failed;
  tell(place, shown);
}

// How many findings there are is spoken when that has changed; the findings themselves are there to be read.
function tell(place, shown) {
  const status = place.querySelector("[role=status]");
  const heads = [...shown.querySelectorAll("[data-findings-head]")].map((head) => head.textContent.trim());
  const text = heads.join(", ") || shown.textContent.trim();
  if (status.textContent !== text) status.textContent = text;
}

function lookSoon() {
  if (!panel() || panel().hidden) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
}

function show(field) {
  const tab = field.closest("[role=tabpanel]");
  if (tab?.hidden) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
  for (let closed = field.closest("[data-panel]"); closed; closed = closed.parentElement.closest("[data-panel]")) {
    closed.querySelector(":scope > * [data-panel-toggle][aria-expanded=false]")?.click();
  }
  const code = /_(fr|nl)$/.exec(field.name)?.[1];
  if (code) form().querySelector(`.language-switch button[lang="${code}"]`)?.click();
}

// What can have the focus: the field itself, else the button of its chooser, else what adds a row.
function reachable(field) {
  if (field.type !== "hidden") return field;
  const around = field.closest(".w-field") || field.closest("[data-panel]");
  return [...(around?.querySelectorAll("button, input, select, textarea, a[href]") || [])].find((each) => each.offsetParent);
}

function go(name) {
  const field = form()?.querySelector(`[name="${CSS.escape(name)}"]`);
  if (!field) return;
  show(field);
  if (matchMedia("(max-width: 50em)").matches) document.querySelector("[data-form-side-close-button]")?.click();
  arrive(field);
}

// A tab takes a moment to open, and nothing in it can have the focus before that.
function arrive(field, tries = 30) {
  const target = reachable(field);
  if (!target?.offsetParent && tries) return void requestAnimationFrame(() => arrive(field, tries - 1));
  target?.focus({ preventScroll: true });
  (target || field.closest("[data-panel]"))?.scrollIntoView({ block: "center" });
}

document.addEventListener("show", (event) => event.target === panel() && look(), true);
// What is chosen in a window, and rows that come and go, are known to the preview alone.
for (const kind of ["input", "change", "w-preview:json"]) document.addEventListener(kind, lookSoon);
document.addEventListener("click", (event) => {
  const finding = event.target.closest("[data-finding]");
  if (finding) go(finding.dataset.finding);
});
