"""What is asked of whoever brings subscribers in or takes them out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

import languages
from newsletter.importing import Origin
from newsletter.models import Status

SALT = "newsletter.import"
LARGEST = 2_000_000  # bytes


def without_addresses(text: str) -> None:
    """Refuse words that the log keeps for years, when there is an address of mail in them."""
    if "@" in text:
        raise ValidationError(_("Write no addresses of mail here: these words are kept."))


class ImportForm(forms.Form):
    """A file with its origin. ``content`` carries the file from the trial to the import."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_(
            "Columns: email, language (fr or nl), themes (identifiers or names, with | between them), "
            "and if you like frequency (issues, weekly or monthly) and consent_date (2026-05-31)."
        ),
    )
    source = forms.CharField(
        label=_("Where the consent was given"),
        max_length=120,
        validators=[without_addresses],
        help_text=_("For example: sign-up list at the seminar of 5 October 2026, kept by the cell."),
    )
    given_on = forms.DateField(label=_("Date of the consent"), widget=AdminDateInput)
    content = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_given_on(self) -> Any:
        day = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The date of the consent is in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and file.size > LARGEST:
            self.add_error("file", _("The file is too large: divide it."))
        elif file:
            cleaned["bytes"] = file.read()
        elif carried := self._carried(cleaned.get("content", "")):
            cleaned["bytes"] = carried
        elif "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return cleaned

    def _carried(self, text: str) -> bytes:
        try:
            return bytes.fromhex(signing.loads(text, salt=SALT)) if text else b""
        except (signing.BadSignature, ValueError):
            return b""

    @property
    def origin(self) -> Origin:
        return Origin(self.cleaned_data["source"], self.cleaned_data["given_on"])


def carried(content: bytes) -> str:
    """Return a file as the form carries it on, signed so that nobody changes it between trial and import."""
    return signing.dumps(content.hex(), salt=SALT, compress=True)


class ExportForm(forms.Form):
    """Whom to take out, and why."""

    status = forms.ChoiceField(label=_("State"), choices=[(Status.ACTIVE, Status.ACTIVE.label), ("", _("All"))])
    language = forms.ChoiceField(label=_("Language"), choices=[("", _("All")), *languages.CHOICES], required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=250,
        validators=[without_addresses],
        help_text=_("It is kept with your name, the time and the number of subscribers."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].required = False
