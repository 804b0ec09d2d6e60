"""The form widget: a text area that a custom element turns into an editor, also in rows that are added later."""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import get_page_models

import languages
from portal.markdown import hooks

__all__ = ["MarkdownTextarea", "hooks"]


class MarkdownTextarea(forms.Textarea):
    """A text area with toolbar and preview; without JavaScript it is a plain text area."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 8, "data-controller": "w-autosize", "class": "w-field__autosize", **(attrs or {})})

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The text area inside the element, with the toolbar in the language of the admin."""
        context = self.get_context(name, value, attrs)
        return render_to_string(
            "portal/markdown/editor.html",
            {
                "textarea": super().render(name, value, attrs, renderer),
                "id": context["widget"]["attrs"].get("id", name),
                "language": _language(name),
                "records": ",".join(_records()),
            },
        )

    @property
    def media(self) -> forms.Media:
        """Wagtail's choosers, the converter of what is pasted, and the editor itself."""
        scripts: list[Any] = [  # the types of Media do not know Script yet
            versioned_static("wagtailadmin/js/page-chooser-modal.js"),
            versioned_static("wagtaildocs/js/document-chooser-modal.js"),
            versioned_static("wagtailimages/js/image-chooser-modal.js"),
            "portal/vendor/turndown-7.2.5/turndown.js",
            Script("portal/editor/editor.js", type="module"),
        ]
        return forms.Media(css={"all": ["portal/editor/editor.css"]}, js=scripts)


def _language(name: str) -> str:
    """The language that a field's name ends in: `steps-0-text_nl` is Dutch."""
    code = name.rpartition("_")[2]
    return code if code in languages.CODES else languages.CODES[0]


def _records() -> list[str]:
    """The page types that have references, as Wagtail's chooser names them."""
    return [model._meta.label_lower for model in get_page_models() if hasattr(model, "reference_prefix")]
