"""Telling people of the cell that a send needs them."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

import languages
from mail.compose import compose
from newsletter.models import Send


def tell_of_pause(send: Send) -> None:
    """Write to whoever approved a send that it was paused, once for each pause."""
    person = send.approved_by
    if person is None or not person.email:
        return
    compose(
        kind="newsletter.paused",
        to=person.email,
        language=person.language or languages.CODES[0],
        template="newsletter/email/paused",
        context={
            "reason": send.paused_reason,
            "link": f"{settings.SITE_URL}{reverse('newsletter_issue', args=[send.issue_id])}",
        },
        reason=f"newsletter.paused:{send.pk}:{send.version}",
    )
