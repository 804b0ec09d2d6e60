"""What mail gives up, the newsletter gives up; its owner brings it back, or nobody."""

from __future__ import annotations

import pytest
from django.test import Client

from mail import suppression
from mail.suppression import Reason
from newsletter.models import ConsentEvent, Status, Subscriber
from tests.factories.newsletter import make_subscriber
from tests.newsletter import mailbox
from tests.newsletter.conftest import ADDRESS, SIGN_UP, filled_in, links
from themes.models import Theme


@pytest.fixture
def reader(themes: list[Theme]) -> Subscriber:
    return make_subscriber(ADDRESS, themes=(themes[0],))


@pytest.mark.parametrize("reason", [Reason.HARD_BOUNCE, Reason.COMPLAINT])
def test_suppressed_address_is_written_to_no_more(reader: Subscriber, reason: Reason) -> None:
    suppression.suppress("Ann@Example.be", reason)
    reader.refresh_from_db()
    assert (reader.status, reader.subscriptions.current().count()) == (Status.SUPPRESSED, 0)
    assert ConsentEvent.objects.get().source == f"mail:{reason}"


def test_confirming_proves_that_an_address_works_again(client: Client, reader: Subscriber) -> None:
    suppression.suppress(ADDRESS, Reason.HARD_BOUNCE)
    client.post(SIGN_UP, filled_in())
    client.post(links()[0])
    reader.refresh_from_db()
    assert reader.status == Status.ACTIVE
    assert suppression.found(ADDRESS) is None


@pytest.mark.parametrize("reason", [Reason.COMPLAINT, Reason.MANUAL])
def test_who_complained_or_kept_the_address_out_is_not_even_asked(
    client: Client, reader: Subscriber, reason: Reason
) -> None:
    suppression.suppress(ADDRESS, reason)
    assert client.post(SIGN_UP, filled_in()).status_code == 302
    assert not mailbox.texts()


def test_bounce_of_the_old_address_does_not_hurt_the_new_one(reader: Subscriber) -> None:
    Subscriber.objects.update(email="new@example.be", email_norm="new@example.be")
    suppression.suppress(ADDRESS, Reason.HARD_BOUNCE)
    reader.refresh_from_db()
    assert reader.status == Status.ACTIVE


def test_address_that_no_subscriber_can_have_does_no_harm(reader: Subscriber) -> None:
    suppression.suppress("postmaster", Reason.MANUAL)
    reader.refresh_from_db()
    assert reader.status == Status.ACTIVE
