"""The first page of the admin tells operators what failed, and nobody else; nothing while all goes well."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts import roles
from mail.models import Message
from tests.factories import member_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "state", "told"),
    [
        (roles.ADMINISTRATORS, Message.State.FAILED, True),
        (roles.ADMINISTRATORS, Message.State.SENT, False),
        (roles.EDITORS, Message.State.FAILED, False),
    ],
)
def test_who_is_told_of_what(client: Client, role: roles.Role, state: str, told: bool) -> None:
    roles.apply_roles()
    client.force_login(member_of(role.group))
    Message.objects.create(recipient="a@example.org", state=state, reason="x", language="fr", message_id="<x@y>")
    assert ("1 message a échoué" in client.get(reverse("wagtailadmin_home")).content.decode()) is told
