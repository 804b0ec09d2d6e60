"""The way into the admin: one sign-in page, and a clear word for those who have signed in but do not work there."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import views


@never_cache
@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page; who has signed in already would only be led back from there, without end."""
    user = request.user
    if not user.is_authenticated or user.has_perm("wagtailadmin.access_admin"):
        return views.admin_sign_in(request)
    with translation.override(user.language or views.preferred_language(request)):
        return render(request, "accounts/admin/no_access.html", status=HTTPStatus.FORBIDDEN)
