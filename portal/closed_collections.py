"""Files in a collection for a closed circle: they are given to that circle only, wherever they stand."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from accounts.second_factor import is_owed

#: What those who write may do with a file: to choose one for a record is to look at it first.
KEEPING = ["add", "change", "delete", "choose"]


def restrictions_of(file: Any) -> list[CollectionViewRestriction]:
    return list(file.collection.get_view_restrictions().prefetch_related("groups"))


def accepts(restrictions: list[CollectionViewRestriction], request: HttpRequest) -> bool:
    """Whether all the restrictions let a request in; without a session cookie none does, and none is asked."""
    if not restrictions:
        return True
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return all(each.accept_request(request) for each in restrictions)


def is_of_own_group(restrictions: list[CollectionViewRestriction], request: HttpRequest) -> bool:
    """Whether a collection is kept for a group that the person is in: what is in it is there to be read."""
    groups = {group.pk for each in restrictions for group in each.groups.all()}
    return bool(groups) and accepts(restrictions, request) and request.user.groups.filter(pk__in=groups).exists()


def keeps(file: Any, request: HttpRequest) -> bool:
    """Whether somebody who signed in works with such files; who has no session is not asked for one."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user: Any = request.user
    if not user.has_perm("wagtailadmin.access_admin") or is_owed(user):
        return False
    return policy_registry.get_by_type(type(file)).user_has_any_permission_for_instance(user, KEEPING, file)


def image_of(path: str) -> Any:
    """Return the image of a rendition, when it is in a closed collection; most sites have none and ask once."""
    closed = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    if not closed:
        return None
    below = Q()
    for start in closed:
        below |= Q(collection__path__startswith=start)
    return get_image_model().objects.filter(below, renditions__file=f"images/{path}").first()


def may_see_image(image: Any, request: HttpRequest) -> bool:
    return accepts(restrictions_of(image), request) or keeps(image, request)
