"""Leaving: in one POST of a mail program, or with a button; by the key alone, whoever is signed in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from newsletter import links as addresses_of
from newsletter import signing_up, subscriptions, tokens
from newsletter.consent import Source
from newsletter.models import ConsentEvent, Status, Subscriber
from tests.factories import make_user
from tests.factories.newsletter import make_subscriber
from tests.newsletter import mailbox
from tests.newsletter.conftest import ADDRESS
from themes.models import Theme

BODY = {"List-Unsubscribe": "One-Click"}
SITE = "http://testserver"


@pytest.fixture
def reader(themes: list[Theme]) -> Subscriber:
    return make_subscriber(ADDRESS, themes=tuple(themes), language="nl")


def one_click(subscriber: Subscriber) -> str:
    return addresses_of.one_click(subscriber.pk, 3).removeprefix(SITE)


def page(subscriber: Subscriber, code: str = "nl") -> str:
    return addresses_of.unsubscribe(subscriber.pk, code).removeprefix(SITE)


def status(subscriber: Subscriber) -> str:
    return Subscriber.objects.get(pk=subscriber.pk).status


@pytest.mark.parametrize("kind", ["urlencoded", "multipart"])
def test_one_post_ends_the_subscription(reader: Subscriber, kind: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    sent: dict[str, Any] = {"data": BODY}
    if kind == "urlencoded":
        sent = {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}
    for _time in range(2):
        answer = strict.post(one_click(reader), **sent)
        assert answer.status_code == 200
        assert "Location" not in answer
        assert not answer.cookies
        assert status(reader) == Status.UNSUBSCRIBED
    assert not reader.subscriptions.current().exists()
    assert list(ConsentEvent.objects.values_list("event", flat=True)) == ["withdraw"]
    assert not mailbox.texts()


def test_whoever_is_signed_in_only_the_subscriber_of_the_key_leaves(client: Client, reader: Subscriber) -> None:
    other = make_subscriber("other@example.be")
    client.force_login(make_user("other@example.be"))
    client.post(one_click(reader), BODY)
    assert (status(reader), status(other)) == (Status.UNSUBSCRIBED, Status.ACTIVE)


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("where", [one_click, page])
def test_looking_changes_nothing(client: Client, reader: Subscriber, where: Any, method: str) -> None:
    getattr(client, method)(where(reader))
    assert status(reader) == Status.ACTIVE


def test_page_shows_little_of_the_address_in_the_readers_language(client: Client, reader: Subscriber) -> None:
    text = client.get(one_click(reader)).content.decode()
    assert "Uitschrijven voor alle thema’s" in text
    assert "a***@example.be" in text
    assert ADDRESS not in text


def test_button_of_the_page_ends_the_subscription(client: Client, reader: Subscriber) -> None:
    text = client.get(page(reader)).content.decode()
    action = re.search(r'<form method="post" action="([^"]+)"', text)
    assert action
    answer = Client(enforce_csrf_checks=True).post(action.group(1))
    assert "U bent uitgeschreven" in answer.content.decode()
    assert status(reader) == Status.UNSUBSCRIBED
    assert not mailbox.texts()


def test_link_in_a_mail_of_two_years_ago_works(client: Client, reader: Subscriber, later: Any) -> None:
    old = one_click(reader)
    later(days=730)
    client.post(old, BODY)
    assert status(reader) == Status.UNSUBSCRIBED


def test_erased_subscriber_is_told_that_there_is_nothing_to_do(client: Client, reader: Subscriber) -> None:
    old = page(reader)
    subscriptions.erase(reader, Source("test"))
    for answer in (client.get(old), client.get(addresses_of.unsubscribe(999_999, "nl").removeprefix(SITE))):
        assert answer.status_code == 200
        assert "U bent niet geabonneerd" in answer.content.decode()


def test_pages_behind_keys_are_told_to_nobody(client: Client, reader: Subscriber) -> None:
    preferences = addresses_of.preferences(reader).removeprefix(SITE)
    for path in (page(reader), one_click(reader), preferences, "/nl/n/confirm/x/"):
        answer = client.get(path)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies
        hosts = set(re.findall(r'(?:src|href|action)="(https?://[^/"]+)', answer.content.decode()))
        assert hosts <= {SITE}


def test_withdrawal_takes_one_click_and_one_button(client: Client, reader: Subscriber) -> None:
    text = client.get(page(reader)).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    assert main.count("<form") == 1
    assert main.count("<input") == 0


def test_confirmation_key_does_not_unsubscribe(client: Client, reader: Subscriber) -> None:
    choice = signing_up.Choice("new@example.be", "nl", ("vide",), "weekly")
    signing_up.ask(choice, Source("test"))
    token = tokens.preferences_token(reader)
    assert client.post(f"/n/u/{token}", BODY).status_code == 404
    assert status(reader) == Status.ACTIVE
