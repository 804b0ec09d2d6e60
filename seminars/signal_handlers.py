"""What follows in seminars when a page is published, in the same transaction. The handler decides nothing."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from seminars import history
from seminars.models import PanelPage


@receiver(page_published)
def note_recommendations(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    # Wagtail sends the signal for a page that is only scheduled, too.
    if isinstance(instance, PanelPage) and instance.live:
        history.note(instance)
