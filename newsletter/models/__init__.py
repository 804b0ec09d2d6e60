"""The models of this app."""

from newsletter.models.consent import ConsentEvent, ConsentText
from newsletter.models.requests import AddressLimit, SignUpRequest
from newsletter.models.subscriber import Frequency, Status, Subscriber, Subscription

__all__ = [
    "AddressLimit",
    "ConsentEvent",
    "ConsentText",
    "Frequency",
    "SignUpRequest",
    "Status",
    "Subscriber",
    "Subscription",
]
