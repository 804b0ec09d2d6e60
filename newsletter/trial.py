"""A trial of an issue: the real mail, marked as a trial, to the person who asks for it and to nobody else."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext

from mail.compose import Envelope, written
from mail.render import Rendered
from newsletter.issue_mail import PLACES
from newsletter.links import address
from newsletter.models import IssuePage

KIND = "newsletter.trial"


def send(issue: IssuePage, *, to: Any, words: list[tuple[str, Rendered]]) -> None:
    """Write one message for each language; the links of a person lead to the page of the newsletter instead."""
    for code, mail in words:
        with translation.override(code):
            mark = gettext("[Trial]")
        reason = f"{KIND}:{issue.pk}:{code}:{get_random_string(16)}"
        envelope = Envelope(kind=KIND, to=to.email, language=code, reason=reason, essential=True)
        written(envelope, _without_places(Rendered(f"{mark} {mail.subject}", mail.text, mail.html), code))


def _without_places(mail: Rendered, code: str) -> Rendered:
    text, html, instead = mail.text, mail.html, address("newsletter_sign_up", code)
    for place in PLACES:
        text, html = text.replace(place, instead), html.replace(place, instead)
    return Rendered(mail.subject, text, html)
