// Warns before a session ends for lack of work, and after it has ended keeps what was typed until it can be saved.
const MINUTE = 60_000;
const WARN_BEFORE = 5 * MINUTE;
const template = document.getElementById("idle-limit");
let ends = Date.now() + 30 * MINUTE;
let renewed = Date.now();
let ended = false;

function put() {
  const dialog = template.content.querySelector("dialog").cloneNode(true);
  document.body.append(dialog);
  dialog.querySelector("[data-when=warning] button").addEventListener("click", stay);
  dialog.querySelector("[data-when=ended] button").addEventListener("click", () => dialog.close());
  return dialog;
}

function show(which) {
  const dialog = document.querySelector("dialog.idle-limit") || put();
  for (const part of dialog.children) part.hidden = part.dataset.when !== which;
  if (!which) dialog.close();
  else if (!dialog.open) dialog.showModal();
}

function token() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field ? field.value : JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
}

async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, credentials: "same-origin", redirect: "error" }).catch(() => null);
  // A network that is down says nothing of the session.
  if (!answer || answer.status >= 500) return;
  told(answer.ok ? await answer.json() : { left: 0 });
}

function told({ left, token: fresh }) {
  ends = Date.now() + left * 1000;
  if (left === 0) {
    if (!ended) show("ended");
    ended = true;
    return;
  }
  if (ended) for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = fresh;
  ended = false;
  if (left * 1000 < WARN_BEFORE) show("warning");
  else if (document.querySelector("dialog.idle-limit[open]")) show("");
}

function stay() {
  renewed = Date.now();
  return ask(template.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token() } });
}

// Other tabs renew the same session, so the server is asked before anybody is warned.
function look() {
  if (ended || ends - Date.now() < WARN_BEFORE) ask(template.dataset.left);
}

function worked() {
  if (!ended && Date.now() - renewed > WARN_BEFORE && !document.querySelector("dialog.idle-limit[open]")) stay();
}

if (template) {
  setInterval(look, MINUTE / 2);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  window.addEventListener("focus", look);
  for (const kind of ["input", "keydown", "pointerdown"]) document.addEventListener(kind, worked, { passive: true });
}
