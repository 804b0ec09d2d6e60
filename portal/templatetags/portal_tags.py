"""Furniture of every page: each tag asks for what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

import languages
from portal import cards, key_terms, latest, records
from portal import markdown as markdown_text
from portal.cards import Card, Section
from portal.models import BilingualPage, ContentPage
from portal.models.information import InformationRole
from portal.published import Access
from portal.theme_tree import Branch

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    """The same page in one language: ``url`` is a path with the query kept."""

    language: languages.Language
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def markdown(context: RequestContext, text: str, prefix: str = "", level: int = 2) -> markdown_text.Rendered:
    """Give a Markdown text as ``Rendered``: ``{% markdown page.body "body" as body %}{{ body.html }}``."""
    rendered = markdown_text.render(text, links=context.get("links"), prefix=prefix, level=level)
    request = _request(context)
    if request is None or getattr(text, "foreign", False):
        return rendered
    return replace(rendered, html=_key_terms(request).mark(rendered.html))


@register.simple_tag(takes_context=True)
def terms_met(context: RequestContext) -> list[key_terms.Term]:
    """Give the terms of the vocabulary that the texts of the page made into buttons."""
    found = getattr(_request(context), "_portal_key_terms", None)
    return list(found.met.values()) if found else []


def _key_terms(request: HttpRequest) -> key_terms.KeyTerms:
    """Return what the texts of the page share: a term is a button only where it first stands."""
    found = getattr(request, "_portal_key_terms", None)
    if found is None:
        found = key_terms.KeyTerms(key_terms.terms())
        request._portal_key_terms = found  # type: ignore[attr-defined]
    return found


@register.simple_tag(takes_context=True)
def language_links(context: RequestContext) -> list[LanguageLink]:
    """Give the page being shown in each language, with its query, the language being read included."""
    request, page = context.get("request"), context.get("page")
    active = languages.active()
    return [
        LanguageLink(language, _in_language(request, page, language.code), language.code == active)
        for language in languages.LANGUAGES
    ]


def _in_language(request: HttpRequest | None, page: Any, code: str) -> str:
    path = (page.url_in(code) if isinstance(page, BilingualPage) else None) or view_in(request, code)
    query = request.META.get("QUERY_STRING", "") if request else ""
    return f"{path}?{query}" if query else path


def view_in(request: HttpRequest | None, code: str) -> str:
    """Return the path of the view being shown in a language; the home page where it is a page or has none."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name == "page":
        return f"/{code}/"
    with translation.override(code):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return f"/{code}/"


@register.simple_tag(takes_context=True)
def alternates(context: RequestContext) -> list[tuple[str, str]]:
    """Give (hreflang, absolute address) of a page in every language, and its neutral address where it has one."""
    page = context.get("page")
    if not isinstance(page, BilingualPage) or getattr(context.get("request"), "is_preview", False):
        return []
    found = [(language.tag, page.url_in(language.code)) for language in languages.LANGUAGES]
    neutral = f"/id/{page.reference}" if isinstance(page, ContentPage) else "/" if page.depth == 2 else None
    return [(tag, absolute(path)) for tag, path in [*found, ("x-default", neutral)] if path]


@register.simple_tag
def absolute(path: str) -> str:
    """Give an address with the host of the site, which never comes from the request."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


@register.simple_tag
def site_name() -> str:
    """Give the name of the site in the active language."""
    return str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag
def home_url() -> str:
    return f"/{languages.active()}/"


@register.simple_tag(takes_context=True)
def navigation(context: RequestContext) -> list[Section]:
    """Give the sections of the site that the reader may see; pages of information stand at its foot."""
    return [each for each in _sections(context) if each.depth == 3 and each.in_menus and not each.role]


@register.simple_tag(takes_context=True)
def information_pages(context: RequestContext) -> list[Section]:
    """Give the pages of information that have a role, in the order of the roles."""
    found = [section for section in _sections(context) if section.role in InformationRole]
    return sorted(found, key=lambda section: InformationRole.values.index(section.role))


@register.simple_tag(takes_context=True)
def breadcrumbs(context: RequestContext, page: Page) -> list[Section]:
    """Give the pages above a page, the home page first."""
    place = page.path or ""
    return [section for section in _sections(context) if place != section.path and place.startswith(section.path)]


@register.filter
def stands_under(page: Any, section: Section) -> bool:
    """Say whether a page, if there is one, stands in the tree below a section."""
    path = getattr(page, "path", None) or ""
    return path != section.path and path.startswith(section.path)


def _sections(context: RequestContext) -> list[Section]:
    """Return the home page and the sections that the reader may see, asked for once per request."""
    request = _request(context)
    found = getattr(request, "_portal_sections", None)
    if found is None:
        found = cards.sections(access_of(context))
        if request is not None:
            request._portal_sections = found  # type: ignore[attr-defined]
    return found


@register.simple_tag(takes_context=True)
def latest_records(context: RequestContext, number: int) -> list[Card]:
    return latest.latest(access_of(context), number)


@register.simple_tag(takes_context=True)
def chosen_records(context: RequestContext, pages: list[Page]) -> list[Card]:
    """Give those of the pages that the reader may see, in the order given."""
    return cards.cards([page.pk for page in pages if page], access_of(context))


@register.simple_tag(takes_context=True)
def main_themes(context: RequestContext) -> list[Branch]:
    return records.main_themes(access_of(context))


@register.simple_tag(takes_context=True)
def signed_in(context: RequestContext) -> bool:
    """Say whether somebody is signed in; without a session cookie nobody is asked, so that the page can be cached."""
    request = context.get("request")
    return bool(request and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated)


def access_of(context: RequestContext) -> Access:
    """Return what the reader may not see; in a template without a request, the anonymous reader's."""
    request = _request(context)
    return Access.of(request) if request is not None else Access.anonymous()


def _request(context: RequestContext) -> HttpRequest | None:
    """Return the request, which a template that was included with ``only`` has outside its variables."""
    return context.get("request") or getattr(context, "request", None)


@register.filter
def file_facts(document: Any) -> str:
    """Give the type and size of a document: ``PDF, 120 kB``."""
    return f"{document.file_extension.upper()}, {filesizeformat(document.get_file_size() or 0)}"


@register.filter
def breakable(mailbox: str) -> SafeString:
    """Give a mailbox that a narrow column may break after its sign, rather than within a word."""
    name, sign, host = mailbox.rpartition("@")
    return format_html("{}{}<wbr>{}", name, sign, host)


@register.filter
def is_past(day: date | None) -> bool:
    return bool(day and day < timezone.localdate())


@register.filter
def page_range(paginator: Paginator[Any], number: int) -> Iterator[int | str]:
    """Give the numbers that pagination shows around the page ``number``, with an ellipsis for those left out."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
