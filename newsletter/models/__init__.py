"""The models of this app."""

from newsletter.models.consent import ConsentEvent, ConsentText
from newsletter.models.issues import ChosenRecord, IssueIndexPage, IssueList, IssuePage
from newsletter.models.requests import AddressLimit, SignUpRequest
from newsletter.models.rules import NewsletterRule
from newsletter.models.sends import Delivery, DigestRun, Rendering, Send
from newsletter.models.subscriber import Frequency, Status, Subscriber, Subscription
from newsletter.models.transfers import Transfer

__all__ = [
    "AddressLimit",
    "ChosenRecord",
    "ConsentEvent",
    "ConsentText",
    "Delivery",
    "DigestRun",
    "Frequency",
    "IssueIndexPage",
    "IssueList",
    "IssuePage",
    "NewsletterRule",
    "Rendering",
    "Send",
    "SignUpRequest",
    "Status",
    "Subscriber",
    "Subscription",
    "Transfer",
]
