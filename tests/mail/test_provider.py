"""Webhooks of a mail service: told again, in any order, broken, or by somebody else."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from anymail.signals import AnymailTrackingEvent, tracking
from django.test import Client
from django.urls import clear_url_caches, include, path

from mail import provider, suppression
from mail.models import FeedbackEvent
from portal.service_urls import mail as mail_settings

pytestmark = pytest.mark.django_db

urlpatterns = [path("anymail/", include("anymail.urls"))]
SECRET = "name:a-long-password"
ADDRESS = "jan@example.org"


@pytest.fixture
def service(settings: Any) -> Iterator[Client]:
    """A site whose mail goes through a service (that of Postmark), with its webhook."""
    settings.ROOT_URLCONF = __name__
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "POSTMARK_SERVER_TOKEN": "x"}
    tracking.connect(provider.note)
    clear_url_caches()
    yield Client(headers={"Authorization": f"Basic {base64.b64encode(SECRET.encode()).decode()}"})
    clear_url_caches()


def bounce(number: int, **fields: Any) -> dict[str, Any]:
    told = {"RecordType": "Bounce", "ID": number, "Type": "HardBounce", "TypeCode": 1, "Email": ADDRESS}
    return {**told, "MessageID": "m", "BouncedAt": "2026-11-30T10:00:00Z", **fields}


def tell(client: Client, event: Any) -> int:
    body = event if isinstance(event, str) else json.dumps(event)
    return client.post("/anymail/postmark/tracking/", body, content_type="application/json").status_code


def reason() -> str:
    found = suppression.found(ADDRESS)
    return found.reason if found else ""


def test_an_event_that_is_told_again_is_applied_once(service: Client) -> None:
    assert [tell(service, bounce(1)) for _time in range(3)] == [200, 200, 200]
    assert (reason(), FeedbackEvent.objects.count()) == ("hard_bounce", 1)


def test_the_order_of_events_does_not_matter(service: Client) -> None:
    tell(service, bounce(2, RecordType="SpamComplaint", Type="SpamComplaint", TypeCode=512))
    tell(service, bounce(1))
    assert reason() == "complaint"


def test_without_the_secret_nothing_is_heard(service: Client) -> None:
    assert tell(Client(), bounce(1)) == 400
    wrong = Client(headers={"Authorization": f"Basic {base64.b64encode(b'a:b').decode()}"})
    assert tell(wrong, bounce(1)) == 400
    assert FeedbackEvent.objects.count() == 0


def test_an_unknown_recipient_is_answered_and_only_remembered(service: Client) -> None:
    assert tell(service, bounce(1, Email="nobody@example.org")) == 200
    assert reason() == ""


def test_one_broken_event_stops_no_other() -> None:
    at = datetime(2026, 11, 30, tzinfo=UTC)
    good = AnymailTrackingEvent(
        event_type="bounced", timestamp=at, event_id="2", recipient=ADDRESS, reject_reason="bounced"
    )
    broken = AnymailTrackingEvent(event_type="bounced", timestamp="never", event_id=None, recipient=7)
    for event in (broken, good):
        provider.note(sender=None, event=event, esp_name="Relay")
    assert (reason(), FeedbackEvent.objects.count()) == ("hard_bounce", 1)


@pytest.mark.parametrize(
    ("kind", "why", "meant"),
    [
        ("bounced", "bounced", "hard"),
        ("bounced", "invalid", "hard"),
        ("bounced", "spam", "soft"),
        ("complained", None, "complaint"),
        ("deferred", None, "soft"),
        ("rejected", "spam", None),
        ("opened", None, None),
        ("delivered", None, None),
    ],
)
def test_what_an_event_means_for_the_address(kind: str, why: str | None, meant: str | None) -> None:
    assert provider.kind_of(AnymailTrackingEvent(event_type=kind, reject_reason=why)) == meant


def test_a_service_is_named_in_one_variable() -> None:
    found = mail_settings("anymail://brevo?api_key=k&webhook_secret=name:pw")
    assert found["MAIL_TRANSPORT"] == "anymail.backends.brevo.EmailBackend"
    assert found["ANYMAIL"] == {"BREVO_API_KEY": "k", "WEBHOOK_SECRET": "name:pw"}
