"""The page of a members' group: its files and people for its members, and the forms of those who look after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from accounts import members_groups, second_factor
from accounts.models import MembersGroup, User
from portal.models import PortalDocument


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def members_group(request: HttpRequest, reference: str) -> HttpResponse:
    page = Page.objects.filter(slug__iexact=reference).first()
    user: Any = request.user
    if page is None or not members_groups.may_have_one(page):
        raise Http404
    if second_factor.is_owed(user):
        return second_factor.led_to_set_up(request)
    circle = members_groups.of(page)
    if circle is None:
        return _made_or_asked(request, page)
    changes = members_groups.may_change(user, circle)
    if not changes and not user.groups.filter(pk=circle.group_id).exists():
        # Who is in no way of the group learns nothing of it, not even that there is one.
        raise Http404
    if request.method == "POST":
        return _changed(request, circle, page) if changes else _refused()
    return render(request, "accounts/members_group.html", {**_shown(circle, user), "page_of_group": page.specific})


def _refused() -> HttpResponse:
    raise PermissionDenied


def _made_or_asked(request: HttpRequest, page: Page) -> HttpResponse:
    user: Any = request.user
    if not members_groups.is_of_the_cell(user):
        raise Http404
    if request.method == "POST":
        members_groups.make(page, by=user)
        return _back(page)
    return render(request, "accounts/members_group_new.html", {"page_of_group": page.specific})


def _shown(circle: MembersGroup, user: Any) -> dict[str, Any]:
    named = User.objects.filter(groups=circle.group_id, is_active=True).select_related("organisation")
    people = named.order_by("last_name", "first_name", "email")
    documents = PortalDocument.objects.filter(collection=circle.collection_id).order_by("title")
    return {
        "circle": circle,
        "people": people,
        "secretaries": set(circle.secretaries.values_list("pk", flat=True)),
        "documents": documents if circle.collection_id else [],
        "changes": members_groups.may_change(user, circle),
        "of_the_cell": members_groups.is_of_the_cell(user),
    }


Step = Callable[..., None]
#: What a button asks for, and whether only the cell may.
STEPS: dict[str, tuple[Step, bool]] = {
    "remove": (members_groups.remove, False),
    "name": (members_groups.name_secretary, True),
    "dismiss": (members_groups.dismiss, True),
}


def _changed(request: HttpRequest, circle: MembersGroup, page: Page) -> HttpResponse:
    user: Any = request.user
    if "email" in request.POST:
        _add(request, circle)
        return _back(page)
    step, cell_only = STEPS.get(request.POST.get("step", ""), (None, True))
    if step is None or (cell_only and not members_groups.is_of_the_cell(user)):
        raise PermissionDenied
    number = request.POST.get("person", "")
    step(circle, get_object_or_404(User, pk=number if number.isdecimal() else None, groups=circle.group_id), by=user)
    return _back(page)


def _add(request: HttpRequest, circle: MembersGroup) -> None:
    by: Any = request.user
    person = User.objects.filter(email=request.POST["email"].strip().lower(), is_active=True).first()
    if person is None:
        messages.warning(request, _("Nobody has an account with this address: ask the coordination cell to invite."))
    else:
        members_groups.add(circle, person, by=by)
        messages.success(request, _("%s is a member of the group.") % person)


def _back(page: Page) -> HttpResponse:
    return HttpResponseRedirect(reverse("members_group", args=(page.slug,)))
