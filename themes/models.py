"""The controlled vocabulary: concepts with their labels per language, after SKOS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.models import Orderable
from wagtail.search import index

import languages
from languages.fields import Translated
from languages.text import Text
from themes import skos


class ThemeQuerySet(models.QuerySet["Theme"]):
    def with_labels(self) -> ThemeQuerySet:
        return self.prefetch_related("labels")

    def offered(self) -> ThemeQuerySet:
        """Leave out what authors may no longer choose."""
        return self.filter(deprecated=False)

    def under(self, identifiers: Iterable[str]) -> set[str]:
        """Return the identifiers given and those of every narrower theme, in one query."""
        narrower: dict[str | None, list[str]] = {}
        for identifier, broader in self.model._default_manager.values_list("slug", "broader__slug"):
            narrower.setdefault(broader, []).append(identifier)
        found: set[str] = set()
        waiting = list(identifiers)
        while waiting:
            identifier = waiting.pop()
            if identifier not in found:
                found.add(identifier)
                waiting += narrower.get(identifier, [])
        return found


class Theme(index.Indexed, ClusterableModel, TagBase):  # type: ignore[misc]
    """A concept of the vocabulary; its ``name`` and ``slug`` are its identifier, its labels are rows."""

    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader theme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="narrower",
    )
    related = models.ManyToManyField("self", verbose_name=_("related themes"), blank=True)
    definition = Translated(models.TextField(_("definition"), blank=True))
    scope_note = Translated(
        models.TextField(_("scope note"), blank=True, help_text=_("When to use this theme, and when another one."))
    )
    core = models.BooleanField(
        _("core theme"), default=True, help_text=_("A reserve theme is offered to readers only once a record uses it.")
    )
    confidence = models.CharField(
        _("source of the labels"),
        max_length=1,
        blank=True,
        choices=[
            ("V", _("both languages found in a source")),
            ("F", _("only French found in a source")),
            ("N", _("only Dutch found in a source")),
            ("O", _("own knowledge")),
            ("?", _("unsure")),
        ],
    )
    note = models.TextField(_("internal note"), blank=True)
    deprecated = models.BooleanField(_("deprecated"), default=False)
    replaced_by = models.ForeignKey(
        "self", verbose_name=_("replaced by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )

    objects = ThemeQuerySet.as_manager()
    free_tagging = False
    search_fields = [
        index.SearchField("slug"),
        index.RelatedFields("labels", [index.SearchField("text"), index.AutocompleteField("text")]),
        index.AutocompleteField("slug"),
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.label) or self.slug

    @cached_property
    def _preferred(self) -> dict[str, str]:
        return {label.language: label.text for label in self.labels.all() if label.kind == Label.Kind.PREFERRED}

    @property
    def label(self) -> Text:
        """The preferred label in the active language, else in the other one."""
        return self.label_in(languages.active())

    def label_in(self, code: str) -> Text:
        for candidate in (code, languages.other(code)):
            if candidate in self._preferred:
                return Text(self._preferred[candidate], candidate)
        return Text(self.slug, code)

    @property
    def is_replaced(self) -> bool:
        """Whether authors should choose another theme."""
        return self.deprecated

    def narrower_ids(self) -> set[str]:
        """The identifiers of this theme and of everything narrower."""
        return Theme.objects.under([self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = self.slug or self.name
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.name = self.slug
        if self.replaced_by_id and not self.deprecated:
            raise ValidationError({"replaced_by": _("Only a deprecated theme is replaced by another one.")})
        if self.broader_id and self.pk and self.broader_id in _ids_under(self):
            raise ValidationError({"broader": _("A theme cannot be narrower than itself.")})


def _ids_under(theme: Theme) -> set[int]:
    return set(Theme.objects.filter(slug__in=theme.narrower_ids()).values_list("pk", flat=True))


class Label(models.Model):
    """One word or phrase for a concept in one language."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ALTERNATIVE = "alternative", _("alternative")
        HIDDEN = "hidden", _("hidden: for search only")

    theme = ParentalKey(Theme, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=2, choices=[*languages.CHOICES, ("en", "English")])
    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices, default=Kind.ALTERNATIVE)
    text = models.CharField(_("label"), max_length=150)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["language", "-kind", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "language"],
                condition=models.Q(kind="preferred"),
                name="one_preferred_label_per_language",
            ),
            models.UniqueConstraint(fields=["theme", "language", "text"], name="label_once_per_theme"),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        taken = Label.objects.filter(language=self.language).exclude(theme=self.theme_id)
        for text, slug in taken.values_list("text", "theme__slug"):
            if skos.same(text, self.text):
                raise ValidationError({"text": _("“%s” is already a label of the theme “%s”.") % (self.text, slug)})


class ThemedItem(Orderable, ItemBase):
    """A theme of a page; the first one is the primary theme."""

    tag = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="themed_items")
    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="themed_items")

    class Meta(Orderable.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="theme_once_per_page")]

    def __str__(self) -> str:
        return str(self.tag)
