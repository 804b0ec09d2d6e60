"""Inviting people, with mails that a real server takes, and the page that their link opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.log_actions import registry

from accounts import roles
from accounts.models import Invitation, User
from accounts.models.invitation import InvitationState
from mail.send import send_waiting
from tests.factories import make_group, make_user, member_of
from tests.mail.smtp_server import MailServer, free_port, running, text_of, use_server

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PASSWORD = "korenbloem wandelt zeer traag"
ADDRESS = "nouvelle@commune.example"
NAMES = {"first_name": "Nour", "last_name": "Dupont"}


class Mailbox:
    """What a mail server took of the messages that wait when it is asked."""

    def __init__(self, server: MailServer) -> None:
        self.server = server

    @property
    def mails(self) -> list[EmailMessage]:
        send_waiting()
        return self.server.mails

    def link(self) -> str:
        """Return the path of the one link in the text of the last mail."""
        return f"{self.mails and self.server.link()}"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    port = free_port()
    use_server(settings, port)
    with running(port) as server:
        yield Mailbox(server)


def invite(client: Client, *groups: Group, **fields: str) -> Any:
    data = {"email": ADDRESS, "language": "fr", "groups": [group.pk for group in groups], **fields}
    return client.post(reverse("invitations:add"), data)


def take(link: str, **fields: str) -> Any:
    data = {**NAMES, "password1": PASSWORD, "password2": PASSWORD, **fields}
    return Client().post(link, data)


@pytest.mark.parametrize(("language", "subject"), [("fr", "fr"), ("nl", "nl")])
def test_somebody_who_is_invited_takes_the_account(cell: Client, mailbox: Mailbox, language: str, subject: str) -> None:
    circle = make_group("Groupe du canal")
    answer = invite(cell, roles.MEMBERS.group, circle, language=language)
    assert answer.status_code == 302
    (mail,) = mailbox.mails
    with translation.override(language):
        site = translation.gettext("Housing in practice")
        assert mail["Subject"] == translation.gettext("Your invitation to %(site)s") % {"site": site}
    assert (mail["To"], mailbox.link()[:4]) == (ADDRESS, f"/{language}/")
    page = Client().get(mailbox.link()).content.decode()
    assert f'<html lang="{language}-BE"' in page
    assert ADDRESS in page
    answer = take(mailbox.link())
    assert answer["Location"] == ("/fr/connexion/" if language == "fr" else "/nl/aanmelden/")
    person = User.objects.get(email=ADDRESS)
    assert (str(person), person.language, person.check_password(PASSWORD)) == ("Nour Dupont", language, True)
    assert set(person.groups.all()) == {roles.MEMBERS.group, circle}
    assert Invitation.objects.get().state == "accepted"
    actions = {each.action for each in registry.get_logs_for_instance(Invitation.objects.get())}
    assert {"accounts.invited", "accounts.invitation_accepted"} <= actions


def test_looking_at_the_link_changes_nothing(cell: Client, mailbox: Mailbox) -> None:
    """Programs that read mails follow every link, some with HEAD."""
    invite(cell)
    for _time in range(3):
        assert Client().get(mailbox.link()).status_code == 200
        assert Client().head(mailbox.link()).status_code == 200
    assert not User.objects.filter(email=ADDRESS).exists()
    assert take(mailbox.link()).status_code == 302


def test_a_link_works_once(cell: Client, mailbox: Mailbox) -> None:
    invite(cell)
    take(mailbox.link())
    answer = take(mailbox.link(), first_name="Somebody", password1="autre phrase bien longue", password2="")
    assert answer.status_code == 410
    assert (User.objects.get(email=ADDRESS).first_name, Client().get(mailbox.link()).status_code) == ("Nour", 410)


def test_a_link_that_is_too_old_no_longer_works(cell: Client, mailbox: Mailbox) -> None:
    invite(cell)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert (take(mailbox.link()).status_code, Invitation.objects.get().state) == (410, "expired")


def test_a_link_that_was_taken_back_no_longer_works(cell: Client, mailbox: Mailbox) -> None:
    invite(cell)
    cell.post(reverse("revoke_invitation", args=(Invitation.objects.get().pk,)))
    assert (take(mailbox.link()).status_code, Invitation.objects.get().state) == (410, "revoked")


def test_a_new_link_replaces_the_former_one(cell: Client, mailbox: Mailbox) -> None:
    invite(cell)
    former = mailbox.link()
    cell.post(reverse("send_invitation_again", args=(Invitation.objects.get().pk,)))
    assert (Client().get(former).status_code, Client().get(mailbox.link()).status_code) == (410, 200)


def test_a_second_invitation_replaces_the_first(cell: Client, mailbox: Mailbox) -> None:
    invite(cell, roles.EDITORS.group)
    former = mailbox.link()
    invite(cell)
    assert Client().get(former).status_code == 410
    take(mailbox.link())
    assert User.objects.get(email=ADDRESS).groups.count() == 0


@pytest.mark.parametrize("change", [lambda t: t[:-2] + "aa", lambda t: "x" + t, lambda t: "nothing", lambda t: t * 9])
def test_a_link_that_was_changed_opens_nothing(cell: Client, mailbox: Mailbox, change: Any) -> None:
    invite(cell)
    token = mailbox.link().split("/")[-2]
    path = mailbox.link().replace(token, change(token))
    assert take(path).status_code == 410


def test_a_link_never_changes_the_password_of_an_account_that_there_is(cell: Client, mailbox: Mailbox) -> None:
    invite(cell)
    person = make_user(ADDRESS)
    person.set_password("une autre phrase, plus longue")
    person.save()
    assert take(mailbox.link()).status_code == 410
    person.refresh_from_db()
    assert person.check_password("une autre phrase, plus longue")


@pytest.mark.parametrize(
    "fields",
    [{"password2": "something else entirely"}, {"password1": "short", "password2": "short"}, {"last_name": ""}],
)
def test_what_is_wrong_is_asked_again_and_the_link_still_works(
    cell: Client, mailbox: Mailbox, fields: dict[str, str]
) -> None:
    invite(cell)
    assert take(mailbox.link(), **fields).status_code == 200
    assert not User.objects.filter(email=ADDRESS).exists()
    assert take(mailbox.link()).status_code == 302


def test_an_address_with_an_account_is_asked_about_and_gets_the_roles(cell: Client, mailbox: Mailbox) -> None:
    person = make_user(ADDRESS)
    assert invite(cell, roles.EDITORS.group).status_code == 200
    assert (person.groups.count(), mailbox.mails) == (0, [])
    invite(cell, roles.EDITORS.group, existing="on")
    assert list(person.groups.all()) == [roles.EDITORS.group]
    assert (mailbox.mails[0]["To"], "/invitation/" in text_of(mailbox.mails[0])) == (ADDRESS, False)


def test_a_closed_account_is_not_opened_by_an_invitation(cell: Client, mailbox: Mailbox) -> None:
    User.objects.create_user(ADDRESS, is_active=False)
    assert invite(cell, existing="on").status_code == 200
    assert mailbox.mails == []


def test_the_cell_makes_nobody_an_administrator(cell: Client, mailbox: Mailbox) -> None:
    assert roles.ADMINISTRATORS.label not in cell.get(reverse("invitations:add")).content.decode()
    assert invite(cell, roles.ADMINISTRATORS.group).status_code == 200
    assert (Invitation.objects.count(), mailbox.mails) == (0, [])


def test_the_cell_does_not_send_again_what_only_an_administrator_may_give(cell: Client, mailbox: Mailbox) -> None:
    administrator = Client()
    administrator.force_login(member_of(roles.ADMINISTRATORS.group))
    invite(administrator, roles.ADMINISTRATORS.group)
    former = mailbox.link()
    cell.post(reverse("send_invitation_again", args=(Invitation.objects.get().pk,)))
    assert (len(mailbox.mails), Client().get(former).status_code) == (1, 200)


def test_a_group_under_another_name_that_changes_accounts_is_one_of_administrators(
    cell: Client, mailbox: Mailbox
) -> None:
    group = make_group("Friends")
    group.permissions.set(roles.ADMINISTRATORS.group.permissions.filter(codename="change_user"))
    assert invite(cell, group).status_code == 200
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", [roles.EDITORS, roles.MEMBERS])
def test_others_invite_nobody(cell: Client, mailbox: Mailbox, role: roles.Role) -> None:
    cell.force_login(member_of(role.group))
    invite(cell)
    assert (Invitation.objects.count(), mailbox.mails) == (0, [])


def test_the_list_says_what_became_of_each_with_a_fixed_number_of_queries(
    cell: Client, mailbox: Mailbox, django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    for number in range(12):
        states = [{}, {"accepted_at": now}, {"revoked_at": now}, {"expires_at": now}]
        fields = {"expires_at": now + timedelta(days=1), **states[number % 4]}
        one = Invitation.objects.create(email=f"n{number}@example.org", language="fr", **fields)
        one.groups.add(roles.EDITORS.group, roles.MEMBERS.group)
    with django_assert_max_num_queries(25):
        page = cell.get(reverse("invitations:index")).content.decode()
    assert all(f"n{number}@example.org" in page for number in range(12))
    last_day = timezone.localtime(now + timedelta(days=1))
    with translation.override("fr"):
        assert date_format(last_day, "SHORT_DATE_FORMAT") in page
        assert [str(label) in page for label in InvitationState.labels] == [True] * 4


def test_a_mail_server_that_is_away_leaves_an_invitation_to_send_again(cell: Client, settings: Any) -> None:
    use_server(settings, free_port())
    assert invite(cell).status_code == 302
    assert Invitation.objects.get().state == "waiting"


def test_nobody_edits_what_has_been_sent() -> None:
    invitation = Invitation.objects.create(email=ADDRESS, language="fr", expires_at=timezone.now())
    client = Client()
    client.force_login(User.objects.create_superuser("all@example.org", PASSWORD, language="fr"))
    edit = reverse("invitations:edit", args=(invitation.pk,))
    assert client.get(edit).status_code == 404
    for name, args in (("index", ()), ("inspect", (invitation.pk,))):
        assert edit not in client.get(reverse(f"invitations:{name}", args=args)).content.decode()
