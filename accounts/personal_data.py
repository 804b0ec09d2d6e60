"""What accounts keep of people, and how an account is erased: what its owner wrote stays, without the name."""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.models import Invitation, User
from portal.privacy import Basis, NotErased, PersonalData, declare
from portal.privacy_declarations import STAFF, of_account, traces

SIGN_IN = _("to let people sign in, with the rights of their role")


def accounts(address: str) -> QuerySet[User]:
    return User.objects.filter(email__iexact=address)


def invitations(address: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(email__iexact=address)


@transaction.atomic
def erase_account(address: str) -> int:
    """Take the name off an account and close it. Raises NotErased where nobody else could open the site."""
    found = list(accounts(address))
    for user in found:
        others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
        if user.is_superuser and user.is_active and not others.exists():
            raise NotErased("it is the account of the last administrator; make another one first")
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        UserProfile.objects.filter(user=user).delete()
        user.groups.clear()
        user.user_permissions.clear()
        user.groups_looked_after.clear()
        user.email = f"erased-{user.pk}@invalid.invalid"
        user.first_name = user.last_name = user.language = ""
        user.organisation = None
        user.is_active = user.is_staff = user.is_superuser = False
        # A session is good for as long as the password is the same.
        user.set_unusable_password()
        user.save()
    take_out_of_the_log(address)
    return len(found)


def take_out_of_the_log(address: str) -> None:
    """Empty what the log calls accounts and invitations by; who did what stays."""
    for model in (User, Invitation):
        entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
        entries.filter(label__icontains=address).update(label="–")


def erase_invitations(address: str) -> int:
    take_out_of_the_log(address)
    return invitations(address).delete()[0]


declare(
    PersonalData(
        "accounts.User",
        ("email", "first_name", "last_name", "organisation"),
        STAFF,
        SIGN_IN,
        Basis.PUBLIC_TASK,
        _("until the account is closed and erased by an administrator"),
        shown=(
            "email",
            "first_name",
            "last_name",
            "language",
            "organisation",
            "date_joined",
            "last_login",
            "is_active",
        ),
        find=accounts,
        erase=erase_account,
        addresses="email",
    ),
    PersonalData(
        "accounts.Invitation",
        ("email", "invited_by", "person"),
        _("people who were invited to take an account"),
        SIGN_IN,
        Basis.PUBLIC_TASK,
        _("180 days after an invitation that nobody accepted ended; accepted ones as long as the account"),
        shown=("email", "language", "sent_at", "expires_at", "accepted_at", "revoked_at"),
        find=invitations,
        erase=erase_invitations,
        addresses="email",
    ),
    PersonalData(
        "account.EmailAddress",
        ("user", "email"),
        STAFF,
        SIGN_IN,
        Basis.PUBLIC_TASK,
        _("as long as the account"),
        shown=("email", "verified"),
        find=of_account("account.EmailAddress", "user"),
        addresses="email",
    ),
    PersonalData(
        "account.EmailConfirmation",
        ("email_address",),
        STAFF,
        SIGN_IN,
        Basis.PUBLIC_TASK,
        _("as long as the account"),
        shown=("created", "sent"),
        find=lambda address: EmailConfirmation.objects.filter(email_address__email__iexact=address),
    ),
    PersonalData(
        "mfa.Authenticator",
        ("user",),
        STAFF,
        _("to ask for a second factor at sign-in"),
        Basis.PUBLIC_TASK,
        _("as long as the account, or until it is removed; the secret is given to nobody"),
        shown=("type", "created_at", "last_used_at"),
        find=of_account("mfa.Authenticator", "user"),
    ),
    traces("wagtailusers.UserProfile", "user", shown=("preferred_language", "current_time_zone")),
    PersonalData(
        "accounts.MembersGroup",
        ("secretaries",),
        STAFF,
        _("to know who looks after a group of members"),
        Basis.PUBLIC_TASK,
        _("until the person is no longer secretary"),
        shown=("group",),
        find=of_account("accounts.MembersGroup", "secretaries"),
    ),
)
