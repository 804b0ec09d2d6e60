"""The preview of an issue while it is written: the mail as HTML and as text, in each language.

Wagtail's panel shows it at the width of a telephone, a tablet and a screen. Models know this module; it knows no model.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

import languages
from mail.render import NotSendable
from newsletter.issue_content import content_of
from newsletter.issue_mail import mail_of
from portal.csp import INLINE, SELF

__all__ = ["content_of", "mode_of", "modes", "preview"]

HTML, TEXT = "mail", "text"
WORDS = {HTML: _("Mail – {language}"), TEXT: _("Mail as text – {language}")}


def modes() -> list[tuple[str, Any]]:
    """Return the modes of the preview: the mail and its text part in each language."""
    return [
        (f"{sort}-{each.code}", format_lazy(WORDS[sort], language=each.name))
        for sort in (HTML, TEXT)
        for each in languages.LANGUAGES
    ]


def mode_of(code: str) -> str:
    return f"{HTML}-{code}"


def preview(issue: Any, mode: str) -> HttpResponse | None:
    """Return the mail in a mode, or None for a mode of other pages."""
    sort, _dash, code = mode.partition("-")
    if sort not in WORDS or code not in languages.CODES:
        return None
    try:
        mail = mail_of(issue, code)
    except NotSendable as fault:
        return HttpResponse(render_to_string("newsletter/admin/not_sendable.html", {"fault": fault}))
    return shown(mail.html if sort == HTML else "", mail.text)


def shown(html: str, text: str) -> HttpResponse:
    """Return a mail for the browser, as HTML where there is any; the styles of mails stand in their elements."""
    response = HttpResponse(html or text, content_type=f"text/{'html' if html else 'plain'}; charset=utf-8")
    response._csp_replace = {"style-src": [SELF, INLINE]}  # type: ignore[attr-defined]
    return response
