"""The form with which somebody brings a Word file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

import languages
from exchange.models import WordImport
from exchange.word.drafts import WordFile
from exchange.word.kinds import WordKind
from practices.models import PracticeIndexPage


def place_model(kind: WordKind) -> type[Any]:
    """Return the kind of page below which a record of this kind stands."""
    return kind.model.allowed_parent_page_models()[0]


def has_one_place(kind: WordKind) -> bool:
    """Whether records of this kind all stand in one place, so that nobody has to say where."""
    return place_model(kind) is PracticeIndexPage


def _chooser(model: type[Any], **options: Any) -> forms.ModelChoiceField[Any]:
    widget = AdminPageChooser(target_models=[model])
    return forms.ModelChoiceField(model._default_manager.all(), widget=widget, required=False, **options)


class WordForm(forms.Form):
    """A file, the language it is in, and where its text goes; ``user`` must be allowed to put it there."""

    file = forms.FileField(label=gettext_lazy("Word file (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"}))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the file"), choices=languages.CHOICES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kind: WordKind, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.user = kind, user
        if not has_one_place(kind):
            model = place_model(kind)
            self.fields["above"] = _chooser(model, label=str(model._meta.verbose_name).capitalize())
        self.fields["target"] = _chooser(
            kind.model,
            label=_("Add to an existing record"),
            help_text=_("Only for the other language of a record: empty fields are filled, the others stay."),
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self._read(file, "").check()
        return file

    def _read(self, file: Any, language: str) -> WordFile:
        file.seek(0)
        return WordFile(file.name, file.read(), self.kind, language)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        target = cleaned.get("target")
        if target:
            if not target.permissions_for_user(self.user).can_edit():
                self.add_error("target", _("You may not edit this record."))
            elif target.permissions_for_user(self.user).page_locked():
                self.add_error("target", _("This record is locked or in a workflow: add the text when that is over."))
        elif "target" not in self.errors:
            self._clean_above(cleaned)
        return cleaned

    def _clean_above(self, cleaned: dict[str, Any]) -> None:
        above = PracticeIndexPage.objects.first() if has_one_place(self.kind) else cleaned.get("above")
        if above is None:
            raise ValidationError(_("Say where the draft is to stand."))
        if not above.permissions_for_user(self.user).can_add_subpage():
            raise ValidationError(_("You may not add a record there."))
        cleaned["above"] = above

    def row(self) -> WordImport:
        """Return the row of a valid form, not saved."""
        cleaned = self.cleaned_data
        file = self._read(cleaned["file"], cleaned["language"])
        target = cleaned.get("target")
        return WordImport(
            kind=self.kind.name,
            language=file.language,
            name=file.name[:255],
            content=file.content,
            user=self.user,
            told_in=languages.active(),
            above=None if target else _page(cleaned["above"]),
            target=_page(target) if target else None,
        )


def _page(page: Any) -> Page:
    found: Page = page.page_ptr
    return found
