from __future__ import annotations

import re
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

import languages

NO_BREAK = "\N{NO-BREAK SPACE}"
# Existing spaces only: where French sets a space before a sign, the line must not break there.
_BEFORE_SIGN = re.compile(r" (?=[;:!?»%€])")
_AFTER_QUOTE = re.compile(r"(?<=«) ")


def unbroken(text: str) -> str:
    """Return a text whose signs cannot begin a line, nor its opening quotes end one."""
    return _AFTER_QUOTE.sub(NO_BREAK, _BEFORE_SIGN.sub(NO_BREAK, text))


class Text(str):
    """A text that knows the language it is in, for the ``lang`` attribute of the element that shows it."""

    language: str

    def __new__(cls, value: str, language: str) -> Text:
        text = super().__new__(cls, value)
        text.language = language
        return text

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.language

    def __html__(self) -> SafeString:
        """Return the text as pages show it; templates ask for this wherever they escape."""
        return escape(unbroken(self))

    @property
    def foreign(self) -> bool:
        """Whether the text is in another language than the page that shows it."""
        return bool(self) and self.language != languages.active()


def in_language(instance: Any, name: str, code: str) -> Text:
    """Return the text ``name`` of ``instance`` in ``code``, else in the other language; empty when neither has one."""
    for candidate in (code, languages.other(code)):
        value = getattr(instance, f"{name}_{candidate}")
        if value:
            return Text(value, candidate)
    return Text("", code)
