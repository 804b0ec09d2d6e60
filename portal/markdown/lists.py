"""Lists as people write them, turned into the strict layout that Python-Markdown understands.

It starts a list or a table only after an empty line and nests only by four columns. Here two columns nest, and both may
follow their paragraph directly, as in most other Markdown.
"""

import re

from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"([ \t]*)([-*+]|[0-9]{1,9}[.)])[ \t]+(?=\S)")
# A rule such as "- - -" or "* * *" is no list.
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
# A sentence broken in front of a year is no list: in the middle of a paragraph only these begin one.
_FIRST = ("-", "*", "+", "1.", "1)")
_HANGING = re.compile(r"\[\^[^\]]*\]:|:[ \t]")
# These begin something new at the margin, even right under a list.
_BREAK = re.compile(r"#{1,6}\s|>|\|")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*$")
_STEP = 4


class ListLayout(Preprocessor):
    """Re-indents list items and what belongs to them, and puts an empty line in front of each list and table."""

    def run(self, lines: list[str]) -> list[str]:
        """The same lines, laid out."""
        layout = _Layout()
        for line in lines:
            layout.add(line.expandtabs(_STEP))
        return layout.lines


class _Layout:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[int] = []  # the columns of the open items' markers, outermost first
        self._base = ""  # what is in front of the outermost item: four blanks inside a footnote or a definition
        self._hanging = False  # whether indented lines belong to a footnote or a definition
        self._in_paragraph = False  # whether the line before is text that an item would be read as part of
        self._after_blank = True

    def add(self, line: str) -> None:
        item = None if _RULE.match(line) else _ITEM.match(line)
        if not line.strip():
            self.lines.append("")
            self._in_paragraph = False
        elif item and not (self._in_paragraph and item.group(2) not in _FIRST and not self._open):
            self._add_item(line, item)
        else:
            self._add_text(line)
        self._after_blank = not line.strip()

    def _add_item(self, line: str, item: re.Match[str]) -> None:
        column = len(item.group(1))
        self._close(column)
        if not self._open:
            self._base = " " * _STEP if self._hanging and column >= _STEP else ""
        if self._in_paragraph:
            self.lines.append("")
        self.lines.append(f"{self._lead()}{item.group(2).replace(')', '.')} {line[item.end() :]}")
        self._open.append(column)
        self._in_paragraph = False

    def _add_text(self, line: str) -> None:
        column = len(line) - len(line.lstrip(" "))
        if self._after_blank:
            self._close(column)
        elif self._open and column < self._open[0] + 2 and (_BREAK.match(line) or _RULE.match(line)):
            self._open.clear()
            self.lines.append("")
        if self._open:
            self._in_paragraph = self._in_paragraph or self._after_blank
            self.lines.append(self._lead() + line.lstrip(" "))
            return
        if column < _STEP:
            self._hanging = bool(_HANGING.match(line))
        self._part_from_table(line)
        self.lines.append(line)
        self._in_paragraph = True

    def _part_from_table(self, line: str) -> None:
        """Put an empty line in front of a table's first row when `line` is the rule under it."""
        if len(self.lines) < 2 or "|" not in line or not _TABLE_RULE.match(line):
            return
        above, head = self.lines[-2:]
        if above.strip() and "|" in head and not _TABLE_RULE.match(head):
            self.lines.insert(-1, "")

    def _close(self, column: int) -> None:
        """End the items that a line at `column` does not belong to."""
        while self._open and column < self._open[-1] + 2:
            self._open.pop()

    def _lead(self) -> str:
        return self._base + " " * _STEP * len(self._open)
