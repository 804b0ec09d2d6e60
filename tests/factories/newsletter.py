from typing import Any

from newsletter import addresses
from newsletter.models import Status, Subscriber, Subscription
from tests.factories.numbers import unique
from themes.models import Theme


def make_subscriber(email: str = "", *, themes: tuple[Theme, ...] = (), **fields: Any) -> Subscriber:
    """Return somebody who gets the newsletter; no consent is recorded."""
    email = email or f"{unique('reader')}@example.be"
    address = addresses.normalised(email)
    given = {"language": "fr", "status": Status.ACTIVE, "address_hash": addresses.hash_of(address), **fields}
    subscriber = Subscriber.objects.create(email=email, email_norm=address, **given)
    Subscription.objects.bulk_create([Subscription(subscriber=subscriber, theme=theme) for theme in themes])
    return subscriber
