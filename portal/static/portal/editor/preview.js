// The text as readers will see it, rendered by the server, in a frame with the style of the public site.

const PAUSE = 500;

export class Preview {
  #timer = 0;
  #asked = 0;

  constructor(editor, area, place, report) {
    Object.assign(this, { editor, area, place, report });
  }

  get open() {
    return !this.place.hidden;
  }

  toggle() {
    this.place.hidden = this.open;
    if (this.open) this.#ask();
    else this.report([]);
  }

  changed() {
    if (!this.open) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    const turn = ++this.#asked;
    const config = JSON.parse(document.getElementById("wagtail-config").textContent);
    const body = new FormData();
    body.append("text", this.area.value);
    body.append("language", this.editor.dataset.language);
    try {
      const headers = { [config.CSRF_HEADER_NAME]: config.CSRF_TOKEN };
      const response = await fetch(this.editor.dataset.previewUrl, { method: "POST", headers, body });
      if (!response.ok) throw new Error(response.statusText);
      const answer = await response.json();
      // An answer that a later one has overtaken is no longer of interest.
      if (turn !== this.#asked) return;
      if (answer.document) this.#show(answer.document);
      this.report(answer.problems);
    } catch {
      this.report([this.editor.dataset.failed]);
    }
  }

  #show(page) {
    let frame = this.place.querySelector("iframe");
    if (!frame) {
      frame = document.createElement("iframe");
      frame.title = this.editor.dataset.frame;
      // No scripts; the origin only so that the frame can be made as high as its content.
      frame.setAttribute("sandbox", "allow-same-origin allow-popups");
      frame.addEventListener("load", () => {
        const frameEdges = frame.offsetHeight - frame.clientHeight + 2 * parseFloat(getComputedStyle(frame).paddingTop);
        frame.style.blockSize = `${frame.contentDocument.body.scrollHeight + frameEdges}px`;
      });
      this.place.append(frame);
    }
    frame.srcdoc = page;
  }
}
