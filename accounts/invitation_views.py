"""The page that the link of an invitation opens. A look at it changes nothing: programs read mails before people do."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import invitations
from accounts.invitation_forms import AcceptForm
from accounts.models import Invitation


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitations.found(token)
    if invitation is None:
        response = render(request, "accounts/invitation_over.html", status=HTTPStatus.GONE)
    else:
        response = _asked(request, invitation)
    # The address of this page is a key: it is told to nobody.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _asked(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, email=invitation.email)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/invitation.html", {"form": form, "invitation": invitation})
    names = {name: form.cleaned_data[name] for name in ("first_name", "last_name")}
    person = invitations.accept(invitation, password=form.cleaned_data["password1"], **names)
    if person is None:
        return render(request, "accounts/invitation_over.html", status=HTTPStatus.GONE)
    messages.success(request, _("Your account is ready: sign in."))
    return HttpResponseRedirect(reverse("account_login"))
