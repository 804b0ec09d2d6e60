// Keeps the two languages at the same heading: where one is scrolled, the other one follows.
const frames = [...document.querySelectorAll("iframe")];
let leads = null;

function marks(view) {
  const { scrollHeight } = view.document.documentElement;
  const tops = [...view.document.querySelectorAll("main :is(h1, h2, h3)")]
    .map((heading) => heading.getBoundingClientRect().top + view.scrollY);
  return [0, ...tops, Math.max(scrollHeight - view.innerHeight, ...tops, 1)];
}

function follow(from, to) {
  const here = marks(from);
  const there = marks(to);
  // Texts with other headings are no pair: they go by how far down one is.
  const [own, other] = here.length === there.length ? [here, there] : [[0, here.at(-1)], [0, there.at(-1)]];
  const index = Math.max(0, own.findLastIndex((top) => top <= from.scrollY + 1));
  const next = Math.min(index + 1, own.length - 1);
  const part = own[next] > own[index] ? (from.scrollY - own[index]) / (own[next] - own[index]) : 0;
  to.scrollTo(0, other[index] + part * (other[next] - other[index]));
}

function listen(frame, other) {
  const view = frame.contentWindow;
  for (const kind of ["pointerover", "wheel", "keydown", "touchstart", "focusin"]) {
    view.addEventListener(kind, () => { leads = frame; }, { passive: true });
  }
  view.addEventListener("scroll", () => leads === frame && follow(view, other.contentWindow), { passive: true });
}

frames.forEach((frame, number) => {
  const other = frames[1 - number];
  frame.addEventListener("load", () => listen(frame, other));
  if (frame.contentDocument.readyState === "complete") listen(frame, other);
});
