"""What happens to the addresses of a page when it is saved, published, moved or deleted.

A draft reserves, publishing makes current, the path left behind stays as a former address, and a deleted record
leaves a tombstone. Callers run these in the transaction that changes the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from anyascii import anyascii
from django.db import transaction
from django.urls import resolve
from django.utils import translation
from django.utils.text import slugify
from wagtail.models import Page

import languages
from languages.text import in_language
from portal import published
from portal.models.addresses import Address
from portal.turns import Turn, wait_for

State = Address.State


def derived_slug(text: str) -> str:
    """Return the slug of a title: ``Logement insalubre : étapes`` → ``logement-insalubre-etapes``."""
    # Left in, the degree sign of “n° 3” would read “ndeg 3”.
    return slugify(anyascii(text.replace("°", " ")))[:80].strip("-")


def parent_path(page: Page, code: str) -> str | None:
    """Return the path of the page above; empty at the top, None while that page has no address."""
    if page.depth <= 2:
        return ""
    parent = Address.objects.filter(page_id=page.get_parent().pk, language=code, state=State.CURRENT)
    return parent.values_list("path", flat=True).first()


def wished_path(page: Any, code: str, parent: str) -> str:
    """Return the path that the slug of the form asks for; empty when the author left it to the portal."""
    slug = getattr(page, f"slug_{code}")
    return f"{parent}{slug}/" if slug and page.depth > 2 else ""


def taken(page: Any, code: str, path: str) -> bool:
    """Whether a path belongs, belonged or is promised to something other than ``page``."""
    return _of_a_view(code, path) or _of_another_page(page, code, path)


def _of_a_view(code: str, path: str) -> bool:
    """Whether a view of the site, as search or sign-in, answers at a path before any page could."""
    with translation.override(code):
        return resolve(f"/{code}/{path}").view_name != "page"


def _of_another_page(page: Any, code: str, path: str) -> bool:
    return Address.objects.filter(language=code, path=path).exclude(page_id=page.pk, page__isnull=False).exists()


def reserve(page: Any) -> None:
    """Hold the paths that a draft asks for. A path that is taken is left alone: the form has said so."""
    wait_for(Turn.ADDRESSES)
    for code in languages.CODES:
        parent = parent_path(page, code)
        path = "" if parent is None else wished_path(page, code, parent)
        Address.objects.filter(page_id=page.pk, language=code, state=State.RESERVED).exclude(path=path).delete()
        if path and not Address.objects.filter(language=code, path=path).exists():
            Address.objects.create(page_id=page.pk, language=code, path=path, state=State.RESERVED, reference=page.slug)


@transaction.atomic
def make_current(page: Any) -> None:
    """Give a published page its path in each language, and those below it theirs when its own has changed."""
    wait_for(Turn.ADDRESSES)
    changed = [_make_current_in(page, code) for code in languages.CODES]
    if any(changed) and page.numchild:
        for child in Page.objects.descendant_of(page).filter(live=True).order_by("path").specific().iterator():
            if hasattr(child, "slug_fr"):
                for code in languages.CODES:
                    _make_current_in(child, code)


def _make_current_in(page: Any, code: str) -> bool:
    parent = parent_path(page, code)
    if parent is None:
        return False
    current = Address.objects.filter(page_id=page.pk, language=code, state=State.CURRENT).first()
    path = _path_to_take(page, code, parent, current)
    if current and current.path == path:
        return False
    if current:
        current.state = State.FORMER
        current.save()
    Address.objects.filter(page_id=page.pk, language=code, state=State.RESERVED).exclude(path=path).delete()
    Address.objects.update_or_create(
        language=code,
        path=path,
        defaults={"page_id": page.pk, "state": State.CURRENT, "reference": page.slug},
    )
    return True


def _path_to_take(page: Any, code: str, parent: str, current: Address | None) -> str:
    if page.depth <= 2:
        return ""
    segment = current.path.rstrip("/").rsplit("/", 1)[-1] if current else ""
    slug = (
        getattr(page, f"slug_{code}")
        or segment
        or derived_slug(in_language(page, "heading", code))
        or page.slug.lower()
    )
    return next(path for path in _candidates(page, parent, slug) if not taken(page, code, path))


def _candidates(page: Any, parent: str, slug: str) -> Iterator[str]:
    """Yield the path of a slug, then others for when it is taken.

    A slug that was typed is refused by the form; what is taken here was derived, or lost a race.
    """
    yield f"{parent}{slug}/"
    yield f"{parent}{slug}-{page.slug.lower()}/"
    for number in count(2):
        yield f"{parent}{slug}-{page.slug.lower()}-{number}/"


def withdraw(page: Any) -> None:
    """Turn the addresses of a page that is about to be deleted into tombstones.

    The title stays only when anyone could read it; a page that was never published leaves nothing.
    """
    rows = Address.objects.filter(page_id=page.pk)
    rows.filter(state=State.RESERVED).delete()
    public = published.is_visible(page, published.Access.anonymous())
    for row in rows:
        row.state = State.WITHDRAWN
        if public:
            row.title = str(in_language(page, "heading", row.language))
            row.reason_fr, row.reason_nl = (
                getattr(page, "withdrawal_reason_fr", ""),
                getattr(page, "withdrawal_reason_nl", ""),
            )
            row.replaced_by = published.replacement(page)
        row.save()
