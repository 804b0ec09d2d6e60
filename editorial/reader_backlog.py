"""What editorial work adds to the backlog by theme: reactions to deal with, and documents that readers wait for."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.models import Reaction, WantedDocument
from portal.backlog import Source, register

register(
    Source(
        "reactions",
        _("Reactions to deal with"),
        lambda: Reaction.objects.filter(state=Reaction.State.OPEN).exclude(kind=Reaction.Kind.USEFUL),
        lambda theme: reverse("reactions:index") + "?state=open" + (f"&theme={theme.pk}" if theme else ""),
    )
)
register(
    Source(
        "wanted",
        _("Documentation wanted"),
        lambda: WantedDocument.objects.filter(shown=True, answered_by=None),
        lambda theme: reverse("wanted-documents:index"),
    )
)
