// How long a text is while it is written. A browser would cut off what is too long: here it stays, and is counted.
const words = document.querySelector("script[data-say-over]").dataset;
const FIELDS = "form input[type=text][maxlength], form textarea[maxlength]";
const COUNTED = "[data-limit]";
const NEAR = 0.9;
const PAUSE = 800;
let waiting = 0;
let status = null;

// As the server counts: whole characters, without the blanks around the text, a line break as it is sent.
function lengthOf(field) {
  return [...field.value.trim().replace(/\r?\n/g, "\r\n")].length;
}

function filled(text, numbers) {
  return text.replace(/\{(\w+)\}/g, (_all, name) => numbers[name]);
}

function prepare(field) {
  const count = document.createElement("p");
  field.id ||= `counted-${crypto.randomUUID()}`;
  count.id = `${field.id}-count`;
  count.className = "character-count";
  count.hidden = true;
  (field.closest(".w-field__input") || field).after(count);
  field.dataset.limit = field.getAttribute("maxlength");
  field.removeAttribute("maxlength");
  const described = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", described ? `${described} ${count.id}` : count.id);
  update(field);
}

function update(field) {
  const limit = Number(field.dataset.limit);
  const length = lengthOf(field);
  const numbers = { limit, length, left: limit - length, over: length - limit };
  const state = length > limit ? "over" : length >= limit * NEAR ? "near" : "";
  const count = document.getElementById(`${field.id}-count`);
  count.textContent = filled(state === "over" ? words.over : words.count, numbers);
  count.dataset.state = state;
  count.hidden = !state && field !== document.activeElement;
  field.toggleAttribute("data-too-long", state === "over");
  return state && filled(state === "over" ? words.sayOver : words.sayLeft, numbers);
}

// Spoken after a pause in typing, and only where it matters: every letter would be told otherwise.
function announce(text) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (!status) {
      status = document.createElement("div");
      status.className = "w-sr-only";
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    status.textContent = text;
  }, PAUSE);
}

function prepareAll(element) {
  for (const field of element.querySelectorAll(FIELDS)) prepare(field);
}

function counted(event, act) {
  const field = event.target.closest?.(COUNTED);
  if (field) act(field);
}

prepareAll(document);
// Rows that are added later, and the forms of files that have just been uploaded, meet the reader here.
for (const kind of ["focusin", "dragenter"]) {
  document.addEventListener(kind, (event) => {
    const field = event.target.closest?.(FIELDS);
    if (field) prepare(field);
    counted(event, update);
  });
}
document.addEventListener("input", (event) => counted(event, (field) => announce(update(field))));
document.addEventListener("focusout", (event) => counted(event, (field) => setTimeout(() => update(field))));
