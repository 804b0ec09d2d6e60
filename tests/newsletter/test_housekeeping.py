"""Every period of keeping: a day before its end the data is there, a day after it is gone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from newsletter import consent, housekeeping, limits, subscriptions
from newsletter.consent import Event, Source
from newsletter.models import AddressLimit, ConsentEvent, SignUpRequest, Subscriber, Subscription, Transfer
from tests.factories.newsletter import make_subscriber
from tests.newsletter.conftest import SIGN_UP, filled_in
from themes.models import Theme


def purge(later: Any, days: int) -> None:
    later(days=days)
    housekeeping.keep_the_periods()


def test_unconfirmed_sign_up_is_deleted_after_seven_days(client: Client, themes: list[Theme], later: Any) -> None:
    client.post(SIGN_UP, filled_in())
    purge(later, 6)
    assert Subscriber.objects.count() == 1
    purge(later, 8)
    assert not Subscriber.objects.exists()
    assert not ConsentEvent.objects.exists()
    purge(later, 15)
    assert not SignUpRequest.objects.exists()


def test_address_is_forgotten_28_days_after_leaving_and_the_hash_stays(themes: list[Theme], later: Any) -> None:
    subscriber = make_subscriber("ann@example.be", themes=(themes[0],))
    subscriptions.leave(subscriber.pk, Source("test"))
    purge(later, 27)
    assert Subscriber.objects.get().email == "ann@example.be"
    purge(later, 29)
    left = Subscriber.objects.get()
    assert (left.email, left.email_norm, left.status) == ("", None, "unsubscribed")
    assert left.address_hash
    assert Subscription.objects.count() == 1


def test_proof_is_kept_three_years_after_the_end(themes: list[Theme], later: Any) -> None:
    subscriber = make_subscriber("ann@example.be")
    subscriptions.leave(subscriber.pk, Source("test"))
    purge(later, 3 * 365 - 1)
    assert ConsentEvent.objects.count() == 1
    purge(later, 3 * 365 + 1)
    assert not ConsentEvent.objects.exists()
    assert Subscriber.objects.get().address_hash == ""


def test_proof_of_an_active_subscriber_is_kept(themes: list[Theme], later: Any) -> None:
    consent.record(make_subscriber(), Event.CONFIRM, Source("test"))
    purge(later, 4 * 365)
    assert ConsentEvent.objects.count() == 1


def test_network_is_forgotten_after_30_days_and_nothing_else(themes: list[Theme], later: Any) -> None:
    consent.record(make_subscriber(), Event.CONFIRM, Source("page", network="10.1.2.0/24"))
    before = ConsentEvent.objects.values().get()
    purge(later, 29)
    assert ConsentEvent.objects.values().get() == before
    purge(later, 31)
    assert ConsentEvent.objects.values().get() == {**before, "network": None}


def test_limits_are_forgotten_after_30_days(themes: list[Theme], later: Any) -> None:
    limits.take("ann@example.be", limits.SIGN_UPS)
    purge(later, 29)
    assert AddressLimit.objects.count() == 1
    purge(later, 31)
    assert not AddressLimit.objects.exists()


def test_traces_of_exports_are_kept_two_years(themes: list[Theme], later: Any) -> None:
    Transfer.objects.create(kind="export", reason="test", number=0, at=timezone.now())
    purge(later, 729)
    assert Transfer.objects.exists()
    purge(later, 731)
    assert not Transfer.objects.exists()


@pytest.mark.django_db
def test_doing_it_twice_removes_nothing_more(themes: list[Theme], later: Any) -> None:
    subscriptions.leave(make_subscriber().pk, Source("test"))
    later(days=29)
    assert housekeeping.keep_the_periods() == "1 addresses of those who left"
    assert housekeeping.keep_the_periods() == ""
