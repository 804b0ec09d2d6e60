"""What the care for records notes when a record is published, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from editorial import verifying
from portal.models import ContentPage


@receiver(page_published)
def note_verification(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    # Wagtail sends the signal for a page that is only scheduled, too.
    if isinstance(instance, ContentPage) and instance.live:
        verifying.note_publication(instance, kwargs.get("revision"))
