"""The addresses that stand in mails, with the host of the site, in the language of whoever reads them."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from newsletter import tokens
from newsletter.models import Subscriber


def address(name: str, code: str, *arguments: str) -> str:
    """Return the absolute address of a view in a language."""
    with translation.override(code):
        return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def preferences(subscriber: Subscriber) -> str:
    """Return where somebody changes what is sent, for a year."""
    return address("newsletter_preferences", subscriber.language, tokens.preferences_token(subscriber))


def unsubscribe(subscriber_id: int, code: str, send_id: int = 0) -> str:
    """Return the page with the button that ends a subscription."""
    return address("newsletter_unsubscribe", code, tokens.unsubscribe_token(subscriber_id, send_id))


def one_click(subscriber_id: int, send_id: int = 0) -> str:
    """Return what stands in List-Unsubscribe: one POST there ends the subscription (RFC 8058)."""
    return f"{settings.SITE_URL}{reverse('newsletter_one_click', args=[tokens.unsubscribe_token(subscriber_id, send_id)])}"


def block(subscriber_id: int, code: str) -> str:
    """Return the page of “this was not me”."""
    return address("newsletter_block", code, tokens.block_token(subscriber_id))
