// On a narrow screen the form shows one language at a time; this puts in the switch. Without it both are shown.
const LANGUAGES = { fr: "Français", nl: "Nederlands" };

function show(form, code) {
  form.dataset.shownLanguage = code;
  for (const button of form.querySelectorAll(".language-switch button")) {
    button.setAttribute("aria-pressed", String(button.lang === code));
  }
}

// A reason in the language that is hidden would not be found.
function withErrors(form) {
  return Object.keys(LANGUAGES).find((code) => form.querySelector(`.language-pair__${code} .error-message`));
}

// The header of the form stays at the top of the window, and is as high as its buttons need.
function belowHeader(form) {
  const header = document.querySelector(".w-slim-header");
  if (!header) return;
  const measure = () => form.style.setProperty("--header-height", `${header.offsetHeight}px`);
  new ResizeObserver(measure).observe(header);
}

function addSwitch(form) {
  if (!form.querySelector(".language-pair__fr") || form.querySelector(".language-switch")) return;
  const group = document.createElement("div");
  group.className = "language-switch";
  group.setAttribute("role", "group");
  for (const [code, name] of Object.entries(LANGUAGES)) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", lang: code, textContent: name });
    button.addEventListener("click", () => show(form, code));
    group.append(button);
  }
  form.prepend(group);
  belowHeader(form);
  show(form, withErrors(form) || (document.documentElement.lang.startsWith("nl") ? "nl" : "fr"));
}

document.querySelectorAll("form[data-edit-form]").forEach(addSwitch);
