"""What search adds to the backlog by theme: what was asked and found nothing, within the days that are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.backlog import Source, register
from search.counts import DAYS_KEPT
from search.models import QueryCount


def _asked() -> QuerySet[QueryCount]:
    since = timezone.localdate() - timedelta(days=DAYS_KEPT)
    return QueryCount.objects.filter(day__gte=since, empty__gt=0)


def _url(theme: Any | None) -> str:
    return reverse("search_reports:questions") + "?found=none" + (f"&theme={theme.slug}" if theme else "")


register(Source("searched", _("Times searched in vain"), _asked, _url, key="slug", none="", number=Sum("empty")))
