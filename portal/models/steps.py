from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

import languages
from languages.fields import Translated
from portal.markdown.fields import MarkdownField


class Step(Orderable):
    """One step of a way of working: what is done, and who does it. The kinds of record add what they need."""

    heading = Translated(models.CharField(_("step"), max_length=120, blank=True))
    text = Translated(MarkdownField(_("what to do"), blank=True))
    responsible_organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("responsible body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    responsible_kind = models.ForeignKey(
        "organisations.OrganisationKind",
        verbose_name=_("or kind of body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("For example the municipality, whichever one it is."),
    )
    form = Translated(
        models.ForeignKey(
            "portal.PortalDocument",
            verbose_name=_("form or template"),
            null=True,
            blank=True,
            on_delete=models.PROTECT,
            related_name="+",
        ),
        attribute=False,
    )

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.heading)

    def clean(self) -> None:
        super().clean()
        if self.responsible_organisation_id and self.responsible_kind_id:
            raise ValidationError({"responsible_kind": _("Choose either one body or a kind of body.")})

    @property
    def responsible(self) -> models.Model | None:
        """The body, or the kind of body, that has to act."""
        return self.responsible_organisation or self.responsible_kind

    @property
    def form_document(self) -> Any:
        """The form in the active language, else in the other one."""
        code = languages.active()
        return getattr(self, f"form_{code}") or getattr(self, f"form_{languages.other(code)}")
