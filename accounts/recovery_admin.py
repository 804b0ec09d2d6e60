"""The page on which an administrator takes a lost second factor from somebody, so that a new one can be set up."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import second_factor
from accounts.models import User


@require_http_methods(["GET", "POST"])
def remove_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    giver: Any = request.user
    person = get_object_or_404(User, pk=pk)
    if not giver.has_perm("accounts.change_user") or (person.is_superuser and not giver.is_superuser):
        raise PermissionDenied
    if request.method == "POST":
        return _removed(request, person)
    there_is_one = Authenticator.objects.filter(user=person).exists()
    return render(request, "accounts/admin/second_factor.html", {"person": person, "there_is_one": there_is_one})


def _removed(request: HttpRequest, person: User) -> HttpResponse:
    by: Any = request.user
    if second_factor.remove(person, by=by):
        messages.success(
            request, _("%s signs in with the password alone until a new second factor is set up.") % person
        )
    return HttpResponseRedirect(reverse("wagtailusers_users:edit", args=(person.pk,)))
