from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

import languages
from languages.fields import Translated, field_names


class AddressQuerySet(models.QuerySet["Address"]):
    def current(self) -> AddressQuerySet:
        return self.filter(state=Address.State.CURRENT)

    def of_pages(self) -> dict[str, models.Subquery]:
        """Return annotations ``address_fr``, ``address_nl`` for pages: their paths, read in the query of the pages."""
        rows = self.current().filter(page_id=models.OuterRef("pk"))
        names = zip(field_names("address"), languages.CODES, strict=True)
        return {name: models.Subquery(rows.filter(language=code).values("path")[:1]) for name, code in names}


class Address(models.Model):
    """A path of the site in one language: what a page answers to, now or formerly, or what it left behind.

    ``path`` has no leading slash and no language prefix, and ends in a slash unless it is the home page's, which is
    empty. A path once given away is never used for something else.
    """

    class State(models.TextChoices):
        RESERVED = "reserved", _("reserved by a draft")
        CURRENT = "current", _("current")
        FORMER = "former", _("former")
        WITHDRAWN = "withdrawn", _("withdrawn")

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="addresses"
    )
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    path = models.CharField(_("path"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices)
    since = models.DateTimeField(_("since"), auto_now=True)
    reference = models.CharField(_("reference"), max_length=255, blank=True)
    title = models.CharField(_("title of the withdrawn record"), max_length=90, blank=True)
    reason = Translated(models.CharField(_("reason of the withdrawal"), max_length=300, blank=True))
    replaced_by = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_addresses"
    )

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(fields=["language", "path"], name="path_once_per_language"),
            models.UniqueConstraint(
                fields=["page", "language"],
                condition=models.Q(state="current"),
                name="one_current_address_per_language",
            ),
            models.UniqueConstraint(
                fields=["page", "language"],
                condition=models.Q(state="reserved"),
                name="one_reserved_address_per_language",
            ),
        ]
        indexes = [models.Index(fields=["reference"], name="address_reference")]

    def __str__(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        return url_of(self.language, self.path)


def url_of(code: str, path: str) -> str:
    """Return the path of a URL: ``nl`` and ``gidsen/huur/`` → ``/nl/gidsen/huur/``."""
    return f"/{code}/{path}"


class Reference(models.Model):
    """A reference given to a record, e.g. ``GT-2024-003``: unique over all types and never given twice."""

    text = models.CharField(_("reference"), max_length=20, unique=True)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="references"
    )

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return self.text
