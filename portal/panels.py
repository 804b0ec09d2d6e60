"""How records are edited: texts as pairs of languages, rows, and how the two languages stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultipleChooserPanel, Panel
from wagtail.admin.panels.base import get_form_for_model

import languages
from languages.fields import field_names
from portal import language_state
from portal.forms_admin import RowForm
from portal.language_state import text_label

Label = str | Promise


class LanguagePair(FieldRowPanel):
    """One text in both languages: side by side where there is room, else one below the other."""

    class BoundPanel(FieldRowPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            for child in self.children:
                code = child.field_name.rsplit("_", 1)[-1]
                if child.bound_field is not None:
                    # The spelling checker of the browser goes by the language of the field.
                    child.bound_field.field.widget.attrs["lang"] = languages.tag_of(code)


def pair(name: str, *, widget: Any = None, help_text: Label = "") -> LanguagePair:
    """Return the two fields of a text that the model declares per language."""
    fields = [
        FieldPanel(field, widget=widget, help_text=help_text, classname=f"language-pair__{code}")
        for field, code in zip(field_names(name), languages.CODES, strict=True)
    ]
    return LanguagePair(fields, classname="language-pair")


class Rows(InlinePanel):
    """Child rows; one that was added and left empty is as if it had not been added."""

    def __init__(self, *args: Any, form_class: type[WagtailAdminModelForm] = RowForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_class = form_class

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "form_class": self.form_class}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model, form_class=self.form_class, defer_required_on_fields=deferred
        )
        return options


class ChosenRows(Rows, MultipleChooserPanel):
    """Child rows about something that is chosen: as many of them are added at once as are ticked in the chooser."""


@dataclass(frozen=True)
class Standing:
    """How one language of a record stands: ``missing`` are labels of texts that only the other language has."""

    language: languages.Language
    missing: tuple[str, ...]
    older_since: datetime | None
    left_behind: bool

    @property
    def state(self) -> str:
        if self.missing:
            return language_state.LanguageState.SUMMARY.value
        older = self.left_behind or self.older_since
        return (language_state.LanguageState.OLDER if older else language_state.LanguageState.COMPLETE).value


def standings(page: Any) -> list[Standing]:
    """Return how each language stands in the version being edited; nothing for a record not yet saved."""
    return [_standing(page, code) for code in languages.CODES] if page.pk else []


def _standing(page: Any, code: str) -> Standing:
    other = languages.other(code)
    here, there = getattr(page, f"text_changed_at_{code}"), getattr(page, f"text_changed_at_{other}")
    return Standing(
        language=languages.BY_CODE[code],
        missing=tuple(text_label(page, name, code) for name in _wanted(page, code)),
        older_since=there if here and there and here < there else None,
        left_behind=bool(here) and _edited(page, other) and not _edited(page, code),
    )


def _wanted(page: Any, code: str) -> list[str]:
    """Return the texts that publishing asks for and those that the other language has."""
    texts = language_state.texts(page, code)
    asked = [name for name in texts if "." not in name and not page._meta.get_field(f"{name}_{code}").blank]
    empty = [name for name in asked if not texts[name]]
    return empty + [name for name in language_state.missing(page, code) if name not in empty]


def _edited(page: Any, code: str) -> bool:
    """Whether a language differs in this draft from what was published."""
    return language_state.digest(page, code) != getattr(page, f"text_digest_{code}")


class LanguageStatePanel(Panel):
    """Says what each language still lacks, and since when it is older than the other."""

    @property
    def clean_name(self) -> str:
        return "language_state"

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/admin/language_state_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, "standings": standings(self.instance)}
