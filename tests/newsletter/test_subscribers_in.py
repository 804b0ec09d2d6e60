"""Whom to tell when an exported file got lost."""

import io

from django.core.management import call_command
from django.utils import timezone

from newsletter import exporting, subscriptions
from newsletter.consent import Source
from newsletter.models import Subscriber
from tests.factories import make_user
from tests.factories.newsletter import make_subscriber


def test_subscribers_of_the_exports_of_some_days_are_named(db: None) -> None:
    make_subscriber("ann@example.be")
    gone = make_subscriber("gone@example.be")
    exporting.export(Subscriber.objects.all(), reason="yearly report", by=make_user())
    subscriptions.erase(gone, Source("test"))
    today = timezone.localdate().isoformat()
    out = io.StringIO()
    call_command("subscribers_in", today, today, stdout=out)
    assert "2 subscribers" in out.getvalue()
    assert "ann@example.be" in out.getvalue()
    assert f"{gone.uuid} erased" in out.getvalue()
