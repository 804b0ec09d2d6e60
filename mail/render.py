"""From a template to a mail: subject, text, and HTML made from MJML without anything from another host.

A mail ``name`` has ``name_subject.txt``, ``name_message.txt`` and, where its HTML is more than the paragraphs of its
text, ``name.mjml``. Each is a template of Django; the frame that they extend is ``mail/frame.mjml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string, select_template
from django.utils import translation
from mjml import mjml2html

import languages

#: Gmail cuts off what is longer, the link to unsubscribe included.
LONGEST_HTML = 102_400
#: In characters, each of at most four bytes: a line of a mail has at most 998 bytes.
LONGEST_LINE = 240
#: What a mail program fetches by itself. Links are followed by people only.
FETCHED = re.compile(
    r"""(?:\bsrc\s*=\s*["']?|\bbackground\s*=\s*["']?|url\(\s*["']?|<link[^>]+href\s*=\s*["']?|@import\s+["'])"""
    r"""((?:https?:)?//[^"'\s)>]+)""",
    re.IGNORECASE,
)
LINKED = re.compile(r"""<a\b[^>]*\bhref\s*=\s*["']((?:https?:)?//[^"']+)["']""", re.IGNORECASE)


class NotSendable(ValueError):
    """A mail must not go out as it is; the words say why."""


@dataclass(frozen=True)
class Rendered:
    """A mail as it goes out."""

    subject: str
    text: str
    html: str


def rendered(template: str, context: Mapping[str, Any], language: str) -> Rendered:
    """Render a mail in a language; one that is too long or fetches something elsewhere is refused."""
    with translation.override(language):
        told = {**context, "language": language, "lang": languages.tag_of(language), "site_url": settings.SITE_URL}
        subject = render_to_string(f"{template}_subject.txt", told).strip()
        text = folded(render_to_string(f"{template}_message.txt", told)).strip() + "\n"
        told |= {"subject": subject, "paragraphs": paragraphs(text)}
        source = select_template([f"{template}.mjml", "mail/letter.mjml"]).render(told)
    return checked(Rendered(subject, text, html_of(source)))


def letter(subject: str, text: str, language: str) -> Rendered:
    """Return a mail of which only the text is known, in the frame of the portal."""
    told = {"subject": subject, "paragraphs": paragraphs(text), "lang": languages.tag_of(language)}
    with translation.override(language):
        source = render_to_string("mail/letter.mjml", {**told, "language": language, "site_url": settings.SITE_URL})
    return checked(Rendered(subject, text, html_of(source)))


def html_of(source: str) -> str:
    """Turn MJML into HTML; its stock fonts, which readers would fetch from a third party, are left out."""
    return folded(str(mjml2html(source, fonts={})))


def folded(html: str) -> str:
    """Break long lines between words: longer ones must be encoded anew for each person, and grow by a third."""
    return "\n".join(part for line in html.splitlines() for part in _parts(line))


def _parts(line: str) -> Iterator[str]:
    while len(line) > LONGEST_LINE:
        at = line.rfind(" ", 1, LONGEST_LINE)
        if at < 0:
            at = line.find(" ", LONGEST_LINE)
        if at < 0:
            break
        yield line[:at]
        line = line[at + 1 :]
    yield line


def checked(mail: Rendered) -> Rendered:
    size = len(mail.html.encode())
    if size > LONGEST_HTML:
        raise NotSendable(f"{size} bytes of HTML, more than mail programs show")
    if hosts := hosts_fetched(mail.html):
        raise NotSendable(f"the mail fetches something from {', '.join(sorted(hosts))}")
    return mail


def hosts_fetched(html: str) -> set[str]:
    """Return the foreign hosts from which a mail program would fetch something by itself."""
    return _foreign(FETCHED.findall(html))


def hosts_linked(html: str) -> set[str]:
    """Return the foreign hosts to which the links of a mail lead."""
    return _foreign(LINKED.findall(html))


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _foreign(addresses: list[str]) -> set[str]:
    own = urlsplit(settings.SITE_URL).hostname
    hosts = {urlsplit(address).hostname or address for address in addresses}
    return hosts - {own}
