"""The form of a practice: as every record's, and validated only when everything is told."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.forms_admin import ContentPageForm


class PracticeForm(ContentPageForm):
    """A practice; an author who sets the date of its validation hears at once what is missing, in a draft as well."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_bound and not hasattr(self, "_judged"):
            self._judged = True
            self._judge()
        return valid and not self.errors

    def _judge(self) -> None:
        is_new = "validated_on" in self.changed_data
        if not self.cleaned_data.get("validated_on") or (self.is_deferred_validation and not is_new):
            return
        found: dict[str, list[str]] = {}
        for place, message in self.as_submitted().validation_problems():
            found.setdefault(place, []).append(str(message))
        if found:
            self._refuse("validated_on", [_("The practice cannot be validated yet: what is missing is marked.")])
        if self.is_deferred_validation:
            for place, messages in found.items():
                self._refuse(place, messages)
