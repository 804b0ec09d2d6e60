"""The site's own views: language choice, pages by address, permalinks, error pages and what robots read."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from posixpath import normpath
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import resolve
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail import hooks
from wagtail.models import Page
from wagtail.wagtail_hooks import check_view_restrictions

import languages
from portal import closed_collections, published
from portal.models import Address, Reference
from portal.references import PATTERN
from portal.sitemap import files, rows_of_file

#: RFC 9116 asks for less than a year.
SECURITY_TXT_HOLDS = timedelta(days=180)


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show both languages as equals; nothing is guessed and nothing is remembered but the address chosen."""
    return render(request, "portal/choice.html", {"choices": languages.LANGUAGES})


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page that has this address in the language of the path."""
    address, rest = _address(path), ""
    if address is None:
        address, rest = _address_above(path)
    if address is None:
        return _to_a_view(request, path)
    if address.state == Address.State.WITHDRAWN:
        return gone(request, address)
    page = _visible_page(request, address)
    response = _hooked(request, page, rest) if page else _refused(request)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        # What somebody signed in may see is for that person only.
        add_never_cache_headers(response)
    return response


def _to_a_view(request: HttpRequest, path: str) -> HttpResponse:
    """Forgive a missing slash at the end of the address of a view, as search or sign-in."""
    with_slash = f"/{languages.active()}/{path}/"
    if path.endswith("/") or not path.isprintable() or resolve(with_slash).view_name == "page":
        raise Http404
    return _moved(request, with_slash)


def _address(path: str) -> Address | None:
    """Return the row of a path; a missing slash at its end is forgiven."""
    if not path.isprintable():
        # PostgreSQL raises on a NUL; no address has a control character.
        return None
    wanted = path if path.endswith("/") or not path else f"{path}/"
    rows = Address.objects.select_related("page__content_type", "replaced_by").exclude(state=Address.State.RESERVED)
    return rows.filter(language=languages.active(), path=wanted).first()


def _address_above(path: str) -> tuple[Address | None, str]:
    """Return the row of the page that answers at a path below its own, with what follows there; else no row."""
    above, _slash, rest = path.strip("/").rpartition("/")
    address = _address(above) if above and rest.isprintable() else None
    model = address.page.specific_class if address and address.page else None
    return (address, rest) if model and model.answers_below(rest) else (None, "")


def _visible_page(request: HttpRequest, address: Address) -> Any:
    """Return the page of an address with what its template shows; None when it is there for other readers only."""
    if address.page is None:
        raise Http404
    # The type of the page came with its address; Wagtail's own way to it may ask once more.
    model: Any = address.page.content_type.model_class()
    pages = published.visible(model.for_reading().filter(pk=address.page_id), published.Access.of(request))
    page = pages.first()
    if page is None and not published.is_published(address.page):
        raise Http404
    return page


def _refused(request: HttpRequest) -> HttpResponse:
    """Lead somebody who may not see a page to the sign-in page.

    Somebody who has signed in already is refused: the sign-in page would only lead back here.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        raise PermissionDenied
    response = redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
    add_never_cache_headers(response)
    return response


def _hooked(request: HttpRequest, page: Page, rest: str) -> HttpResponse:
    """Serve a page, or what it has below its path, through the hooks of Wagtail and of what is installed beside it."""
    args = (rest,) if rest else ()
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, args, {})
        if isinstance(response, HttpResponse):
            return response
    return _chain()(page, request, args, {})


def _chain() -> Any:
    """Return what serves a page inside the hooks; Wagtail's own asks again what has been asked already."""
    chain = _serve_page
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = chain if hook is check_view_restrictions else hook(chain)
    return chain


def _serve_page(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    """Serve a page at its address; a former address, or one without its last slash, leads there."""
    url = page.url_in(languages.active())
    if url and args:
        url = page.url_below(*args)
    return _moved(request, url) if url and request.path != url else page.serve(request, *args, **kwargs)


def _moved(request: HttpRequest, url: str) -> HttpResponse:
    """Lead to another address for good; not for ever in a browser's memory, for a slug may be changed back."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
    patch_cache_control(response, max_age=3600)
    return response


def gone(request: HttpRequest, address: Address) -> HttpResponse:
    """Say that a record was withdrawn, why, and what replaces it."""
    replacement = address.replaced_by
    if replacement and not published.is_visible(replacement, published.Access.of(request)):
        replacement = None
    context = {"address": address, "replacement": replacement.specific if replacement else None}
    return render(request, "410.html", context, status=HTTPStatus.GONE)


@require_safe
def permalink(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead from a reference to the record in a language that the browser asks for; the only answer that varies so."""
    if not PATTERN.fullmatch(reference.upper()):
        raise Http404
    row = get_object_or_404(Reference.objects.select_related("page"), text=reference.upper())
    code = preferred_language(request)
    with translation.override(code):
        response = _to_record(request, row.page, row.text, code) if row.page else _to_tombstone(request, row.text, code)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _to_record(request: HttpRequest, page: Page, reference: str, code: str) -> HttpResponse:
    """Redirect to a record; its address, which is made of its title, is told only to those who may see it."""
    address = Address.objects.current().filter(page_id=page.pk, language=code).first()
    if address is None or not published.is_published(page):
        raise Http404
    if not published.is_visible(page, published.Access.of(request)):
        return _refused(request)
    part = None if reference == page.slug else page.specific.url_of(reference)
    return HttpResponseRedirect(part or address.url)


def _to_tombstone(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Answer in place: the path of a record that was never public would give its title away."""
    tombstones = Address.objects.filter(reference=reference, language=code, state=Address.State.WITHDRAWN)
    address = tombstones.order_by("-pk").first()
    if address is None:
        raise Http404
    return gone(request, address)


def preferred_language(request: HttpRequest) -> str:
    """Return the content language that the browser prefers; the first of ours when it asks for neither."""
    header = request.headers.get("Accept-Language", "").lower()
    for tag, _quality in translation.trans_real.parse_accept_lang_header(header):
        if tag[:2] in languages.BY_CODE:
            return tag[:2]
    return languages.CODES[0]


@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the one sign-in page, in the language that the browser prefers."""
    with translation.override(preferred_language(request)):
        url = str(settings.LOGIN_URL)
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"{url}?{query}" if query else url)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def image(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a rendition of an image; originals and documents are never under this address."""
    if not path.isprintable() or normpath(path).lstrip("/") != path:
        # Another way of writing the address of a file is none: its collection is found by the one way.
        raise Http404
    kept = closed_collections.image_of(path)
    if kept and not closed_collections.may_see_image(kept, request):
        raise Http404
    try:
        response = serve_file(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    except (OSError, SuspiciousFileOperation) as fault:
        # A name longer than the file system allows, or a way out of the folder: no such image, and no news for the log.
        raise Http404 from fault
    response.headers["Cache-Control"] = "private, no-store" if kept else "public, max-age=31536000, immutable"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    context = {"site_url": settings.SITE_URL, "expires": timezone.now() + SECURITY_TXT_HOLDS}
    return render(request, "security.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public address with the same page in the other language, or the files that do."""
    access = published.Access.anonymous()
    count = files(access)
    if count == 1:
        return _sitemap(request, "sitemap.xml", rows=rows_of_file(access, 1, last=True))
    return _sitemap(request, "sitemap_index.xml", numbers=range(1, count + 1))


@require_safe
def sitemap_file(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with one file of the sitemap, 404 for one that there is not."""
    access = published.Access.anonymous()
    count = files(access)
    if not 1 <= number <= count:
        raise Http404
    return _sitemap(request, "sitemap.xml", rows=rows_of_file(access, number, last=number == count))


def _sitemap(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, template, {**context, "site_url": settings.SITE_URL}, content_type="application/xml")
