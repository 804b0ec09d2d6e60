"""The operator's page: who sees it, what it tells, and what it does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import roles
from mail import breaker
from mail.models import Message
from portal.setup import ensure_tree
from tests.factories import make_user, member_of
from tests.factories.mail import make_message, make_messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Client:
    ensure_tree()
    roles.apply_roles()
    return client_of(roles.ADMINISTRATORS, "fr")


def client_of(role: roles.Role, language: str) -> Client:
    client, person = Client(), member_of(role.group)
    person.language = language
    person.save()
    client.force_login(person)
    return client


def failed(to: str = "jan@example.org") -> Message:
    message = make_message(to)
    Message.objects.filter(pk=message.pk).update(state="failed", error="5.1.1 nobody", attempts=5)
    return message


@pytest.mark.parametrize(("language", "words"), [("fr", "Réessayer"), ("nl", "Alle mislukte")])
def test_what_failed_is_told_with_the_reason_in_the_language_of_the_person(
    operator: Client, language: str, words: str
) -> None:
    failed()
    page = client_of(roles.ADMINISTRATORS, language).get(reverse("mail:messages")).content.decode()
    assert "5.1.1 nobody" in page
    assert "jan@example.org" in page
    assert words in page
    assert "Bonjour, été" not in page


def test_a_pause_is_told_and_can_be_ended(operator: Client) -> None:
    breaker.pause(breaker.Reason.LATER, "451 busy")
    assert "451 busy" in operator.get(reverse("mail:messages")).content.decode()
    operator.post(reverse("mail:resume"))
    assert breaker.paused() is None


def test_failed_messages_wait_again_and_only_by_a_button(operator: Client) -> None:
    message = failed()
    assert operator.get(reverse("mail:retry")).status_code == 405
    assert operator.post(reverse("mail:retry")).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 0)


def test_the_list_is_filtered(operator: Client) -> None:
    failed("failed@example.org")
    make_message("waiting@example.org")
    page = operator.get(reverse("mail:messages"), {"state": "failed"}).content.decode()
    assert ("failed@example.org" in page, "waiting@example.org" in page) == (True, False)


@pytest.mark.parametrize("role", [roles.EDITORS, None])
def test_others_see_nothing_and_do_nothing(operator: Client, role: roles.Role | None) -> None:
    client = Client()
    client.force_login(member_of(role.group) if role else make_user())
    message = failed()
    assert client.get(reverse("mail:messages")).status_code == 302
    client.post(reverse("mail:retry"))
    message.refresh_from_db()
    assert message.state == "failed"


@pytest.mark.parametrize("count", [1, 3])
def test_more_messages_ask_the_database_no_more_often(
    operator: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    make_messages(count)
    operator.get(reverse("mail:messages"))
    with django_assert_max_num_queries(16):
        assert operator.get(reverse("mail:messages")).status_code == 200
