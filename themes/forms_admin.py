"""The form of a theme: the rules of the vocabulary hold over all its labels together."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from themes.skos import LabelRow, problems


class ThemeForm(WagtailAdminModelForm):
    """Refuses labels that contradict each other; the identifier is given once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_bound and not hasattr(self, "_labels_checked"):
            self._labels_checked = True
            labels = self.formsets["labels"]
            labels._non_form_errors = labels.error_class([*labels.non_form_errors(), *problems(self._rows())])
        return valid and self.formsets["labels"].is_valid()

    def _rows(self) -> list[LabelRow]:
        labels = self.formsets["labels"]
        kept = [form.cleaned_data for form in labels.forms if not labels._should_delete_form(form)]
        filled = [row for row in kept if row.get("text")]
        return [LabelRow(row.get("language", ""), row.get("kind", ""), row["text"]) for row in filled]
