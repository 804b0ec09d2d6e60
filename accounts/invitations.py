"""Inviting people: the mail with its link, sending it again, taking it back, and what becomes of the answer.

A link is signed, names one sending of one invitation, and works once; the row says until when.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from wagtail.log_actions import log

from accounts.models import Invitation, User
from accounts.roles import group_label

LASTS = timedelta(days=14)
SALT = "accounts.invitation"
INVITED, SENT_AGAIN, REVOKED, ACCEPTED = (
    f"accounts.{name}" for name in ("invited", "invited_again", "invitation_revoked", "invitation_accepted")
)


@transaction.atomic
def invite(invitation: Invitation, groups: Iterable[Group], *, by: User) -> Invitation:
    """Send an invitation that was filled in; those that the same address was sent before no longer work."""
    Invitation.objects.filter(Invitation.waiting(), email=invitation.email.lower()).update(revoked_at=timezone.now())
    invitation.invited_by, invitation.expires_at = by, timezone.now() + LASTS
    invitation.save()
    invitation.groups.set(groups)
    log(instance=invitation, action=INVITED, user=by, data={"groups": _names(invitation)})
    _send(invitation)
    return invitation


@transaction.atomic
def give(invitation: Invitation, person: User, groups: Iterable[Group], *, by: User) -> Invitation:
    """Give the roles to somebody who has an account already, and tell the person by mail."""
    now = timezone.now()
    invitation.invited_by, invitation.person, invitation.accepted_at, invitation.expires_at = by, person, now, now
    invitation.save()
    invitation.groups.set(groups)
    person.groups.add(*invitation.groups.all())
    log(instance=invitation, action=INVITED, user=by, data={"groups": _names(invitation)})
    _mail("accounts/email/roles_given", person.email, person.language or invitation.language, invitation)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: User) -> None:
    """Send a new link; the former one no longer works."""
    now = timezone.now()
    invitation.key, invitation.sent_at, invitation.expires_at = token_urlsafe(), now, now + LASTS
    invitation.revoked_at = None
    invitation.save()
    log(instance=invitation, action=SENT_AGAIN, user=by)
    _send(invitation)


@transaction.atomic
def revoke(invitation: Invitation, *, by: User) -> None:
    if invitation.accepted_at is None:
        invitation.revoked_at = timezone.now()
        invitation.save()
        log(instance=invitation, action=REVOKED, user=by)


def token_of(invitation: Invitation) -> str:
    return signing.dumps([invitation.pk, invitation.key], salt=SALT)


def found(token: str) -> Invitation | None:
    """Return the invitation that a link opens: none when it was used, taken back, replaced, or is too old."""
    try:
        number, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    invitation = Invitation.objects.filter(Invitation.waiting(), pk=number).first()
    if invitation is None or not constant_time_compare(invitation.key, key):
        return None
    # Somebody who got an account in the meantime signs in; a link in a mail never changes a password that there is.
    return None if User.objects.filter(email=invitation.email).exists() else invitation


@transaction.atomic
def accept(invitation: Invitation, *, password: str, **names: str) -> User | None:
    """Make the account; return None when another click was quicker."""
    waiting = Invitation.objects.filter(Invitation.waiting(), pk=invitation.pk, key=invitation.key)
    if not waiting.update(accepted_at=timezone.now()):
        return None
    person = User.objects.create_user(invitation.email, password, language=invitation.language, **names)
    person.groups.set(invitation.groups.all())
    Invitation.objects.filter(pk=invitation.pk).update(person=person)
    log(instance=invitation, action=ACCEPTED, user=person)
    log(instance=person, action="wagtail.create", user=person)
    return person


def _send(invitation: Invitation) -> None:
    _mail("accounts/email/invitation", invitation.email, invitation.language, invitation)


def _mail(template: str, address: str, code: str, invitation: Invitation) -> None:
    with translation.override(code):
        path = reverse("accept_invitation", args=(token_of(invitation),))
        told: dict[str, Any] = {
            "link": f"{settings.SITE_URL}{path}",
            "sign_in": f"{settings.SITE_URL}{reverse('account_login')}",
            "until": timezone.localdate(invitation.expires_at),
            "groups": [group_label(group) for group in invitation.groups.order_by("name")],
        }
        get_adapter().send_mail(template, address, told, reason=f"{template}:{invitation.pk}:{invitation.key}")


def _names(invitation: Invitation) -> list[str]:
    return sorted(invitation.groups.values_list("name", flat=True))
