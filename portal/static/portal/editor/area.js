// Changes a text area through the browser's own editing command, so that Undo takes them back one by one.

export function replace(area, { start, end, text, from = text.length, to = from }) {
  area.focus();
  area.setSelectionRange(start, end);
  const command = text ? "insertText" : "delete";
  if ((text || start !== end) && !document.execCommand(command, false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(start + from, start + to);
}

export function selectionOf(area) {
  return { value: area.value, start: area.selectionStart, end: area.selectionEnd };
}
