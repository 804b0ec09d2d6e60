"""Recommendations pasted as a list, one per line in each language, become rows of the draft of a panel."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import languages
from languages.text import Text
from portal.concurrent_edits import check_free
from seminars.models import PanelPage, Recommendation

#: What word processors put before the item of a list: a bullet, a dash, ``1.``, ``2)``, ``c.``
MARK = re.compile(r"\s*(?:[•◦▪‣·*–—-]|[0-9]{1,3}[.)]|[a-z][.)])\s+")
LONGEST = Recommendation._meta.get_field(f"text_{languages.CODES[0]}").max_length or 0
#: A list that is longer is some other text.
MOST = 60


def items(text: str) -> list[str]:
    """Return the lines that say something, without the marks of a list."""
    lines = (" ".join(MARK.sub("", line, count=1).split()) for line in text.splitlines())
    return [line for line in lines if line]


class PastedForm(forms.Form):
    """One list per language; where both are given they are read side by side, line by line."""

    text_fr = forms.CharField(
        label=gettext_lazy("In French, one per line"), widget=forms.Textarea(attrs={"rows": 8}), required=False
    )
    text_nl = forms.CharField(
        label=gettext_lazy("In Dutch, one per line"), widget=forms.Textarea(attrs={"rows": 8}), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        found = {code: items(cleaned.get(f"text_{code}", "")) for code in languages.CODES}
        for code, lines in found.items():
            self._check(f"text_{code}", lines)
        numbers = [len(lines) for lines in found.values()]
        if not any(numbers):
            raise ValidationError(_("Paste at least one recommendation, in one of the languages."))
        if all(numbers) and len(set(numbers)) > 1:
            told = _("The lists do not go together: %(french)s lines in French, %(dutch)s in Dutch.")
            raise ValidationError(told % {"french": len(found["fr"]), "dutch": len(found["nl"])})
        return {**cleaned, "found": found}

    def _check(self, name: str, lines: list[str]) -> None:
        if len(lines) > MOST:
            told = _("These are %(found)s lines, more than %(most)s.")
            self.add_error(name, told % {"found": len(lines), "most": MOST})
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST:
                told = _("Line %(number)s has %(found)s characters, more than %(longest)s: “%(start)s…”")
                values = {"number": number, "found": len(line), "longest": LONGEST, "start": line[:40]}
                self.add_error(name, told % values)


@transaction.atomic
def add(panel: PanelPage, found: dict[str, list[str]], user: Any) -> int:
    """Add a row per line to the latest draft, unless a row says the same already; return how many were added.

    Raises ValidationError when somebody has locked the page or it waits for a decision.
    """
    check_free(panel)
    draft: Any = panel.get_latest_revision_as_object()
    rows = list(draft.recommendations.all())
    known = {_said(row, code) for row in rows for code in languages.CODES}
    new = []
    for place in range(max(map(len, found.values()))):
        texts = {code: lines[place] for code, lines in found.items() if lines}
        if not known.intersection((code, text.casefold()) for code, text in texts.items()):
            new.append(Recommendation(**{f"text_{code}": text for code, text in texts.items()}))
    draft.recommendations = [*rows, *new]
    for place, row in enumerate(draft.recommendations.all()):
        row.sort_order = place
    if new:
        draft.save_revision(user=user, log_action=True, clean=False)
    return len(new)


def _said(row: Recommendation, code: str) -> tuple[str, str]:
    text: Text = getattr(row, f"text_{code}")
    return code, " ".join(str(text).split()).casefold()
