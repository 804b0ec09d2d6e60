"""What the newsletter hears of. A receiver says only that an address is not written to any more."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.dispatch import receiver

from mail.suppression import suppressed
from newsletter import addresses, subscriptions
from newsletter.consent import Source


@receiver(suppressed)
def stop_writing(address: str, reason: str, **kwargs: Any) -> None:
    """End the subscription of an address that mail gave up, or whose owner complained."""
    try:
        subscriptions.suppress(addresses.normalised(address), Source(f"mail:{reason}"))
    except ValidationError:
        # Mail knows addresses that no subscriber can have.
        return
