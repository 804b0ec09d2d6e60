"""The button behind the link: once, in time, and never by looking."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from newsletter import subscriptions
from newsletter.consent import Source
from newsletter.models import ConsentEvent, Status, Subscriber
from tests.newsletter import mailbox
from tests.newsletter.conftest import ADDRESS, SIGN_UP, filled_in, links
from themes.models import Theme


@pytest.fixture
def link(client: Client, themes: list[Theme]) -> str:
    """Return the link that was mailed to somebody who signed up."""
    client.post(SIGN_UP, filled_in(themes=["vide", "insal"]))
    return links()[0]


def events() -> list[str]:
    return list(ConsentEvent.objects.values_list("event", flat=True))


def test_button_makes_the_subscription_that_was_asked_for(client: Client, link: str) -> None:
    answer = client.post(link)
    subscriber = Subscriber.objects.get()
    assert answer.status_code == 200
    assert (subscriber.status, subscriber.language, subscriber.frequency) == (Status.ACTIVE, "nl", "weekly")
    assert subscriptions.themes_of(subscriber) == {"vide", "insal"}
    assert events() == ["request", "confirm"]
    assert ConsentEvent.objects.last().wording.sha256
    assert len(mailbox.texts()) == 1


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client: Client, link: str, method: str) -> None:
    getattr(client, method)(link)
    assert Subscriber.objects.get().status == Status.PENDING
    assert events() == ["request"]


def test_confirming_twice_is_the_same_as_once(client: Client, link: str) -> None:
    first, second = client.post(link), client.post(link)
    assert "Welkom" in first.content.decode()
    assert "Welkom" in second.content.decode()
    assert events() == ["request", "confirm"]


def test_link_shows_the_way_to_the_preferences_only_to_who_pressed_the_button(client: Client, link: str) -> None:
    client.post(link)
    assert "/n/preferences/" not in client.get(link).content.decode()


def test_link_works_seven_days(client: Client, link: str, later: Any) -> None:
    later(days=7, seconds=1)
    answer = client.post(link)
    assert "werkt niet meer" in answer.content.decode()
    assert Subscriber.objects.get().status == Status.PENDING


def test_link_still_works_on_the_last_day(client: Client, link: str, later: Any) -> None:
    later(days=6, hours=23)
    client.post(link)
    assert Subscriber.objects.get().status == Status.ACTIVE


def test_who_left_needs_a_new_request(client: Client, link: str) -> None:
    client.post(link)
    subscriber = Subscriber.objects.get()
    subscriptions.leave(subscriber.pk, Source("test"))
    assert client.post(link).status_code == 404
    subscriber.refresh_from_db()
    assert subscriber.status == Status.UNSUBSCRIBED


def test_leaving_ends_a_request_that_waits(client: Client, link: str) -> None:
    subscriptions.leave(Subscriber.objects.get().pk, Source("test"))
    assert client.post(link).status_code == 404
    assert Subscriber.objects.get().status == Status.UNSUBSCRIBED


def test_only_the_hash_of_the_link_is_stored(client: Client, link: str) -> None:
    token = link.strip("/").split("/")[-1]
    request = Subscriber.objects.get().requests.get()
    assert token not in str(vars(request))


def test_somebody_else_keeps_the_address_out_for_good(client: Client, link: str) -> None:
    block = links()[1]
    client.get(block)
    assert Subscriber.objects.get().status == Status.PENDING
    client.post(block)
    assert Subscriber.objects.get().email == ""
    assert client.post(link).status_code == 404
    assert ADDRESS not in str(list(Subscriber.objects.values()))
