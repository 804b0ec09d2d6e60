"""The form that sets up a second factor, in the words of these pages and with the keyboard of numbers."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _


class SetUpForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code of your telephone")
        attributes = self.fields["code"].widget.attrs
        attributes.pop("placeholder", None)
        attributes["inputmode"] = "numeric"
