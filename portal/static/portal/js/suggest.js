// Suggestions below a search box, after the combobox pattern of the ARIA guide; the form works without them.

const box = (input) => {
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
      const link = document.createElement("a");
      option.id = `${list.id}-${at}`;
      option.role = "option";
      link.href = url;
      link.tabIndex = -1;
      const words = document.createElement("span");
      words.textContent = text;
      if (lang) words.lang = lang;
      link.append(words);
      if (note) link.append(Object.assign(document.createElement("small"), { textContent: note }));
      option.append(link);
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
    else if (event.key === "Enter" && chosen >= 0) list.children[chosen].firstChild.click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("blur", () => show([]));
};

document.querySelectorAll("input[data-suggest]").forEach(box);
