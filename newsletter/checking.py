"""What keeps an issue from being approved: every reason at once, in the words of the editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

import languages
from languages.text import in_language
from mail.render import NotSendable, Rendered, hosts_linked
from newsletter.issue_content import content_of
from newsletter.issue_mail import PLACE, PLACES, UNSUBSCRIBE, mail_of
from newsletter.models import IssuePage, NewsletterRule
from portal.markdown.links import targets_in
from portal.markdown.resolver import PageLinks
from portal.models import Address
from portal.published import Access, is_visible, visible

IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
HAS_ALTERNATIVE = re.compile(r'\balt\s*=\s*"[^"]+"', re.IGNORECASE)
HREF = re.compile(r'\bhref="([^"]+)"', re.IGNORECASE)


def problems(issue: IssuePage, *, by: Any = None, one_language: bool = False) -> list[str]:
    """Return why an issue cannot be approved; nothing when it can.

    ``one_language`` accepts that a text is there in one language only: the other one shows it and says so.
    """
    found = [*_of_page(issue), *_of_person(issue, by)]
    for language in languages.LANGUAGES:
        found += [f"{language.name}: {problem}" for problem in _in_language(issue, language.code, one_language)]
    return list(dict.fromkeys(found))


def _of_page(issue: IssuePage) -> Iterator[str]:
    if not issue.live or not is_visible(issue, Access.anonymous()):
        yield _("Publish the newsletter first, for everybody: the mail leads to it.")
    if issue.has_unpublished_changes:
        yield _("There are changes that are not published: the mail says what is published.")


def _of_person(issue: IssuePage, by: Any) -> Iterator[str]:
    last = issue.latest_revision
    if NewsletterRule.load().second_person and by is not None and last and last.user_id == by.pk:
        yield _("You wrote the latest version: somebody else approves it.")


def _in_language(issue: IssuePage, code: str, one_language: bool) -> Iterator[str]:
    if not one_language:
        yield from _missing_texts(issue, code)
    if content_of(issue, code).missing:
        yield _("A chosen record is not published, or not for everybody.")
    yield from _dead_links(issue, code)
    try:
        mail = mail_of(issue, code)
    except NotSendable as fault:
        yield _("The mail cannot be sent: %s.") % fault
        return
    yield from of_mail(mail)


def _missing_texts(issue: IssuePage, code: str) -> Iterator[str]:
    other = languages.other(code)
    for name in ("heading", "introduction", "body"):
        if getattr(issue, f"{name}_{other}") and not getattr(issue, f"{name}_{code}"):
            label = issue._meta.get_field(f"{name}_{code}").verbose_name
            yield _("“%s” is missing; say so if it is meant to be.") % label


def _dead_links(issue: IssuePage, code: str) -> Iterator[str]:
    body = in_language(issue, "body", code)
    links = PageLinks.of([body], language=code, access=Access.anonymous())
    for target in sorted(targets_in([body])):
        if links.link(target) is None and links.picture(target) is None:
            yield _("“%s” leads to something that is not published, or not for everybody.") % target


def of_mail(mail: Rendered) -> Iterator[str]:
    """Yield what is wrong with a rendered mail, whatever it is made from."""
    if UNSUBSCRIBE not in mail.html or UNSUBSCRIBE not in mail.text:
        yield _("The link to unsubscribe is missing.")
    unknown = set(PLACE.findall(mail.html + mail.text + mail.subject)) - PLACES
    if unknown:
        yield _("“%s” has no meaning: take it out.") % ", ".join(sorted(unknown))
    if any(not HAS_ALTERNATIVE.search(image) for image in IMAGE.findall(mail.html)):
        yield _("An image has no text that says what it shows.")
    if not mail.text.strip():
        yield _("The text part is empty.")
    if hosts := hosts_linked(mail.html):
        yield _("The mail leads away from this site, to %s: link to a record that names the source.") % ", ".join(
            sorted(hosts)
        )
    for path in sorted(_closed_paths(mail.html)):
        yield _("“%s” leads to something that is not published, or not for everybody.") % path


def _closed_paths(html: str) -> set[str]:
    """Return the paths of pages of this site in a mail that readers without an account may not see."""
    paths = {unquote(urlsplit(address).path) for address in HREF.findall(html) if address.startswith(settings.SITE_URL)}
    rows = Address.objects.filter(path__in={path[4:] for path in paths if path[1:3] in languages.CODES})
    found = {f"/{row.language}/{row.path}": row.page_id for row in rows}
    pages = Page.objects.filter(pk__in=[pk for pk in found.values() if pk])
    seen = set(visible(pages, Access.anonymous()).values_list("pk", flat=True))
    return {path for path in paths if path in found and found[path] not in seen}
