"""The pages that no walk over the demonstration reaches: of people with an account, of links in mails, of errors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from accounts import invitations, members_groups, roles
from accounts.models import Invitation, User
from portal import error_views
from portal.setup import ensure_tree
from tests.factories import make_guide, make_user, member_of
from tests.factories.seminars import make_working_group

PASSWORD = "korenbloem wandelt zeer traag"
ERRORS = {
    "bad-request": error_views.bad_request,
    "forbidden": error_views.forbidden,
    "error": error_views.server_error,
}
#: Of somebody who has just confirmed who they are.
OF_AN_ACCOUNT = {
    "sign-out": "account_logout",
    "new-password": "account_change_password",
    "second-factor": "mfa_index",
    "second-factor-set-up": "mfa_activate_totp",
}
OF_STRANGERS = {
    "forgotten": "account_reset_password",
    "forgotten-sent": "account_reset_password_done",
    "new-password-set": "account_reset_password_from_key_done",
    "inactive": "account_inactive",
}


def closed_pages(code: str) -> dict[str, bytes]:
    """Return the HTML of each of these pages in a language; needs the database."""
    ensure_tree()
    roles.apply_roles()
    with translation.override(code):
        found = {**dict(_of_strangers()), **dict(_of_members()), **dict(_errors(code))}
        return {name: response.content for name, response in found.items()}


def _of_strangers() -> Iterator[tuple[str, HttpResponse]]:
    for name, view in OF_STRANGERS.items():
        yield name, Client().get(reverse(view))
    yield "refused", Client().post(reverse("account_login"), {"login": "x", "password": ""})
    yield "forgotten-refused", Client().post(reverse("account_reset_password"), {"email": "nobody"})
    yield "key-over", Client().get(reverse("account_reset_password_from_key", args=("1", "over")), follow=True)
    yield "invitation-over", Client().get(reverse("accept_invitation", args=("over",)))
    yield from _invited()


def _invited() -> Iterator[tuple[str, HttpResponse]]:
    asked = Invitation(email="new@example.org", language="fr")
    invitations.invite(asked, [], by=member_of(roles.COORDINATION.group))
    address = reverse("accept_invitation", args=(invitations.token_of(asked),))
    yield "invitation", Client().get(address)
    yield "invitation-refused", Client().post(address, {"password1": "short", "password2": "other"})


def _of_members() -> Iterator[tuple[str, HttpResponse]]:
    chief: Any = member_of(roles.COORDINATION.group)
    chief.set_password(PASSWORD)
    chief.save()
    client = signed_in(chief)
    for name, view in OF_AN_ACCOUNT.items():
        yield name, client.get(reverse(view))
    yield "new-password-refused", client.post(reverse("account_change_password"), {"oldpassword": "", "password1": "a"})
    page = make_working_group(heading_fr="Humidité", heading_nl="Vocht")
    address = reverse("members_group", args=(page.slug,))
    yield "group-new", client.get(address)
    circle = members_groups.make(page, by=chief)
    yield "group-of-the-cell", client.get(address)
    yield "group-of-a-member", plain(make_user(groups=(circle.group,))).get(address)
    yield "confirm", plain(chief).get(reverse("account_reauthenticate"))


def _errors(code: str) -> Iterator[tuple[str, HttpResponse]]:
    for name, view in ERRORS.items():
        yield name, view(RequestFactory().get(f"/{code}/"))
    gone = make_guide(withdrawal_reason_fr="Ordonnance abrogée", withdrawal_reason_nl="Ordonnantie opgeheven")
    address = gone.url_in(code)
    gone.delete()
    yield "withdrawn", Client().get(address)


def plain(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def signed_in(person: User) -> Client:
    """Return the browser of somebody who gave the password once more a moment ago."""
    client = plain(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client
