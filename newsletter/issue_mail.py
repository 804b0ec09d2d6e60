"""An issue as a mail: the same words as in the archive, and two places that each person's own addresses take."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.safestring import mark_safe

from languages.text import in_language
from mail.render import Rendered, rendered
from newsletter.issue_content import IssueContent, content_of
from portal import markdown
from portal.markdown.resolver import PageLinks
from portal.published import Access

UNSUBSCRIBE, PREFERENCES = "@@UNSUBSCRIBE@@", "@@PREFERENCES@@"
PLACES = {UNSUBSCRIBE, PREFERENCES}
PLACE = re.compile(r"@@[A-Z_]*@@")
LOCAL = re.compile(r'\b(href|src)="/(?!/)')
ANCHOR = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
END_OF_LINE = re.compile(r"<br\b[^>]*>|</(?:p|li|h\d|tr|blockquote)>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")


def mail_of(issue: Any, code: str) -> Rendered:
    """Render an issue in a language. Raises ``NotSendable`` where it is too long or fetches something elsewhere."""
    return rendered("newsletter/email/issue", context_of(issue, code, content_of(issue, code)), code)


def context_of(issue: Any, code: str, content: IssueContent) -> dict[str, Any]:
    body = in_language(issue, "body", code)
    with translation.override(code):
        html = markdown.render(body, links=PageLinks.of([body], language=code, access=Access.anonymous())).html
    return {
        "heading": in_language(issue, "heading", code),
        "introduction": in_language(issue, "introduction", code),
        "body": body,
        "body_text": as_text(absolute(html)),
        "body_html": mark_safe(absolute(html)),  # noqa: S308 - it comes out of the sanitiser of Markdown.
        "content": content,
        "archive": f"{settings.SITE_URL}{issue.url_in(code) or ''}",
        "unsubscribe": UNSUBSCRIBE,
        "preferences": PREFERENCES,
    }


def as_text(html: str) -> str:
    """Return the words of a rendered text, each link with its address behind it."""
    words = TAG.sub("", END_OF_LINE.sub("\n", ANCHOR.sub(r"\2 (\1)", html)))
    return unescape("\n".join(line.strip() for line in words.splitlines() if line.strip()))


def absolute(html: str) -> str:
    """Give every address of this site its host: in a mail there is no other."""
    return LOCAL.sub(rf'\1="{settings.SITE_URL}/', str(html))
