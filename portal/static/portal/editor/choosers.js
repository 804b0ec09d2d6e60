// Wagtail's own choosers. Each resolves to {target, words, typed, sign}, once its window is gone: while it is open it
// holds the focus, and a text area without focus cannot be edited so that Undo knows of it.

const CHOOSERS = {
  record: async (editor) => {
    const modal = new window.PageChooserModal(editor.dataset.pageUrl);
    const page = await chosen((done) => modal.open({ modelNames: editor.dataset.records.split(",") }, done));
    return record(editor, page);
  },
  web: async (editor, words) => {
    const page = await chosen((done) =>
      window.ModalWorkflow({
        url: editor.dataset.webUrl,
        urlParams: { page_type: "wagtailcore.page", link_text: words },
        onload: window.PAGE_CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { pageChosen: done },
      }),
    );
    if (page.id) return record(editor, page);
    return { target: page.url, words: page.title, typed: page.prefer_this_title_as_link_text ? page.title : "" };
  },
  document: async (editor) => {
    const modal = new window.DocumentChooserModal(editor.dataset.documentUrl);
    const file = await chosen((done) => modal.open({}, done));
    return { target: `doc:${file.id}`, words: file.title };
  },
  image: async (editor) => {
    const modal = new window.ImageChooserModal(editor.dataset.imageUrl);
    const image = await chosen((done) => modal.open({}, done));
    return { target: `image:${image.id}`, words: image.default_alt_text || image.title, sign: "!" };
  },
};

export const isChooser = (command) => Object.hasOwn(CHOOSERS, command);

export const choose = (command, editor, words) => CHOOSERS[command](editor, words);

function chosen(open) {
  return new Promise((resolve) => {
    open((item) => window.jQuery(document).one("hidden.bs.modal", () => resolve(item)));
  });
}

async function record(editor, page) {
  const address = editor.dataset.recordUrl.replace("/0/", `/${page.id}/`);
  const response = await fetch(`${address}?language=${editor.dataset.language}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.problem || response.statusText);
  return { target: answer.reference, words: answer.title };
}
