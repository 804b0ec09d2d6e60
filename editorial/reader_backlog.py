"""What editorial work adds to the backlog by theme: reactions to deal with, and wanted documents."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.models import Reaction, WantedDocument
from portal.backlog import Source, count_by_theme, register

OPEN = Q(state=Reaction.State.OPEN) & ~Q(kind=Reaction.Kind.USEFUL)
WANTED = Q(shown=True, answered_by=None)

register(
    Source(
        "reactions",
        _("Reactions to deal with"),
        lambda: count_by_theme(Reaction.objects.filter(OPEN)),
        lambda: Reaction.objects.filter(OPEN, theme=None).count(),
        lambda: Reaction.objects.filter(OPEN).count(),
        lambda theme: reverse("reactions:index") + "?state=open" + (f"&theme={theme.pk}" if theme else ""),
    )
)
register(
    Source(
        "wanted",
        _("Documentation wanted"),
        lambda: count_by_theme(WantedDocument.objects.filter(WANTED)),
        lambda: WantedDocument.objects.filter(WANTED, theme=None).count(),
        lambda: WantedDocument.objects.filter(WANTED).count(),
        lambda theme: reverse("wanted-documents:index"),
    )
)
