"""Whoever may enter the admin signs in with a second factor; without one, the way leads to setting it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import log

import languages
from accounts.models import User

GIVEN, TAKEN, NEW_CODES = "accounts.factor_set_up", "accounts.factor_removed", "accounts.codes_renewed"
#: Ways out of the admin, and to the door.
OPEN = {"wagtailcore_login", "wagtailadmin_login", "wagtailadmin_logout"}


def has_one(user: User) -> bool:
    return Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def is_owed(user: User) -> bool:
    """Whether somebody may enter the admin and has not set up a second factor."""
    if not settings.SECOND_FACTOR_FOR_ADMIN or not user.has_perm("wagtailadmin.access_admin"):
        return False
    return not has_one(user)


class SecondFactor:
    """Answers every address of the admin with the way to setting up a second factor, as long as it is owed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not request.path_info.startswith("/admin/") or (match and match.view_name in OPEN):
            return None
        return led_to_set_up(request) if request.user.is_authenticated and is_owed(request.user) else None


def led_to_set_up(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    with translation.override(user.language or languages.CODES[0]):
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


@transaction.atomic
def remove(person: User, *, by: User | None) -> bool:
    """Take the second factor and its recovery codes from somebody who lost them; return whether there were any."""
    removed, _rows = Authenticator.objects.filter(user=person).delete()
    if removed:
        log(instance=person, action=TAKEN, user=by, data={"by": str(by or "")})
        transaction.on_commit(lambda: get_adapter().send_notification_mail("mfa/email/totp_deactivated", person))
    return bool(removed)


@receiver(authenticator_added)
def note_added(sender: type[Authenticator], user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        log(instance=user, action=GIVEN, user=user)


@receiver(authenticator_removed)
def note_removed(sender: type[Authenticator], user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        log(instance=user, action=TAKEN, user=user)


@receiver(authenticator_reset)
def note_new_codes(sender: type[Authenticator], user: User, **kwargs: Any) -> None:
    log(instance=user, action=NEW_CODES, user=user)
