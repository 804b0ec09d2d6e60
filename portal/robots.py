"""Telling programs that fill in forms from people, without asking people anything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: Nobody fills in a form faster; nobody is to lose what was typed on a page that stood open for a day.
QUICKEST = timedelta(seconds=2)
LONGEST = timedelta(hours=24)
_signer = signing.TimestampSigner(salt="portal.robots")


def stamp() -> str:
    """Return when a form was shown, signed."""
    return _signer.sign("shown")


class HumanForm(forms.Form):
    """A form with a field that people leave empty, and the moment at which it was shown.

    ``looks_human`` is asked after the form is valid; who is taken for a program gets the same answer as everybody.
    """

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("stamp", stamp())
        self.looks_human = False
        self.is_refused = False

    def refuse(self, words: str) -> None:
        """Say that too much is sent; what was typed stays."""
        self.is_refused = True
        self.add_error(None, words)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("stamp", "")
        try:
            _signer.unsign(text, max_age=LONGEST)
        except signing.SignatureExpired:
            # The next try comes with a new stamp; nothing else that was typed changes.
            renewed: Any = self.data.copy()  # type: ignore[attr-defined]
            renewed[self.add_prefix("stamp")] = stamp()
            self.data = renewed
            self.add_error(None, gettext("This page stood open for a long time. Please press the button once more."))
        except signing.BadSignature:
            return cleaned
        self.looks_human = not cleaned.get("website") and not self._too_quick(text)
        return cleaned

    def _too_quick(self, text: str) -> bool:
        try:
            _signer.unsign(text, max_age=QUICKEST)
        except signing.BadSignature:
            return False
        return True
