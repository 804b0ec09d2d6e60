"""The one rule of what may be seen: as a queryset and as a predicate, proven equal by tests.

A page may be seen when it is live and not expired, when every page above it is too, and when no restriction on it or
above it denies the request. A request without a session cookie is denied by every restriction without being asked:
asking would touch the session and make the answer depend on the cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Exists, Func, OuterRef, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.models.relations import Relation

P = TypeVar("P", bound=Page)

#: The site has four levels (root, home, list, record); twice that many leaves room for sections within sections.
DEEPEST = 8


@dataclass(frozen=True)
class Access:
    """What a request may not see: the ids of the restrictions that deny it."""

    denied: frozenset[int]

    @classmethod
    def anonymous(cls) -> Access:
        return cls(frozenset(PageViewRestriction.objects.values_list("pk", flat=True)))

    @classmethod
    def of(cls, request: HttpRequest) -> Access:
        """Return the access of a request; asked once per request."""
        access = getattr(request, "_portal_access", None)
        if access is None:
            access = cls._asked(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else cls.anonymous()
            request._portal_access = access  # type: ignore[attr-defined]
        return access

    @classmethod
    def of_user(cls, user: Any) -> Access:
        """Return the access of an account, for a command: somebody signed in who has given no password of a page."""
        request = HttpRequest()
        request.user, request.session = user, {}  # type: ignore[assignment]
        return cls._asked(request)

    @classmethod
    def _asked(cls, request: HttpRequest) -> Access:
        restrictions = PageViewRestriction.objects.prefetch_related("groups")
        if restrictions and request.user.is_authenticated:
            # Each restriction asks for the groups of the reader; fetched here, they are asked for once.
            prefetch_related_objects([request.user], "groups")
        return cls(frozenset(each.pk for each in restrictions if not each.accept_request(request)))


def _in_force() -> Q:
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()))


class OwnAndAbove(Func):
    """The paths of a page and of every page above it, for a list: each one is a look-up in an index.

    One expression rather than one for each level: the pages of every list are looked at through it.
    """

    template = ", ".join(f"substr(%(expressions)s, 1, {Page.steplen * depth})" for depth in range(1, DEEPEST + 1))


def published(pages: QuerySet[P]) -> QuerySet[P]:
    """Keep the pages that are live and not expired under pages that are, whatever the restrictions."""
    closed = Page.objects.exclude(_in_force()).filter(path__in=[OwnAndAbove(OuterRef("path"))])
    # A page below the deepest level is hidden: nothing would look at the restriction on it.
    return pages.filter(_in_force(), depth__lte=DEEPEST).exclude(Exists(closed))


def visible(pages: QuerySet[P], access: Access) -> QuerySet[P]:
    """Keep the pages that may be seen with this access, in constant SQL."""
    if not access.denied:
        return published(pages)
    denied = PageViewRestriction.objects.filter(pk__in=access.denied, page__path__in=[OwnAndAbove(OuterRef("path"))])
    return published(pages).exclude(Exists(denied))


def is_published(page: Page) -> bool:
    """Whether the page is live and not expired under pages that are, whatever the restrictions."""
    return published(Page.objects.filter(pk=page.pk)).exists()


def is_visible(page: Page, access: Access) -> bool:
    """Whether the page may be seen with this access."""
    return visible(Page.objects.filter(pk=page.pk), access).exists()


def replacement(page: Page) -> Page | None:
    """Return the public page that replaces this one, if any."""
    sources = Relation.objects.filter(target_id=page.pk, kind=Relation.Kind.REPLACES).values("source_id")
    return visible(Page.objects.filter(pk__in=sources), Access.anonymous()).first()
