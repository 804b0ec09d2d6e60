"""Whole public pages, kept for readers without any cookie until the next edition of the site."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

import languages
from portal import edition
from portal.per_edition import holds_until, per_edition

LONGEST_ADDRESS = 300  # characters, with the query
SMALLEST_TO_PACK = 500  # bytes
STARTS = tuple(f"/{code}/" for code in languages.CODES)
NEITHER_KEPT_BY_US = ("private", "no-store", "no-cache")


@dataclass(frozen=True)
class Kept:
    """An answer as it was given first, plain and packed."""

    headers: tuple[tuple[str, str], ...]
    tag: str
    plain: bytes
    packed: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the answer, or the word that the reader's copy of it is still good."""
        if self.tag in request.headers.get("If-None-Match", ""):
            response: HttpResponse = HttpResponseNotModified()
            del response.headers["Content-Type"]
        elif self.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
            response = HttpResponse(self.packed, headers={"Content-Encoding": "gzip"})
        else:
            response = HttpResponse(self.plain)
        for name, value in self.headers:
            response.headers[name] = value
        return response


class PageCache:
    """Answers without looking at anything else, in front of all that reads the session, the language and the database.

    A request with a cookie, whichever it be, is led on, and an answer that sets one or says that it is private is not
    kept. The language is in the path. The host of an answer never comes from the request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.kept = caches["pages"]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark = edition.current() if settings.PAGE_CACHE and may_be_kept(request) else None
        if mark is None:
            return self.get_response(request)
        key = _key(mark, request)
        found: Kept | None = self.kept.get(key)
        if found is None:
            until = per_edition("until", holds_until)  # Asked first: a page may expire while this one is made.
            response = self.get_response(request)
            if not is_for_all(response):
                return response
            # A page that changes by itself at a known time says so.
            until = min(until, getattr(response, "holds_until", until))
            found = keep(response)
            self.kept.set(key, found, int((until - timezone.now()).total_seconds()))
        return found.answer(request)


def may_be_kept(request: HttpRequest) -> bool:
    """Whether the answer to a request may be one for all readers."""
    if request.method != "GET" or request.META.get("HTTP_COOKIE") or request.META.get("HTTP_AUTHORIZATION"):
        return False
    if not request.path_info.startswith(STARTS) or len(request.get_full_path()) > LONGEST_ADDRESS:
        return False
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def is_for_all(response: HttpResponse) -> bool:
    """Whether an answer is a whole page that is the same for every reader without a cookie."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    said = response.headers.get("Cache-Control", "")
    return not any(word in said for word in NEITHER_KEPT_BY_US) and "Cookie" not in response.headers.get("Vary", "")


def keep(response: HttpResponse) -> Kept:
    """Return an answer as it is kept; browsers may keep it too, and ask each time whether it is still good."""
    plain = response.content
    tag = f'W/"{blake2b(plain, digest_size=12).hexdigest()}"'
    said = {name: value for name, value in response.items() if name not in {"Content-Length", "Cache-Control", "ETag"}}
    vary = ", ".join(filter(None, [said.pop("Vary", ""), "Accept-Encoding"]))
    headers = {**said, "ETag": tag, "Vary": vary, "Cache-Control": "public, no-cache"}
    packed = gzip.compress(plain, mtime=0) if len(plain) >= SMALLEST_TO_PACK else b""
    return Kept(tuple(headers.items()), tag, plain, packed)


def _key(mark: bytes, request: HttpRequest) -> str:
    named = f"{request.scheme} {request.get_full_path()}".encode("utf-8", "surrogateescape")
    return blake2b(mark + named, digest_size=16).hexdigest()
