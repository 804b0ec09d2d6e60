"""The model field for long texts."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from portal.markdown.guard import check, tidy
from portal.markdown.links import targets_in
from portal.markdown.widgets import MarkdownTextarea


class MarkdownField(models.TextField):
    """Markdown that the guard lets through; what it points at is known to Wagtail's reference index."""

    default_validators = [check]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """A plain text column to migrations, which then never need this module."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """The text with one kind of line end and without control characters; raises `MarkdownRefused`."""
        return super().clean(tidy(value) if isinstance(value, str) else value, model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        """A form field with the editor."""
        return super().formfield(**{"widget": MarkdownTextarea, **kwargs})

    def extract_references(self, value: str) -> Iterator[tuple[type[models.Model], str, str, str]]:
        """Yield (model, key, model path, content path) of the records, documents and images that `value` points at."""
        targets = sorted(targets_in([value]))
        kinds: dict[str, type[models.Model]] = {"doc": get_document_model(), "image": get_image_model()}
        for target in targets:
            kind, _colon, key = target.partition(":")
            if kind in kinds:
                yield kinds[kind], str(int(key)), "", ""
        references = [target for target in targets if ":" not in target]
        if references:
            # By name: the models of portal/ use this field.
            given = apps.get_model("portal", "Reference").objects.filter(text__in=references, page__isnull=False)
            for page_id in given.values_list("page_id", flat=True):
                yield Page, str(page_id), "", ""
